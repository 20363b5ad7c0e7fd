/**
 * A double in (0, 1), never 0 or 1, of two random words: (k + 1/2) 2^-52 with k the upper 20 bits of `high` followed by
 * `low`. 52 bits and not 53, because with 53 the greatest value would round to 1. The same number is 1 + k 2^-52, whose
 * bits are those of k below the exponent of 1, less 1 - 2^-53: so SIMD makes it without a conversion.
 */
export const openUniform = (high: number, low: number): number =>
  ((high >>> 12) * 4294967296 + (low >>> 0) + 0.5) * 2.220446049250313e-16;

/**
 * Half turns in (-1/2, 1/2), never 0, of the lower 31 bits of a random word: the odd multiples of 2^-32. The cosine of
 * such an angle is positive; the remaining bit, the sign of the word, says on which side of the circle it is.
 */
export const halfTurnOfWord = (word: number): number => ((word << 1) + 1) * 2.3283064365386963e-10;
