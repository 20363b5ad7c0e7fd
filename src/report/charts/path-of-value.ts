import type { RunResult } from '../../result/run-result.ts';
import type { Summary } from '../../result/summary.ts';
import { fanQuantiles } from '../../statistics/fan-quantiles.ts';
import { fixed, multiple, percent } from '../format.ts';
import { counted, period, shown } from '../page/figures.ts';
import { html } from '../page/html.ts';
import { protagonist, type Series, seriesOf } from '../series.ts';
import { type Caption, type Chart, type Row, rounded } from './chart.ts';
import { valueAxis } from './log-axis.ts';
import { spreadLabels } from './spread-labels.ts';
import { asSentence, frame, saying, silent } from './theme.ts';
import { timeAxis } from './time-axis.ts';

const probabilities = [0.025, 0.1, 0.25, 0.5, 0.75, 0.9, 0.975] as const;
const fields = ['q025', 'q100', 'q250', 'q500', 'q750', 'q900', 'q975'] as const;
const endLabels = ['2.5th', '10th', '25th', 'Median', '75th', '90th', '97.5th'] as const;

/** Points of time drawn, and sample paths: what a screen can show without a megabyte of data. */
const mostPoints = 121;
const mostSamples = 14;
const height = 340;

/** Quantile fan of the value of each holding through time, with the first few paths; one holding at a time, all on one axis. */
export function pathOfValue(result: RunResult, summary: Summary): Chart {
  const all = seriesOf(result, summary);
  const time = timeAxis(result.scenario.clock);
  const days = result.fanAxes.days;
  const kept = thinned(days.length);
  const fans = all.map((_, i) => fanQuantiles(holdingAt(result, i).fan, result.fanAxes, probabilities).quantiles);
  const value = valueAxis(
    fans.flatMap((quantiles) => quantiles.flatMap((q) => kept.map((point) => q[point] as number))),
  );

  const bands = all.flatMap((s, i) =>
    kept.map((point): Row => {
      const row: Record<string, number | string | null> = { h: s.id, t: time.at(days[point] as number) };
      for (const [k, field] of fields.entries()) row[field] = rounded(fans[i]?.[k]?.[point]);
      return row;
    }),
  );
  const samples = all.flatMap((s, i) =>
    kept.map((point): Row => {
      const row: Record<string, number | string | null> = { h: s.id, t: time.at(days[point] as number) };
      for (const [k, path] of holdingAt(result, i).samples.slice(0, mostSamples).entries())
        row[`s${k}`] = rounded(path[point]);
      return row;
    }),
  );
  const sampleFields = Array.from(
    { length: Math.min(mostSamples, holdingAt(result, 0).samples.length) },
    (_, k) => `s${k}`,
  );
  const ends = all.flatMap((s, i) => endRows(s, fans[i] ?? [], kept.at(-1) ?? 0, value));

  const main = protagonist(all);
  const colour = {
    field: 'h',
    type: 'nominal',
    scale: { domain: all.map((s) => s.id), range: all.map((s) => s.colour) },
  };
  const x = time.encoding;
  const y = (field: string) => ({ field, type: 'quantitative', scale: value.scale });
  const band = (from: string, to: string, opacity: number) => ({
    data: { name: 'bands' },
    transform: [{ filter: 'datum.h === holding' }],
    mark: { type: 'area', fillOpacity: opacity, clip: true, ...silent },
    encoding: { x, y: y(from), y2: { field: to }, color: colour },
  });

  return {
    id: 'path-of-value',
    caption: captionOf(main, result),
    choices: all.map((s) => ({
      id: s.id,
      name: s.name,
      colour: s.colour,
      caption: captionOf(s, result),
    })),
    initial: main.id,
    table: {
      dataset: 'bands',
      columns: [
        { field: 'h', label: 'holding' },
        { field: 't', label: time.isDated ? 'unix milliseconds' : 'days' },
        ...fields.map((field, k) => ({ field, label: `quantile ${probabilities[k]}` })),
      ],
    },
    spec: {
      ...frame('Quantile fan of value through time for one holding, with sample paths.', height),
      params: [
        { name: 'holding', value: main.id },
        { name: 'samples', value: true },
      ],
      datasets: { bands, samples, ends, one: [{ v: 1 }] },
      layer: [
        {
          ...band('q025', 'q975', 0.13),
          encoding: {
            ...band('q025', 'q975', 0.13).encoding,
            y: {
              ...y('q025'),
              axis: { ...value.axis, title: `Multiple of the money put in${value.isLog ? ' (log scale)' : ''}` },
            },
          },
        },
        band('q100', 'q900', 0.17),
        band('q250', 'q750', 0.24),
        ...(sampleFields.length > 0
          ? [
              {
                data: { name: 'samples' },
                transform: [{ filter: 'datum.h === holding && samples' }, { fold: sampleFields, as: ['k', 'v'] }],
                mark: { type: 'line', strokeWidth: 0.7, opacity: 0.5, clip: true, ...silent },
                encoding: { x, y: y('v'), color: colour, detail: { field: 'k' } },
              },
            ]
          : []),
        {
          data: { name: 'one' },
          mark: { type: 'rule', strokeDash: [3, 3], color: 'var(--ink-quiet)', ...silent },
          encoding: { y: y('v') },
        },
        {
          data: { name: 'bands' },
          transform: [{ filter: 'datum.h === holding' }],
          mark: { type: 'line', strokeWidth: 2.2, clip: true, ...silent },
          encoding: { x, y: y('q500'), color: colour },
        },
        {
          data: { name: 'bands' },
          transform: [
            { filter: 'datum.h === holding' },
            asSentence(
              `${time.words} + ': half of all paths have ' + format(datum.q500, '.2~r') + '× or less; eight in ten lie between ' + format(datum.q100, '.2~r') + '× and ' + format(datum.q900, '.2~r') + '×.'`,
            ),
          ],
          mark: { type: 'rule', color: 'var(--ink-quiet)', ...silent },
          params: [
            {
              name: 'at',
              select: { type: 'point', on: 'pointermove', clear: 'pointerout', nearest: true, encodings: ['x'] },
            },
          ],
          encoding: {
            x,
            opacity: { condition: { param: 'at', empty: false, value: 0.7 }, value: 0 },
            tooltip: saying,
          },
        },
        {
          data: { name: 'ends' },
          transform: [{ filter: 'datum.h === holding' }],
          mark: { type: 'text', align: 'left', dx: 8, fontSize: 11, ...silent },
          encoding: {
            x: { value: 'width' },
            y: y('v'),
            text: { field: 'text' },
            color: { condition: { test: "datum.text === 'Median'", value: 'var(--ink)' }, value: 'var(--ink-quiet)' },
          },
        },
      ],
    },
  };
}

