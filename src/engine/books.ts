import { math } from '../math/math.ts';
import type { Reader } from './backend.ts';
import type { State } from './contracts.ts';
import { BooksError } from './errors.ts';

/** Largest imbalance that rounding may explain, relative to 1 + the sum of the sizes of all accounts. */
const TOLERANCE = 1e-12;

export interface Books {
  /** Every account the state keeps: the field, and its name in the result (`book/funding`, `log/varianceDrag`). */
  readonly accounts: readonly { readonly field: string; readonly account: string }[];
  /** Connects the check to where the accounts, in their order, and the value of a finished path are read. */
  readonly open: (accounts: readonly Reader[], value: Reader) => CheckBalance;
}

/**
 * Returns the log of the value less the sum of the log accounts; 0 where the value is 0.
 *
 * Throws `BooksError` unless money and logs add up, within rounding. Profits that came and went leave theirs behind, so
 * money is held to the largest value the path has seen.
 */
export type CheckBalance = (holding: string, path: number, lane: number, largestValue: number) => number;

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
    open: (accounts, value) => {
      const monies = accounts.slice(0, money.length);
      const logarithms = accounts.slice(money.length);
      return (holding, path, lane, largestValue) => {
        const final = value(lane);
        const gap = monies.length === 0 ? 0 : final - 1 - total(monies, lane);
        if (!(Math.abs(gap) <= TOLERANCE * (1 + sizes(monies, lane) + largestValue))) {
          throw new BooksError(`holding "${holding}": money does not balance on path ${path}: off by ${gap}`, path);
        }
        const residual = logarithms.length === 0 || !(final > 0) ? 0 : math.log(final) - total(logarithms, lane);
        if (!(Math.abs(residual) <= TOLERANCE * (1 + sizes(logarithms, lane)))) {
          throw new BooksError(
            `holding "${holding}": log attribution does not balance on path ${path}: off by ${residual}`,
            path,
          );
        }
        return residual;
      };
    },
  };
}

function total(accounts: readonly Reader[], lane: number): number {
  let sum = 0;
  for (const account of accounts) sum += account(lane);
  return sum;
}

function sizes(accounts: readonly Reader[], lane: number): number {
  let sum = 0;
  for (const account of accounts) sum += Math.abs(account(lane));
  return sum;
}
