/**
 * Bit access to doubles (IEEE 754 binary64): the exponent, the significand, and exact scaling by a power of two.
 *
 * The typed-array views are shared by all calls, so nothing is allocated. Each function has one correct result for
 * every input, so that any other implementation (integer SIMD, for instance) gives the same bits.
 */
const asDouble = new Float64Array(1);
const asWords = new Int32Array(asDouble.buffer);
asDouble[0] = 1;
/** Which 32-bit half holds sign and exponent: 1 on little-endian machines. */
const HIGH = asWords[1] === 0x3ff00000 ? 1 : 0;

const LEAST_POWER = -1074;
const GREATEST_POWER = 1023;
const powersOfTwo = new Float64Array(GREATEST_POWER - LEAST_POWER + 1);
for (let power = 1, k = 0; k <= GREATEST_POWER; k++, power *= 2) powersOfTwo[k - LEAST_POWER] = power;
for (let power = 1, k = 0; k >= LEAST_POWER; k--, power /= 2) powersOfTwo[k - LEAST_POWER] = power;

const power = (k: number): number => powersOfTwo[(k - LEAST_POWER) | 0] as number;

/** The factors beyond one power of two; apart, so that the common case is small enough to be inlined. */
const scaleFar = (x: number, k: number): number => {
  if (k > 1023) {
    const rest = (k < 2200 ? k : 2200) - 1023;
    return rest <= 1023 ? x * power(1023) * power(rest) : x * power(1023) * power(1023) * power(rest - 1023);
  }
  // First factors that stop 53 places above the subnormals leave the one rounding to the last factor.
  const rest = (k > -2200 ? k : -2200) + 969;
  return rest >= -1022 ? x * power(-969) * power(rest) : x * power(-969) * power(-969) * power(rest + 969);
};

/**
 * x * 2^k, rounded once (exact unless the result is subnormal or overflows).
 *
 * `k` is an integer; beyond -2200 and 2200 it has the effect of the nearer end, which takes every finite x to zero or
 * to infinity. Zeros, infinities and NaN stay what they are.
 */
export const scaleByPowerOfTwo = (x: number, k: number): number =>
  k >= -1022 && k <= 1023 ? x * power(k) : scaleFar(x, k);

/**
 * The integer e with 2^e <= |x| < 2^(e+1), from -1074 to 1023, subnormal numbers included.
 * Zero gives -1075; infinities and NaN give 1024.
 */
export const exponent = (x: number): number => {
  asDouble[0] = x;
  const biased = ((asWords[HIGH] as number) >>> 20) & 0x7ff;
  return biased !== 0 ? biased - 1023 : x === 0 ? -1075 : exponent(x * 18014398509481984) - 54; // 2^54 makes it normal
};

/**
 * x / 2^exponent(x), exact: a number with the sign of x and a size of at least 1 and below 2. Zeros, infinities and NaN
 * stay what they are. Unlike C's frexp, whose fraction lies in [1/2, 1).
 */
export const mantissa = (x: number): number => {
  const e = exponent(x);
  if (e >= -1023 && e <= 1022) return x * power(-e);
  return e === 1024 || e === -1075 ? x : scaleByPowerOfTwo(x, -e);
};
