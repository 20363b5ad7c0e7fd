import type { Model } from '../engine/model.ts';
import { isModel } from '../engine/model.ts';
import { shown } from '../engine/options.ts';
import type { Claim } from '../result/claim.ts';
import { nearestName } from '../text/nearest-name.ts';
import { withParts } from './columns.ts';
import type { Duel } from './duels.ts';
import { isPrintable } from './duels.ts';
import type { History } from './history.ts';
import type { OtherCoin, SettledCoin } from './other-markets.ts';
import { isResampled, rowProblems } from './resampling.ts';

/** A market, and what is held in it: one row of a question, with every number settled. */
export interface Setting {
  /** Length of a generated market in days; left out for a recorded one, whose file gives the clock. */
  readonly days?: number;
  /** Length of a step in minutes, of a generated market. */
  readonly stepMinutes?: number;
  /** What moves the coin: simulated, resampled or recorded. */
  readonly price: Model<'price'>;
  /** What longs pay to shorts of perpetuals. */
  readonly funding: Model<'funding'>;
  /** Tokens and their rivals, all on the same paths. Their names are shown as written. */
  readonly holdings: Readonly<Record<string, Model<'holding'>>>;
  /** Other coins on the same paths, moving with the first as they are correlated, each with holdings of its own. */
  readonly otherMarkets?: Readonly<Record<string, OtherCoin>>;
  /** Metrics of the author's own, beside the standard ones. */
  readonly metrics?: readonly Model<'metric'>[];
  /** Who is set against whom, by a name for each duel. */
  readonly duels?: Readonly<Record<string, Duel>>;
  /**
   * At how many instants behind the start the fan of values is followed, evenly spread; by default 120, of a recorded market
   * 366. 1 follows the end alone: a run of short clocks is then a sixth faster, and no figure changes but those of the fan.
   */
  readonly fanPoints?: number;
  /** What is claimed of the run, a sentence each: the report rules on every one. */
  readonly claims?: Readonly<Record<string, Claim>>;
  /** Recorded history to hold them in as well, window by window, as long as the run: shown beside it. */
  readonly history?: History;
}

const MOST_STEPS = 5_000_000;
const MOST_HOLDINGS = 64;
const MOST_FAN_POINTS = 1000;

/** The clock of a market that is not recorded. */
export interface GeneratedClock {
  readonly days: number;
  readonly stepMinutes: number;
}

/** How often values are looked at on their way; `undefined` where that is left to the engine. */
export function settleFanPoints({ fanPoints }: Setting, problems: string[]): number | undefined {
  if (fanPoints !== undefined && !(Number.isInteger(fanPoints) && fanPoints >= 1 && fanPoints <= MOST_FAN_POINTS)) {
    problems.push(`setting: fanPoints must be a whole number from 1 to ${MOST_FAN_POINTS}; got ${shown(fanPoints)}`);
  }
  return fanPoints;
}

/** A holding at its name, in the coin that it is held in; left out: the setting's own. */
export interface NamedHolding {
  readonly name: string;
  readonly model: Model<'holding'>;
  readonly market?: string;
}

/** As written, whatever they are: who is set against whom is looked up here. */
export const namesOfHoldings = ({ holdings }: Setting, coins: readonly SettledCoin[]): readonly string[] =>
  [holdings, ...coins.map((coin) => coin.holdings)].flatMap((each) => Object.keys(Object(each)));

/** The holdings of all coins, the setting's own first. What is wrong goes to `problems`, one line each. */
export function settleHoldings(
  given: unknown,
  coins: readonly SettledCoin[],
  problems: string[],
): readonly NamedHolding[] {
  const named = (holdings: unknown, market?: string): readonly (readonly [string, unknown, string | undefined])[] => {
    const place = market === undefined ? 'holdings' : `otherMarkets: ${shown(market)}: holdings`;
    if (typeof holdings !== 'object' || holdings === null || Array.isArray(holdings) || isModel(holdings)) {
      problems.push(`setting: ${place} must be an object of named holdings; got ${shown(holdings)}`);
      return [];
    }
    const entries = Object.entries(holdings);
    if (entries.length === 0) problems.push(`setting: ${place} must name at least one holding; got none`);
    return entries.map(([name, model]) => [name, model, market] as const);
  };
  const entries = [...named(given), ...coins.flatMap((coin) => named(coin.holdings, coin.name))];
  if (entries.length > MOST_HOLDINGS) {
    problems.push(`setting: holdings must be at most ${MOST_HOLDINGS}; got ${entries.length}`);
  }
  const folded = new Map<string, string>();
  return entries.flatMap(([name, each, market]) => {
    if (!isPrintable(name)) {
      problems.push(`setting: a holding's name must be 1 to 100 printable characters; got ${shown(name)}`);
    }
    const key = name.normalize('NFC').toLowerCase();
    const twin = folded.get(key);
    if (twin !== undefined)
      problems.push(
        twin === name
          ? `setting: holdings ${shown(name)} is the name of two, in different markets`
          : `setting: holdings ${shown(twin)} and ${shown(name)} differ only in letter case`,
      );
    folded.set(key, name);
    return modelOf(`holdings: "${name}"`, 'holding', each, 'leveragedToken({ … }) or spot()', problems).map((model) =>
      market === undefined ? { name, model } : { name, model, market },
    );
  });
}

