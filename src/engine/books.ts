import { math } from '../math/math.ts';
import type { State } from './contracts.ts';
import { BooksError } from './errors.ts';

/** Largest imbalance that rounding may explain, relative to 1 + the sum of the sizes of all accounts. */
const TOLERANCE = 1e-12;

export interface Books {
  /** Every account the state keeps: the field, and its name in the result (`book/funding`, `log/varianceDrag`). */
  readonly accounts: readonly { readonly field: string; readonly account: string }[];
  /** Log of the value less the sum of the log accounts; 0 where the value is 0. */
  readonly residual: () => number;
  /**
   * Throws `BooksError` unless money and logs add up, within rounding. Profits that came and went leave theirs behind, so
   * money is held to the largest value the path has seen.
   */
  readonly assertBalanced: (holding: string, path: number, largestValue: number) => void;
}

/**
 * Reads a holding's accounts from the form of their names: `bookFunding` is money, `logFunding` is log. A holding that
 * keeps none is not checked.
 *
 * Money: value = 1 + the sum of all books. Log: log(value) = the sum of all logs, for a value above zero.
 */
export function checkBooks(state: Readonly<State>): Books {
  const fields = (prefix: string) =>
    Object.keys(state).filter((name) => /^[A-Z]/.test(name.slice(prefix.length)) && name.startsWith(prefix));
  const accountOf = (field: string, prefix: string) => {
    const name = field.slice(prefix.length);
    return `${prefix}/${name[0]!.toLowerCase()}${name.slice(1)}`;
  };
  const money = fields('book');
  const logs = fields('log');
  const total = (names: readonly string[]) => {
    let sum = 0;
    for (const name of names) sum += state[name] as number;
    return sum;
  };
  const sizes = (names: readonly string[]) => {
    let sum = 1;
    for (const name of names) sum += Math.abs(state[name] as number);
    return sum;
  };
  const residual = () => {
    const value = state.value as number;
    return logs.length === 0 || !(value > 0) ? 0 : math.log(value) - total(logs);
  };
  return {
    accounts: [
      ...money.map((field) => ({ field, account: accountOf(field, 'book') })),
      ...logs.map((field) => ({ field, account: accountOf(field, 'log') })),
    ],
    residual,
    assertBalanced: (holding, path, largestValue) => {
      const gap = money.length === 0 ? 0 : (state.value as number) - 1 - total(money);
      if (!(Math.abs(gap) <= TOLERANCE * (sizes(money) + largestValue))) {
        throw new BooksError(`holding "${holding}": money does not balance on path ${path}: off by ${gap}`, path);
      }
      const rest = residual();
      if (!(Math.abs(rest) <= TOLERANCE * sizes(logs))) {
        throw new BooksError(
          `holding "${holding}": log attribution does not balance on path ${path}: off by ${rest}`,
          path,
        );
      }
    },
  };
}
