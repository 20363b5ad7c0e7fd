import { neumaierSum } from '../math/sum.ts';
import { arithmeticMean } from './arithmetic-mean.ts';

/**
 * Sample skewness g1 = m3 / m2^(3/2), moments over n (R's and scipy's default; "type 1" of Joanes & Gill (1998)).
 *
 * 0 for a constant, which is symmetric about itself; NaN for fewer than two values. No sample can show more than
 * (n - 2) / sqrt(n - 1), so of a heavy tail this is a lower bound rather than an estimate.
 */
export function skewness(values: Float64Array): number {
  const n = values.length;
  if (n < 2) return Number.NaN;
  const mean = arithmeticMean(values);
  const deviation = Math.sqrt(neumaierSum(values.map((value) => (value - mean) * (value - mean))) / n);
  if (deviation === 0) return 0;
  // Divided before it is cubed: the cube of a small deviation underflows long before the ratio does.
  return neumaierSum(values.map((value) => cube((value - mean) / deviation))) / n;
}

function cube(x: number): number {
  return x * x * x;
}
