import { math } from '../math/math.ts';
import type { State } from './contracts.ts';
import { BooksError } from './errors.ts';

/** Largest imbalance that rounding may explain, relative to 1 + the sum of the sizes of all accounts. */
const TOLERANCE = 1e-12;

export interface Books {
  /** Every account the state keeps: the field, and its name in the result (`book/funding`, `log/varianceDrag`). */
  readonly accounts: readonly { readonly field: string; readonly account: string }[];
  readonly balance: Balance;
}

/**
 * Returns the log of the value less the sum of the log accounts; 0 where the value is 0. `accounts[i][lane]` is the i-th
 * account of the path.
 *
 * Throws `BooksError` unless money and logs add up, within rounding. Profits that came and went leave theirs behind, so
 * money is held to the largest value the path has seen.
 */
export type Balance = (
  holding: string,
  path: number,
  value: number,
  largestValue: number,
  accounts: readonly Float64Array[],
  lane: number,
) => number;

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
  return {
    accounts: [
      ...money.map((field) => ({ field, account: accountOf(field, 'book') })),
      ...logs.map((field) => ({ field, account: accountOf(field, 'log') })),
    ],
    balance: (holding, path, value, largestValue, all, lane) => {
      const gap = money.length === 0 ? 0 : value - 1 - total(all, 0, money.length, lane);
      if (!(Math.abs(gap) <= TOLERANCE * (1 + sizes(all, 0, money.length, lane) + largestValue))) {
        throw new BooksError(`holding "${holding}": money does not balance on path ${path}: off by ${gap}`, path);
      }
      const isLogged = logs.length > 0 && value > 0;
      const residual = isLogged ? math.log(value) - total(all, money.length, all.length, lane) : 0;
      if (!(Math.abs(residual) <= TOLERANCE * (1 + sizes(all, money.length, all.length, lane)))) {
        throw new BooksError(
          `holding "${holding}": log attribution does not balance on path ${path}: off by ${residual}`,
          path,
        );
      }
      return residual;
    },
  };
}

function total(accounts: readonly Float64Array[], from: number, until: number, lane: number): number {
  let sum = 0;
  for (let i = from; i < until; i++) sum += accounts[i]![lane]!;
  return sum;
}

function sizes(accounts: readonly Float64Array[], from: number, until: number, lane: number): number {
  let sum = 0;
  for (let i = from; i < until; i++) sum += Math.abs(accounts[i]![lane]!);
  return sum;
}
