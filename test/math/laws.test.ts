import fc from 'fast-check';
import { expect, test } from 'vitest';
import { math } from '../../src/math/math.ts';
import { neumaierSum } from '../../src/math/sum.ts';
import { exactly, nearestDouble, neighbour } from './reference.ts';

const finite = fc.double({ noNaN: true, noDefaultInfinity: true });
const sensible = (min: number, max: number) => fc.double({ min, max, noNaN: true });

// Kills: two roundings where the result is subnormal; a first factor that overflows too early.
test('scaling by a power of two rounds once, whatever the exponents', () => {
  fc.assert(
    fc.property(finite, fc.integer({ min: -2200, max: 2200 }), (x, k) => {
      const { n, exponent } = exactly(x);
      const expected = n === 0n ? x : nearestDouble({ n, exponent: exponent + k });
      expect(math.scaleByPowerOfTwo(x, k)).toBe(expected);
    }),
    {
      seed: 1,
      numRuns: 3000,
      examples: [
        [1.5, -1074],
        [neighbour(1.5, 1), -1075],
        [-0, 5],
        [5e-324, 2097],
        [1.7e308, -2097],
      ],
    },
  );
  for (const x of [Infinity, -Infinity, NaN]) {
    for (const k of [-3000, -1500, 0, 1500, 3000]) expect(math.scaleByPowerOfTwo(x, k)).toBe(x);
  }
  expect(math.scaleByPowerOfTwo(5e-324, 1e9)).toBe(Infinity);
  expect(math.scaleByPowerOfTwo(-1e308, -1e9)).toBe(-0);
});

test('every number is its mantissa times two to its exponent, subnormal numbers included', () => {
  fc.assert(
    fc.property(finite, (x) => {
      fc.pre(x !== 0);
      const m = math.mantissa(x);
      expect(Math.abs(m)).toBeGreaterThanOrEqual(1);
      expect(Math.abs(m)).toBeLessThan(2);
      expect(math.scaleByPowerOfTwo(m, math.exponent(x))).toBe(x);
    }),
    {
      seed: 2,
      numRuns: 1000,
      examples: [[5e-324], [2.2250738585072014e-308], [-2.225073858507201e-308], [1], [Number.MAX_VALUE]],
    },
  );
  expect([0, -0, Infinity, -Infinity, NaN].map(math.exponent)).toEqual([-1075, -1075, 1024, 1024, 1024]);
  expect([0, -0, Infinity, -Infinity, NaN].map(math.mantissa)).toEqual([0, -0, Infinity, -Infinity, NaN]);
});

test('a table is read at the floor of the index, held inside its ends', () => {
  const table = new Float64Array([10, 20, 30]);
  const cases = [
    [-5, 10],
    [-0, 10],
    [0.99, 10],
    [1, 20],
    [1.5, 20],
    [2, 30],
    [2.5, 30],
    [1e300, 30],
    [Infinity, 30],
    [-Infinity, 10],
    [NaN, 10],
  ] as const;
  for (const [index, value] of cases) {
    expect(math.at(table, index), `index ${index}`).toBe(value);
    expect(math.at([...table], index)).toBe(value);
  }
  expect(math.at([7], 3)).toBe(7);
});

test('int drops the fraction and stops at the ends of 32 bits', () => {
  const cases = [
    [2.9, 2],
    [-2.9, -2],
    [-0.5, 0],
    [2147483646.9, 2147483646],
    [2147483648, 2147483647],
    [1e300, 2147483647],
    [-2147483648.5, -2147483648],
    [-4294967296, -2147483648],
    [Infinity, 2147483647],
    [-Infinity, -2147483648],
    [NaN, 0],
  ] as const;
  for (const [x, whole] of cases) expect(math.int(x), `${x}`).toBe(whole);
});

// Four ulps apart is more than two errors can turn round. Kills: a break between two pieces of the range.
test('exp, expm1, log and log1p never fall', () => {
  const apart = (x: number) => x + Math.max(Math.abs(x), 1e-300) * 2 ** -49;
  fc.assert(
    fc.property(sensible(-700, 700), sensible(0, 1), (x, further) => {
      const beyond = x + (Math.max(1, Math.abs(x)) * 2 ** -49 + further ** 8);
      expect(math.exp(beyond)).toBeGreaterThanOrEqual(math.exp(x));
      expect(math.expm1(apart(x))).toBeGreaterThanOrEqual(math.expm1(x));
      expect(math.log1p(apart(Math.abs(x)))).toBeGreaterThanOrEqual(math.log1p(Math.abs(x)));
      const positive = 1 + Math.abs(x);
      expect(math.log(apart(positive))).toBeGreaterThanOrEqual(math.log(positive));
    }),
    { seed: 3, numRuns: 2000 },
  );
});

