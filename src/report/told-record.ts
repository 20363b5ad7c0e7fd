import { namedRecord } from '../result/named-record.ts';
import type { ClockDescription, ScenarioDescription } from '../result/run-result.ts';
import type { HoldingStory, PathStory, StoryEvent } from '../result/story.ts';
import { DAY_MS } from './charts/time-axis.ts';
import { instantInWords } from './page/ledger.ts';
import { costOfTrade } from './story-words.ts';
import type { ToldPath } from './told-path.ts';

/** A path as it is told, as plain data: every number that a story or a ledger shows, unrounded. */
export interface ToldRecord {
  readonly path: number;
  readonly why: ToldPath['why'];
  readonly coinEndsAt: number;
  readonly holdings: Readonly<Record<string, ToldHolding>>;
}

export interface ToldHolding {
  readonly endsAt: number;
  readonly rebalances: number;
  /** Money, of 1 put in, by account. */
  readonly totals: Readonly<Record<string, number>>;
  readonly events: readonly ToldEvent[];
}

export interface ToldEvent {
  /** Days since the start; of a recorded market the time, UTC. */
  readonly at: number | string;
  readonly coin: number;
  /** What it left. */
  readonly value: number;
  readonly leverage: number | null;
  readonly leverageBefore: number | null;
  /** How many of each outcome there had been by then. */
  readonly counts: Readonly<Record<string, number>>;
  readonly postings: Readonly<Record<string, number>>;
  /** Of a rebalance: all that it cost, as money that came. */
  readonly tradeCost?: number;
}

/** What `told.json` holds, and the file beside the page of a single path. */
export interface ToldFile {
  readonly schema: 'decaylab/told@1';
  readonly scenario: string;
  readonly seed: string;
  readonly days: number;
  readonly steps: number;
  readonly told: readonly ToldRecord[];
}

/** Every number that the stories and ledgers of a page show; `names` are the holdings that it tells of. */
export const toldFile = (
  { name, seed, clock }: Pick<ScenarioDescription, 'name' | 'seed' | 'clock'>,
  told: readonly ToldPath[],
  names: readonly string[],
): ToldFile => ({
  schema: 'decaylab/told@1',
  scenario: name,
  seed,
  days: clock.days,
  steps: clock.steps,
  told: recordsOf(told, clock, names),
});

const recordsOf = (
  told: readonly ToldPath[],
  clock: ClockDescription,
  names: readonly string[],
): readonly ToldRecord[] =>
  told.map(({ why, story }) => ({
    path: story.path,
    why,
    coinEndsAt: story.coin.at(-1)!,
    holdings: byName(
      story.holdings.filter(({ name }) => names.includes(name)),
      (holding) => recordOf(story, holding, clock),
    ),
  }));

function recordOf(story: PathStory, { values, totals, events }: HoldingStory, clock: ClockDescription): ToldHolding {
  return {
    endsAt: values.at(-1)!,
    rebalances: rebalancesOf(events),
    totals: namedRecord(totals.map(({ account, amount }) => [account, amount])),
    events: events.map((event): ToldEvent => {
      const cost = costOfTrade(event);
      return {
        at: clock.kind === 'recorded' ? instantInWords(story, clock, event.instant) : daysAt(story, event.instant),
        coin: story.coin[event.instant]!,
        value: event.value,
        leverage: event.leverage,
        leverageBefore: event.leverageBefore,
        counts: namedRecord(event.outcomes.map(({ what, count }) => [what, count])),
        postings: namedRecord(event.postings.map(({ account, amount }) => [account, amount])),
        ...(cost === null ? {} : { tradeCost: cost }),
      };
    }),
  };
}

const daysAt = ({ instantsMs }: PathStory, instant: number): number => instantsMs[instant]! / DAY_MS;

/** How often a holding traded back to its target. */
export const rebalancesOf = (events: readonly StoryEvent[]): number =>
  events.reduce((sum, { outcomes }) => sum + outcomes.filter(({ what }) => what === 'rebalance').length, 0);

const byName = <T>(holdings: readonly HoldingStory[], of: (holding: HoldingStory) => T) =>
  namedRecord(holdings.map((holding) => [holding.name, of(holding)]));
