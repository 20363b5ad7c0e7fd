import { canBeRanked } from './can-be-ranked.ts';
import type { Interval } from './contracts.ts';
import { quantileRanks } from './quantile-ranks.ts';

/**
 * Distribution-free 95 % interval of a quantile: two order statistics, by the exact binomial ranks of `quantileRanks`.
 *
 * `sorted` ascending; `p` strictly between 0 and 1. An end that so few values cannot bound is NaN (the median needs six), as are both where a value is NaN.
 * `overlap` as in `quantileRanks`.
 */
export function quantileInterval(sorted: Float64Array, p: number, overlap = 1): Interval {
  if (!canBeRanked(sorted)) return [Number.NaN, Number.NaN];
  const { lower, upper } = quantileRanks(sorted.length, p, overlap);
  return [sorted[lower - 1] ?? Number.NaN, sorted[upper - 1] ?? Number.NaN];
}
