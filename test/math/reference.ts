/**
 * Reference values with some 200 correct bits, in BigInt fixed point, for judging the project's own functions. Nothing
 * here shares a formula or a constant with what it judges. A value is n * 2^exponent.
 */
export interface Exact {
  readonly n: bigint;
  readonly exponent: number;
}

const scratch = new DataView(new ArrayBuffer(8));

/** The double as an integer times a power of two, without rounding. */
export function exactly(x: number): Exact {
  scratch.setFloat64(0, x);
  const bits = scratch.getBigUint64(0);
  const biased = Number((bits >> 52n) & 0x7ffn);
  const fraction = bits & 0xfffffffffffffn;
  const size = biased === 0 ? fraction : fraction | 0x10000000000000n;
  return { n: bits >> 63n ? -size : size, exponent: (biased === 0 ? 1 : biased) - 1075 };
}

/** The double `steps` places above x (below, when negative), counted along the number line without zero's two signs. */
export function neighbour(x: number, steps: number): number {
  scratch.setFloat64(0, x);
  const bits = scratch.getBigInt64(0);
  const ordinal = (bits < 0n ? -(bits & 0x7fffffffffffffffn) : bits) + BigInt(steps);
  scratch.setBigUint64(0, ordinal < 0n ? -ordinal | 0x8000000000000000n : ordinal);
  return scratch.getFloat64(0);
}

const shifted = (n: bigint, by: number): bigint => (by >= 0 ? n << BigInt(by) : n >> BigInt(-by));
const size = (n: bigint): bigint => (n < 0n ? -n : n);
const bitLength = (n: bigint): number =>
  size(n).toString(16).length * 4 - Math.clz32(Number.parseInt(size(n).toString(16)[0] ?? '0', 16)) + 28;

/** The distance of `got` from the exact value, in units of the last place of the exact value. */
export function ulpsBetween(got: number, { n, exponent }: Exact): number {
  const lastPlace = Math.max(bitLength(n) - 1 + exponent, -1022) - 52;
  const it = exactly(got);
  // Compare with 30 bits below the last place.
  const unit = lastPlace - 30;
  return Number(size(shifted(it.n, it.exponent - unit) - shifted(n, exponent - unit))) / 2 ** 30;
}

/** The double nearest to n * 2^exponent, ties to even. */
export function nearestDouble({ n, exponent }: Exact): number {
  const lastPlace = Math.max(bitLength(n) - 1 + exponent, -1022) - 52;
  const drop = lastPlace - exponent;
  let kept = size(n);
  if (drop > 0) {
    const half = 1n << BigInt(drop - 1);
    const rest = kept & (2n * half - 1n);
    kept >>= BigInt(drop);
    if (rest > half || (rest === half && kept & 1n)) kept += 1n;
  } else kept <<= BigInt(-drop);
  const high = Math.max(lastPlace, -1000);
  const value = Number(kept) * 2 ** high * 2 ** (lastPlace - high);
  return n < 0n ? -value : value;
}

const constants = new Map<string, bigint>();
function constant(name: string, bits: number, make: () => bigint): bigint {
  const key = `${name}/${bits}`;
  const known = constants.get(key) ?? make();
  constants.set(key, known);
  return known;
}

/** 2 atanh(top / bottom) = log((bottom + top) / (bottom - top)). */
function twiceAtanh(top: bigint, bottom: bigint, bits: number): bigint {
  const s = (top << BigInt(bits)) / bottom;
  const square = (s * s) >> BigInt(bits);
  let power = s;
  let sum = 0n;
  for (let i = 1n; power !== 0n && power !== -1n; i += 2n) {
    sum += power / i;
    power = (power * square) >> BigInt(bits);
  }
  return 2n * sum;
}

const log2 = (bits: number): bigint => constant('log 2', bits, () => twiceAtanh(1n, 3n, bits + 16) >> 16n);

/** Machin (1706): pi / 4 = 4 arctan(1/5) - arctan(1/239). */
function pi(bits: number): bigint {
  const arctanOfInverse = (x: bigint): bigint => {
    let power = (1n << BigInt(bits + 16)) / x;
    let sum = 0n;
    for (let i = 1n; power !== 0n; i += 2n) {
      sum += i % 4n === 1n ? power / i : -(power / i);
      power /= x * x;
    }
    return sum;
  };
  return constant('pi', bits, () => (16n * arctanOfInverse(5n) - 4n * arctanOfInverse(239n)) >> 16n);
}

/** e^x of a fixed-point x, as a fixed-point mantissa and a power of two. */
function expFixed(x: bigint, bits: number): Exact {
  const k = (2n * x + log2(bits)) / (2n * log2(bits)) - (x < 0n ? 1n : 0n);
  const r = x - k * log2(bits);
  let term = 1n << BigInt(bits);
  let sum = term;
  for (let i = 1n; term !== 0n && term !== -1n; i++) {
    term = ((term * r) >> BigInt(bits)) / i;
    sum += term;
  }
  return { n: sum, exponent: Number(k) - bits };
}

