/**
 * Bit access as steps know it, written in the kernel subset over three operations that a graph has: `exponentField`,
 * `significand` and `powerOfTwo`. The plain twins are in `math/bits.ts` and `math/math.ts`; every result has one correct
 * value, so that the two agree in every bit.
 */
export interface BitOperations {
  readonly abs: (x: number) => number;
  readonly exponentField: (x: number) => number;
  readonly significand: (x: number) => number;
  readonly powerOfTwo: (k: number) => number;
}

// A factor of 2^54 makes every subnormal number normal.

const exponent = (x: number, math: BitOperations): number => {
  const field = math.exponentField(x);
  return field > 0 ? field - 1023 : x === 0 ? -1075 : math.exponentField(x * 18014398509481984) - 1077;
};

const mantissa = (x: number, math: BitOperations): number => {
  const field = math.exponentField(x);
  return field > 0 && field < 2047
    ? math.significand(x)
    : x === 0 || field > 2046
      ? x
      : math.significand(x * 18014398509481984);
};

/** As in `math/bits.ts`: the factors before the last leave the one rounding to it. */
const scaleByPowerOfTwo = (x: number, k: number, math: BitOperations): number => {
  if (k >= -1022 && k <= 1023) return x * math.powerOfTwo(k);
  if (k > 1023) {
    const rest = (k < 2200 ? k : 2200) - 1023;
    const first = rest <= 1023 ? rest : 1023;
    return x * math.powerOfTwo(1023) * math.powerOfTwo(first) * math.powerOfTwo(rest - first);
  }
  const rest = (k > -2200 ? k : -2200) + 969;
  const isNear = rest >= -1022;
  return x * math.powerOfTwo(-969) * math.powerOfTwo(isNear ? rest : -969) * math.powerOfTwo(isNear ? 0 : rest + 969);
};

export const bits = { exponent, mantissa, scaleByPowerOfTwo };
