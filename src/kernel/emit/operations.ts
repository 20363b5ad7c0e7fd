import type { Op, Value } from '../graph/value.ts';
import type { Code } from '../wasm/code.ts';
import type { Opcode } from '../wasm/opcodes.ts';

/** Pushes an operand: as a vector of two paths, or as the number of all. */
export type Push = (operand: Value) => void;

const BIAS_AND_MAGIC = 4503599627370496 + 1023;
const MAGIC = 4503599627370496;
const MAGIC_HIGH = 0x43300000;
const FRACTION_HIGH = 0x000fffff;
const SIGN_AND_FRACTION_HIGH = 0x800fffff;
const ONE_HIGH = 0x3ff00000;

const vectorOps: Partial<Record<Op, Opcode>> = {
  add: 'f64x2.add',
  subtract: 'f64x2.sub',
  multiply: 'f64x2.mul',
  divide: 'f64x2.div',
  negate: 'f64x2.neg',
  absolute: 'f64x2.abs',
  squareRoot: 'f64x2.sqrt',
  floor: 'f64x2.floor',
  minimum: 'f64x2.min',
  maximum: 'f64x2.max',
  // pmax(a, b) is a < b ? b : a; pmin(b, a) is a < b ? a : b.
  larger: 'f64x2.pmax',
  less: 'f64x2.lt',
  lessOrEqual: 'f64x2.le',
  equal: 'f64x2.eq',
  and: 'v128.and',
  or: 'v128.or',
  flipSign: 'v128.xor',
  xor: 'v128.xor',
  not: 'v128.not',
};

const scalarOps: Partial<Record<Op, Opcode>> = {
  add: 'f64.add',
  subtract: 'f64.sub',
  multiply: 'f64.mul',
  divide: 'f64.div',
  negate: 'f64.neg',
  absolute: 'f64.abs',
  squareRoot: 'f64.sqrt',
  floor: 'f64.floor',
  minimum: 'f64.min',
  maximum: 'f64.max',
  less: 'f64.lt',
  lessOrEqual: 'f64.le',
  equal: 'f64.eq',
  and: 'i32.and',
  or: 'i32.or',
  xor: 'i32.xor',
  not: 'i32.eqz',
};

const wordOps: Partial<Record<Op, readonly [vector: Opcode, scalar: Opcode]>> = {
  bitOr: ['v128.or', 'i32.or'],
  bitAnd: ['v128.and', 'i32.and'],
  bitXor: ['v128.xor', 'i32.xor'],
  imul: ['i32x4.mul', 'i32.mul'],
  shiftLeft: ['i32x4.shl', 'i32.shl'],
  shiftRight: ['i32x4.shr_s', 'i32.shr_s'],
  shiftRightUnsigned: ['i32x4.shr_u', 'i32.shr_u'],
};

/** Writes a value of each path: one vector of two, left on the stack. `tableAt` gives the address of a table. */
export function writeVector(code: Code, value: Value, push: Push, tableAt: (table: Float64Array) => number): void {
  const [a, b, c] = value.operands;
  const simple = vectorOps[value.op];
  if (simple !== undefined) {
    for (const operand of value.operands) push(operand);
    return code.op(simple);
  }
  const words = wordOps[value.op];
  if (words !== undefined) return writeWords(code, value, words[0], push);
  switch (value.op) {
    case 'lesser':
      push(b!);
      push(a!);
      return code.op('f64x2.pmin');
    case 'truncate':
      push(a!);
      code.op('i32x4.trunc_sat_f64x2_s_zero');
      return code.op('f64x2.convert_low_i32x4_s');
    case 'exponentField':
      push(a!);
      // NaN may have its sign set.
      if (!(a!.range.low > 0) || a!.range.mayBeNaN) code.op('f64x2.abs');
      code.i32(52);
      code.op('i64x2.shr_u');
      code.i32x4([0, MAGIC_HIGH, 0, MAGIC_HIGH]);
      code.op('v128.or');
      code.f64x2(MAGIC);
      return code.op('f64x2.sub');
    case 'significand': {
      push(a!);
      const isPositive = a!.range.low > 0 && !a!.range.mayBeNaN;
      const kept = isPositive ? FRACTION_HIGH : SIGN_AND_FRACTION_HIGH;
      code.i32x4([-1, kept, -1, kept]);
      code.op('v128.and');
      code.i32x4([0, ONE_HIGH, 0, ONE_HIGH]);
      return code.op('v128.or');
    }
    case 'powerOfTwo':
      push(a!);
      code.f64x2(BIAS_AND_MAGIC);
      code.op('f64x2.add');
      code.i32(52);
      return code.op('i64x2.shl');
    case 'choose':
      return writeChoice(code, push, a!, b!, c!);
    case 'spread':
      return writeSpread(code, value.type, () => push(a!));
    case 'at':
      return writeLookups(code, push, a!, value.table!, tableAt(value.table!));
    default:
      throw new Error(`emit: no vector form of ${value.op}`);
  }
}

