/** Digits that a value of a range keeps: the steps of 0.1 are 0.3, 0.4, and not 0.30000000000000004. */
const DIGITS = 12;

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
  return Array.from({ length: Math.floor(steps + 1e-9) + 1 }, (_, i) => {
    const value = Number((from + i * step).toPrecision(DIGITS));
    return value === 0 ? 0 : value;
  });
}
