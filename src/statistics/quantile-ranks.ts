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
 * `n` a whole number of values, at least 1; `p` strictly between 0 and 1. Exact for every n: the binomial weights are
 * built by their recurrence outwards from the most likely count and cut off where they fall below 1e-30 of it, which
 * takes some 24 standard deviations of n, not n terms, and neither a logarithm nor a normal approximation.
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
  const mode = Math.min(n, Math.floor((n + 1) * p));
  const below: number[] = [];
  for (let k = mode, weight = 1; k > 0; k--) {
    weight *= (k / (n - k + 1)) * ((1 - p) / p);
    if (weight < NEGLIGIBLE) break;
    below.push(weight);
  }
  const above: number[] = [];
  for (let k = mode, weight = 1; k < n; k++) {
    weight *= ((n - k) / (k + 1)) * (p / (1 - p));
    if (weight < NEGLIGIBLE) break;
    above.push(weight);
  }

  const first = mode - below.length;
  const weights = [...below.reverse(), 1, ...above];
  // Smallest first on each side, so that the tails keep their digits.
  const total = sumUpward(below) + 1 + sumUpward(above.toReversed());

  let lower = first;
  let left = 0;
  while (left + at(weights, lower - first) <= TAIL * total) left += at(weights, lower++ - first);

  let upper = first + weights.length;
  let right = 0;
  while (right + at(weights, upper - 1 - first) <= TAIL * total) right += at(weights, --upper - first);

  return { lower, upper, coverage: 1 - (left + right) / total };
}

const NEGLIGIBLE = 1e-30;

function sumUpward(ascending: readonly number[]): number {
  let sum = 0;
  for (const term of ascending) sum += term;
  return sum;
}

function at(weights: readonly number[], index: number): number {
  return weights[index] ?? 0;
}
