import { neumaierSum } from '../math/sum.ts';

/**
 * Share of the total held by the best 1 % of paths, in whole paths: the best ceil(n / 100) of them, no fraction of a path.
 *
 * Near 0.01 where everybody fares alike, near 1 where the mean rests on luck. For fewer than 100 paths it is the share
 * of the single best one. `sorted` ascending, values of at least 0; NaN where the total is 0.
 */
export function topOnePercentShare(sorted: Float64Array): number {
  const best = Math.ceil(sorted.length / 100);
  return neumaierSum(sorted.subarray(sorted.length - best)) / neumaierSum(sorted);
}
