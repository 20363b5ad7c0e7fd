import type { Clock } from '../../engine/clock.ts';

/** A count ends at 64; with so many expected, the probability of more is 4e-20. */
export const MOST_EXPECTED = 16;

/**
 * The Poisson count that belongs to a uniform number in (0, 1): how many of the sums e^-m (1 + m + … + m^k / k!) lie
 * below it.
 *
 * Exact up to the last bits of those sums, for a mean m of 16 at most. The first of them, e^-m, is `none`. Terms below
 * 1e-17 are less than a uniform number can show: the count ends there, or a sum that stays a bit short of 1 would let
 * it run on to 64.
 */
export const poissonCount = (uniform: number, mean: number, none: number): number => {
  let count = 0;
  if (uniform > none) {
    let term = none;
    let below = none;
    for (let i = 1; i < 65; i++) {
      count += uniform > below && term > 1e-17 ? 1 : 0;
      term *= mean / i;
      below += term;
    }
  }
  return count;
};

/** Of how many jumps a step may expect: only the clock knows how long a step is. */
export function countProblems(jumpsPerYear: number, { stepYears }: Clock, most = MOST_EXPECTED): readonly string[] {
  const expected = jumpsPerYear * stepYears;
  if (expected <= most) return [];
  return [
    `a step must expect at most ${most} jumps, or the law of their number does not hold; got ${expected.toPrecision(4)}\n` +
      'Hint: take shorter steps',
  ];
}
