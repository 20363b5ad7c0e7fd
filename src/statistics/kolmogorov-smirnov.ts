import { math } from '../math/math.ts';

/**
 * Two-sample Kolmogorov–Smirnov test: the largest distance between two empirical distributions, and how likely one as large
 * would be if both came from one law.
 *
 *   P(D > d) = 2 sum over j of (-1)^(j-1) exp(-2 j² l²),   l = (sqrt(n) + 0.12 + 0.11 / sqrt(n)) d,   n = a b / (a + b)
 *
 * Smirnov (1948); the correction for small samples is that of Stephens (1970), table 1A. Where values repeat, as ruin at
 * zero does, the test is conservative: it alarms less often than it says. `a` and `b` ascending, at least one value each.
 */
export function kolmogorovSmirnov(
  a: Float64Array,
  b: Float64Array,
): { readonly distance: number; readonly pValue: number } {
  let [i, j, distance] = [0, 0, 0];
  while (i < a.length && j < b.length) {
    const value = Math.min(a[i]!, b[j]!);
    while (i < a.length && a[i] === value) i++;
    while (j < b.length && b[j] === value) j++;
    distance = Math.max(distance, Math.abs(i / a.length - j / b.length));
  }
  const root = Math.sqrt((a.length * b.length) / (a.length + b.length));
  return { distance, pValue: beyond((root + 0.12 + 0.11 / root) * distance) };
}

/** Below this the series needs more terms than it is worth, and is 1 to the last digit shown. */
const SURE = 0.2;

function beyond(lambda: number): number {
  if (lambda < SURE) return 1;
  let sum = 0;
  for (let j = 1, sign = 1; j <= 100; j++, sign = -sign) {
    const term = math.exp(-2 * j * j * lambda * lambda);
    sum += sign * term;
    if (term < 1e-17) break;
  }
  return Math.min(1, Math.max(0, 2 * sum));
}
