import type { RunResult } from '../../result/run-result.ts';
import type { Summary } from '../../result/summary.ts';
import { count, errorOfInterval, multiple, percent, plain } from '../format.ts';
import { pairOf, type Series, seriesOf } from '../series.ts';
import { dotClass } from './figure-block.ts';
import { counted, errorOfShare, figure, shown, withError } from './figures.ts';
import { type Html, html, named } from './html.ts';

/** A wide table scrolls in its own box, which the keyboard can reach; the page never does. */
export const scrolling = (label: string, table: Html): Html =>
  html`<div class="scroll" tabindex="0" role="region" aria-label="${label}">${table}</div>`;

export const holdingCell = (s: Series): Html =>
  html`<th scope="row"><i class="dot ${dotClass(s.colour)}"></i>${named(s.name)}</th>`;

/** Final values: quantiles, mean with its error and how much of it the luckiest hold, chance of a loss, the mean of the worst. */
export function finalValueTable(result: RunResult, summary: Summary, number: number): Html {
  const all = seriesOf(result, summary);
  const head =
    result.paths > 1
      ? ['5th pct', '25th', 'Median', '75th', '95th', 'Mean', 'Best 1% hold', 'P(loss)', 'Worst 5%, mean']
      : ['Final value', 'Worst fall', 'Rebalances', 'Turnover'];
  const cells = (s: Series): Html[] =>
    result.paths > 1
      ? [
          ...['q05', 'q25'].map((q) => html`<td>${shown(s, `finalValue.${q}`, multiple)}</td>`),
          html`<td class="strong">${shown(s, 'finalValue.median', multiple)}</td>`,
          ...['q75', 'q95'].map((q) => html`<td>${shown(s, `finalValue.${q}`, multiple)}</td>`),
          meanCell(s),
          html`<td>${shown(s, 'finalValue.topOnePercentShare', percent)}</td>`,
          html`<td>${shown(s, 'probability.loss.value', percent)}${errorOfShare(`${s.id}.probability.loss.standardError`, s.summary.probability.loss.standardError)}</td>`,
          html`<td>${shown(s, 'finalValue.expectedShortfall05.value', multiple)}</td>`,
        ]
      : [
          html`<td class="strong">${shown(s, 'finalValue.median', multiple)}</td>`,
          html`<td>${shown(s, 'maxDrawdown.median', percent)}</td>`,
          html`<td>${shown(s, 'rebalances.median', count)}</td>`,
          html`<td>${shown(s, 'turnover.median', multiple)}</td>`,
        ];
  return scrolling(
    'Final values',
    html`<table><caption><span>Table ${number}. Value at the end, as a multiple of the money put in${result.paths > 1 && '; ± one standard error'}</span></caption><thead><tr><th scope="col">Holding</th>${head.map((h) => html`<th scope="col">${h}</th>`)}</tr></thead><tbody>${all.map((s) => html`<tr>${holdingCell(s)}${cells(s)}</tr>`)}</tbody></table>`,
  );
}

/** A mean that has not converged is marked, in red and with a dagger. */
function meanCell(s: Series): Html {
  const { mean, standardError, meanIsResolved } = s.summary.finalValue;
  const value = withError(`${s.id}.finalValue`, mean, standardError);
  return meanIsResolved ? html`<td>${value}</td>` : html`<td class="unresolved">${value}<sup>†</sup></td>`;
}

/** Who beats whom: the share of paths on which the holding of the row ends above the holding of the column. */
export function duelMatrix(result: RunResult, summary: Summary, number: number): Html {
  const all = seriesOf(result, summary);
  const cell = (a: Series, b: Series): Html => {
    const found = a === b ? undefined : pairOf(summary, a, b);
    const value = found?.pair.probabilityABeatsB.value ?? null;
    if (found === undefined || value === null) return html`<td class="none">${a === b ? '' : '–'}</td>`;
    const share = found.swapped ? 1 - value : value;
    const [low, high] = found.pair.probabilityABeatsB.interval;
    const isOpen = low !== null && high !== null && low <= 0.5 && high >= 0.5;
    const key = `${found.key}.probabilityABeatsB.value`;
    return html`<td class="${isOpen ? 'open' : `tint-${Math.sign(share - 0.5) * Math.max(1, Math.round(Math.abs(share - 0.5) * 10))}`}"><span data-key="${key}" data-scale="100"${found.swapped && html` data-complement`}>${percent(share)}</span></td>`;
  };
  return scrolling(
    'Who beats whom',
    html`<table class="matrix"><caption><span>Table ${number}. Share of paths on which the row ends above the column; ties count half. Uncoloured: one half lies inside the 95% interval</span></caption><thead><tr><th scope="col">beats</th>${all.map((s) => html`<th scope="col"><i class="dot ${dotClass(s.colour)}"></i>${named(s.name)}</th>`)}</tr></thead><tbody>${all.map((a) => html`<tr>${holdingCell(a)}${all.map((b) => cell(a, b))}</tr>`)}</tbody></table>`,
  );
}

