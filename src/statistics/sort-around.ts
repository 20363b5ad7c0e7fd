/** Below so many values a sort costs less than finding its places. */
const FEW = 400;

/**
 * Puts into the places from `first` to `last` what a sort of all values would put there, smaller values before them and
 * larger ones after: `sort` for those who read a few neighbouring ranks, in time that grows with n instead of n log n.
 *
 * Works in place, by Hoare's "Find" (1961, CACM 4, 321) with the median of three as the pivot. Values that are NaN go last
 * as in a sort, by a sort. Places are 0-based; those outside the array are those of its ends.
 */
export function sortAround(values: Float64Array, first: number, last: number): Float64Array {
  for (let i = 0; i < values.length; i++) if (Number.isNaN(values[i])) return values.sort();
  let from = 0;
  let to = values.length - 1;
  while (to - from >= FEW) {
    const pivot = medianOfThree(values[from] as number, values[(from + to) >> 1] as number, values[to] as number);
    let left = from;
    let right = to;
    while (left <= right) {
      while ((values[left] as number) < pivot) left++;
      while ((values[right] as number) > pivot) right--;
      if (left > right) break;
      const moved = values[left] as number;
      values[left++] = values[right] as number;
      values[right--] = moved;
    }
    // Up to `right` nothing is above the pivot, from `left` on nothing below it, and between the two stands the pivot.
    if (last <= right) to = right;
    else if (first >= left) from = left;
    else break;
  }
  values.subarray(from, to + 1).sort();
  return values;
}

function medianOfThree(a: number, b: number, c: number): number {
  return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
}
