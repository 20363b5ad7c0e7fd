import type { RunResult } from '../../result/run-result.ts';
import type { HistorySummary, Summary } from '../../result/summary.ts';
import { fixed, multiple, multipleWithin, percent } from '../format.ts';
import { inHistory, windowsInWords } from '../history.ts';
import { type Series, seriesOf } from '../series.ts';
import { errorOfShare, figure, quoted, shown } from './figures.ts';
import { type Html, html } from './html.ts';
import { holdingCell, scrolling } from './tables.ts';

/** Simulation above history, holding by holding; and what an error of windows that overlap means. */
export function historyTable(result: RunResult, summary: Summary, history: HistorySummary, number: number): Html {
  const quantile = (s: Series, name: string) => html`<td>${shown(s, `finalValue.${name}`, multiple)}</td>`;
  const chance = (s: Series, name: 'loss' | 'belowSpot') =>
    html`<td>${shown(s, `probability.${name}.value`, percent)}${errorOfShare(`${s.id}.probability.${name}.standardError`, s.summary.probability[name].standardError)}</td>`;
  const median = (s: Series) => {
    const print = multipleWithin(...s.summary.finalValue.medianInterval);
    return html`<td class="strong">${shown(s, 'finalValue.median', print)}<small class="interval">${shown(s, 'finalValue.medianInterval.0', print)} to ${shown(s, 'finalValue.medianInterval.1', print)}</small></td>`;
  };
  const row = (where: string, s: Series): Html =>
    html`<tr><th scope="row">${where}</th>${quantile(s, 'q05')}${quantile(s, 'q25')}${median(s)}${quantile(s, 'q75')}${quantile(s, 'q95')}${chance(s, 'loss')}${chance(s, 'belowSpot')}</tr>`;
  const head = ['5th pct', '25th', 'Median', '75th', '95th', 'P(loss)', 'P(below spot)'];
  const table = html`<table class="history"><caption><span>Table ${number}. The same holdings in simulation and in recorded history: value at the end, as a multiple of the money put in; ± one standard error; small: 95% interval</span></caption><thead><tr><th scope="col">Holding</th>${head.map((h) => html`<th scope="col">${h}</th>`)}</tr></thead>${seriesOf(
    result,
    summary,
  ).map(
    (s) =>
      html`<tbody><tr class="group">${holdingCell(s)}<td colspan="${head.length}"></td></tr>${row('in simulation', s)}${row('in history', inHistory(history, s))}</tbody>`,
  )}</table>`;
  return html`${scrolling('In simulation and in history', table)}<p class="quiet">History: ${windowsInWords(history)}. ${history.funding === null ? 'Nobody pays funding there' : html`Funding is that of ${quoted('history.funding', history.funding)}`}. ${isOverlapping(history) && html`Windows share days, and what happened once is counted in several of them: errors and intervals are those of ${figure('history.independent', history.independent, (v) => fixed(v ?? 0, 1))} windows, as many as these days would fill side by side. `}History happened once: its errors say how far chance alone could have moved these figures, not whether the future will be like it.</p>`;
}

const isOverlapping = ({ windows, independent }: HistorySummary): boolean => independent < windows;
