import type { RunResult } from '../../result/run-result.ts';
import type { Summary } from '../../result/summary.ts';
import { multiple } from '../format.ts';
import { period, shown } from '../page/figures.ts';
import { html } from '../page/html.ts';
import { seriesOf } from '../series.ts';
import { type Chart, type Row, rounded, seriesScale } from './chart.ts';
import { valueAxis } from './log-axis.ts';
import { spreadLabels } from './spread-labels.ts';
import { asSentence, frame, nameInSentence, saying, silent } from './theme.ts';
import { timeAxis } from './time-axis.ts';

const height = 360;
const mostPoints = 400;

/** Value through time of every holding in a run of one path: lines with their names at the end, no spread pretended. */
export function onePath(result: RunResult, summary: Summary): Chart {
  const all = seriesOf(result, summary);
  const time = timeAxis(result.scenario.clock);
  const { days } = result.fanAxes;
  const every = Math.max(1, Math.ceil(days.length / mostPoints));
  const kept = days.map((_, i) => i).filter((i) => i % every === 0 || i === days.length - 1);
  const lines = all.map((_, i) => result.holdings[i]?.samples[0] ?? new Float64Array(0));
  const axis = valueAxis(lines.flatMap((line) => kept.map((i) => line[i] as number)));
  // Where a value has reached zero its line drops to the edge of the axis and stops.
  const rows = all.flatMap((s, i) => {
    const line = lines[i] as Float64Array;
    const ruin = line.findIndex((v) => v <= 0);
    return kept
      .filter((k) => ruin < 0 || k <= ruin)
      .map((k): Row => ({ h: s.id, t: time.at(days[k] as number), v: rounded(line[k]), name: s.name }));
  });
  const toPixel = (v: number) => {
    const inside = Math.max(axis.low, Math.min(axis.high, v));
    return axis.isLog
      ? (height * Math.log(inside / axis.low)) / Math.log(axis.high / axis.low)
      : (height * (inside - axis.low)) / (axis.high - axis.low);
  };
  const places = spreadLabels(
    lines.map((line) => toPixel(line.at(-1) ?? 1)),
    15,
    0,
    height,
  );
  const ends = all.map((s, i): Row => ({ h: s.id, y: height - (places[i] as number), name: s.name }));

  const ranked = [...all].sort((a, b) => (b.summary.finalValue.median ?? 0) - (a.summary.finalValue.median ?? 0));
  const [best, worst] = [ranked[0], ranked.at(-1)];
  const end = (s: (typeof all)[number] | undefined) =>
    s && html`${s.label} at ${shown(s, 'finalValue.median', multiple)}`;
  const after = html`After ${period('setting.days', result.scenario.clock.days)}`;
  const color = { field: 'h', type: 'nominal', scale: seriesScale(all) };
  const x = time.encoding;
  const scale = axis.scale;
  const y = { field: 'v', type: 'quantitative', scale };

  return {
    id: 'path-of-value',
    caption: {
      title: html`${after}: ${end(best)}${all.length > 1 && html`, ${end(worst)}`}`,
      subtitle: html`Value of each holding through time, as a multiple of the money put in.`,
      note: html`One path: what happened once. It says nothing about how often.`,
    },
    choices: [],
    initial: '',
    table: {
      dataset: 'lines',
      columns: [
        { field: 'h', label: 'holding' },
        { field: 't', label: time.isDated ? 'unix milliseconds' : 'days' },
        { field: 'v', label: 'multiple of the money put in' },
      ],
    },
    spec: {
      ...frame('Value of each holding through time, on one path.', height),
      datasets: { lines: rows, ends, one: [{ v: 1 }] },
      layer: [
        {
          data: { name: 'one' },
          mark: { type: 'rule', strokeDash: [3, 3], color: 'var(--ink-quiet)', ...silent },
          encoding: { y },
        },
        {
          data: { name: 'lines' },
          mark: { type: 'line', strokeWidth: 1.8, clip: true, ...silent },
          encoding: {
            x,
            y: {
              ...y,
              axis: { ...axis.axis, title: `Multiple of the money put in${axis.isLog ? ' (log scale)' : ''}` },
            },
            color,
          },
        },
        {
          data: { name: 'lines' },
          transform: [asSentence(`${time.words} + ': ' + ${nameInSentence} + ' at ' + format(datum.v, '.4~r') + '×.'`)],
          mark: { type: 'point', filled: true, size: 46, ...silent },
          params: [{ name: 'at', select: { type: 'point', on: 'pointermove', clear: 'pointerout', nearest: true } }],
          encoding: {
            x,
            y,
            color,
            opacity: { condition: { param: 'at', empty: false, value: 1 }, value: 0 },
            tooltip: saying,
          },
        },
        {
          data: { name: 'ends' },
          mark: { type: 'text', align: 'left', dx: 8, fontWeight: 600, limit: 110, ...silent },
          encoding: {
            x: { value: 'width' },
            y: { field: 'y', type: 'quantitative', scale: null },
            text: { field: 'name' },
            color,
          },
        },
      ],
      resolve: { scale: { color: 'shared' } },
    },
  };
}
