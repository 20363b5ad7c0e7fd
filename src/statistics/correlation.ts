import { math } from '../math/math.ts';
import { neumaierSum } from '../math/sum.ts';
import { arithmeticMean } from './arithmetic-mean.ts';
import type { Estimate } from './contracts.ts';

/**
 * Pearson's correlation of two columns of equal length; NaN for fewer than three pairs, or where one does not vary.
 *
 *   r = sum (x - mx)(y - my) / sqrt(sum (x - mx)² sum (y - my)²)
 *
 * The standard error is Fisher's, (1 - r²) / sqrt(n - 3): atanh r has a deviation of 1 / sqrt(n - 3) for normal pairs, which
 * returns of funds in a crash are not.
 */
export function correlation(first: Float64Array, second: Float64Array): Estimate {
  const [meanFirst, meanSecond] = [arithmeticMean(first), arithmeticMean(second)];
  const sum = (term: (x: number, y: number) => number) =>
    neumaierSum(first.map((x, i) => term(x - meanFirst, (second[i] as number) - meanSecond)));
  const value = sum((x, y) => x * y) / math.sqrt(sum((x) => x * x) * sum((_, y) => y * y));
  if (first.length < 3 || !Number.isFinite(value)) return { value: Number.NaN, standardError: Number.NaN };
  return { value, standardError: (1 - value * value) / math.sqrt(first.length - 3) };
}
