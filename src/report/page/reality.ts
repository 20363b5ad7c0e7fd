import type { RunResult } from '../../result/run-result.ts';
import type { RealityMiss, Summary } from '../../result/summary.ts';
import { count, fixed, percentTo1, percentTo2, plain, ratio } from '../format.ts';
import { type RealPair, realPairsOf } from '../pairs-with-reality.ts';
import { figure, type Print, quoted, scaled, shownAt } from './figures.ts';
import { type Html, html, named } from './html.ts';
import { scrolling } from './tables.ts';

/** How close what was simulated came to what really traded: over all, by quarter, and on the days that were missed most. */
export function reality(result: RunResult, summary: Summary, nextTable: () => number): Html {
  const pairs = realPairsOf(result, summary);
  return html`${closeness(pairs, nextTable())}${byQuarter(pairs, nextTable())}${largestMisses(pairs, nextTable())}`;
}

const shown = ({ id, summary }: RealPair, path: string, print: Print): Html => shownAt(id, summary, path, print);

function closeness(pairs: readonly RealPair[], number: number): Html {
  const row = (pair: RealPair): Html =>
    html`<tr><th scope="row">${named(pair.real.name)}<small class="of">against ${named(pair.simulated.name)}, ${quoted(`${pair.id}.from`, pair.summary.from ?? '')} to ${quoted(`${pair.id}.to`, pair.summary.to ?? '')}</small></th><td class="strong">${shown(pair, 'correlation.value', plain)}</td><td>${shown(pair, 'trackingErrorPerYear', percentTo1)}</td><td>${shown(pair, 'medianAbsoluteMiss', percentTo2)}</td><td class="strong">${shown(pair, 'growthRatio', ratio)}</td><td>${shown(pair, 'logGapPerYear', percentTo2)}</td><td>${shown(pair, 'returns', count)}</td><td>${shown(pair, 'daysWithoutQuote', count)}</td><td>${shown(pair, 'repeatedQuotes', count)}</td></tr>`;
  return html`${scrolling(
    'Closeness',
    html`<table class="duel close"><caption><span>Table ${number}. Simulated less real, from one live quote to the next, at most one a day</span></caption><thead><tr><th scope="col">Real</th><th scope="col">Correlation</th><th scope="col">Tracking error</th><th scope="col">Median miss</th><th scope="col">Growth ratio</th><th scope="col">Log gap</th><th scope="col">Returns</th><th scope="col">No quote</th><th scope="col">Repeated</th></tr></thead><tbody>${pairs.map(row)}</tbody></table>`,
  )}<p class="quiet">A miss is the difference of two simple returns. Tracking error is their standard deviation over a year; the growth ratio is what the simulated one grew by over what the real one did, and the log gap its logarithm, a year. On days without a live quote nothing is compared: the return runs from the quote before to the quote after. A repeated quote is one equal to the last to its last digit; it may be stale, and is counted in.</p>`;
}

function byQuarter(pairs: readonly RealPair[], number: number): Html {
  const group = (pair: RealPair): Html =>
    html`<tbody><tr class="group"><th scope="colgroup" colspan="8"><span>${named(pair.real.name)}</span></th></tr>${pair.summary.years.map(
      ({ year }, i) =>
        html`<tr><th scope="row">${scaled(`${pair.id}.years.${i}.year`, 1, String(year))}</th>${[0, 1, 2, 3].map((q) => html`<td>${shown(pair, `years.${i}.growthRatioByQuarter.${q}`, ratio)}</td>`)}<td class="strong">${shown(pair, `years.${i}.growthRatio`, ratio)}</td><td>${shown(pair, `years.${i}.correlation`, plain)}</td><td>${shown(pair, `years.${i}.trackingErrorPerYear`, percentTo1)}</td></tr>`,
    )}</tbody>`;
  const table = scrolling(
    'By quarter',
    html`<table class="deciding"><caption><span>Table ${number}. Growth of the simulated over growth of the real, by quarter and year; one is a perfect replay</span></caption><thead><tr><th scope="col">Year</th>${['Q1', 'Q2', 'Q3', 'Q4', 'Year'].map((name) => html`<th scope="col">${name}</th>`)}<th scope="col">Correlation</th><th scope="col">Tracking error</th></tr></thead>${pairs.map(group)}</table>`,
  );
  const years = pairs.reduce((sum, { summary }) => sum + summary.years.length, 0);
  if (years <= mostYearsAtOnce) return table;
  return html`<details class="long"><summary>Table ${number}: every year of every pair</summary>${table}</details>`;
}

/** More rows than these stand behind a click. */
const mostYearsAtOnce = 24;

function largestMisses(pairs: readonly RealPair[], number: number): Html {
  const group = (pair: RealPair): Html =>
    html`<tbody><tr class="group"><th scope="colgroup" colspan="6"><span>${named(pair.real.name)}</span></th></tr>${pair.summary.largestMisses.map(
      (miss, i) =>
        html`<tr><th scope="row" data-key="${pair.id}.largestMisses.${i}.date">${miss.date}</th>${(['coin', 'simulated', 'real', 'miss'] as const).map((name) => html`<td>${figure(`${pair.id}.largestMisses.${i}.${name}`, miss[name], percentTo1)}</td>`)}<td class="words">${explained(miss, pair.summary.usualRebalances ?? 0, `${pair.id}.largestMisses.${i}`)}</td></tr>`,
    )}</tbody>`;
  return scrolling(
    'Largest misses',
    html`<table class="deciding misses"><caption><span>Table ${number}. The days on which the two were furthest apart, and what the run knows about them</span></caption><thead><tr><th scope="col">Day</th><th scope="col">Market</th><th scope="col">Simulated</th><th scope="col">Real</th><th scope="col">Miss</th><th scope="col">Known about it</th></tr></thead>${pairs.map(group)}</table>`,
  );
}

/** From here on a miss counts as undone by the return beside it. */
const mostlyUndone = 0.5;

/** What the run knows about a miss, in words. None of it was looked up: a cause that nothing here shows stays unknown. */
export function explained(miss: RealityMiss, usualRebalances: number, at = ''): Html {
  const some = (name: 'daysWithoutQuote' | 'missingHours' | 'rebalances', unit: string) => {
    const size = miss[name];
    const words = fixed(size, Number.isInteger(size) ? 0 : 1);
    return html`${scaled(`${at}.${name}`, 1, words)} ${unit}${size !== 1 && 's'}`;
  };
  const share = (name: 'undoesLast' | 'undoneByNext') => scaled(`${at}.${name}`, 100, percentOf(miss[name]));
  const known = [
    miss.daysWithoutQuote > 0 && html`over ${some('daysWithoutQuote', 'day')} without a live quote`,
    miss.missingHours > 0 && html`the market’s record lacks ${some('missingHours', 'hour')}`,
    miss.rebalances > usualRebalances && some('rebalances', 'rebalance'),
    miss.undoesLast >= mostlyUndone && html`${share('undoesLast')} of it takes back the miss before`,
    miss.undoneByNext >= mostlyUndone && html`the next quote takes ${share('undoneByNext')} of it back`,
  ].filter((words) => words !== false);
  return known.length === 0
    ? html`nothing: it stays`
    : html`${known.map((words, i) => html`${i > 0 && '; '}${words}`)}`;
}

const percentOf = (share: number): string => `${fixed(100 * share, 0)}%`;
