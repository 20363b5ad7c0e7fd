import type { RunResult } from '../../result/run-result.ts';
import type { Summary } from '../../result/summary.ts';
import type { UncertainHolding, UncertaintySummary } from '../../result/uncertainty-summary.ts';
import { multiple, percent, points } from '../format.ts';
import { protagonist, type Series, seriesOf } from '../series.ts';
import { counted, type Print, shown, shownAt } from './figures.ts';
import { type Html, html } from './html.ts';
import { holdingCell, scrolling } from './tables.ts';

/** How much of what may happen is luck, and how much is that the numbers of the market are estimates. */
export function notKnowing(result: RunResult, summary: Summary, number: number, uncertainty: UncertaintySummary): Html {
  const { draws, pathsPerDraw, holdings } = uncertainty;
  const of = (s: Series): UncertainHolding => holdings[s.name]!;
  const all = seriesOf(result, summary);
  const at = (s: Series, path: string, print: Print) => shownAt(`uncertainty.${s.id}`, of(s), path, print);
  const range = (s: Series, name: string, print: Print) =>
    html`${at(s, `${name}.0`, print)} to ${at(s, `${name}.1`, print)}`;
  const cells = (s: Series): Html =>
    html`<td class="strong">${at(s, 'fromNotKnowing.value', percent)}<small class="error"> ± ${at(s, 'fromNotKnowing.standardError', points)}</small></td><td>${range(s, 'median', multiple)}</td><td>${range(s, 'loss', percent)}</td><td>${shown(s, 'finalValue.q05', multiple)} to ${shown(s, 'finalValue.q95', multiple)}</td><td>${range(s, 'nineOfTen', multiple)}</td>`;
  const first = protagonist(all);
  const head = [
    'Spread from not knowing',
    'Median',
    'P(loss)',
    'Nine of ten, by the estimate',
    'Nine of ten, not knowing',
  ];
  const table = html`<table><caption><span>Table ${number}. What estimates leave open: ${counted('uncertainty.draws', draws)} draws of what is not known, the first ${counted('uncertainty.pathsPerDraw', pathsPerDraw)} paths with each; ± one standard error</span></caption><thead><tr><th scope="col">Holding</th>${head.map((h) => html`<th scope="col">${h}</th>`)}</tr></thead><tbody>${all.map((s) => html`<tr>${holdingCell(s)}${cells(s)}</tr>`)}</tbody></table>`;
  return html`<p class="prose">The numbers of this market are estimates. Of the spread of log growth of <bdi>${first.label}</bdi>, ${at(first, 'fromNotKnowing.value', percent)} comes of not knowing them better, and the rest is luck, which no estimate takes away.</p>${scrolling('Luck, and not knowing', table)}<p class="quiet">Each draw is as likely as any other, and meets the same chance on the same paths. Medians and chances of a loss are told of nine draws in ten. Not knowing which model is right is not part of it.</p>`;
}