function fixed(x: number, bits: number): bigint {
  const { n, exponent } = exactly(x);
  return shifted(n, exponent + bits);
}

export const exactExp = (x: number): Exact => expFixed(fixed(x, 256), 256);

/** For |x| >= 2^-150 or so, and x >= -60. */
export function exactExpm1(x: number): Exact {
  const bits = 400;
  const { n, exponent } = expFixed(fixed(x, bits), bits);
  return { n: shifted(n, exponent + bits) - (1n << BigInt(bits)), exponent: -bits };
}

/** The logarithm of n * 2^exponent > 0. */
function logExact({ n, exponent }: Exact, bits: number): Exact {
  const k = bitLength(n);
  const unit = 1n << BigInt(k);
  const upper = 3n * n > 2n * unit;
  const top = upper ? n - unit : 2n * n - unit;
  const bottom = upper ? n + unit : 2n * n + unit;
  return { n: twiceAtanh(top, bottom, bits) + BigInt(k + exponent - (upper ? 0 : 1)) * log2(bits), exponent: -bits };
}

export const exactLog = (x: number): Exact => logExact(exactly(x), 256);

/** The logarithm of a / b, for positive numbers. */
export function exactLogRatio(a: number, b: number): Exact {
  const bits = 400;
  const [top, bottom] = [exactly(a), exactly(b)];
  const shift = top.exponent - bottom.exponent;
  const [x, y] = shift >= 0 ? [top.n << BigInt(shift), bottom.n] : [top.n, bottom.n << BigInt(-shift)];
  const near = 2n * x > y && 2n * y > x;
  if (near) return { n: twiceAtanh(x - y, x + y, bits), exponent: -bits };
  return { n: logExact(top, bits).n - logExact(bottom, bits).n, exponent: -bits };
}

/** For |x| >= 2^-150 or so. */
export function exactLog1p(x: number): Exact {
  const { n, exponent } = exactly(x);
  const whole =
    exponent > 0 ? { n: shifted(n, exponent) + 1n, exponent: 0 } : { n: n + shifted(1n, -exponent), exponent };
  return logExact(whole, 400);
}

/** The sine of x turns plus `quarters` quarter turns, for |x| >= 2^-150 or so. */
export function exactSinTurn(x: number, quarters = 0n): Exact {
  const bits = 400;
  const turn = 1n << BigInt(bits);
  const angle = fixed(x, bits) + (quarters * turn) / 4n;
  const n = (8n * angle + turn - ((((8n * angle + turn) % (2n * turn)) + 2n * turn) % (2n * turn))) / (2n * turn);
  const theta = (2n * pi(bits) * (angle - (n * turn) / 4n)) >> BigInt(bits);
  const square = (theta * theta) >> BigInt(bits);
  const quadrant = ((n % 4n) + 4n) % 4n;
  let term = quadrant % 2n === 0n ? theta : turn;
  let sum = term;
  for (let i = quadrant % 2n === 0n ? 2n : 1n; size(term) > 1n; i += 2n) {
    term = -((term * square) >> BigInt(bits)) / (i * (i + 1n));
    sum += term;
  }
  return { n: quadrant < 2n ? sum : -sum, exponent: -bits };
}

export const exactCosTurn = (x: number): Exact => exactSinTurn(x, 1n);

function squareRoot(n: bigint): bigint {
  let root = 1n << BigInt((bitLength(n) + 2) >> 1);
  for (let next = (root + n / root) >> 1n; next < root; next = (root + n / root) >> 1n) root = next;
  return root;
}

/** The standard normal density and distribution function; Phi(z) = 1/2 + density (z + z^3/3 + z^5/(3 5) + ...). */
export function exactNormal(z: number): { readonly density: Exact; readonly below: Exact } {
  const bits = 200 + Math.ceil(1.5 * z * z);
  const unit = 1n << BigInt(bits);
  const x = fixed(z, bits);
  const square = (x * x) >> BigInt(bits);
  const { n, exponent } = expFixed(-square / 2n, bits);
  const rootOfTwoPi = constant('sqrt 2 pi', bits, () => squareRoot(2n * pi(bits) * unit));
  const density = (shifted(n, exponent + bits) * unit) / rootOfTwoPi;
  let term = x;
  let sum = 0n;
  for (let i = 3n; term !== 0n && term !== -1n; i += 2n) {
    sum += term;
    term = ((term * square) >> BigInt(bits)) / i;
  }
  return {
    density: { n: density, exponent: -bits },
    below: { n: unit / 2n + ((density * sum) >> BigInt(bits)), exponent: -bits },
  };
}

/** Numbers in [0, 1) for choosing points; a 32-bit counter mixed by the finaliser of MurmurHash3. */
export function points(seed: number): () => number {
  let counter = seed;
  return () => {
    counter = (counter + 0x9e3779b9) | 0;
    let h = Math.imul(counter ^ (counter >>> 16), 0x85ebca6b);
    h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
    return ((h ^ (h >>> 16)) >>> 0) / 4294967296;
  };
}
