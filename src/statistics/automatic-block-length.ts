import { math } from '../math/math.ts';
import { autocovariances } from './autocovariances.ts';

/** A correlation below so many sqrt(log10 n / n) is taken for none. */
const THRESHOLD = 2;
/** So many in a row must be: max(5, sqrt(log10 n)), which is 5 for any n below 1e25. */
const IN_A_ROW = 5;

/**
 * Mean block length of the stationary bootstrap that makes the mean squared error of the estimated variance of a mean
 * smallest: Politis & White (2004), "Automatic block-length selection for the dependent bootstrap", Econometric Reviews 23,
 * section 3.2, with the constant of Patton, Politis & White (2009), same journal, 28.
 *
 *   b = (G / g)^(2/3) n^(1/3),   g = sum of w(k / M) R(k),   G = sum of w(k / M) |k| R(k),   |k| <= M
 *
 * R are autocovariances, w the flat-top lag window (1 up to 1/2, then down to 0 at 1), and M twice the first lag of five at
 * which nothing is told from no correlation, as in the authors' own program; at most sqrt(n) + 5. In the series' own steps,
 * from 1 to min(3 sqrt(n), n / 3). What a bootstrap must keep depends on what is asked: apply it to returns, and to their
 * squares and sizes.
 *
 * NaN for fewer than 9 values, and for a series that never changes.
 */
export function automaticBlockLength(series: Float64Array): number {
  const n = series.length;
  if (n < 9) return Number.NaN;
  const mostLags = Math.ceil(Math.sqrt(n)) + IN_A_ROW;
  const covariances = autocovariances(series, Math.min(n - 1, mostLags + IN_A_ROW));
  const limit = THRESHOLD * Math.sqrt(math.log(n) / Math.LN10 / n) * covariances[0]!;
  const isNone = (covariance: number) => Math.abs(covariance) < limit;
  let first = 1;
  while (first < mostLags && !covariances.subarray(first, first + IN_A_ROW).every(isNone)) first++;
  const window = Math.min(2 * first, mostLags, covariances.length - 1);
  let [level, bend] = [covariances[0]!, 0];
  for (let k = 1; k <= window; k++) {
    const weight = Math.min(1, 2 * (1 - k / window));
    level += 2 * weight * covariances[k]!;
    bend += 2 * weight * k * covariances[k]!;
  }
  const most = Math.ceil(Math.min(3 * Math.sqrt(n), n / 3));
  const cube = (bend / level) * (bend / level) * n;
  return Math.min(most, Math.max(1, cube > 0 ? math.exp(math.log(cube) / 3) : cube));
}
