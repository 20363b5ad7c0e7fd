import type { PathOutcome, PathOutcomes } from './path-outcome.ts';

/** What is to be so on a path, told from what it came to for each holding, by name. */
export type Predicate = (paths: PathOutcomes) => boolean;

/** A limit on one side. */
export type Limit =
  | { readonly below: number; readonly above?: never }
  | { readonly above: number; readonly below?: never };

/** Outcomes that have quantiles. */
export type Measure = 'finalValue' | 'maxDrawdown' | 'underWaterShare' | 'rebalances' | 'turnover';

/** A statement about a run that the run can decide. Made by `always`, `probability` and `quantile`. */
export type Claim =
  | { readonly kind: 'always'; readonly holds: Predicate }
  | { readonly kind: 'probability'; readonly event: Predicate; readonly limit: Limit }
  | {
      readonly kind: 'quantile';
      readonly holding: string;
      readonly measure: Measure;
      readonly height: number;
      readonly limit: Limit;
    };

/** Holds where it is so on every path; one path on which it is not refutes it. */
export const always = (holds: Predicate): Claim => ({ kind: 'always', holds });

/**
 * The chance of an event is on one side of a limit: `probability(({ token }) => token.finalValue < 1, { below: 0.3 })`. It holds, or
 * fails, where the whole 95 % interval (Wilson) lies on one side.
 */
export const probability = (event: Predicate, limit: Limit): Claim => ({ kind: 'probability', event, limit });

/**
 * A quantile of an outcome of one holding is on one side of a limit: `quantile('token', 0.5, { above: 0.9 })` is about the median of
 * its final value. It holds, or fails, where the whole 95 % interval, from order statistics, lies on one side.
 */
export const quantile = (holding: string, height: number, limit: Limit, measure: Measure = 'finalValue'): Claim => ({
  kind: 'quantile',
  holding,
  height,
  limit,
  measure,
});

export type { PathOutcome, PathOutcomes };
