import { math } from '../math/math.ts';
import { multiplyHigh, philox4x32 } from './philox.ts';
import { openStream, STREAM_VERSION } from './stream.ts';

/** Philox4x32-10 of an all-zero counter and key; Random123, kat_vectors. */
const PHILOX_OF_ZEROS = [0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8] as const;

/** What `digestOfArithmetic` gives where every operation obeys IEEE 754; made with stream version 2. */
const DIGEST = 0x9ae56d1a;

const functions = [
  'sqrt',
  'floor',
  'exp',
  'expm1',
  'log',
  'log1p',
  'sinTurn',
  'cosTurn',
  'normalQuantile',
  'normalCdf',
  'exponent',
  'mantissa',
] as const satisfies readonly (keyof typeof math)[];
/** In (0, 1), where all of them are defined; each reaches other branches and quadrants. */
const places = [1e-9, 0.29289, 0.7, 0.999] as const;

/**
 * Find out, in well under a millisecond, whether this engine computes as all others do: the known answers of Philox,
 * and a digest of a few values of each function and of a stream, bit by bit. Throws where it does not.
 */
export const selfCheck = (): void => {
  const words = new Uint32Array(4);
  philox4x32(0, 0, 0, 0, 0, 0, words);
  if (PHILOX_OF_ZEROS.some((expected, i) => words[i] !== expected)) {
    throw new Error(
      `random numbers: ${differs}; got ${Array.from(words, hex).join(' ')} where Philox4x32-10 has ${PHILOX_OF_ZEROS.map(hex).join(' ')}`,
    );
  }
  const digest = digestOfArithmetic();
  if (digest !== DIGEST) {
    throw new Error(
      `arithmetic: ${differs}; got digest ${hex(digest)} where stream version ${STREAM_VERSION} has ${hex(DIGEST)}`,
    );
  }
};

const differs = 'must give the same bits on every engine, and results on this one would differ from all others';
const hex = (word: number): string => word.toString(16).padStart(8, '0');

function digestOfArithmetic(): number {
  const value = new Float64Array(1);
  const halves = new Uint32Array(value.buffer);
  let digest = 0;
  const add = (x: number): void => {
    value[0] = x;
    // The sum of the halves does not depend on the order of the bytes in memory.
    const mixed = (digest ^ ((halves[0] as number) + (halves[1] as number))) >>> 0;
    digest = (Math.imul(mixed, 0x9e3779b1) ^ multiplyHigh(mixed, 0x85ebca77)) >>> 0;
  };
  for (const name of functions) for (const x of places) add(math[name](x));
  for (const x of [-745, -30.5, 0.4, 700]) add(math.exp(x) + math.expm1(x));
  for (const z of [-37.5, -2]) add(math.normalCdf(z));
  for (const a of [1.1, 3]) add(math.logRatio(a, 0.93));
  const stream = openStream([0x243f6a88, 0x13198a2e], 'self-check');
  stream.startPath(1_099_511_627_783);
  for (let i = 0; i < 4; i++) add(stream.nextUniform() + stream.nextNormal());
  return digest;
}
