import type { Interval } from './contracts.ts';

/** Normal quantile at 97.5 %. */
const Z = 1.959963984540054;

/**
 * 95 % interval of a probability by Wilson's score: Wilson (1927), "Probable inference, the law of succession, and statistical inference".
 *
 *   (p + z^2/2n -+ z sqrt(p(1-p)/n + z^2/4n^2)) / (1 + z^2/n)
 *
 * Unlike p -+ z SE it stays inside [0, 1] and does not shrink to a point when nothing, or everything, was hit.
 *
 * `share` the estimate in [0, 1]; `n` its number of paths. NaN at both ends for n = 0.
 */
export function wilsonInterval(share: number, n: number): Interval {
  if (n === 0) return [Number.NaN, Number.NaN];
  const weight = (Z * Z) / n;
  const middle = share + weight / 2;
  const reach = Z * Math.sqrt((share * (1 - share)) / n + (weight / n) * 0.25);
  // At a share of 0 or 1 the near end is the share itself; rounding must not put it on the other side.
  const lower = Math.max(0, Math.min(share, (middle - reach) / (1 + weight)));
  const upper = Math.min(1, Math.max(share, (middle + reach) / (1 + weight)));
  return [lower, upper];
}
