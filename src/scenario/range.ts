/**
 * Digits that a value of a range keeps, counted from the first one of the widest of its ends and its step: the steps of
 * 0.1 are 0.3, 0.4, and not 0.30000000000000004; and seven steps of 0.57 from -3.99 are 0, not what rounding leaves of it.
 */
const DIGITS = 13;

/** As many as `toFixed` takes. */
const MOST_DECIMALS = 100;

/**
 * Evenly spaced numbers from `from` to `to`, both included where the step fits: `range(0.3, 0.6, 0.1)` is 0.3, 0.4, 0.5, 0.6.
 * Downwards with a negative step.
 *
 * @throws RangeError for a step that does not lead from the one to the other
 */
export function range(from: number, to: number, step: number): readonly number[] {
  const steps = (to - from) / step;
  if (!(Number.isFinite(from) && Number.isFinite(to) && Number.isFinite(steps) && steps >= 0 && steps < 1e6)) {
    throw new RangeError(`range: must lead from ${from} to ${to} in steps; got a step of ${step}`);
  }
  const decimals = DIGITS - 1 - orderOf(Math.max(Math.abs(from), Math.abs(to), Math.abs(step)));
  return Array.from({ length: Math.floor(steps + 1e-9) + 1 }, (_, i) => {
    const value = from + i * step;
    const rounded = decimals < 0 ? value : Number(value.toFixed(Math.min(decimals, MOST_DECIMALS)));
    return rounded === 0 ? 0 : rounded;
  });
}

/** The power of ten of a number's first digit. */
function orderOf(value: number): number {
  return Number(value.toExponential().split('e')[1]);
}
