import type { ClockDescription } from '../../result/run-result.ts';
import type { HoldingStory, PathStory } from '../../result/story.ts';
import { instantOf, toldOf } from '../../result/told-record.ts';
import { fixed, plain } from '../format.ts';
import { eventInWords, money } from '../story-words.ts';
import { counted } from './figures.ts';
import { type Html, html, named } from './html.ts';
import { scrolling } from './tables.ts';

/**
 * Every event of a holding on one path, with what it left. At most `most` events are shown, as they are told: the first and the
 * last of them. `at` is the key of the holding among what is told.
 */
export function ledger(
  story: PathStory,
  holding: HoldingStory,
  clock: ClockDescription,
  { number, most, at }: { readonly number: number; readonly most: number; readonly at: string },
): Html {
  const { events } = holding;
  const { first, last } = toldOf(events, most);
  const time = (instant: number): string => {
    const at = instantOf(story, clock, instant);
    return typeof at === 'string' ? at : plain(at);
  };
  const row = (event: (typeof events)[number], nth: number): Html =>
    html`<tr data-at=".${nth}"><th scope="row" data-key=".at">${time(event.instant)}</th><td data-key=".coin">${plain(story.coin[event.instant]!)}</td><td class="words">${eventInWords(event)}</td><td data-key=".value">${money(event.value)}</td>${event.leverage === null ? html`<td></td>` : html`<td data-key=".leverage">${fixed(event.leverage, 2)}×</td>`}</tr>`;
  const path = counted(`${at.slice(0, at.lastIndexOf('.'))}.path`, story.path);
  const between = html`<tr><td colspan="5" class="words">those between are told by <code>--path ${path}</code></td></tr>`;
  const rows = [
    ...first.map(row),
    ...(last.length === 0 ? [] : [between]),
    ...last.map((event, i) => row(event, first.length + i)),
  ];
  return html`<details class="long ledger"><summary>Table ${number}: the ledger of ${named(holding.name)} on path ${path}, ${counted(`${at}.eventCount`, events.length)} ${events.length === 1 ? 'event' : 'events'}</summary>${scrolling(
    `Ledger, table ${number}`,
    html`<table class="deciding misses"><caption><span>Table ${number}. Every event, in order; money in units of what was put in</span></caption><thead><tr><th scope="col">${clock.kind === 'recorded' ? 'Time, UTC' : 'Day'}</th><th scope="col">Coin</th><th scope="col">What happened</th><th scope="col">Worth after</th><th scope="col">Leverage</th></tr></thead><tbody data-at="${at}.events">${rows}</tbody></table>`,
  )}</details>`;
}
