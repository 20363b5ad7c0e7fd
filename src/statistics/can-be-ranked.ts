/** Whether ascending data has quantiles at all: there is some, and none of it is NaN, which sorts last. */
export function canBeRanked(sorted: Float64Array): boolean {
  const last = sorted[sorted.length - 1];
  return last !== undefined && !Number.isNaN(last);
}
