import type { Code } from '../wasm/code.ts';
import { openCode } from '../wasm/code.ts';
import type { ModuleFunction } from '../wasm/module.ts';

/** Bytes of one vector of four 32-bit lanes. */
const VECTOR_BYTES = 16;
const WORDS_OF_STATE = 4;
/** 2^-53, half the distance of neighbouring uniforms: the least of them; the greatest is as far from 1. */
export const LEAST_UNIFORM = 1.1102230246251565e-16;

/** Where the words of one value of each path become numbers. */
export interface Drawn {
  /** The uniform number of the first two words, in (0, 1): a double of each path. */
  readonly uniform: number;
  /** Half turns of the third word, and 0 or -0 by its sign; left out where uniforms are all that is wanted. */
  readonly angle?: number;
  readonly sign?: number;
}

/**
 * The generator of `random/xoshiro.ts`, four paths a vector, and the numbers that `random/uniform.ts` and
 * `random/box-muller.ts` make of its words, by their bits instead of by arithmetic; exactly the same numbers.
 *
 * Parameters: the address of the states (`state[word][path]`), the address where numbers are left, added to those of
 * `drawn`, and how many of each path. A number of the next step follows after `group` doubles.
 */
export function emitGenerator(group: number, drawn: Drawn): ModuleFunction {
  const code = openCode(3);
  const [states, out, count] = [0, 1, 2];
  const lane = code.local('i32');
  const from = code.local('i32');
  const into = code.local('i32');
  const remaining = code.local('i32');
  const vectors = (length: number) => Array.from({ length }, () => code.local('v128'));
  // A word waits for the word before it: two generators side by side fill the time.
  const generators = Array.from({ length: 2 }, (_, side) => ({
    offset: side * VECTOR_BYTES,
    state: vectors(WORDS_OF_STATE),
    scratch: vectors(3),
    words: vectors(3),
  }));
  const wordBytes = group * 4;

  code.i32(0);
  code.set(lane);
  code.open('loop');
  sum(code, states, lane, from);
  for (const { offset, state } of generators) {
    state.forEach((local, word) => {
      code.get(from);
      code.memory('v128.load', word * wordBytes + offset);
      code.set(local);
    });
  }
  code.get(lane);
  code.i32(1);
  code.op('i32.shl');
  code.get(out);
  code.op('i32.add');
  code.set(into);
  code.get(count);
  code.set(remaining);

  code.open('loop');
  for (const { offset, state, scratch, words } of generators) {
    const [high, low, turn] = words as [number, number, number];
    nextWord(code, state, scratch, high);
    nextWord(code, state, scratch, low);
    leaveUniforms(code, high, low, into, drawn.uniform + 2 * offset);
    if (drawn.angle === undefined || drawn.sign === undefined) continue;
    nextWord(code, state, scratch, turn);
    leaveAngles(code, turn, scratch[0]!, into, drawn.angle + 2 * offset, drawn.sign + 2 * offset);
  }
  addTo(code, into, group * 8);
  addTo(code, remaining, -1);
  code.get(remaining);
  code.branchIf(0);
  code.op('end');

  for (const { offset, state } of generators) {
    state.forEach((local, word) => {
      code.get(from);
      code.get(local);
      code.memory('v128.store', word * wordBytes + offset);
    });
  }
  addTo(code, lane, generators.length * VECTOR_BYTES);
  code.get(lane);
  code.i32(wordBytes);
  code.op('i32.lt_u');
  code.branchIf(0);
  code.op('end');
  return { parameters: 3, code };
}

