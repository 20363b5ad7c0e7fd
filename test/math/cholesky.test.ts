import { expect, test } from 'vitest';
import { choleskyOfCorrelation } from '../../src/math/cholesky.ts';

test('the factor of a correlation matrix is lower triangular and gives it back (COR-01)', () => {
  const matrix = [
    [1, 0.6, -0.3],
    [0.6, 1, 0.2],
    [-0.3, 0.2, 1],
  ];
  const factor = choleskyOfCorrelation(matrix);
  const expected = [
    [1, 0, 0],
    [0.6, 0.8, 0],
    [-0.3, 0.475, 0.827269605389],
  ];
  factor.forEach((row, i) => {
    row.forEach((value, j) => {
      expect(value).toBeCloseTo(expected[i]![j]!, 12);
    });
  });
});

test('a matrix that is not positive definite is refused by its smallest eigenvalue, never repaired (COR-01)', () => {
  const bad = [
    [1, 0.9, -0.9],
    [0.9, 1, 0.9],
    [-0.9, 0.9, 1],
  ];
  expect(() => choleskyOfCorrelation(bad)).toThrow(
    'correlations must be positive definite; got a smallest eigenvalue of -0.800000',
  );
});

test.each([
  [
    [
      [1, 0.5],
      [0.4, 1],
    ],
  ],
  [
    [
      [2, 0],
      [0, 1],
    ],
  ],
  [
    [
      [1, Number.NaN],
      [Number.NaN, 1],
    ],
  ],
])('what is not a correlation matrix is refused: %j', (matrix) => {
  expect(() => choleskyOfCorrelation(matrix)).toThrow('symmetric matrix with ones on its diagonal');
});
