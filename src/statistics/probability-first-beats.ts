import type { ShareEstimate } from './contracts.ts';
import { wilsonInterval } from './wilson-interval.ts';

/**
 * Probability that the first ends above the second on the same path, ties counting one half.
 *
 *   value = (wins + ties / 2) / n,   SE^2 = ((wins + ties / 4) / n - value^2) / n
 *
 * which is the binomial error where there are no ties. The interval is Wilson's at this value; it takes no credit for
 * the ties, which only make the estimate steadier.
 *
 * `first` and `second` by path, of equal length. Swapping them gives one minus the value.
 * Everything is NaN where a path of either is NaN. `overlap`: so many paths tell as much as one that is independent.
 */
export function probabilityFirstBeats(first: Float64Array, second: Float64Array, overlap = 1): ShareEstimate {
  const paths = first.length;
  let wins = 0;
  let ties = 0;
  for (let i = 0; i < paths; i++) {
    const a = first[i] as number;
    const b = second[i] as number;
    if (a > b) wins++;
    else if (a === b) ties++;
    else if (!(a < b)) return { value: Number.NaN, standardError: Number.NaN, interval: [Number.NaN, Number.NaN] };
  }
  const value = (wins + ties / 2) / paths;
  // A single path has no spread; rounding must not turn a spread of zero into the root of something negative.
  const spread = Math.max(0, (wins + ties / 4) / paths - value * value);
  const standardError = paths < 2 ? Number.NaN : Math.sqrt(spread / (paths / overlap));
  return { value, standardError, interval: wilsonInterval(value, paths / overlap) };
}
