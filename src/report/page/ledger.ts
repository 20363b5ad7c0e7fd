import type { ClockDescription } from '../../result/run-result.ts';
import type { HoldingStory, PathStory } from '../../result/story.ts';
import { instantOf } from '../../result/told-record.ts';
import { fixed, plain } from '../format.ts';
import { eventInWords, money } from '../story-words.ts';
import { counted } from './figures.ts';
import { type Html, html, named } from './html.ts';
import { scrolling } from './tables.ts';

/** Rows of a ledger in the report of a run; the page of a single path has them all. */
export const MOST_EVENTS = 200;

/**
 * Every event of a holding on one path, with what it left. `most` events are shown, the first and the last of them. `at` is the
 * key of the holding among what is told.
 */
export function ledger(
  story: PathStory,
  holding: HoldingStory,
  clock: ClockDescription,
  { number, most, at }: { readonly number: number; readonly most: number; readonly at: string },
): Html {
  const { events } = holding;
  const half = Math.floor(most / 2);
  const time = (instant: number): string => {
    const at = instantOf(story, clock, instant);
    return typeof at === 'string' ? at : plain(at);
  };
  const row = (event: (typeof events)[number], nth: number): Html =>
    html`<tr data-at=".${nth}"><th scope="row" data-key=".at">${time(event.instant)}</th><td data-key=".coin">${plain(story.coin[event.instant]!)}</td><td class="words">${eventInWords(event)}</td><td data-key=".value">${money(event.value)}</td>${event.leverage === null ? html`<td></td>` : html`<td data-key=".leverage">${fixed(event.leverage, 2)}×</td>`}</tr>`;
  const rows =
    events.length <= most
      ? events.map(row)
      : [
          ...events.slice(0, half).map(row),
          html`<tr><td colspan="5" class="words">those between are in <code>summary.json</code></td></tr>`,
          ...events.slice(-half).map((event, i) => row(event, events.length - half + i)),
        ];
  return html`<details class="long ledger"><summary>Table ${number}: the ledger of ${named(holding.name)} on path ${counted(`${at.slice(0, at.lastIndexOf('.'))}.path`, story.path)}, ${counted(`${at}.events.length`, events.length)} ${events.length === 1 ? 'event' : 'events'}</summary>${scrolling(
    `Ledger, table ${number}`,
    html`<table class="deciding misses"><caption><span>Table ${number}. Every event, in order; money in units of what was put in</span></caption><thead><tr><th scope="col">${clock.kind === 'recorded' ? 'Time, UTC' : 'Day'}</th><th scope="col">Coin</th><th scope="col">What happened</th><th scope="col">Worth after</th><th scope="col">Leverage</th></tr></thead><tbody data-at="${at}.events">${rows}</tbody></table>`,
  )}</details>`;
}