/** Pairs of more holdings than this stand behind a click: the matrix above them says who beats whom. */
const mostHoldingsAtOnce = 12;

/** Every pair with its errors: chance, log gap, difference of means. */
export function pairTable(result: RunResult, summary: Summary, number: number): Html {
  const all = seriesOf(result, summary);
  const groups = all
    .slice(0, -1)
    .map((a, i) => ({ a, rivals: all.slice(i + 1).map((b) => ({ b, found: pairOf(summary, a, b) })) }));
  const between = (
    key: string,
    [low, high]: readonly [number | null, number | null],
    print: (v: number | null) => string,
  ): Html => html`<td>${figure(`${key}.0`, low, print)} to ${figure(`${key}.1`, high, print)}</td>`;
  const many = result.paths > 1;
  const table = scrolling(
    'Every pair',
    html`<table class="pairs"><caption><span>Table ${number}. Every pair, path by path on the same market. The log gap is log A − log B where both end above zero</span></caption><thead><tr><th scope="col">A</th><th scope="col">B</th>${many && html`<th scope="col">P(A beats B)</th><th scope="col">95% interval</th>`}<th scope="col">${many ? 'Median log gap' : 'Log gap'}</th>${many && html`<th scope="col">95% interval</th>`}<th scope="col">${many ? 'Mean difference A − B' : 'Difference A − B'}</th></tr></thead>${groups.map(
      ({ a, rivals }) =>
        html`<tbody>${rivals.map(({ b, found }, i) => {
          if (found === undefined) return null;
          const { pair, key } = found;
          const p = pair.probabilityABeatsB;
          const gapError = errorOfInterval(pair.medianLogGap.interval);
          return html`<tr>${i === 0 && html`<th scope="rowgroup" rowspan="${rivals.length}">${named(a.name)}</th>`}<th scope="row">${named(b.name)}</th>${many && html`<td>${figure(`${key}.probabilityABeatsB.value`, p.value, percent)}${errorOfShare(`${key}.probabilityABeatsB.standardError`, p.standardError)}</td>${between(`${key}.probabilityABeatsB.interval`, p.interval, percent)}`}<td>${figure(`${key}.medianLogGap.value`, pair.medianLogGap.value, (v) => plain(v, gapError))}</td>${many && between(`${key}.medianLogGap.interval`, pair.medianLogGap.interval, (v) => plain(v, gapError))}<td>${withError(`${key}.meanDifference`, pair.meanDifference.mean, pair.meanDifference.standardError)}</td></tr>`;
        })}</tbody>`,
    )}</table>`,
  );
  if (all.length <= mostHoldingsAtOnce) return table;
  return html`<details class="long"><summary>Table ${number}: all pairs, with errors</summary>${table}</details>`;
}

/** How many of the holdings' means have not converged, in words; null where all have. */
export function unresolvedNote(result: RunResult, summary: Summary): Html | null {
  const all = seriesOf(result, summary).filter((s) => !s.summary.finalValue.meanIsResolved);
  if (all.length === 0 || result.paths === 1) return null;
  return html`<p class="alarm" role="note"><b>† Read the median.</b> The mean of ${all.length === result.scenario.holdings.length && all.length > 2 ? 'every holding' : all.map((s, i) => html`${i > 0 && (i === all.length - 1 ? ' and ' : ', ')}${named(s.name)}`)} leans on few paths: ${counted('paths', result.paths)} are fewer than the skewness asks for, so its standard error is itself uncertain, and may be too small.</p>`;
}
