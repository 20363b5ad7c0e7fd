/**
 * A double in (0, 1), never 0 or 1, of two random words: (k + 1/2) 2^-52 with k the upper 26 bits of `high` followed by
 * the upper 26 bits of `low`. 52 bits and not 53, because with 53 the greatest value would round to 1.
 */
export const openUniform = (high: number, low: number): number =>
  ((high >>> 6) * 67108864 + (low >>> 6) + 0.5) * 2.220446049250313e-16;

/** A double in (0, 1), never 0 or 1, of one random word: (w + 1/2) 2^-32. */
export const openUniformOfWord = (word: number): number => ((word >>> 0) + 0.5) * 2.3283064365386963e-10;
