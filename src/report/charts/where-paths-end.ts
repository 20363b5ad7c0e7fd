import type { RunResult } from '../../result/run-result.ts';
import type { Summary } from '../../result/summary.ts';
import { logDensity } from '../../statistics/log-density.ts';
import { duration, multiple, percent } from '../format.ts';
import { shown } from '../page/figures.ts';
import { type Html, html } from '../page/html.ts';
import { type Series, seriesOf } from '../series.ts';
import { type Chart, type Row, rounded, seriesScale } from './chart.ts';
import { logTicks } from './log-axis.ts';
import { frame, silent } from './theme.ts';

/** Fewer values above zero than this make a density of noise; the table has to do. */
const fewestForADensity = 50;
const gridPoints = 200;

/** More rows than a screen holds are no picture any more; the table below it has all. */
const mostRows = 12;

/** Height of the tallest curve, and the room above the first row, in rows. */
const tallest = 1.9;
const rowHeight = 64;

/** Paper drawn under a label, so that a curve behind it does not cross the letters. */
const halo = {
  fill: 'var(--paper)',
  stroke: 'var(--paper)',
  strokeWidth: 4,
  strokeJoin: 'round',
  opacity: 0.85,
} as const;

/** Density of the final value on a log axis, one row a holding, sorted by median; null where no holding has enough paths. */
export function wherePathsEnd(result: RunResult, summary: Summary): Chart | null {
  const able = seriesOf(result, summary)
    .map((s) => ({
      s,
      zero: s.summary.onTheWay.endsAtZero ?? 0,
      values: result.holdings[s.index]?.columns.finalValue ?? new Float64Array(0),
    }))
    .filter(({ zero, values }) => (1 - zero) * values.length >= fewestForADensity);
  const drawn = able
    .slice(0, mostRows)
    .sort(
      (a, b) => (b.s.summary.finalValue.median ?? 0) - (a.s.summary.finalValue.median ?? 0) || a.s.index - b.s.index,
    )
    .map((d) => ({ ...d, curve: logDensity(d.values, gridPoints) }));
  if (drawn.length === 0) return null;

  const [low, high] = range(drawn.map(({ s }) => s));
  const peak = Math.max(...drawn.map(({ curve }) => curve.positiveShare * Math.max(...curve.density)));
  const rows = drawn.length;
  const curves = drawn.flatMap(({ s, curve }, i) => {
    const base = rows - 1 - i;
    const inside = [...curve.values.keys()].filter(
      (k) => (curve.values[k] as number) >= low && (curve.values[k] as number) <= high,
    );
    return inside.map((k): Row => {
      const density = curve.positiveShare * (curve.density[k] as number);
      return {
        h: s.id,
        x: rounded(curve.values[k]),
        d: rounded(density),
        y0: base,
        y1: Number((base + (tallest * density) / peak).toFixed(4)),
      };
    });
  });
  const medians = drawn
    .filter(({ s }) => (s.summary.finalValue.median ?? 0) > low)
    .map(
      ({ s }, i): Row => ({
        h: s.id,
        x: rounded(s.summary.finalValue.median ?? undefined),
        y0: rows - 1 - i,
        y1: rows - 1 - i + 0.3,
      }),
    );
  const labels = drawn.map(
    ({ s, zero }, i): Row => ({
      h: s.id,
      y: rows - 1 - i,
      name: s.name,
      note: `median ${multiple(s.summary.finalValue.median)}`,
      zero: zero > 0 ? `${percent(zero)} at zero` : '',
    }),
  );

  const color = { field: 'h', type: 'nominal', scale: seriesScale(drawn.map(({ s }) => s)) };
  const x = {
    field: 'x',
    type: 'quantitative',
    scale: { type: 'log', domain: [low, high], nice: false, clamp: true },
    axis: {
      title: `Value after ${duration(result.scenario.clock.days)}, multiple of the money put in (log scale)`,
      values: logTicks(low, high),
      labelOverlap: true,
      labelExpr: "format(datum.value, '~g') + '×'",
      grid: true,
    },
  };
  const y = { type: 'quantitative', scale: { domain: [0, rows - 1 + tallest], nice: false, zero: false }, axis: null };
  const label = (field: string, more: object) => ({
    data: { name: 'labels' },
    mark: { type: 'text', align: 'left', baseline: 'bottom', ...silent, ...more },
    encoding: { x: { value: 0 }, y: { ...y, field: 'y' }, text: { field } },
  });

  return {
    id: 'where-paths-end',
    caption: {
      title: title(drawn),
      subtitle: html`Density of the final value. Equal areas are equal numbers of paths; each step to the right is the same ratio.`,
      note: html`Gaussian kernel on the log value; sorted by median, which the tick marks. ${drawn.some(({ zero }) => zero > 0) ? 'A value of zero has no place on a log axis: its share is written beside the curve, and the area is smaller by it.' : 'No path ends at zero.'}${able.length > drawn.length && ' Only the first holdings are drawn, as declared; the table has all.'}`,
    },
    choices: [],
    initial: '',
    table: {
      dataset: 'curves',
      columns: [
        { field: 'h', label: 'holding' },
        { field: 'x', label: 'multiple of the money put in' },
        { field: 'd', label: 'density per unit of log value' },
      ],
    },
    spec: {
      ...frame(
        'Density of the final value of each holding on a logarithmic axis.',
        Math.round((rows - 1 + tallest) * rowHeight),
      ),
      datasets: { curves, medians, labels, one: [{ x: 1 }] },
      layer: [
        {
          data: { name: 'one' },
          mark: { type: 'rule', strokeDash: [3, 3], color: 'var(--ink-quiet)', ...silent },
          encoding: { x },
        },
        {
          data: { name: 'curves' },
          mark: { type: 'area', fillOpacity: 0.18, line: { strokeWidth: 1.6 }, ...silent },
          encoding: { x, y: { ...y, field: 'y1' }, y2: { field: 'y0' }, color },
        },
        {
          data: { name: 'medians' },
          mark: { type: 'rule', strokeWidth: 2, ...silent },
          encoding: { x, y: { ...y, field: 'y0' }, y2: { field: 'y1' }, color },
        },
        ...[halo, {}].flatMap((under) => [
          {
            ...label('name', { dy: -23, fontWeight: 600, limit: 240, ...under }),
            encoding: { ...label('name', {}).encoding, ...(under === halo ? {} : { color }) },
          },
          label('note', { dy: -8, fontSize: 11, fill: 'var(--ink-quiet)', ...under }),
          label('zero', { dy: -8, dx: 88, fontSize: 11, fontWeight: 600, fill: 'var(--loss)', ...under }),
        ]),
      ],
    },
  };
}

