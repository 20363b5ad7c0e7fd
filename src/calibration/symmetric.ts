import type { Matrix } from '../math/cholesky.ts';

/** The lower factor C of a symmetric matrix, C Cᵀ = matrix, or `null` where it is not positive definite. */
export function choleskyOf(matrix: Matrix): number[][] | null {
  const factor = matrix.map((row) => row.map(() => 0));
  for (const [i, row] of factor.entries()) {
    for (let j = 0; j <= i; j++) {
      let rest = matrix[i]![j]!;
      for (let k = 0; k < j; k++) rest -= row[k]! * factor[j]![k]!;
      if (i === j && !(rest > 0 && rest < Number.POSITIVE_INFINITY)) return null;
      row[j] = i === j ? Math.sqrt(rest) : rest / factor[j]![j]!;
    }
  }
  return factor;
}

/** x with (C Cᵀ) x = b: forwards through C, backwards through its transpose. */
export function solve(factor: Matrix, b: readonly number[]): number[] {
  const x = [...b];
  for (let i = 0; i < x.length; i++) {
    for (let k = 0; k < i; k++) x[i]! -= factor[i]![k]! * x[k]!;
    x[i]! /= factor[i]![i]!;
  }
  for (let i = x.length - 1; i >= 0; i--) {
    for (let k = i + 1; k < x.length; k++) x[i]! -= factor[k]![i]! * x[k]!;
    x[i]! /= factor[i]![i]!;
  }
  return x;
}

/** The inverse of a positive definite matrix, or `null` where it is not one. */
export function inverseOf(matrix: Matrix): number[][] | null {
  const factor = choleskyOf(matrix);
  if (factor === null) return null;
  return matrix.map((row, i) =>
    solve(
      factor,
      row.map((_, j) => (i === j ? 1 : 0)),
    ),
  );
}

/** aᵀ M b. */
export const form = (a: readonly number[], matrix: Matrix, b: readonly number[]): number =>
  a.reduce((sum, ai, i) => sum + ai * matrix[i]!.reduce((inner, m, j) => inner + m * b[j]!, 0), 0);
