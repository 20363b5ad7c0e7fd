import type { Model } from '../engine/model.ts';
import { isModel } from '../engine/model.ts';
import { shown } from '../engine/options.ts';
import { SHOCK } from '../engine/seats.ts';
import type { OtherMarket } from '../engine/setup.ts';
import { choleskyOfCorrelation, type Matrix } from '../math/cholesky.ts';
import { withParts } from './columns.ts';
import { isPrintable } from './duels.ts';

/** Another coin on the same paths: its price, its funding, and what is held in it. */
export interface OtherCoin {
  readonly price: Model<'price'>;
  readonly funding: Model<'funding'>;
  /**
   * Of the shocks of its price with those of the coins before it, each from -1 to 1: first with that of the setting's own
   * price, then with those of `otherMarkets` in the order in which they are written. Left out: none.
   */
  readonly correlations?: readonly number[];
  /** Held in this coin; reported beside all others, so that no two may share a name. */
  readonly holdings: Readonly<Record<string, Model<'holding'>>>;
}

const FIELDS = ['price', 'funding', 'correlations', 'holdings'];
const MOST_MARKETS = 16;

/** One that has been looked at, with loadings still to be worked out. */
export interface SettledCoin {
  readonly name: string;
  readonly price: Model<'price'>;
  readonly funding: Model<'funding'>;
  readonly correlations: readonly number[];
  readonly holdings: unknown;
}

/** Reads the coins beside the first; what is wrong goes to `problems`, one line each. */
export function settleCoins(given: unknown, first: Model | undefined, problems: string[]): readonly SettledCoin[] {
  if (given === undefined) return [];
  if (typeof given !== 'object' || given === null || Array.isArray(given) || isModel(given)) {
    problems.push(
      `setting: otherMarkets must be an object of named markets { price, funding, … }; got ${shown(given)}`,
    );
    return [];
  }
  const entries = Object.entries(given);
  if (entries.length > MOST_MARKETS) {
    problems.push(`setting: otherMarkets must be at most ${MOST_MARKETS}; got ${entries.length}`);
  }
  const settled = entries.flatMap(([name, coin]: [string, unknown], index): SettledCoin[] => {
    const place = `otherMarkets: ${shown(name)}`;
    if (!isPrintable(name)) problems.push(`setting: ${place} must be named by 1 to 100 printable characters`);
    if (typeof coin !== 'object' || coin === null || isModel(coin)) {
      problems.push(`setting: ${place} must be an object { price, funding, holdings }; got ${shown(coin)}`);
      return [];
    }
    for (const field of Object.keys(coin).filter((each) => !FIELDS.includes(each))) {
      problems.push(`setting: ${place} has no "${field}"; it has ${FIELDS.join(', ')}`);
    }
    const { price, funding, correlations = [], holdings } = coin as Partial<OtherCoin>;
    const isWhole = isOfKind(price, 'price') && isOfKind(funding, 'funding');
    if (!isWhole) problems.push(`setting: ${place} must have a price such as gbm({ … }), and a funding`);
    const problem = correlationProblem(correlations, index + 1);
    if (problem !== null) problems.push(`setting: ${place}: ${problem}`);
    if (!isWhole || problem !== null) return [];
    problems.push(...[price, funding].flatMap((model) => model.problems.map((each) => `${place}: ${each}`)));
    const recorded = [price, funding].flatMap(withParts).find(({ recording }) => recording !== undefined);
    if (recorded !== undefined) {
      problems.push(`setting: ${place}: ${recorded.name} reads a recording; only the setting's own market may`);
    }
    return [{ name, price, funding, correlations, holdings }];
  });
  if (settled.length < entries.length || first === undefined) return settled;
  for (const [name, price] of [['price', first], ...settled.map((coin) => [coin.name, coin.price])] as const) {
    if (!movesTogether(settled) || hasShock(price as Model)) continue;
    problems.push(
      `setting: ${name}: ${(price as Model).name} is not moved by one normal number a step, and cannot be correlated with others`,
    );
  }
  return settled;
}

/** The shares of the shocks that make them correlated; problems where the correlations contradict each other. */
export function marketsOf(coins: readonly SettledCoin[], problems: string[]): readonly OtherMarket[] {
  const withLoadings = (loadings: (index: number) => readonly number[]) =>
    coins.map(({ name, price, funding }, index) => ({ name, price, funding, loadings: loadings(index) }));
  if (!movesTogether(coins)) return withLoadings(() => []);
  const rows = [[], ...coins.map(({ correlations }) => correlations)];
  const matrix: Matrix = rows.map((_, i) =>
    rows.map((_, j) => (i === j ? 1 : (rows[Math.max(i, j)]![Math.min(i, j)] ?? 0))),
  );
  try {
    const factor = choleskyOfCorrelation(matrix);
    return withLoadings((index) => factor[index + 1]!.slice(0, index + 2));
  } catch (thrown) {
    if (!(thrown instanceof RangeError)) throw thrown;
    problems.push(`setting: otherMarkets: ${thrown.message}`);
    return [];
  }
}

const movesTogether = (coins: readonly SettledCoin[]) => coins.some(({ correlations }) => correlations.length > 0);

const hasShock = (price: Model) => withParts(price).some(({ draws }) => draws[SHOCK] === 'normal');

const isOfKind = <K extends Model['kind']>(given: unknown, kind: K): given is Model<K> =>
  isModel(given) && given.kind === kind;

function correlationProblem(given: unknown, before: number): string | null {
  const isList = Array.isArray(given) && (given.length === 0 || given.length === before);
  if (isList && given.every((each) => typeof each === 'number' && each >= -1 && each <= 1)) return null;
  const wanted = before === 1 ? 'a list of one number' : `a list of ${before} numbers`;
  const got = Array.isArray(given) ? `[${given.map(shown).join(', ')}]` : shown(given);
  return `correlations must be ${wanted} from -1 to 1, one for each market before it; got ${got}`;
}