export function settleMetrics(given: unknown, problems: string[]): readonly Model<'metric'>[] {
  if (given === undefined || given === null) return [];
  if (!Array.isArray(given)) {
    problems.push(`setting: metrics must be a list such as [drawdown()]; got ${shownModel(given)}`);
    return [];
  }
  return given.flatMap((each, index) => modelOf(`metrics[${index}]`, 'metric', each, 'a metric', problems));
}

export function settleClock(
  { days, stepMinutes }: Setting,
  price: Model | undefined,
  problems: string[],
): GeneratedClock | null {
  if (price !== undefined && isRecorded(price)) {
    if (days !== undefined || stepMinutes !== undefined) {
      problems.push('setting: days and stepMinutes come from the recording; leave them out');
    }
    return null;
  }
  const wrapped = price === undefined ? undefined : withParts(price).find(isRecorded);
  if (wrapped !== undefined) {
    // What the price itself says against it, such as that it is only for generated prices, says it better.
    if (price!.problems.length === 0) {
      problems.push(
        `setting: price must be a recording itself, or made of none: ${price!.name} is made of ${wrapped.name}, and has not its clock`,
      );
    }
    return null;
  }
  const before = problems.length;
  if (!(typeof days === 'number' && days > 0 && days <= 36_500)) {
    problems.push(`setting: days must be a number above 0, at most 36500; got ${shown(days)}`);
  }
  if (!(Number.isInteger(stepMinutes) && stepMinutes! >= 1 && stepMinutes! <= 525_600)) {
    problems.push(`setting: stepMinutes must be a whole number from 1 to 525600; got ${shown(stepMinutes)}`);
  }
  if (problems.length > before) return null;
  const steps = (days! * 1440) / stepMinutes!;
  if (Math.abs(steps - Math.round(steps)) > 1e-9 || steps < 1) {
    problems.push(`setting: days · 1440 must be a multiple of stepMinutes; got ${days} · 1440 and ${stepMinutes}`);
  }
  if (steps > MOST_STEPS) problems.push(`setting: a path must have at most ${MOST_STEPS} steps; got ${steps}`);
  if (price !== undefined) problems.push(...rowProblems(price, stepMinutes!));
  return { days: days!, stepMinutes: stepMinutes! };
}

export function modelOf<K extends Model['kind']>(
  place: string,
  kind: K,
  given: unknown,
  example: string,
  problems: string[],
): Model<K>[] {
  if (!isModel(given) || given.kind !== kind) {
    const hint = typeof given === 'function' ? '; call it, with its options in parentheses' : '';
    problems.push(`setting: ${place} must be a ${kind} such as ${example}; got ${shownModel(given)}${hint}`);
    return [];
  }
  problems.push(...given.problems.map((problem) => (kind === 'holding' ? `${place}: ${problem}` : problem)));
  return [given as Model<K>];
}

export const shownModel = (given: unknown) => (isModel(given) ? `the ${given.kind} ${given.name}` : shown(given));

/** Its file gives the run its clock. */
export const isRecorded = (model: Model) => model.recording !== undefined && !isResampled(model);

export function refuseUnknown(owner: string, given: object, known: readonly string[], problems: string[]): void {
  for (const name of Object.keys(given)) {
    if (known.includes(name)) continue;
    const near = nearestName(name, known);
    problems.push(
      `${owner}: has no "${name}"; ${near === undefined ? `it has ${known.join(', ')}` : `did you mean "${near}"?`}`,
    );
  }
}
