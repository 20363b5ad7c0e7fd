import { math } from './math.ts';

/** Stirling's series is carried this far out, where six terms of it are exact to rounding. */
const FAR = 16;

/**
 * log of the gamma function, x > 0: Stirling's series after x has been moved far out. Abramowitz & Stegun 6.1.15,
 * 6.1.41.
 */
export function logGamma(x: number): number {
  let product = 1;
  let far = x;
  for (; far < FAR; far++) product *= far;
  const z = 1 / (far * far);
  const series =
    (1 / 12 + z * (-1 / 360 + z * (1 / 1260 + z * (-1 / 1680 + z * (1 / 1188 - (z * 691) / 360_360))))) / far;
  return (far - 0.5) * math.log(far) - far + 0.5 * math.log(2 * Math.PI) + series - math.log(product);
}

const CONVERGED = 1e-16;
/** Near x = a, where both expansions are slowest, some 8 sqrt(a) terms are needed. */
const MOST_TERMS = 10_000;

/**
 * The two tails of the standard gamma distribution of shape a > 0 at x > 0, each to within some 1e-13 of itself where
 * it is the smaller one: `below` from the series (A. & S. 6.5.29), `above` from Legendre's continued fraction
 * (6.5.31), by Lentz's method; and the density of log x, which is x times that of x.
 */
export function gammaTails(a: number, x: number): { below: number; above: number; logDensity: number } {
  const logDensity = a * math.log(x) - x - logGamma(a);
  const density = math.exp(logDensity);
  if (x < a + 1) {
    let term = 1 / a;
    let sum = term;
    for (let n = 1; n < MOST_TERMS && term > CONVERGED * sum; n++) {
      term *= x / (a + n);
      sum += term;
    }
    return { below: density * sum, above: 1 - density * sum, logDensity };
  }
  let b = x + 1 - a;
  let c = Number.MAX_VALUE;
  let d = 1 / b;
  let fraction = d;
  for (let n = 1, change = 0; n < MOST_TERMS && Math.abs(change - 1) > CONVERGED; n++) {
    const numerator = -n * (n - a);
    b += 2;
    d = 1 / (numerator * d + b);
    c = b + numerator / c;
    change = c * d;
    fraction *= change;
  }
  return { below: 1 - density * fraction, above: density * fraction, logDensity };
}
