import { namedRecord } from './named-record.ts';
import type { ClockDescription, ScenarioDescription } from './run-result.ts';
import { costOfTrade, type HoldingStory, type PathStory, rebalancesOf } from './story.ts';
import type { Summary } from './summary.ts';
import type { ToldPath } from './told-path.ts';

const DAY_MS = 86_400_000;

/** Events that a report and its summary tell of a holding on one path; the page of a single path has them all. */
export const MOST_EVENTS = 200;

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
  readonly eventCount: number;
  /** In order; where not all are told, the first half of them and the last. */
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

/** What stands beside the page of a single path. */
export interface ToldFile {
  readonly schema: 'decaylab/told@1';
  readonly scenario: string;
  readonly seed: string;
  readonly days: number;
  readonly steps: number;
  readonly told: readonly ToldRecord[];
}

/** Every number that the page of a single path shows; `names` are the holdings that it tells of. */
export const toldFile = (
  { name, seed, clock }: Pick<ScenarioDescription, 'name' | 'seed' | 'clock'>,
  told: ToldPath,
  names: readonly string[],
): ToldFile => ({
  schema: 'decaylab/told@1',
  scenario: name,
  seed,
  days: clock.days,
  steps: clock.steps,
  told: [toldRecord(told, clock, names, Number.POSITIVE_INFINITY)],
});

/** A summary with single paths in it, last, so that its figures stay on top; or without them and why. */
export const withTold = (summary: Summary, told: readonly ToldRecord[], warning: string | null): Summary => ({
  ...summary,
  ...(warning === null ? {} : { warnings: [...summary.warnings, warning] }),
  ...(told.length === 0 ? {} : { told }),
});

/** A path as plain data; of the holdings called `names`, with at most so many events of each. */
export const toldRecord = (
  { why, story }: ToldPath,
  clock: ClockDescription,
  names: readonly string[],
  most = MOST_EVENTS,
): ToldRecord => ({
  path: story.path,
  why,
  coinEndsAt: story.coin.at(-1)!,
  holdings: namedRecord(
    story.holdings
      .filter(({ name }) => names.includes(name))
      .map((holding) => [holding.name, recordOf(story, holding, clock, most)]),
  ),
});

/** What is told of a list that may be too long: all of it, or as many from its beginning as from its end. */
export function toldOf<T>(
  all: readonly T[],
  most: number,
): { readonly first: readonly T[]; readonly last: readonly T[] } {
  if (all.length <= most) return { first: all, last: [] };
  const half = Math.floor(most / 2);
  return { first: all.slice(0, half), last: all.slice(-half) };
}

function recordOf(
  story: PathStory,
  { values, totals, events }: HoldingStory,
  clock: ClockDescription,
  most: number,
): ToldHolding {
  const { first, last } = toldOf(events, most);
  return {
    endsAt: values.at(-1)!,
    rebalances: rebalancesOf(events),
    totals: namedRecord(totals.map(({ account, amount }) => [account, amount])),
    eventCount: events.length,
    events: [...first, ...last].map((event): ToldEvent => {
      const cost = costOfTrade(event);
      return {
        at: instantOf(story, clock, event.instant),
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

/** Where in time an instant of a story lies: in days since the start; of a recorded market to the minute, UTC. */
export function instantOf({ instantsMs }: PathStory, clock: ClockDescription, instant: number): number | string {
  const ms = instantsMs[instant]!;
  return clock.kind === 'recorded' ? new Date(ms).toISOString().slice(0, 16).replace('T', ' ') : ms / DAY_MS;
}
