import type { Range } from './range.ts';

/**
 * What computes a value. Numbers are doubles; whole numbers of 32 bits are doubles as well, which hold them exactly.
 *
 * - `lesser` is `a < b ? a : b`, `larger` is `a < b ? b : a`: with NaN and zeros exactly as the choice has it
 * - `exponentField` the eleven exponent bits as they stand; `significand` x with the exponent of 1; `powerOfTwo` 2^k for
 *   whole k from -1022 to 1023; `flipSign` the first with the sign bit turned where that of the second, which is 0 or -0, is set
 * - `spread` makes a value that is the same for all paths into one of each path
 * - `merge` is what a guard leaves
 */
export type NumberOp =
  | 'add'
  | 'subtract'
  | 'multiply'
  | 'divide'
  | 'negate'
  | 'absolute'
  | 'squareRoot'
  | 'floor'
  | 'minimum'
  | 'maximum'
  | 'lesser'
  | 'larger'
  | 'truncate'
  | 'exponentField'
  | 'significand'
  | 'powerOfTwo'
  | 'flipSign'
  | 'bitOr'
  | 'bitAnd'
  | 'bitXor'
  | 'shiftLeft'
  | 'shiftRight'
  | 'shiftRightUnsigned'
  | 'imul'
  | 'at';
export type BooleanOp = 'less' | 'lessOrEqual' | 'equal' | 'and' | 'or' | 'xor' | 'not';
export type Op = 'constant' | 'input' | NumberOp | BooleanOp | 'choose' | 'spread' | 'merge';

/** Where an input comes from. */
export type Source =
  /** A field of the state, as the step before left it. */
  | { readonly kind: 'state'; readonly field: string }
  /** One number of each path and step, left by an earlier phase or drawn. */
  | { readonly kind: 'series'; readonly name: string }
  /** One number of each step, the same for all paths. */
  | { readonly kind: 'calendar'; readonly name: string }
  /** One number of the whole run, not known when the kernel is compiled. */
  | { readonly kind: 'constant'; readonly seat: string; readonly constant: string }
  | { readonly kind: 'step' };

export interface Value {
  /** Increasing: the operands of a value have smaller ones. */
  readonly id: number;
  readonly op: Op;
  readonly type: 'number' | 'boolean';
  readonly operands: readonly Value[];
  /** The same for all paths. */
  readonly isUniform: boolean;
  readonly range: Range;
  readonly literal?: number | boolean;
  readonly source?: Source;
  /** Of `at`: the table that is read. */
  readonly table?: Float64Array;
}

/** Two ways to go on; what they leave is merged path by path. Where no path takes a way, it is not computed. */
export interface Guard {
  readonly id: number;
  readonly op: 'guard';
  readonly test: Value;
  readonly whenTrue: Block;
  readonly whenFalse: Block;
  readonly merges: readonly Merge[];
}

export interface Merge {
  readonly value: Value;
  readonly whenTrue: Value;
  readonly whenFalse: Value;
}

export interface Block {
  readonly items: (Value | Guard)[];
}
