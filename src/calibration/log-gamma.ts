import { math } from '../math/math.ts';

/** Coefficients of Stirling's series: B(2k) / (2k (2k - 1)). */
const STIRLING = [1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188, -691 / 360360, 1 / 156];
const HALF_LOG_TWO_PI = 0.9189385332046727;

/**
 * The logarithm of the gamma function for x > 0: Stirling's series from 10 on (its first neglected term is below
 * 3e-16), the recurrence Γ(x + 1) = x Γ(x) below. Abramowitz & Stegun (1964), 6.1.41.
 */
export function logGamma(x: number): number {
  let product = 1;
  let large = x;
  for (; large < 10; large++) product *= large;
  const inverseSquare = 1 / (large * large);
  const series = STIRLING.reduceRight((sum, coefficient) => sum * inverseSquare + coefficient, 0) / large;
  return (large - 0.5) * math.log(large) - large + HALF_LOG_TWO_PI + series - math.log(product);
}
