import { type MeanEstimate, mean } from './mean.ts';

/**
 * Mean of first - second on the same path, with the paired standard error: that of the differences.
 *
 * Holdings on the same paths move together, so it is mostly far below the root of the two squared errors.
 * `first` and `second` by path, of equal length.
 */
export function meanDifference(first: Float64Array, second: Float64Array): MeanEstimate {
  return mean(first.map((value, path) => value - (second[path] as number)));
}