/** What is the same for all paths, in both lanes; a boolean 1 becomes a mask of ones, 0 - 1. */
export function writeSpread(code: Code, type: Value['type'], pushScalar: () => void): void {
  if (type === 'number') {
    pushScalar();
    return code.op('f64x2.splat');
  }
  code.i32(0);
  pushScalar();
  code.op('i32.sub');
  code.op('i64.extend_i32_s');
  code.op('i64x2.splat');
}

/** A mask chooses; where one side is +0, whose bits are all zero, one operation does. */
function writeChoice(code: Code, push: Push, test: Value, whenTrue: Value, whenFalse: Value): void {
  const isZero = ({ literal }: Value) => Object.is(literal, 0) || literal === false;
  if (isZero(whenFalse)) {
    push(whenTrue);
    push(test);
    return code.op('v128.and');
  }
  if (isZero(whenTrue)) {
    push(whenFalse);
    push(test);
    return code.op('v128.andnot');
  }
  push(whenTrue);
  push(whenFalse);
  push(test);
  code.op('v128.bitselect');
}

function writeWords(code: Code, { op, operands }: Value, opcode: Opcode, push: Push): void {
  const [a, b] = operands;
  push(a!);
  code.op('i32x4.trunc_sat_f64x2_s_zero');
  if (op.startsWith('shift')) {
    if (typeof b!.literal !== 'number') throw new Error('emit: a shift by a count that differs from path to path');
    code.i32(b!.literal & 31);
  } else {
    push(b!);
    code.op('i32x4.trunc_sat_f64x2_s_zero');
  }
  code.op(opcode);
  code.op(op === 'shiftRightUnsigned' ? 'f64x2.convert_low_i32x4_u' : 'f64x2.convert_low_i32x4_s');
}

/** Lane by lane: the index without its fraction, between 0 and the last; what is not a number counts as 0. */
function writeLookups(code: Code, push: Push, index: Value, table: Float64Array, address: number): void {
  const indices = code.local('v128');
  push(index);
  code.set(indices);
  const entry = (lane: number) => {
    code.get(indices);
    code.lane('f64x2.extract_lane', lane);
    writeClampedLoad(code, table, address);
  };
  entry(0);
  code.op('f64x2.splat');
  entry(1);
  code.lane('f64x2.replace_lane', 1);
}

function writeClampedLoad(code: Code, table: Float64Array, address: number): void {
  const at = code.local('i32');
  code.op('i32.trunc_sat_f64_s');
  code.tee(at);
  code.i32(0);
  code.get(at);
  code.i32(0);
  code.op('i32.gt_s');
  code.op('select');
  code.tee(at);
  code.i32(table.length - 1);
  code.get(at);
  code.i32(table.length - 1);
  code.op('i32.lt_s');
  code.op('select');
  code.i32(3);
  code.op('i32.shl');
  code.memory('f64.load', address);
}

/** Writes a value that is the same for all paths: a double, or a boolean as a 32-bit 0 or 1. */
export function writeScalar(code: Code, value: Value, push: Push, tableAt: (table: Float64Array) => number): void {
  const [a, b, c] = value.operands;
  const simple = scalarOps[value.op];
  if (simple !== undefined) {
    for (const operand of value.operands) push(operand);
    return code.op(simple);
  }
  const words = wordOps[value.op];
  if (words !== undefined) {
    for (const operand of value.operands) {
      push(operand);
      code.op('i32.trunc_sat_f64_s');
    }
    code.op(words[1]);
    return code.op(value.op === 'shiftRightUnsigned' ? 'f64.convert_i32_u' : 'f64.convert_i32_s');
  }
  const bitsOf = (mask: bigint, set: bigint) => {
    push(a!);
    code.op('i64.reinterpret_f64');
    code.i64(mask);
    code.op('i64.and');
    code.i64(set);
    code.op('i64.or');
    code.op('f64.reinterpret_i64');
  };
  switch (value.op) {
    case 'lesser':
    case 'larger':
      push(value.op === 'lesser' ? a! : b!);
      push(value.op === 'lesser' ? b! : a!);
      push(a!);
      push(b!);
      code.op('f64.lt');
      return code.op('select');
    case 'choose':
      push(b!);
      push(c!);
      push(a!);
      return code.op('select');
    case 'truncate':
      push(a!);
      code.op('i32.trunc_sat_f64_s');
      return code.op('f64.convert_i32_s');
    case 'exponentField':
      push(a!);
      code.op('f64.abs');
      code.op('i64.reinterpret_f64');
      code.i64(52n);
      code.op('i64.shr_u');
      code.i64(BigInt(MAGIC_HIGH) << 32n);
      code.op('i64.or');
      code.op('f64.reinterpret_i64');
      code.f64(MAGIC);
      return code.op('f64.sub');
    case 'significand':
      return bitsOf(BigInt.asIntN(64, 0x800fffffffffffffn), 0x3ff0000000000000n);
    case 'powerOfTwo':
      push(a!);
      code.f64(BIAS_AND_MAGIC);
      code.op('f64.add');
      code.op('i64.reinterpret_f64');
      code.i64(52n);
      code.op('i64.shl');
      return code.op('f64.reinterpret_i64');
    case 'at':
      push(a!);
      return writeClampedLoad(code, value.table!, tableAt(value.table!));
    default:
      throw new Error(`emit: no scalar form of ${value.op}`);
  }
}
