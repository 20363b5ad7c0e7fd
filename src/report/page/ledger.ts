import type { ClockDescription } from '../../result/run-result.ts';
import type { HoldingStory, PathStory } from '../../result/story.ts';
import { DAY_MS } from '../charts/time-axis.ts';
import { fixed, plain } from '../format.ts';
import { eventInWords, money } from '../story-words.ts';
import { type Html, html, named } from './html.ts';
import { scrolling } from './tables.ts';

/** Where in time an instant of a story lies, as its ledger writes it. */
export function instantInWords({ instantsMs }: PathStory, clock: ClockDescription, instant: number): string {
  const ms = instantsMs[instant]!;
  if (clock.kind === 'recorded') return new Date(ms).toISOString().slice(0, 16).replace('T', ' ');
  return plain(ms / DAY_MS);
}

/**
 * Every event of a holding on one path, with what it left. `most` events are shown, the first and the last of them, with the
 * number left out between.
 */
export function ledger(
  story: PathStory,
  holding: HoldingStory,
  clock: ClockDescription,
  { number, most }: { readonly number: number; readonly most: number },
): Html {
  const { events } = holding;
  const half = Math.floor(most / 2);
  const left = events.length > most ? events.length - 2 * half : 0;
  const row = (event: (typeof events)[number]): Html =>
    html`<tr><th scope="row">${instantInWords(story, clock, event.instant)}</th><td>${plain(story.coin[event.instant]!)}</td><td class="words">${eventInWords(event)}</td><td>${money(event.value)}</td><td>${event.leverage === null ? '' : `${fixed(event.leverage, 2)}×`}</td></tr>`;
  const rows =
    left === 0
      ? events.map(row)
      : [
          ...events.slice(0, half).map(row),
          html`<tr><td colspan="5" class="words">${fixed(left, 0)} more events</td></tr>`,
          ...events.slice(-half).map(row),
        ];
  return html`<details class="long ledger"><summary>Table ${number}: the ledger of ${named(holding.name)} on path ${fixed(story.path, 0)}, ${fixed(events.length, 0)} ${events.length === 1 ? 'event' : 'events'}</summary>${scrolling(
    `Ledger, table ${number}`,
    html`<table class="deciding misses"><caption><span>Table ${number}. Every event, in order; money in units of what was put in</span></caption><thead><tr><th scope="col">${clock.kind === 'recorded' ? 'Time, UTC' : 'Day'}</th><th scope="col">Coin</th><th scope="col">What happened</th><th scope="col">Worth after</th><th scope="col">Leverage</th></tr></thead><tbody>${rows}</tbody></table>`,
  )}</details>`;
}
