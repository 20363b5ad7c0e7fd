/**
 * xoshiro128++ 1.0: the next word of a state of four words, which must not all be zero; signed (append `>>> 0` for
 * unsigned).
 *
 * Blackman & Vigna (2021), "Scrambled linear pseudorandom number generators", ACM TOMS 47(4); period 2^128 - 1. Integer
 * operations on 32 bits only, so that one state fits one lane of a SIMD register.
 */
export const nextWord = (state: Int32Array): number => {
  const s0 = state[0] as number;
  const s1 = state[1] as number;
  const s2 = state[2] as number;
  const s3 = state[3] as number;
  const sum = (s0 + s3) | 0;
  const t2 = s2 ^ s0;
  const t3 = s3 ^ s1;
  state[0] = s0 ^ t3;
  state[1] = s1 ^ t2;
  state[2] = t2 ^ (s1 << 9);
  state[3] = (t3 << 11) | (t3 >>> 21);
  return (((sum << 7) | (sum >>> 25)) + s0) | 0;
};