/** From the lowest 1st to the highest 99th percentile above zero, with air, over four decades at most. */
function range(all: readonly Series[]): readonly [number, number] {
  const ends = (keys: readonly ('q01' | 'q05' | 'q25' | 'median' | 'q99')[]) =>
    all.map((s) => keys.map((key) => s.summary.finalValue[key]).find((v) => v !== null && v > 0) ?? 1);
  const high = Math.max(1, ...ends(['q99'])) * 1.6;
  const low = Math.max(Math.min(1, ...ends(['q01', 'q05', 'q25', 'median'])) / 1.8, high / 1e4);
  return [Number(low.toPrecision(2)), Number(high.toPrecision(2))];
}

/** Says which medians are highest and lowest only where their 95 % intervals are apart. */
const middleOf = (s: Series): Html => shown(s, 'finalValue.median', multiple);

function title(drawn: readonly { readonly s: Series }[]): Html {
  const best = drawn[0]?.s;
  const worst = drawn.at(-1)?.s;
  if (best === undefined || worst === undefined) return html``;
  if (best === worst) return html`The middle path of ${best.label} ends at ${middleOf(best)}`;
  const bestLow = best.summary.finalValue.medianInterval[0];
  const worstHigh = worst.summary.finalValue.medianInterval[1];
  return bestLow !== null && worstHigh !== null && bestLow > worstHigh
    ? html`The middle path ends at ${middleOf(best)} with ${best.label}, at ${middleOf(worst)} with ${worst.label}`
    : html`The middle paths of all holdings end within the error of each other`;
}
