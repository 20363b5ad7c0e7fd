import { math } from '../../math/math.ts';
import { fieldOf, knownLess } from './range.ts';
import type { BooleanOp, NumberOp, Value } from './value.ts';

type Literal = number | boolean;

/** What each operation gives for known operands: the plain meaning itself. */
const plain: Readonly<Record<string, (...operands: never[]) => Literal>> = {
  add: (a: number, b: number) => a + b,
  subtract: (a: number, b: number) => a - b,
  multiply: (a: number, b: number) => a * b,
  divide: (a: number, b: number) => a / b,
  negate: (a: number) => -a,
  absolute: math.abs,
  squareRoot: math.sqrt,
  floor: math.floor,
  minimum: math.min,
  maximum: math.max,
  lesser: (a: number, b: number) => (a < b ? a : b),
  larger: (a: number, b: number) => (a < b ? b : a),
  truncate: math.int,
  exponentField: fieldOf,
  significand: (a: number) => {
    const field = fieldOf(a);
    return field === 0 || field === 2047 ? Number.NaN : math.mantissa(a);
  },
  powerOfTwo: (a: number) => math.scaleByPowerOfTwo(1, a),
  flipSign: (a: number, b: number) => (Object.is(b, -0) ? -a : a),
  bitOr: (a: number, b: number) => a | b,
  bitAnd: (a: number, b: number) => a & b,
  bitXor: (a: number, b: number) => a ^ b,
  shiftLeft: (a: number, b: number) => a << b,
  shiftRight: (a: number, b: number) => a >> b,
  shiftRightUnsigned: (a: number, b: number) => a >>> b,
  imul: math.imul,
  less: (a: number, b: number) => a < b,
  lessOrEqual: (a: number, b: number) => a <= b,
  equal: (a: Literal, b: Literal) => a === b,
  and: (a: boolean, b: boolean) => a && b,
  or: (a: boolean, b: boolean) => a || b,
  xor: (a: boolean, b: boolean) => a !== b,
  not: (a: boolean) => !a,
};

/** The result where every operand is known, or their ranges decide it. */
export function fold(op: NumberOp | BooleanOp, operands: readonly Value[]): Literal | undefined {
  if (operands.every(({ literal }) => literal !== undefined)) {
    // A significand of a zero or an infinity is never asked for; it has no meaning of its own to fold to.
    const folded = plain[op]!(...(operands.map(({ literal }) => literal) as never[]));
    return op === 'significand' && Number.isNaN(folded) ? undefined : folded;
  }
  const [a, b] = operands;
  if (op === 'less' || op === 'lessOrEqual') return knownLess(a!.range, b!.range, op === 'lessOrEqual');
  if (op === 'equal' && a!.type === 'number') {
    const isApart = knownLess(a!.range, b!.range, false) === true || knownLess(b!.range, a!.range, false) === true;
    return isApart ? false : undefined;
  }
  return undefined;
}

interface Tools {
  readonly constant: (value: Literal) => Value;
  readonly compute: (op: NumberOp | BooleanOp, ...operands: Value[]) => Value;
}

/** A simpler value with the same bits for every operand, -0 and NaN included. */
export function simplify(
  op: NumberOp | BooleanOp,
  [a, b]: readonly Value[],
  { constant, compute }: Tools,
): Value | undefined {
  const is = (value: Value | undefined, literal: Literal) =>
    value?.literal !== undefined && Object.is(value.literal, literal);
  switch (op) {
    case 'multiply':
      return is(b, 1) ? a : is(a, 1) ? b : undefined;
    case 'divide': {
      if (is(b, 1)) return a;
      // Division by a power of two and multiplication by its inverse round the same exact number.
      const inverse = 1 / ((b?.literal as number | undefined) ?? Number.NaN);
      const isPower = Number.isFinite(inverse) && math.mantissa(math.abs(inverse)) === 1 && 1 / inverse === b?.literal;
      return isPower && math.abs(inverse) > 1e-300 && math.abs(inverse) < 1e300
        ? compute('multiply', a!, constant(inverse))
        : undefined;
    }
    case 'subtract':
      return is(b, 0) ? a : undefined;
    case 'add':
      return is(b, -0) ? a : is(a, -0) ? b : undefined;
    case 'negate':
      return a!.op === 'negate' ? a!.operands[0] : undefined;
    case 'not':
      return a!.op === 'not' ? a!.operands[0] : undefined;
    case 'and':
      return is(a, true) || a === b ? b : is(b, true) ? a : is(a, false) ? a : is(b, false) ? b : undefined;
    case 'or':
      return is(a, false) || a === b ? b : is(b, false) ? a : is(a, true) ? a : is(b, true) ? b : undefined;
    case 'lesser':
    case 'larger':
      return a === b ? a : undefined;
    default:
      return undefined;
  }
}
