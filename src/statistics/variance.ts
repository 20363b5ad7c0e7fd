import { neumaierSum } from '../math/sum.ts';
import { arithmeticMean } from './arithmetic-mean.ts';

/**
 * Sample variance with n - 1 (Bessel), in two passes: the mean first, then the squared distances from it. NaN for fewer than two values.
 *
 *   s^2 = sum (x - mean)^2 / (n - 1)
 *
 * The mean is right to about one unit in its last place, which shifts s^2 by less than the rounding of the data
 * themselves does, so the third pass of Chan, Golub & LeVeque (1983, The American Statistician 37) would change nothing that can be seen.
 * The one-pass form, sum x^2 - n mean^2, is useless for values such as 1e9 + {4, 7, 13, 16}.
 */
export function variance(values: Float64Array): number {
  return varianceAround(values, arithmeticMean(values));
}

/** The same, for those who have the mean already. */
export function varianceAround(values: Float64Array, mean: number): number {
  const n = values.length;
  if (n < 2) return Number.NaN;
  return neumaierSum(values.map((value) => (value - mean) * (value - mean))) / (n - 1);
}
