import { quantileSorted as typeSeven } from 'simple-statistics';
import { canBeRanked } from './can-be-ranked.ts';

/**
 * Quantile by Hyndman & Fan (1996), type 7 (numpy's and R's default): linear between the order statistics around (n - 1) p.
 *
 * `sorted` ascending; `p` in [0, 1]. NaN for no values, or where one is NaN. Non-decreasing in p bit for bit, and never outside the data: for
 * a fraction below one, each of the three roundings in `a + fraction (b - a)` is monotone.
 */
export function quantileSorted(sorted: Float64Array, p: number): number {
  if (!canBeRanked(sorted)) return Number.NaN;
  // The library asks for an array of numbers but only indexes it; a copy of a million values would buy nothing.
  return typeSeven(sorted as unknown as readonly number[], p);
}
