import type { SettledScenario } from '../batch/node/read-scenario.ts';
import type { Outcome, PathStory, Posting, StoryEvent } from '../result/story.ts';
import { printable } from './printable.ts';

const DAY_MS = 86_400_000;

/**
 * One path, event by event: for each holding every posting and outcome, with day, phase, amount and what it left, in the
 * order in which all of it happened. `say` is called with one line at a time.
 */
export function replayText(story: PathStory, { description }: SettledScenario, say: (line: string) => void): void {
  const { clock, seed } = description;
  const { coin, instantsMs, holdings, path } = story;
  const timeOf = (instant: number) => {
    const ms = instantsMs[instant]!;
    return clock.kind === 'recorded' ? new Date(ms).toISOString() : `day ${number4(ms / DAY_MS)}`;
  };
  say(`path ${path} of seed ${JSON.stringify(seed)}: ${clock.steps} steps, ${number4(clock.days)} days`);
  for (const { name, event } of inOrder(story)) {
    const leverage = event.leverage === null ? '' : `, leverage ${number4(event.leverage)}`;
    const when =
      event.instant === 0
        ? 'start'
        : `step ${event.instant - 1}, ${timeOf(event.instant)}, coin ${number6(coin[event.instant]!)}`;
    const words = [
      ...(event.instant === 0 ? ['begins'] : []),
      ...event.postings.map(posted),
      ...event.outcomes.map(said),
    ];
    say(
      `  ${when}  ${printable(name)} ${event.phase}: ${words.join(', ')} -> value ${number6(event.value)}${leverage}`,
    );
  }
  say(`market: coin ends at ${number6(coin.at(-1)!)} times its start`);
  for (const { name, values, totals } of holdings) {
    say(`${printable(name)}: finalValue ${values.at(-1)}, ${totals.map(posted).join(', ')}`);
  }
}

/** All events, by instant; within one in declared order of holdings. */
function inOrder({ holdings }: PathStory): readonly { readonly name: string; readonly event: StoryEvent }[] {
  const all = holdings.flatMap(({ name, events }) => events.map((event) => ({ name, event })));
  return all.sort((a, b) => a.event.instant - b.event.instant);
}

const posted = ({ account, amount }: Posting): string => `${account} ${signed(amount)}`;

function said({ what, count }: Outcome): string {
  if (what === 'rebalance' || what === 'split') return `${what} ${count}`;
  if (what === 'closed' || what === 'open') return `dealing ${what}`;
  return what.toUpperCase();
}

const number4 = (value: number) => String(Number(value.toFixed(4)));
const number6 = (value: number) => String(Number(value.toPrecision(6)));
const signed = (value: number) => (value < 0 ? '' : '+') + number6(value);
