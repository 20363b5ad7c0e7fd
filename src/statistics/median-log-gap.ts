import { math } from '../math/math.ts';
import type { Interval } from './contracts.ts';
import { quantileInterval } from './quantile-interval.ts';
import { quantileRanks } from './quantile-ranks.ts';
import { quantileSorted } from './quantile-sorted.ts';
import { sortAround } from './sort-around.ts';

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
  return medianGapOfLogs(logsAboveZero(first), logsAboveZero(second));
}

/** The logarithm of each value; minus infinity where a value is not above zero. */
export function logsAboveZero(values: Float64Array): Float64Array {
  return values.map((value) => (value > 0 ? math.log(value) : Number.NEGATIVE_INFINITY));
}

/** The same of `logsAboveZero`, for those who compare a holding with many others; `overlap` as in `quantileRanks`. */
export function medianGapOfLogs(first: Float64Array, second: Float64Array, overlap = 1): MedianLogGap {
  const gaps = new Float64Array(first.length);
  let paths = 0;
  for (let i = 0; i < first.length; i++) {
    const a = first[i] as number;
    const b = second[i] as number;
    if (a > Number.NEGATIVE_INFINITY && b > Number.NEGATIVE_INFINITY) gaps[paths++] = a - b;
  }
  const sorted = aroundTheMedian(gaps.subarray(0, paths), overlap);
  return { value: quantileSorted(sorted, 0.5), interval: quantileInterval(sorted, 0.5, overlap), paths };
}

/** Sorted at the ranks of the median and of its interval. */
function aroundTheMedian(values: Float64Array, overlap: number): Float64Array {
  if (values.length === 0) return values;
  const { lower, upper } = quantileRanks(values.length, 0.5, overlap);
  return sortAround(values, Math.max(0, lower - 1), Math.min(values.length, upper) - 1);
}
