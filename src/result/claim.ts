import type { MarketOutcome, PathOutcome, PathOutcomes } from './path-outcome.ts';
import type { ClaimDescription } from './run-result.ts';

/** What is to be so on a path, told from what it came to for each holding, by name, and from what its market was like. */
export type Predicate = (paths: PathOutcomes, market: MarketOutcome) => boolean;

/** A number of a path, told from the same. */
export type Figure = (paths: PathOutcomes, market: MarketOutcome) => number;

/** A limit on one side; what lies on the limit itself is on neither. */
export type Limit =
  | { readonly below: number; readonly above?: never }
  | { readonly above: number; readonly below?: never };

/** Outcomes that have quantiles and means. */
export const measures = [
  'finalValue',
  'logGrowth',
  'maxDrawdown',
  'underWaterShare',
  'rebalances',
  'turnover',
  'splits',
  'blockedShare',
] as const;
export type Measure = (typeof measures)[number];

interface OverPaths {
  /** A holding, or a number of a path. */
  readonly of: string | Figure;
  /** Of a holding. */
  readonly measure: Measure;
  readonly limit: Limit;
}

/** A statement about a run that the run can decide. Made by `always`, `probability`, `quantile` and `mean`. */
export type Claim =
  | { readonly kind: 'always'; readonly holds: Predicate }
  | { readonly kind: 'probability'; readonly event: Predicate; readonly limit: Limit }
  | (OverPaths & { readonly kind: 'quantile'; readonly height: number })
  | (OverPaths & { readonly kind: 'mean' });

/**
 * Holds where it is so on every path; one path on which it is not refutes it. Without one it holds where at most one path in a
 * hundred can be otherwise, by the exact 95 % interval: from 368 paths on.
 */
export const always = (holds: Predicate): Claim => ({ kind: 'always', holds });

/**
 * The chance of an event is on one side of a limit: `probability(({ token }) => token.finalValue < 1, { below: 0.3 })`. It holds, or
 * fails, where the whole exact 95 % interval (Clopper & Pearson) lies on one side.
 */
export const probability = (event: Predicate, limit: Limit): Claim => ({ kind: 'probability', event, limit });

/**
 * A quantile of an outcome of one holding is on one side of a limit: `quantile('token', 0.5, { above: 0.9 })` is about the median of
 * its final value. It holds, or fails, where the whole 95 % interval, from order statistics, lies on one side. A number of
 * a path may stand for the holding: `quantile(({ token, perp }) => token!.finalValue - perp!.finalValue, 0.5, { above: 0 })`.
 */
export const quantile = (
  of: string | Figure,
  height: number,
  limit: Limit,
  measure: Measure = 'finalValue',
): Claim => ({ kind: 'quantile', of, height, limit, measure });

/**
 * The mean of an outcome, as in `quantile`, is on one side of a limit: `mean('token', { below: 100 }, 'rebalances')`. It holds, or fails,
 * where 1.96 standard errors to either side lie on one side; where the mean rests on few paths it cannot be told.
 */
export const mean = (of: string | Figure, limit: Limit, measure: Measure = 'finalValue'): Claim => ({
  kind: 'mean',
  of,
  limit,
  measure,
});

/** A claim without its code. */
export function describeClaim(name: string, claim: Claim): ClaimDescription {
  const described = { claim: name, kind: claim.kind, limit: claim.kind === 'always' ? null : claim.limit };
  if (claim.kind === 'always' || claim.kind === 'probability') return described;
  return {
    ...described,
    ...(typeof claim.of === 'string' ? { of: claim.of, measure: claim.measure } : {}),
    ...(claim.kind === 'quantile' ? { height: claim.height } : {}),
  };
}

export type { PathOutcome, PathOutcomes };
