/** Chances of counts, all over the same total; those of counts outside the list are negligible. */
export interface BinomialWeights {
  /** The count that the first weight belongs to. */
  readonly first: number;
  readonly weights: readonly number[];
  readonly total: number;
}

const NEGLIGIBLE = 1e-30;

/**
 * Chances of 0 … n hits among `n` trials, of `p` each, strictly between 0 and 1, but for a common factor.
 *
 * Built by their recurrence outwards from the most likely count and cut off where they fall below 1e-30 of it, which takes some 24
 * standard deviations of n, not n terms, and neither a logarithm nor a normal approximation.
 */
export function binomialWeights(n: number, p: number): BinomialWeights {
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
  return { first, weights, total };
}

/** P(B <= k). */
export function binomialAtMost(k: number, n: number, p: number): number {
  const { first, weights, total } = binomialWeights(n, p);
  return sumUpward(weights.slice(0, Math.max(0, k - first + 1))) / total;
}

function sumUpward(ascending: readonly number[]): number {
  let sum = 0;
  for (const term of ascending) sum += term;
  return sum;
}
