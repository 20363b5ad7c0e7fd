/**
 * Paths per squared skewness from which the mean of that many paths is close enough to normal to be quoted with an error.
 *
 * By Cramér's expansion the upper tail of a standardised mean at z exceeds the normal one by exp(skewness z^3 / (6 sqrt n)).
 * With n = 4300 skewness^2 that is a factor of 1.3 at the one-in-a-million level (z = 4.75), and less nearer to the middle.
 * Cramér (1938); Feller, An Introduction to Probability Theory II (1971), section XVI.7.
 */
export const PATHS_PER_SQUARED_SKEWNESS = 4300;

/**
 * Whether n >= 4300 skewness^2. False where the skewness is NaN.
 *
 * A mean that fails is carried by few paths, and its standard error is itself uncertain. A pass is only
 * as good as the skewness that went in, which of a small sample is always too low.
 */
export function meanIsResolved(n: number, skewness: number): boolean {
  return n >= PATHS_PER_SQUARED_SKEWNESS * skewness * skewness;
}
