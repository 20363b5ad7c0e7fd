import type { RunResult } from '../../result/run-result.ts';
import type { Summary } from '../../result/summary.ts';
import { count, multiple, percent, plain } from '../format.ts';
import { type Series, seriesOf } from '../series.ts';
import { errorOfShare, numberAt, shown, withError } from './figures.ts';
import { type Html, html } from './html.ts';
import { holdingCell, scrolling } from './tables.ts';

interface OutcomeColumn {
  readonly title: string;
  /** Of the summary of a holding: left out where it is zero for all. */
  readonly path: string;
  readonly cell: (s: Series) => Html;
}

const chance = (s: Series, name: 'ruin' | 'liquidated' | 'stopped'): Html =>
  html`${shown(s, `probability.${name}.value`, percent)}${errorOfShare(`${s.id}.probability.${name}.standardError`, s.summary.probability[name].standardError)}`;

const columns: readonly OutcomeColumn[] = [
  {
    title: 'Time below its peak',
    path: 'underWaterShare.median',
    cell: (s) =>
      html`${shown(s, 'underWaterShare.median', percent)}<small class="interval">${shown(s, 'underWaterShare.q05', percent)} to ${shown(s, 'underWaterShare.q95', percent)}</small>`,
  },
  {
    title: 'Worst fall',
    path: 'maxDrawdown.median',
    cell: (s) =>
      html`${shown(s, 'maxDrawdown.median', percent)}<small class="interval">${shown(s, 'maxDrawdown.q05', percent)} to ${shown(s, 'maxDrawdown.q95', percent)}</small>`,
  },
  { title: 'Ruined', path: 'probability.ruin.value', cell: (s) => chance(s, 'ruin') },
  { title: 'Liquidated', path: 'probability.liquidated.value', cell: (s) => chance(s, 'liquidated') },
  { title: 'Stopped out', path: 'probability.stopped.value', cell: (s) => chance(s, 'stopped') },
  {
    title: 'Rebalances',
    path: 'rebalances.max',
    cell: (s) =>
      html`${shown(s, 'rebalances.median', count)}<small class="interval">${shown(s, 'rebalances.q05', count)} to ${shown(s, 'rebalances.q95', count)}</small>`,
  },
  { title: 'Turnover', path: 'turnover.max', cell: (s) => shown(s, 'turnover.median', multiple) },
  {
    title: 'Funding',
    path: 'books.funding.standardDeviation',
    cell: (s) =>
      withError(
        `${s.id}.books.funding`,
        numberAt(s.summary, 'books.funding.mean'),
        numberAt(s.summary, 'books.funding.standardError'),
      ),
  },
  { title: 'Splits', path: 'splits.max', cell: (s) => shown(s, 'splits.mean', plain) },
  { title: 'No way out', path: 'blockedShare.max', cell: (s) => shown(s, 'blockedShare.mean', percent) },
];

/** What befell each holding on the way: falls, ends, trades, funding, splits, times at which there was no selling. */
export function outcomeTable(result: RunResult, summary: Summary, number: number): Html {
  const all = seriesOf(result, summary);
  const used = columns.filter(({ path }) => all.some((s) => (numberAt(s.summary, path) ?? 0) !== 0));
  return scrolling(
    'On the way',
    html`<table><caption><span>Table ${number}. On the way. Medians, small: nine paths in ten; funding, splits and time without a way out are means; funding in units of what was put in, paid (−) or received</span></caption><thead><tr><th scope="col">Holding</th>${used.map(({ title }) => html`<th scope="col">${title}</th>`)}</tr></thead><tbody>${all.map((s) => html`<tr>${holdingCell(s)}${used.map(({ cell }) => html`<td>${cell(s)}</td>`)}</tr>`)}</tbody></table>`,
  );
}
