/**
 * What is known about a number before it is computed. Rounding is monotone, so that the rounded ends of an interval bound
 * every rounded result inside it: no slack is needed.
 */
export interface Range {
  readonly low: number;
  readonly high: number;
  readonly mayBeNaN: boolean;
}

export const anything: Range = { low: -Infinity, high: Infinity, mayBeNaN: true };

export function exactly(value: number): Range {
  return Number.isNaN(value) ? anything : { low: value, high: value, mayBeNaN: false };
}

export function between(low: number, high: number): Range {
  return { low, high, mayBeNaN: false };
}

export function either(a: Range, b: Range): Range {
  return { low: Math.min(a.low, b.low), high: Math.max(a.high, b.high), mayBeNaN: a.mayBeNaN || b.mayBeNaN };
}

/** Ends that are not numbers, such as Infinity - Infinity, mean that anything may come out. */
function spanning(ends: readonly number[], mayBeNaN: boolean): Range {
  return ends.some(Number.isNaN) ? anything : { low: Math.min(...ends), high: Math.max(...ends), mayBeNaN };
}

const isBounded = ({ low, high }: Range) => low > -Infinity && high < Infinity;

/** The range of a result from those of the operands; an operation that is not listed may give anything. */
export const rangeOf: Readonly<Record<string, (...operands: Range[]) => Range>> = {
  // Infinity - Infinity is not a number, and may be met inside intervals whose ends do not show it.
  add: (a, b) =>
    spanning(
      [a!.low + b!.low, a!.high + b!.high],
      a!.mayBeNaN || b!.mayBeNaN || Number.isNaN(a!.low + b!.high) || Number.isNaN(a!.high + b!.low),
    ),
  subtract: (a, b) =>
    spanning(
      [a!.low - b!.high, a!.high - b!.low],
      a!.mayBeNaN || b!.mayBeNaN || Number.isNaN(a!.low - b!.low) || Number.isNaN(a!.high - b!.high),
    ),
  multiply: (a, b) => {
    if (!isBounded(a!) || !isBounded(b!)) return anything;
    return spanning(
      [a!.low * b!.low, a!.low * b!.high, a!.high * b!.low, a!.high * b!.high],
      a!.mayBeNaN || b!.mayBeNaN,
    );
  },
  divide: (a, b) => {
    if (!isBounded(a!) || !isBounded(b!) || (b!.low <= 0 && b!.high >= 0)) return anything;
    return spanning(
      [a!.low / b!.low, a!.low / b!.high, a!.high / b!.low, a!.high / b!.high],
      a!.mayBeNaN || b!.mayBeNaN,
    );
  },
  negate: (a) => ({ low: -a!.high, high: -a!.low, mayBeNaN: a!.mayBeNaN }),
  absolute: (a) => {
    const ends = [Math.abs(a!.low), Math.abs(a!.high)];
    return { low: a!.low <= 0 && a!.high >= 0 ? 0 : Math.min(...ends), high: Math.max(...ends), mayBeNaN: a!.mayBeNaN };
  },
  squareRoot: (a) =>
    a!.low >= 0 ? { low: Math.sqrt(a!.low), high: Math.sqrt(a!.high), mayBeNaN: a!.mayBeNaN } : anything,
  floor: (a) => ({ low: Math.floor(a!.low), high: Math.floor(a!.high), mayBeNaN: a!.mayBeNaN }),
  // Where either is not a number, `a < b ? a : b` is the second and `a < b ? b : a` the first.
  lesser: (a, b) => ({
    low: Math.min(a!.low, b!.low),
    high: a!.mayBeNaN ? b!.high : Math.min(a!.high, b!.high),
    mayBeNaN: b!.mayBeNaN,
  }),
  larger: (a, b) => ({
    low: b!.mayBeNaN ? a!.low : Math.max(a!.low, b!.low),
    high: Math.max(a!.high, b!.high),
    mayBeNaN: a!.mayBeNaN,
  }),
  truncate: (a) =>
    between(
      Math.max(-2147483648, Math.min(0, Math.trunc(a!.low))),
      Math.min(2147483648 - 1, Math.max(0, Math.trunc(a!.high))),
    ),
  significand: (a) => (a!.low > 0 && !a!.mayBeNaN ? between(1, 2) : anything),
  flipSign: (a) => {
    const most = Math.max(Math.abs(a!.low), Math.abs(a!.high));
    return { low: -most, high: most, mayBeNaN: a!.mayBeNaN };
  },
  exponentField: (a) => {
    const largest = Math.max(Math.abs(a!.low), Math.abs(a!.high));
    const least = a!.low > 0 ? a!.low : a!.high < 0 ? -a!.high : 0;
    if (a!.mayBeNaN || largest === Infinity) return between(least === 0 ? 0 : fieldOf(least), 2047);
    return between(least === 0 ? 0 : fieldOf(least), fieldOf(largest));
  },
};

const bits = new DataView(new ArrayBuffer(8));

/** The eleven bits of the exponent, as they stand in the double. */
export function fieldOf(value: number): number {
  bits.setFloat64(0, value);
  return (bits.getUint32(0) >>> 20) & 0x7ff;
}

/** Whether `a < b` (or `a <= b`, where equal ends decide as well) is known before it is computed. */
export function knownLess(a: Range, b: Range, orEqual: boolean): boolean | undefined {
  if (a.mayBeNaN || b.mayBeNaN) return undefined;
  if (orEqual ? a.high <= b.low : a.high < b.low) return true;
  if (orEqual ? a.low > b.high : a.low >= b.high) return false;
  return undefined;
}
