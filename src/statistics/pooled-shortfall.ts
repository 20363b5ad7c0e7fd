import { neumaierSum } from '../math/sum.ts';
import type { Estimate } from './contracts.ts';
import { expectedShortfall } from './expected-shortfall.ts';
import { mixtureOf, quantileEnds } from './mixture.ts';

/**
 * Expected shortfall of several columns pooled, each with its weight: the mean of the worst share p of all that may happen
 * to one who takes a column by the weights and a path by chance.
 *
 *   ES = q - mean of h / p,   h = sum over columns of weight (q - x)+,   SE = deviation of h over paths / (p sqrt n)
 *
 * with q the quantile at p: Rockafellar & Uryasev (2000, Journal of Risk 2, 21-41), whose minimum at q makes the error of q
 * itself vanish to first order. Pairs of one path stay together in h. For one column value and error are those of `expectedShortfall`.
 *
 * `weights` add up to 1; 0 < p <= 1. NaN where a value is; the error is NaN for fewer than two paths in the tail.
 */
export function pooledShortfall(columns: readonly Float64Array[], weights: readonly number[], p: number): Estimate {
  if (columns.length === 1) return expectedShortfall((columns[0] as Float64Array).toSorted(), p);
  const n = columns[0]?.length ?? 0;
  const [q] = quantileEnds(mixtureOf(columns, weights), p);
  const below = new Float64Array(n);
  for (const [k, column] of columns.entries()) {
    const weight = weights[k] as number;
    for (let path = 0; path < n; path++) {
      const gap = q - (column[path] as number);
      // A gap that is NaN is kept: it makes the result NaN.
      if (!(gap <= 0)) below[path] = (below[path] as number) + weight * gap;
    }
  }
  const mean = neumaierSum(below) / n;
  const variance = neumaierSum(below.map((h) => (h - mean) * (h - mean))) / (n - 1);
  return {
    value: q - mean / p,
    standardError: n * p < 2 ? Number.NaN : Math.sqrt(variance / n) / p,
  };
}