/** xoshiro128++: leaves the next word of every lane in `word`. */
function nextWord(code: Code, state: readonly number[], scratch: readonly number[], word: number): void {
  const [s0, s1, s2, s3] = state as [number, number, number, number];
  const [added, t2, t3] = scratch as [number, number, number];
  binary(code, 'i32x4.add', s0, s3, added);
  binary(code, 'v128.xor', s2, s0, t2);
  binary(code, 'v128.xor', s3, s1, t3);
  rotate(code, added, 7);
  code.get(s0);
  code.op('i32x4.add');
  code.set(word);
  binary(code, 'v128.xor', s0, t3, s0);
  code.get(t2);
  code.get(s1);
  code.i32(9);
  code.op('i32x4.shl');
  code.op('v128.xor');
  binary(code, 'v128.xor', s1, t2, s1);
  code.set(s2);
  rotate(code, t3, 11);
  code.set(s3);
}

/** `((high >>> 12) 2^32 + low + 1/2) 2^-52`: the 52 bits behind the exponent of 1, less 1 - 2^-53. */
function leaveUniforms(code: Code, high: number, low: number, into: number, address: number): void {
  code.get(high);
  code.i32(12);
  code.op('i32x4.shr_u');
  code.i32x4([ONE_HIGH, ONE_HIGH, ONE_HIGH, ONE_HIGH]);
  code.op('v128.or');
  code.set(high);
  for (const [half, lanes] of halves.entries()) {
    code.get(into);
    code.get(low);
    code.get(high);
    code.shuffle(lanes);
    code.f64x2(1 - LEAST_UNIFORM);
    code.op('f64x2.sub');
    code.memory('v128.store', address + half * VECTOR_BYTES);
  }
}

/** High words of doubles: the sign alone, 1, and 2^20. */
const SIGN = -0x80000000;
const ONE_HIGH = 0x3ff00000;
const POWER_20_HIGH = 0x41300000;
/** Low and high words of two doubles: paths 0 and 1, then 2 and 3. */
const halves = [
  [0, 4, 1, 5],
  [2, 6, 3, 7],
] as const;

/**
 * `((word << 1) + 1) 2^-32` half turns, and the sign of the word as that of a double: by bits, for whole numbers are dear to
 * convert. What is left of the word without its sign, less 2^31, stands behind the exponent of 2^20, where a bit is worth 2^-32.
 */
function leaveAngles(code: Code, word: number, scratch: number, into: number, angle: number, sign: number): void {
  code.get(word);
  code.i32x4([SIGN, SIGN, SIGN, SIGN]);
  code.op('v128.and');
  code.set(scratch);
  code.get(word);
  code.i32(1);
  code.op('i32x4.shl');
  code.i32x4([SIGN, SIGN, SIGN, SIGN]);
  code.op('v128.xor');
  code.set(word);
  for (const [half, lanes] of halves.entries()) {
    code.get(into);
    code.get(word);
    code.i32x4([POWER_20_HIGH, POWER_20_HIGH, POWER_20_HIGH, POWER_20_HIGH]);
    code.shuffle(lanes);
    code.f64x2(1_048_576.5 - 2.3283064365386963e-10);
    code.op('f64x2.sub');
    code.memory('v128.store', angle + half * VECTOR_BYTES);
    code.get(into);
    code.i32x4([0, 0, 0, 0]);
    code.get(scratch);
    code.shuffle(lanes);
    code.memory('v128.store', sign + half * VECTOR_BYTES);
  }
}

function rotate(code: Code, local: number, by: number): void {
  code.get(local);
  code.i32(by);
  code.op('i32x4.shl');
  code.get(local);
  code.i32(32 - by);
  code.op('i32x4.shr_u');
  code.op('v128.or');
}

function binary(code: Code, op: 'i32x4.add' | 'v128.xor', a: number, b: number, into: number): void {
  code.get(a);
  code.get(b);
  code.op(op);
  code.set(into);
}

function sum(code: Code, a: number, b: number, into: number): void {
  code.get(a);
  code.get(b);
  code.op('i32.add');
  code.set(into);
}

function addTo(code: Code, local: number, by: number): void {
  code.get(local);
  code.i32(by);
  code.op('i32.add');
  code.set(local);
}
