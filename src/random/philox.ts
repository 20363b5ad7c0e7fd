/** The upper 32 bits of the 64-bit product of two unsigned 32-bit integers, unsigned. */
export const multiplyHigh = (a: number, b: number): number => {
  const aHigh = a >>> 16;
  const aLow = a & 0xffff;
  const bHigh = b >>> 16;
  const bLow = b & 0xffff;
  const carry = (Math.imul(aLow, bLow) >>> 16) + (Math.imul(aHigh, bLow) >>> 0);
  const middle = (carry & 0xffff) + (Math.imul(aLow, bHigh) >>> 0);
  return (Math.imul(aHigh, bHigh) + (carry >>> 16) + (middle >>> 16)) >>> 0;
};

/** The 64-bit product of two unsigned 32-bit integers as its upper and lower 32 bits, unsigned. */
export const multiplyHighLow = (a: number, b: number): readonly [high: number, low: number] => [
  multiplyHigh(a, b),
  Math.imul(a, b) >>> 0,
];

/**
 * Philox4x32: the four words that a counter of four words has under a key of two, written to `out`. A bijection of the
 * counter for each key, so that different counters never give the same four words. Words may be given signed or
 * unsigned.
 *
 * Salmon, Moraes, Dror & Shaw (2011), "Parallel random numbers: as easy as 1, 2, 3", SC'11; 10 rounds are the authors'
 * default.
 */
export const philox4x32 = (
  counter0: number,
  counter1: number,
  counter2: number,
  counter3: number,
  key0: number,
  key1: number,
  out: Int32Array | Uint32Array,
  rounds = 10,
): void => {
  let c0 = counter0 | 0;
  let c1 = counter1 | 0;
  let c2 = counter2 | 0;
  let c3 = counter3 | 0;
  let k0 = key0 | 0;
  let k1 = key1 | 0;
  for (let round = 0; round < rounds; round++) {
    const high0 = multiplyHigh(c0, 0xd2511f53);
    const low0 = Math.imul(c0, 0xd2511f53);
    const high1 = multiplyHigh(c2, 0xcd9e8d57);
    const low1 = Math.imul(c2, 0xcd9e8d57);
    c0 = high1 ^ c1 ^ k0;
    c1 = low1;
    c2 = high0 ^ c3 ^ k1;
    c3 = low0;
    k0 = (k0 + 0x9e3779b9) | 0;
    k1 = (k1 + 0xbb67ae85) | 0;
  }
  out[0] = c0;
  out[1] = c1;
  out[2] = c2;
  out[3] = c3;
};