// Kills: a break where the short series of expm1 ends.
test('expm1 does not fall at the ends of its short series', () => {
  for (const end of [-0.125, 0.125]) {
    for (let i = -200; i < 200; i++) {
      expect(math.expm1(neighbour(end, i + 4))).toBeGreaterThanOrEqual(math.expm1(neighbour(end, i)));
    }
  }
});

test('the sine is odd and the cosine even, to the bit', () => {
  fc.assert(
    fc.property(sensible(-1e6, 1e6), (x) => {
      expect(math.sinTurn(-x)).toBe(-math.sinTurn(x));
      expect(math.cosTurn(-x)).toBe(math.cosTurn(x));
    }),
    { seed: 4, examples: [[0.125], [0.375], [0.5], [1e300]] },
  );
});

// Kills: a wrong sign in one quadrant; a remainder of which the reduction lost a bit.
test('the cosine is the sine a quarter turn later, and a whole turn changes nothing, to the bit', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2 ** 40 }), fc.integer({ min: 1, max: 1000 }), (k, turns) => {
      const x = k * 2 ** -40;
      expect(math.sinTurn(x + 0.25)).toBe(math.cosTurn(x));
      expect(math.sinTurn(x + turns)).toBe(math.sinTurn(x));
      expect(math.cosTurn(x + turns)).toBe(math.cosTurn(x));
    }),
    {
      seed: 5,
      examples: [
        [2 ** 37, 1],
        [3 * 2 ** 37, 1],
        [5 * 2 ** 37, 1],
        [7 * 2 ** 37, 1],
      ],
    },
  );
});

test('the squares of sine and cosine add up to one', () => {
  fc.assert(
    fc.property(sensible(-10, 10), (x) => {
      const [sine, cosine] = [math.sinTurn(x), math.cosTurn(x)];
      expect(Math.abs(sine * sine + cosine * cosine - 1)).toBeLessThan(6e-16);
    }),
    { seed: 6 },
  );
});

test('exp and log, expm1 and log1p undo each other', () => {
  fc.assert(
    fc.property(sensible(-700, 700), sensible(-0.9, 30), (x, y) => {
      expect(Math.abs(math.log(math.exp(x)) - x)).toBeLessThan(2.3e-16 * (1 + Math.abs(x)));
      expect(Math.abs(math.expm1(math.log1p(y)) - y)).toBeLessThan(
        1e-15 * Math.abs(y) * (1 + Math.log1p(Math.abs(y))) + 1e-300,
      );
    }),
    { seed: 7 },
  );
});

test('the logarithm of a power of two times x differs by that many log 2, to the rounding of the sum', () => {
  fc.assert(
    fc.property(sensible(0.8, 1.2), fc.integer({ min: 8, max: 1000 }), (x, k) => {
      const difference = math.log(math.scaleByPowerOfTwo(x, k)) - math.log(x);
      expect(Math.abs(difference - k * Math.LN2)).toBeLessThan(4e-16 * k);
    }),
    { seed: 8 },
  );
});

// Kills: plain addition; Kahan's sum, which loses 1 in [1, 1e100, 1, -1e100].
test('a compensated sum keeps what plain addition loses', () => {
  expect(neumaierSum(new Float64Array([1, 1e100, 1, -1e100]))).toBe(2);
  expect(neumaierSum(new Float64Array(10).fill(0.1))).toBe(1);
  expect(neumaierSum(new Float64Array(0))).toBe(0);
  expect(neumaierSum(new Float64Array([1, Infinity, 2]))).toBe(Infinity);
  expect(neumaierSum(new Float64Array([Infinity, -Infinity]))).toBeNaN();
  expect(neumaierSum(new Float64Array([1, NaN]))).toBeNaN();
});

test('a compensated sum of numbers of one sign is the exact sum, rounded, to one ulp', () => {
  fc.assert(
    fc.property(fc.array(sensible(1e-6, 1e6), { minLength: 1, maxLength: 200 }), (values) => {
      const bits = 80n;
      const exact = values.reduce((total, value) => {
        const { n, exponent } = exactly(value);
        return total + (n << (bits + BigInt(exponent)));
      }, 0n);
      const rounded = nearestDouble({ n: exact, exponent: -Number(bits) });
      expect(Math.abs(neumaierSum(new Float64Array(values)) - rounded)).toBeLessThanOrEqual(
        neighbour(rounded, 1) - rounded,
      );
    }),
    { seed: 9 },
  );
});
