import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nelderMead, type Objective } from '../../src/calibration/nelder-mead.ts';
import { derivativesOf, newton, probeSteps } from '../../src/calibration/newton.ts';
import { choleskyOf, form, inverseOf, solve } from '../../src/calibration/symmetric.ts';
import { pinned } from '../support/arbitraries.ts';

type Problem = readonly [name: string, f: Objective, start: readonly number[], minima: readonly (readonly number[])[]];

const rosenbrock: Objective = (x) =>
  x.slice(1).reduce((sum, next, i) => sum + 100 * (next - x[i]! ** 2) ** 2 + (1 - x[i]!) ** 2, 0);

/** Functions that optimisers are known to fail on, each with all places where it is lowest. */
const problems: readonly Problem[] = [
  ['the banana of Rosenbrock', rosenbrock, [-1.2, 1], [[1, 1]]],
  [
    'the banana in four dimensions',
    rosenbrock,
    [-1.2, 1, 0.5, 2],
    [
      [1, 1, 1, 1],
      [-0.77565923, 0.61309337, 0.38206285, 0.14597202],
    ],
  ],
  [
    'the flat corners of Beale',
    ([x, y]) => (1.5 - x! + x! * y!) ** 2 + (2.25 - x! + x! * y! ** 2) ** 2 + (2.625 - x! + x! * y! ** 3) ** 2,
    [1, 1],
    [[3, 0.5]],
  ],
  [
    'the four valleys of Himmelblau',
    ([x, y]) => (x! ** 2 + y! - 11) ** 2 + (x! + y! ** 2 - 7) ** 2,
    [0, 0],
    [
      [3, 2],
      [-2.80511809, 3.13131252],
      [-3.77931025, -3.28318599],
      [3.58442834, -1.84812653],
    ],
  ],
  [
    'a bowl a thousand times as steep one way as the other',
    ([x, y, z]) => (x! - 1) ** 2 + 1000 * (y! + 2) ** 2 + 30 * (z! - x!) ** 2,
    [5, 5, 5],
    [[1, -2, 1]],
  ],
];

describe('a simplex, then Newton', () => {
  test.each(problems)('finds the bottom of %s', (_name, f, start, minima) => {
    const found = newton(f, nelderMead(f, start));
    const gap = Math.min(...minima.map((each) => Math.max(...each.map((x, i) => Math.abs(x - found[i]!)))));
    expect(gap, `found ${found.join(', ')}`).toBeLessThan(1e-5);
  });

  test('never goes up, and forgives what is not a number', () => {
    const cliff: Objective = ([x, y]) => (x! < 0.5 ? Number.NaN : (x! - 0.6) ** 2 + y! ** 2);
    const found = newton(cliff, nelderMead(cliff, [3, 2]));
    expect(found[0]).toBeCloseTo(0.6, 4);
    expect(found[1]).toBeCloseTo(0, 4);
  });

  test('leaves alone what may not move', () => {
    const f: Objective = ([x, y]) => (x! - 1) ** 2 + (y! - 1) ** 2 + x! * y!;
    const [x, y] = newton(f, [0, 5], () => [true, false]);
    expect(x).toBeCloseTo(-1.5, 6);
    expect(y).toBe(5);
  });
});

test('differences are the derivatives of a function that has them in closed form', () => {
  const f: Objective = ([x, y]) => Math.exp(x!) * Math.sin(y!) + x! * x! * y!;
  const at = [0.4, 0.7];
  const { gradient, hessian } = derivativesOf(f, at, probeSteps(f, at));
  const [e, s, c] = [Math.exp(0.4), Math.sin(0.7), Math.cos(0.7)];
  expect(gradient[0]).toBeCloseTo(e * s + 2 * 0.4 * 0.7, 6);
  expect(gradient[1]).toBeCloseTo(e * c + 0.4 * 0.4, 6);
  expect(hessian[0]![0]).toBeCloseTo(e * s + 2 * 0.7, 2);
  expect(hessian[1]![1]).toBeCloseTo(-e * s, 2);
  expect(hessian[0]![1]).toBeCloseTo(e * c + 2 * 0.4, 2);
  expect(hessian[1]![0]).toBe(hessian[0]![1]);
});

describe('symmetric matrices', () => {
  const entries = fc.array(fc.double({ min: -2, max: 2, noNaN: true }), { minLength: 9, maxLength: 9 });
  /** A Aᵀ + 1: positive definite whatever A is. */
  const matrices = entries.map((a) =>
    [0, 1, 2].map((i) =>
      [0, 1, 2].map((j) => [0, 1, 2].reduce((sum, k) => sum + a[3 * i + k]! * a[3 * j + k]!, i === j ? 1 : 0)),
    ),
  );

  test('an inverse times its matrix is one, and a solution solves', () => {
    fc.assert(
      fc.property(matrices, (matrix) => {
        const inverse = inverseOf(matrix)!;
        for (const [i, row] of matrix.entries()) {
          for (const j of [0, 1, 2]) {
            const product = row.reduce((sum, x, k) => sum + x * inverse[k]![j]!, 0);
            expect(product).toBeCloseTo(i === j ? 1 : 0, 9);
          }
        }
        const x = solve(choleskyOf(matrix)!, [1, -2, 3]);
        for (const [i, row] of matrix.entries()) {
          expect(row.reduce((sum, m, j) => sum + m * x[j]!, 0)).toBeCloseTo([1, -2, 3][i]!, 9);
        }
      }),
      { seed: pinned('symmetric matrices') },
    );
  });

  test('what is no bowl has no inverse', () => {
    expect(
      inverseOf([
        [1, 2],
        [2, 1],
      ]),
    ).toBeNull();
    expect(inverseOf([[0]])).toBeNull();
    expect(inverseOf([[Number.NaN]])).toBeNull();
  });

  test('a form is aᵀ M b', () => {
    expect(
      form(
        [1, 2],
        [
          [3, 4],
          [5, 6],
        ],
        [7, 8],
      ),
    ).toBe(1 * (21 + 32) + 2 * (35 + 48));
  });
});
