import { neumaierSum } from '../math/sum.ts';

/** 2^64: a power of two, so that scaling by it loses no digit of a large value. */
const SCALE = 4294967296 * 4294967296;

/**
 * Arithmetic mean: a compensated sum in the order given, over n. NaN for no values.
 *
 * A sum beyond the largest double is taken again on scaled values, so the mean of two values of 1e308 is 1e308. The
 * quotient may be rounded to just outside the data; it is put back, so the mean of a constant is that constant, bit for bit.
 */
export function arithmeticMean(values: Float64Array): number {
  const n = values.length;
  if (n === 0) return Number.NaN;
  const total = neumaierSum(values);
  const mean = Number.isFinite(total) ? total / n : (neumaierSum(values.map((value) => value / SCALE)) / n) * SCALE;

  let lowest = Number.POSITIVE_INFINITY;
  let highest = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < n; i++) {
    const value = values[i] as number;
    if (value < lowest) lowest = value;
    if (value > highest) highest = value;
  }
  return Math.min(Math.max(mean, lowest), highest);
}
