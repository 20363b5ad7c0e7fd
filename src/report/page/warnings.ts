import type { RunResult } from '../../result/run-result.ts';
import type { Summary } from '../../result/summary.ts';
import { fixed } from '../format.ts';
import { type Html, html, named } from './html.ts';

/** More than these stand behind a click, so that a dozen holdings cannot push the figures off the screen. */
const shownAtOnce = 4;

/** What the run and the statistics warn of, once each, near the top of the page; null where there is nothing. */
export function warnings(result: RunResult, summary: Summary): Html | null {
  const all = [...new Set([...result.warnings, ...summary.warnings])];
  if (all.length === 0) return null;
  const names = result.scenario.holdings.map((h) => h.name);
  const list = (some: readonly string[]) => html`<ul>${some.map((w) => html`<li>${withNames(w, names)}</li>`)}</ul>`;
  const rest = all.slice(shownAtOnce);
  return html`<aside class="warnings" aria-label="Warnings"><h2>${all.length === 1 ? 'One warning' : `${fixed(all.length, 0)} warnings`}</h2>${list(all.slice(0, shownAtOnce))}${
    rest.length > 0 &&
    html`<details><summary>${rest.length === 1 ? 'One more' : `${fixed(rest.length, 0)} more`}</summary>${list(rest)}</details>`
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
