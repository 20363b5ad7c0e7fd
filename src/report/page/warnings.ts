import type { RunResult } from '../../result/run-result.ts';
import type { Summary } from '../../result/summary.ts';
import { counted } from './figures.ts';
import { type Html, html, named } from './html.ts';

/** More than these stand behind a click, so that a dozen holdings cannot push the figures off the screen. */
const shownAtOnce = 4;

/** What the run and the statistics warn of, once each, near the top of the page; null where there is nothing. */
export function warnings(result: RunResult, summary: Summary): Html | null {
  const all = summary.warnings.map((warning, nth) => ({ warning, nth }));
  if (all.length === 0) return null;
  const names = result.scenario.holdings.map((h) => h.name);
  const list = (some: typeof all) =>
    html`<ul>${some.map(({ warning, nth }) => html`<li data-key="warnings.${nth}">${withNames(warning, names)}</li>`)}</ul>`;
  const rest = all.slice(shownAtOnce);
  return html`<aside class="warnings" aria-label="Warnings"><h2>${all.length === 1 ? 'One warning' : html`${counted('warnings.length', all.length)} warnings`}</h2>${list(all.slice(0, shownAtOnce))}${
    rest.length > 0 &&
    html`<details><summary>${rest.length === 1 ? 'One more' : 'More of them'}</summary>${list(rest)}</details>`
  }</aside>`;
}

/** A sentence with the names of holdings in it isolated: one that turns the writing direction must not turn the sentence. */
export function withNames(sentence: string, names: readonly string[]): Html {
  const found = names
    .filter((name) => name !== '')
    .map((name) => ({ name, at: sentence.indexOf(name) }))
    .filter(({ at }) => at >= 0)
    .sort((a, b) => a.at - b.at || b.name.length - a.name.length)[0];
  if (found === undefined) return html`<bdi>${sentence}</bdi>`;
  const { name, at } = found;
  const after = sentence.slice(at + name.length);
  return html`${sentence.slice(0, at)}${named(name)}${after === '' ? null : withNames(after, names)}`;
}