function endRows(
  s: Series,
  quantiles: readonly Float64Array[],
  last: number,
  axis: { low: number; high: number; isLog: boolean },
): Row[] {
  const toPixel = (v: number) => {
    const inside = Math.max(axis.low, Math.min(axis.high, v));
    const part = axis.isLog
      ? Math.log(inside / axis.low) / Math.log(axis.high / axis.low)
      : (inside - axis.low) / (axis.high - axis.low);
    return part * height;
  };
  const toValue = (pixel: number) =>
    axis.isLog
      ? axis.low * (axis.high / axis.low) ** (pixel / height)
      : axis.low + ((axis.high - axis.low) * pixel) / height;
  const places = spreadLabels(
    quantiles.map((q) => toPixel(q[last] as number)),
    13,
    0,
    height,
  );
  return places.map((pixel, k) => ({ h: s.id, v: rounded(toValue(pixel)), text: endLabels[k] as string }));
}

/** Every k-th point so that at most `mostPoints` remain, the last one always among them. */
function thinned(points: number): number[] {
  const every = Math.max(1, Math.ceil((points - 1) / (mostPoints - 1)));
  const kept: number[] = [];
  for (let point = points - 1; point >= 0; point -= every) kept.push(point);
  if (kept.at(-1) !== 0) kept.push(0);
  return kept.reverse();
}

function holdingAt(result: RunResult, index: number) {
  const found = result.holdings[index];
  if (found === undefined) throw new Error(`report: the run has no holding number ${index}`);
  return found;
}

function captionOf(s: Series, { scenario, paths }: RunResult): Caption {
  const at = (path: string) => shown(s, path, multiple);
  const below =
    (s.summary.onTheWay.endsAtZero ?? 0) > 0 &&
    html` ${shown(s, 'onTheWay.endsAtZero', percent)} of paths end at zero, below the axis.`;
  return {
    title: html`Half of all paths have ${s.label} at ${at('onTheWay.halfwayMedian')} or less by day ${shown(s, 'onTheWay.halfwayDays', (day) => fixed(day ?? 0, 0))}, at ${at('finalValue.median')} or less at the end`,
    subtitle: html`Nine paths in ten end between ${at('finalValue.q05')} and ${at('finalValue.q95')} of what was put in. Bands hold 50, 80 and 95% of paths at each time; thin lines are single paths, the first ones.`,
    note: html`Bands are quantiles at each time, true to one per cent, not paths: no path follows the edge of one. The axis is the same for every holding.${below} ${period('setting.days', scenario.clock.days)}, ${counted('paths', paths)} paths.`,
  };
}
