import { expect, test } from 'vitest';
import { math } from '../../src/math/math.ts';
import {
  type Exact,
  exactCosTurn,
  exactExp,
  exactExpm1,
  exactLog,
  exactLog1p,
  exactSinTurn,
  neighbour,
  points,
  ulpsBetween,
} from './reference.ts';

const around = (centres: readonly number[], steps = 3): number[] =>
  centres.flatMap((x) => Array.from({ length: 2 * steps + 1 }, (_, i) => neighbour(x, i - steps)));
const some = (count: number, choose: () => number): number[] => Array.from({ length: count }, choose);

function worst(f: (x: number) => number, reference: (x: number) => Exact, xs: readonly number[]) {
  let ulps = 0;
  let at = Number.NaN;
  for (const x of xs) {
    const off = ulpsBetween(f(x), reference(x));
    if (!(off <= ulps)) [ulps, at] = [off, x];
  }
  return { ulps, at };
}

const next = points(1);
const small = () => (next() - 0.5) * 2 ** (-60 * next());
const whole = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => from + i);

const cases = [
  {
    name: 'exp',
    reference: exactExp,
    bound: 0.75,
    xs: [
      ...some(12000, () => next() * 1418 - 708.4),
      ...some(10000, () => next() - 0.5),
      ...around(
        whole(-1021, 1023).map((k) => (k + 0.5) * Math.LN2),
        1,
      ),
      ...around([1e-300, -1e-300, 2 ** -54, 1, -1, 709.78, -708.3964185322641]),
      709.782712893384,
    ],
  },
  {
    name: 'expm1',
    reference: exactExpm1,
    bound: 1,
    xs: [
      ...some(8000, () => next() * 749 - 40),
      ...some(14000, () => 3 * next() - 1.5),
      ...some(8000, () => 0.25 * next() - 0.125),
      ...some(3000, small),
      ...around(
        whole(-54, 1023).map((k) => (k + 0.5) * Math.LN2),
        1,
      ),
      ...around([0.125, -0.125, 0.25, -0.25, 1, -1, 36.7, -36.7, 37.4, -37.4]),
    ],
  },
  {
    name: 'log',
    reference: exactLog,
    bound: 0.9,
    xs: [
      ...some(8000, () => 2 ** (2044 * next() - 1022)),
      ...some(12000, () => 0.6 + next()),
      ...some(3000, () => 1 + small()),
      ...around(
        whole(-1070, 1023).map((k) => 2 ** k),
        1,
      ).filter((x) => x > 0),
      ...around([Math.SQRT1_2, Math.SQRT2, 1.4140625, 0.70703125, Number.MAX_VALUE / 2]).filter((x) => x !== 1),
      Number.MIN_VALUE,
    ].filter((x) => x !== 1),
  },
  {
    name: 'log1p',
    reference: exactLog1p,
    bound: 0.95,
    xs: [
      ...some(4000, () => 2 ** (1023 * next())),
      ...some(14000, () => 2 * next() - 1 + 2 ** -40),
      ...some(5000, small),
      ...around(whole(-100, 100).map((k) => 2 ** k)),
      ...around([Math.SQRT1_2 - 1, Math.SQRT2 - 1, 0.4140625, -0.29296875, -0.5]),
      neighbour(-1, 1),
    ],
  },
  {
    name: 'sinTurn',
    reference: exactSinTurn,
    bound: 0.95,
    xs: [
      ...some(14000, () => next() - 0.5),
      ...some(4000, () => (next() - 0.5) * 2 ** (50 * next())),
      ...some(3000, small),
      ...around(whole(-20, 20).map((k) => (k + 0.2) / 8)),
      ...around(whole(1, 20).map((k) => k / 8)),
    ],
  },
  {
    name: 'cosTurn',
    reference: exactCosTurn,
    bound: 0.95,
    xs: [
      ...some(14000, () => next() - 0.5),
      ...some(4000, () => (next() - 0.5) * 2 ** (50 * next())),
      ...some(3000, () => 0.25 + small()),
      ...around(whole(-20, 20).map((k) => (k + 0.2) / 8)),
      ...around(whole(1, 20).map((k) => k / 8)),
    ],
  },
] as const;

test.each(cases)('$name is within $bound ulp of the true value at 20,000 points and at the awkward ones', (it) => {
  expect(it.xs.length).toBeGreaterThan(20000);
  const { ulps, at } = worst(
    math[it.name],
    it.reference,
    it.xs.filter((x) => x !== 0),
  );
  expect(ulps, `at ${at}`).toBeLessThan(it.bound);
  expect(ulps, 'a reference that agrees everywhere judges nothing').toBeGreaterThan(0.5);
});

test('exp underflows gradually, within one subnormal step', () => {
  const xs = some(2000, () => -708.4 - 37 * next());
  expect(worst(math.exp, exactExp, xs).ulps).toBeLessThan(1);
  expect(math.exp(-745.1332191019411)).toBe(Number.MIN_VALUE);
});

test('expm1 of -0 is 0: a return of nothing has no sign, and a select in every step would cost more than it is worth', () => {
  expect(math.expm1(-0)).toBe(0);
});

test('zero, infinity and NaN give what IEEE 754 recommends', () => {
  const table = [
    [
      math.exp,
      [0, 1],
      [-0, 1],
      [Infinity, Infinity],
      [-Infinity, 0],
      [709.7827128933841, Infinity],
      [-746, 0],
      [-1e300, 0],
    ],
    [
      math.expm1,
      [0, 0],
      [Infinity, Infinity],
      [-Infinity, -1],
      [709.7827128933841, Infinity],
      [-1e300, -1],
      [5e-324, 5e-324],
    ],
    [math.log, [1, 0], [0, -Infinity], [-0, -Infinity], [Infinity, Infinity], [-1, NaN], [-Infinity, NaN]],
    [
      math.log1p,
      [0, 0],
      [-0, -0],
      [-1, -Infinity],
      [Infinity, Infinity],
      [-2, NaN],
      [-Infinity, NaN],
      [5e-324, 5e-324],
    ],
    [
      math.sinTurn,
      [0, 0],
      [-0, -0],
      [0.25, 1],
      [0.5, 0],
      [0.75, -1],
      [3, 0],
      [-0.5, -0],
      [-3, -0],
      [1e300, 0],
      [Infinity, NaN],
    ],
    [
      math.cosTurn,
      [0, 1],
      [-0, 1],
      [0.25, 0],
      [0.5, -1],
      [0.75, 0],
      [-0.25, 0],
      [1e300, 1],
      [1000000.5, -1],
      [-Infinity, NaN],
    ],
  ] as const;
  for (const [f, ...pairs] of table) {
    expect(f(NaN)).toBeNaN();
    for (const [x, y] of pairs) expect(f(x), `at ${x}`).toBe(y);
  }
});
