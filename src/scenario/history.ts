import type { Model } from '../engine/model.ts';
import type { Options } from '../engine/options.ts';
import { shown } from '../engine/options.ts';
import { noFunding } from '../markets/funding/no-funding.ts';
import { resampledFunding } from '../markets/funding/resampled-funding.ts';
import { rollingWindowBars, rollingWindows } from '../markets/price/rolling-windows.ts';
import { nearestName } from '../text/nearest-name.ts';
import { readTyped } from './parameters.ts';

type OptionsOf<C extends (...given: never[]) => unknown> = NonNullable<Parameters<C>[0]>;

/** Recorded history in which the same holdings are held, window by window, beside the simulation. */
export interface History {
  /** Its bars, as `rollingWindows` takes them: which file, and what its columns mean. */
  readonly price: Omit<OptionsOf<typeof rollingWindows>, 'everyDays'>;
  /** Its funding, as `resampledFunding` takes it; left out, there is none. */
  readonly funding?: OptionsOf<typeof resampledFunding>;
  /** Days from the beginning of a window to that of the next; 5 unless given. */
  readonly everyDays?: number;
}

/** The same from the command line, by option, as typed; it takes the place of what the scenario says. */
export interface TypedHistory {
  readonly price?: Readonly<Record<string, string>>;
  readonly funding?: Readonly<Record<string, string>>;
}

/** A history whose models have been made: the market that stands in for the simulated one. */
export interface ResolvedHistory {
  readonly price: Model<'price'>;
  readonly funding: Model<'funding'>;
}

const FIELDS = ['price', 'funding', 'everyDays'];

/**
 * The history of a scenario, or that of the command line; null where neither has one. What is wrong goes to `problems`, one
 * line each. Where the simulated price shows a range inside its steps, history does as well.
 */
export function settleHistory(
  given: unknown,
  typed: TypedHistory,
  hasRange: boolean,
  problems: string[],
): ResolvedHistory | null {
  if (given === undefined && typed.price === undefined) {
    if (typed.funding !== undefined) {
      problems.push('--history-funding: must stand beside --history, the prices of the same time');
    }
    return null;
  }
  if (given !== undefined && (typeof given !== 'object' || given === null || Array.isArray(given))) {
    problems.push(`setting: history must be an object { price: { file, … }, funding, everyDays }; got ${shown(given)}`);
    return null;
  }
  const own: Readonly<Record<string, unknown>> = { ...given };
  for (const name of Object.keys(own).filter((each) => !FIELDS.includes(each))) {
    const near = nearestName(name, FIELDS);
    const hint = near === undefined ? `it has ${FIELDS.join(', ')}` : `did you mean "${near}"?`;
    problems.push(`history: has no "${name}"; ${hint}`);
  }
  const windows = hasRange ? rollingWindowBars : rollingWindows;
  const everyDays = own.everyDays === undefined ? {} : { everyDays: own.everyDays };
  const price = typed.price === undefined ? own.price : valuesOf(typed.price, windows.declaredOptions);
  const funding = typed.funding === undefined ? own.funding : valuesOf(typed.funding, resampledFunding.declaredOptions);
  const made = {
    price: windows((isObject(price) ? { ...everyDays, ...price } : price) as OptionsOf<typeof windows>),
    funding: funding === undefined ? noFunding() : resampledFunding(funding as OptionsOf<typeof resampledFunding>),
  };
  problems.push(
    ...[made.price, made.funding].flatMap((model) => model.problems.map((problem) => `history: ${problem}`)),
  );
  return made;
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** What was typed as the values that the options take; names that there are not stay, to be refused with the others. */
function valuesOf(typed: Readonly<Record<string, string>>, declared: Options): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(typed).map(([name, text]) => [
      name,
      Object.hasOwn(declared, name) ? readTyped(declared[name]!, text) : text,
    ]),
  );
}
