import { math } from '../math/math.ts';
import type { Interval } from './contracts.ts';
import { quantileInterval } from './quantile-interval.ts';
import { quantileSorted } from './quantile-sorted.ts';

export interface MedianLogGap {
  /** In log points: 0.1 when the first ends some 10 % above the second on the middle path. */
  readonly value: number;
  /** Distribution-free, 95 %. */
  readonly interval: Interval;
  /** Paths on which both end above zero; the others have no logarithm and are left out. */
  readonly paths: number;
}

/**
 * Median over paths of log(first) - log(second), where both end above zero, with its distribution-free 95 % interval.
 *
 * The pairing takes out what moves both, so this is far sharper than the difference of the two medians. `first` and
 * `second` by path, of equal length.
 */
export function medianLogGap(first: Float64Array, second: Float64Array): MedianLogGap {
  const gaps = new Float64Array(first.length);
  let paths = 0;
  for (let i = 0; i < first.length; i++) {
    const a = first[i] as number;
    const b = second[i] as number;
    if (a > 0 && b > 0) gaps[paths++] = math.log(a) - math.log(b);
  }
  const sorted = gaps.subarray(0, paths).sort();
  return { value: quantileSorted(sorted, 0.5), interval: quantileInterval(sorted, 0.5), paths };
}
