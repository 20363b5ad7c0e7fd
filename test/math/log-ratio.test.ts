import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkHelper } from '../../src/kernel/check-step.ts';
import { mathSignatures } from '../../src/kernel/math-signatures.ts';
import { logRatio } from '../../src/math/log-ratio.ts';
import { math } from '../../src/math/math.ts';
import { type Exact, exactLogRatio, neighbour, points, ulpsBetween } from './reference.ts';

const next = points(4);
const some = (count: number, choose: () => number): number[] => Array.from({ length: count }, choose);
/** The ratio at which the series gives way to the logarithm: (1 + s) / (1 - s) with s = 3/32. */
const BORDER = 35 / 29;

const worst = (bs: readonly number[], ratio: () => number): number => {
  let ulps = 0;
  for (const b of bs) {
    const a = b * ratio();
    const truth: Exact = exactLogRatio(a, b);
    if (truth.n !== 0n) ulps = Math.max(ulps, ulpsBetween(math.logRatio(a, b), truth));
  }
  return ulps;
};
const sizes = (count: number) => some(count, () => (1 + next()) * 2 ** Math.floor(1000 * next() - 500));

test('near each other, the logarithm of the ratio of two numbers is within 2 ulp of the true value, however near', () => {
  const bound = 0.999 * Math.log(BORDER);
  expect(worst(sizes(20000), () => Math.exp(bound * (2 * next() - 1)))).toBeLessThan(2);
  expect(worst(sizes(10000), () => 1 + (next() - 0.5) * 2 ** (-2 - 48 * next()))).toBeLessThan(2);
  for (const x of [1, neighbour(2, -1), 0.7, 1e-300, 1e300]) {
    for (const steps of [1, 2, 3, 1000]) {
      const [a, b] = [neighbour(x, steps), x];
      expect(ulpsBetween(math.logRatio(a, b), exactLogRatio(a, b)), `${a} to ${b}`).toBeLessThan(2);
    }
  }
});

test('further apart it is within 5 ulp', () => {
  expect(worst(sizes(10000), () => (next() < 0.5 ? BORDER + next() : (1 - 0.5 * next()) / BORDER))).toBeLessThan(5);
  expect(worst(sizes(5000), () => 2 ** (1000 * next() - 500))).toBeLessThan(5);
});

// Kills: a series that starts from one of the two numbers.
test('exchanging two numbers that are near each other changes the sign and no bit', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 1e-300, max: 1e300, noNaN: true }),
      fc.double({ min: -0.18, max: 0.18, noNaN: true }),
      (b, x) => {
        const a = b * Math.exp(x);
        expect(math.logRatio(a, b)).toBe(0 - math.logRatio(b, a));
      },
    ),
    { seed: 1, numRuns: 2000 },
  );
});

test('of equal numbers it is exactly 0', () => {
  fc.assert(
    fc.property(fc.double({ min: 5e-324, max: Number.MAX_VALUE, noNaN: true }), (a) => {
      expect(math.logRatio(a, a)).toBe(0);
    }),
    { seed: 2, examples: [[5e-324], [2.2250738585072014e-308], [1], [1e308], [Number.MAX_VALUE]] },
  );
});

// Kills: a break between the series and the logarithm.
test('it does not fall as the first number grows, across the border of the series too', () => {
  const climb = (from: number) => some(200, () => 0).map((_, i) => from * (1 + (i - 100) * 2 ** -48));
  for (const start of [BORDER, 1 / BORDER, 1, 0.9, 3]) {
    for (const b of [1, 1.37, 1.99]) {
      const values = climb(start * b).map((a) => math.logRatio(a, b));
      for (let i = 1; i < values.length; i++) {
        expect(values[i], `ratio ${start}`).toBeGreaterThanOrEqual(values[i - 1] as number);
      }
    }
  }
});

test('it is the logarithm of the quotient: what comes of the two parts of a way adds up to the whole', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0.1, max: 10, noNaN: true }),
      fc.double({ min: 0.1, max: 10, noNaN: true }),
      fc.double({ min: 0.1, max: 10, noNaN: true }),
      (a, b, c) => {
        const whole = math.logRatio(a, c);
        expect(Math.abs(math.logRatio(a, b) + math.logRatio(b, c) - whole)).toBeLessThan(2e-15);
        expect(Math.abs(whole - Math.log(a / c))).toBeLessThan(5e-16 * (1 + Math.abs(whole)));
      },
    ),
    { seed: 3 },
  );
});

test('zeros, infinities, signs and sums beyond the greatest number give what the quotient would', () => {
  const { MAX_VALUE } = Number;
  const table = [
    [0, 1, -Infinity],
    [1, 0, Infinity],
    [0, 0, NaN],
    [Infinity, 1, Infinity],
    [1, Infinity, -Infinity],
    [Infinity, Infinity, NaN],
    [-1, 1, NaN],
    [1, -1, NaN],
    [NaN, 1, NaN],
    [1, NaN, NaN],
    [-3, -3, 0],
    [-6, -3, Math.LN2],
    [MAX_VALUE, MAX_VALUE / 2, Math.LN2],
    [MAX_VALUE, 5e-324, math.log(MAX_VALUE / 5e-324)],
    [1e-323, 5e-324, Math.LN2],
  ] as const;
  for (const [a, b, value] of table) expect(math.logRatio(a, b), `${a} to ${b}`).toBe(value);
  expect(math.logRatio(MAX_VALUE, 0.95 * MAX_VALUE)).toBeCloseTo(-Math.log(0.95), 15);
});

test('it is inside the kernel subset, so that a kernel computes the same bits', () => {
  expect(checkHelper(logRatio, ['number', 'number'], mathSignatures)).toMatchObject({ problems: [], result: 'number' });
});
