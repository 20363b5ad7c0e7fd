import type { RunResult } from '../../result/run-result.ts';
import type { HistorySummary, Summary } from '../../result/summary.ts';
import { fixed, multiple } from '../format.ts';
import { inHistory } from '../history.ts';
import { counted, figure, shown } from '../page/figures.ts';
import { type Html, html } from '../page/html.ts';
import { protagonist, type Series, seriesOf } from '../series.ts';
import { type Chart, type Row, rounded, seriesScale } from './chart.ts';
import { valueAxis } from './log-axis.ts';
import { frame, silent } from './theme.ts';

/** More holdings than a screen holds are no picture any more; the table below it has all. */
const mostHoldings = 12;
const QUANTILES = ['q05', 'q25', 'median', 'q75', 'q95'] as const;
/** Of a holding in the picture: its name, simulation, history, and the air below them. */
const ROWS = 3.4;
const rowHeight = 19;

/** Quantiles of the final value of each holding, in simulation and below it in history. */
export function inSimulationAndHistory(result: RunResult, summary: Summary, history: HistorySummary): Chart {
  const all = seriesOf(result, summary);
  const drawn = all.slice(0, mostHoldings);
  const pairs = drawn.flatMap((s, i) =>
    ([['simulation', s] as const, ['history', inHistory(history, s)] as const] as const).map(([where, of], k) => ({
      s,
      where,
      y: -(i * ROWS + k + 1),
      values: QUANTILES.map((name) => of.summary.finalValue[name] ?? 0),
    })),
  );
  const { scale, axis, low } = valueAxis(pairs.flatMap(({ values }) => values));
  const rows = pairs.map(({ s, where, y, values }): Row => {
    const [q05, q25, median, q75, q95] = values.map((value) => rounded(Math.max(low, value)));
    return { h: s.id, where, y, q05: q05!, q25: q25!, median: median!, q75: q75!, q95: q95! };
  });
  const names = drawn.map((s, i): Row => ({ h: s.id, y: -i * ROWS, name: s.name }));

  const color = { field: 'h', type: 'nominal', scale: seriesScale(drawn) };
  const title = `Value after ${fixed(history.windowDays, 0)} days, multiple of the money put in`;
  const x = (field: string) => ({
    field,
    type: 'quantitative',
    scale,
    axis: { ...axis, title, grid: true, labelOverlap: true },
  });
  const y = {
    field: 'y',
    type: 'quantitative',
    scale: { domain: [-drawn.length * ROWS, 0.7], nice: false, zero: false },
    axis: null,
  };
  const opacity = { condition: { test: "datum.where === 'history'", value: 0.9 }, value: 0.35 };
  const data = { name: 'rows' };
  return {
    id: 'in-simulation-and-history',
    caption: {
      title: titleOf(protagonist(all), history),
      subtitle: html`Final values of each holding: simulated, pale, above those of ${counted('history.windows', history.windows)} windows of recorded history. Tick: median; bar: the middle half; line: nine windows, or paths, in ten.`,
      note: html`What is zero, or too small for the axis, is drawn at its left end. Windows that share days are dependent: the picture of history is made of ${figure('history.independent', history.independent, (v) => fixed(v ?? 0, 1))} windows’ worth of days.${all.length > drawn.length && ' Only the first holdings are drawn, as declared; the table has all.'}`,
    },
    choices: [],
    initial: '',
    table: {
      dataset: 'rows',
      columns: [
        { field: 'h', label: 'holding' },
        { field: 'where', label: 'in' },
        ...QUANTILES.map((field) => ({ field, label: `${field}, multiple of the money put in` })),
      ],
    },
    spec: {
      ...frame(
        'Quantiles of the final value of each holding in simulation and in recorded history.',
        Math.round((drawn.length * ROWS + 0.7) * rowHeight),
      ),
      datasets: { rows, names, one: [{ x: 1 }] },
      layer: [
        {
          data: { name: 'one' },
          mark: { type: 'rule', strokeDash: [3, 3], color: 'var(--ink-quiet)', ...silent },
          encoding: { x: x('x') },
        },
        {
          data,
          mark: { type: 'rule', strokeWidth: 1.4, ...silent },
          encoding: { x: x('q05'), x2: { field: 'q95' }, y, color },
        },
        {
          data,
          mark: { type: 'rule', strokeWidth: 9, ...silent },
          encoding: { x: x('q25'), x2: { field: 'q75' }, y, color, opacity },
        },
        {
          data,
          mark: { type: 'tick', orient: 'vertical', thickness: 2.4, size: 15, color: 'var(--ink)', ...silent },
          encoding: { x: x('median'), y },
        },
        {
          data: { name: 'names' },
          mark: { type: 'text', align: 'left', baseline: 'middle', fontWeight: 600, limit: 300, ...silent },
          encoding: { x: { value: 0 }, y, text: { field: 'name' }, color },
        },
      ],
    },
  };
}

/** Says that the two disagree only where the median of the simulation lies outside the interval of that of history. */
function titleOf(s: Series, history: HistorySummary): Html {
  const simulated = s.summary.finalValue.median;
  const past = inHistory(history, s);
  const [low, high] = past.summary.finalValue.medianInterval;
  const [here, there] = [s, past].map((each) => shown(each, 'finalValue.median', multiple));
  if (simulated === null || low === null || high === null) {
    return html`The middle of ${s.label} is ${here} in simulation, ${there} in history`;
  }
  return simulated < low || simulated > high
    ? html`The middle of ${s.label} is ${here} in simulation; history, with ${there}, contradicts it`
    : html`The middle of ${s.label} is ${here} in simulation, ${there} in history, which cannot tell the two apart`;
}
