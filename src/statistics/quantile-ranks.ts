import { binomialWeights } from './binomial-weights.ts';

/** What a 95 % interval leaves out at either end. */
const TAIL = 0.025;

export interface QuantileRanks {
  /** 1-based rank of the order statistic at the lower end; 0 where n is too small to bound the quantile from below. */
  readonly lower: number;
  /** 1-based rank at the upper end; n + 1 where n is too small to bound it from above. */
  readonly upper: number;
  /** Chance that the interval holds the quantile of a continuous law: P(lower <= B < upper), at least 0.95. */
  readonly coverage: number;
}

/**
 * Ranks of the distribution-free 95 % interval of a quantile: exact binomial tails, 2.5 % at most on either side.
 *
 *   lower = largest r with P(B < r) <= 0.025,   upper = smallest s with P(B >= s) <= 0.025,   B ~ Binomial(n, p)
 *
 * David & Nagaraja, Order Statistics (2003), section 7.1. Holds for any law; values that repeat only add to the coverage.
 *
 * `n` a whole number of values, at least 1; `p` strictly between 0 and 1. Exact for every n: see `binomialWeights`.
 *
 * `overlap`: how many of the values tell as much as one that is independent. Ranks are then those of n / overlap values,
 * rounded down, at the same height among the n, rounded outwards.
 */
export function quantileRanks(n: number, p: number, overlap = 1): QuantileRanks {
  const independent = Math.max(1, Math.floor(n / overlap));
  const { lower, upper, coverage } = ranksOf(independent, p);
  const height = (n + 1) / (independent + 1);
  return { lower: Math.floor(lower * height), upper: Math.ceil(upper * height), coverage };
}

function ranksOf(n: number, p: number): QuantileRanks {
  const { first, weights, total } = binomialWeights(n, p);

  let lower = first;
  let left = 0;
  while (left + at(weights, lower - first) <= TAIL * total) left += at(weights, lower++ - first);

  let upper = first + weights.length;
  let right = 0;
  while (right + at(weights, upper - 1 - first) <= TAIL * total) right += at(weights, --upper - first);

  return { lower, upper, coverage: 1 - (left + right) / total };
}

function at(weights: readonly number[], index: number): number {
  return weights[index] ?? 0;
}
