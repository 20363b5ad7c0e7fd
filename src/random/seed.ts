import seedrandom from 'seedrandom';

/**
 * The 64-bit key of a human seed, as two signed words: the first two `int32` of seedrandom (its default generator,
 * ARC4).
 *
 * What seedrandom is given is the number of UTF-8 bytes of the seed, a colon, and the bytes as characters: seedrandom
 * alone makes no difference between '1', '11' and '111', nor between characters that agree in their low eight bits.
 */
export const seedKey = (seed: string): readonly [number, number] => {
  const bytes = new TextEncoder().encode(seed);
  const source = seedrandom(`${bytes.length}:${Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')}`);
  return [source.int32(), source.int32()];
};

/**
 * The 64-bit FNV-1a hash of the UTF-8 bytes of a name, as its low and its high word, signed.
 * Fowler, Noll & Vo: offset basis 0xcbf29ce484222325, prime 0x100000001b3.
 */
export const hashName = (name: string): readonly [low: number, high: number] => {
  let hash = 0xcbf29ce484222325n;
  for (const byte of new TextEncoder().encode(name)) hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n);
  return [Number(BigInt.asIntN(32, hash)), Number(BigInt.asIntN(32, hash >> 32n))];
};
