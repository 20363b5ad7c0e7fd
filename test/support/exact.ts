import { math } from '../../src/math/math.ts';
import type { Exact } from './monte-carlo.ts';

/** One day of a geometric Brownian motion, in years. */
export const DAY = 1 / 365;

export interface TokenOnGbm {
  readonly L: number;
  readonly mu: number;
  readonly sigma: number;
  /** Steps of one day. */
  readonly n: number;
  /** A daily cost: `multiplied` keeps (1 - phi) of the value, `subtracted` takes phi of the value before the move. */
  readonly phi?: number;
  readonly fee?: 'multiplied' | 'subtracted';
}

/**
 * Moments of a token re-levered daily on a geometric Brownian motion, without a floor: those of one day are sums of
 * lognormal moments, E[(a + L e^X)^k] = sum_j C(k, j) a^(k-j) L^j exp(j m + j² s² / 2), and days are independent.
 */
export function tokenMoments({ L, mu, sigma, n, phi = 0, fee = 'multiplied' }: TokenOnGbm): Required<Exact> {
  const s2 = sigma * sigma * DAY;
  const m = mu * DAY - s2 / 2;
  const [base, kept] = fee === 'multiplied' ? [1 - L, 1 - phi] : [1 - L - phi, 1];
  const choose = [[1], [1, 1], [1, 2, 1], [1, 3, 3, 1], [1, 4, 6, 4, 1]];
  const raw = choose.map(
    (row, k) =>
      (kept ** k *
        row.reduce((sum, c, j) => sum + c * base ** (k - j) * L ** j * Math.exp(j * m + (j * j * s2) / 2), 0)) **
      n,
  );
  const [, m1, m2, m3, m4] = raw as [number, number, number, number, number];
  const variance = m2 - m1 * m1;
  const third = m3 - 3 * m1 * m2 + 2 * m1 ** 3;
  const fourth = m4 - 4 * m1 * m3 + 6 * m1 * m1 * m2 - 3 * m1 ** 4;
  return {
    mean: m1,
    sd: Math.sqrt(variance),
    skewness: third / variance ** 1.5,
    kurtosis: fourth / (variance * variance),
  };
}

/** E[f(Z)] of a standard normal Z by the trapezoidal rule, which is exact to rounding for smooth f of modest growth. */
export function normalMean(f: (z: number) => number): number {
  const step = 1 / 128;
  let sum = 0;
  for (let z = -12; z <= 12; z += step) sum += f(z) * Math.exp((-z * z) / 2);
  return (sum * step) / Math.sqrt(2 * Math.PI);
}

/** Mean and standard deviation of the log of one day's growth of a token, which is floored at a hundredth. */
export function dailyLogGrowth({ L, mu, sigma }: Pick<TokenOnGbm, 'L' | 'mu' | 'sigma'>): { mean: number; sd: number } {
  const s = sigma * Math.sqrt(DAY);
  const growth = (z: number) => Math.log(Math.max(0.01, 1 + L * Math.expm1((mu - (sigma * sigma) / 2) * DAY + s * z)));
  const mean = normalMean(growth);
  return { mean, sd: Math.sqrt(normalMean((z) => (growth(z) - mean) ** 2)) };
}

/** Kolmogorov's statistic of values against a distribution function, in the form whose law does not depend on n. */
export function kolmogorov(values: Float64Array, cdf: (x: number) => number): number {
  const sorted = Float64Array.from(values).sort();
  const n = sorted.length;
  let largest = 0;
  sorted.forEach((x, i) => {
    const p = cdf(x);
    largest = Math.max(largest, p - i / n, (i + 1) / n - p);
  });
  return (Math.sqrt(n) + 0.12 + 0.11 / Math.sqrt(n)) * largest;
}

/** Exceeded with probability 1e-4 by the statistic above, and by chi-square with 99 degrees of freedom. */
export const KOLMOGOROV_1E4 = 2.2252513962;
export const CHI_SQUARE_99_1E4 = 160.055738297;

/** Chi-square of values over 100 cells of equal probability. */
export function chiSquareOf100(values: Float64Array, cdf: (x: number) => number): number {
  const cells = new Float64Array(100);
  for (const x of values) {
    const cell = Math.min(99, Math.floor(100 * cdf(x)));
    cells[cell] = cells[cell]! + 1;
  }
  const expected = values.length / 100;
  return cells.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
}

export const normalCdf = math.normalCdf;
