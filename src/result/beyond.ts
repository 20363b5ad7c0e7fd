/** Two values so near, relative to the larger of them and 1, are the same: 1.5 · 0.8 is 1.2. */
const SAME = 1e-12;

/** How far the larger may be above the smaller and still be the same value. */
export const sameWithin = (a: number, b: number): number => SAME * Math.max(1, Math.abs(a), Math.abs(b));

/** How far a value lies beyond a limit, above 0 where it does by more than rounding; -Infinity where it is not a number. */
export function beyond(value: number, limit: number): number {
  const by = value - limit;
  if (Number.isNaN(by)) return Number.NEGATIVE_INFINITY;
  return Number.isFinite(by) ? by - sameWithin(value, limit) : by;
}
