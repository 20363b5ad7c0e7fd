import { math } from '../math/math.ts';

/** Up to here the binomial law is summed term by term. */
const MOST_EXACT = 1000;

/**
 * Two-sided sign test: how likely it is that of `more + fewer` fair coins so many, or more, fall on one side. Of disagreements
 * between two yes-or-no answers on the same paths this is McNemar's exact test (1947).
 *
 * Exact up to a thousand; beyond, normal with the correction for continuity. 1 where there are none.
 */
export function signTest(more: number, fewer: number): number {
  const n = more + fewer;
  const least = Math.min(more, fewer);
  if (n === 0 || 2 * least === n) return 1;
  if (n > MOST_EXACT) return Math.min(1, 2 * math.normalCdf(-(n - 2 * least - 1) / Math.sqrt(n)));
  let term = math.exp(-n * Math.LN2);
  let tail = 0;
  for (let k = 0; k <= least; k++) {
    tail += term;
    term *= (n - k) / (k + 1);
  }
  return Math.min(1, 2 * tail);
}
