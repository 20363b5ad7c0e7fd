import type { Phase } from '../engine/seats.ts';
import type { Simulation } from '../engine/simulation.ts';
import type { HoldingStory, Outcome, PathStory, Posting, StoryEvent, StoryPhase } from '../result/story.ts';

type Numbers = Readonly<Record<string, number | boolean>>;

interface Traced {
  readonly simulation: Simulation;
  readonly holdings: readonly { readonly name: string }[];
  readonly instantsMs: Float64Array;
}

/**
 * Lives through one path again, by plain steps, and tells it: for each holding every posting and outcome as its state
 * changed, phase by phase. The numbers are those of the run, bit for bit.
 */
export function traceStory({ simulation, holdings, instantsMs }: Traced, path: number): PathStory {
  const coin = new Float64Array(instantsMs.length).fill(1, 0, 1);
  const tellers = new Map(holdings.map(({ name }) => [placeOf(name), teller(name, instantsMs.length)]));
  const owners = new Map<string, Teller | undefined>();
  simulation.trace(path, (step, phase, place, state) => {
    if (place === 'price' && phase === 'step') coin[step + 1] = coin[step]! * (1 + (state.simpleReturn as number));
    const own = tellers.get(place);
    if (own !== undefined) return own.holding(step + 1, phase, state);
    if (!owners.has(place)) owners.set(place, ownerOf(place, tellers));
    owners.get(place)?.part(step + 1, phase, place, state);
  });
  return { path, instantsMs, coin, holdings: [...tellers.values()].map((each) => each.told()) };
}

const placeOf = (name: string): string => `holding/${encodeURIComponent(name)}`;

/** Whose part sits there; a metric is nobody's. */
function ownerOf(place: string, tellers: ReadonlyMap<string, Teller>): Teller | undefined {
  const [room, name] = place.split('/');
  return room === 'holding' ? tellers.get(`${room}/${name}`) : undefined;
}

interface Teller {
  readonly holding: (instant: number, phase: Phase, state: Numbers) => void;
  readonly part: (instant: number, phase: Phase, place: string, state: Numbers) => void;
  readonly told: () => HoldingStory;
}

function teller(name: string, instants: number): Teller {
  const values = new Float64Array(instants);
  const events: StoryEvent[] = [];
  let last: Numbers = {};
  let leverage: number | null = null;
  let accounts: readonly string[] | undefined;
  const parts = new Map<string, Numbers>();
  const tell = (
    instant: number,
    phase: Phase,
    postings: readonly Posting[],
    outcomes: readonly Outcome[],
    before: number | null,
  ) => {
    if (postings.length === 0 && outcomes.length === 0 && instant > 0) return;
    const value = last.value as number;
    events.push({ instant, phase: phaseWords[phase], postings, outcomes, value, leverage, leverageBefore: before });
  };
  return {
    holding: (instant, phase, state) => {
      const before = leverage;
      values[instant] = state.value as number;
      leverage = leverageOf(state);
      accounts ??= accountsOf(state);
      const [postings, outcomes] = [postingsBetween(accounts, last, state), outcomesBetween(last, state)];
      last = { ...state };
      tell(instant, phase, postings, outcomes, before);
    },
    part: (instant, phase, place, state) => {
      const known = parts.get(place);
      if (known === undefined || partOutcomeFields.some((field) => known[field] !== state[field])) {
        parts.set(place, { ...state });
      }
      // What a part is like at the start did not happen to anybody.
      if (known !== undefined && instant > 0) {
        tell(instant, phase, [], partOutcomes(known, state), leverage);
      }
    },
    told: () => ({ name, values, events, totals: postingsBetween(accountsOf(last), {}, last, () => true) }),
  };
}

const phaseWords: Readonly<Record<Phase, StoryPhase>> = {
  begin: 'enters',
  withinBar: 'inside the bar',
  step: 'at the step',
  trade: 'trades',
};

/** The market's profit changes on every step, and is told with the next event. */
const isTold = (field: string): boolean => field !== 'bookProfit';

const accountsOf = (state: Numbers): readonly string[] =>
  Object.keys(state).filter((field) => /^book[A-Z]/.test(field));

function postingsBetween(
  accounts: readonly string[],
  before: Numbers,
  after: Numbers,
  isWanted = isTold,
): readonly Posting[] {
  return accounts
    .filter((field) => after[field] !== (before[field] ?? 0) && isWanted(field))
    .map((field) => ({
      account: field.charAt(4).toLowerCase() + field.slice(5),
      amount: (after[field] as number) - ((before[field] as number | undefined) ?? 0),
    }));
}

/** Days of an outcome are -1 until it comes. */
const outcomeDays = { ruinDays: 'ruin', liquidationDays: 'liquidation', stopDays: 'stop' } as const;

function outcomesBetween(before: Numbers, after: Numbers): readonly Outcome[] {
  const found: Outcome[] = [];
  const rebalances = (after.rebalances as number | undefined) ?? 0;
  if (rebalances !== ((before.rebalances as number | undefined) ?? 0)) {
    found.push({ what: 'rebalance', count: rebalances });
  }
  for (const [field, what] of Object.entries(outcomeDays)) {
    const days = (after[field] as number | undefined) ?? -1;
    if (days >= 0 && days !== before[field]) found.push({ what, count: 1 });
  }
  return found;
}

const partOutcomeFields = ['rebalances', 'splits', 'canSell'] as const;

/** Of what is held for another, of a fund's life, and of the way out. */
function partOutcomes(before: Numbers, after: Numbers): readonly Outcome[] {
  const found: Outcome[] = [];
  if (after.rebalances !== before.rebalances) found.push({ what: 'rebalance', count: after.rebalances as number });
  if (after.splits !== before.splits) found.push({ what: 'split', count: after.splits as number });
  if (after.canSell !== before.canSell) found.push({ what: after.canSell === true ? 'open' : 'closed', count: 1 });
  return found;
}

function leverageOf(state: Numbers): number | null {
  if (!('notional' in state)) return null;
  const value = state.value as number;
  return value > 0 ? (state.notional as number) / value : 0;
}
