import { canBeRanked } from './can-be-ranked.ts';
import type { Estimate } from './contracts.ts';

/**
 * Expected shortfall of the lower tail: the mean of the worst share p, the value on the boundary counted by the fraction of it inside.
 *
 *   k = n p,   ES = (x(1) + ... + x(floor k) + (k - floor k) x(floor k + 1)) / k
 *
 * which is 1/p times the integral of the empirical quantile function from 0 to p: Acerbi & Tasche (2002), "On the
 * coherence of expected shortfall", Journal of Banking & Finance 26, 1487-1503. Signs are those of the data: of final values
 * it is a final value, low when things go badly, not a loss.
 *
 * Standard error: Manistre & Hancock (2005), "Variance of the CTE estimator", North American Actuarial Journal 9(2),
 * 129-156, turned to the lower tail, with q the boundary value and the variance inside the tail taken with k - 1:
 *
 *   SE^2 = (Var(x | x in the tail) + (1 - p) (q - ES)^2) / k
 *
 * It is NaN for fewer than two values in the tail.
 *
 * `sorted` ascending; 0 < p <= 1. NaN for no values, or where one is NaN.
 */
export function expectedShortfall(sorted: Float64Array, p: number): Estimate {
  const n = sorted.length;
  if (!canBeRanked(sorted)) return { value: Number.NaN, standardError: Number.NaN };
  const k = n * p;
  const boundary = sorted[Math.min(n, Math.ceil(k)) - 1] as number;

  // Distances from the boundary value are summed, not the values: a tail that is constant then has that very mean.
  const gap = sumOverTail(sorted, k, (x) => boundary - x) / k;
  const value = boundary - gap;
  if (k < 2) return { value, standardError: Number.NaN };

  const variance = sumOverTail(sorted, k, (x) => (x - value) * (x - value)) / (k - 1);
  return { value, standardError: Math.sqrt((variance + (1 - p) * gap * gap) / k) };
}

function sumOverTail(sorted: Float64Array, k: number, term: (x: number) => number): number {
  const whole = Math.floor(k);
  // The summands of the value and of the variance have one sign each, so a plain sum loses no more than n roundings of the result.
  let sum = 0;
  for (let i = 0; i < whole; i++) sum += term(sorted[i] as number);
  const fraction = k - whole;
  return fraction > 0 ? sum + fraction * term(sorted[whole] as number) : sum;
}
