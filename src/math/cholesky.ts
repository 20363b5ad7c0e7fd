/** A square matrix by rows. */
export type Matrix = readonly (readonly number[])[];

/**
 * The lower factor C of a correlation matrix, C Cᵀ = matrix: C times independent normals has these correlations.
 *
 * @throws RangeError, naming the smallest eigenvalue, where the matrix is not a correlation matrix; it is never repaired
 */
export function choleskyOfCorrelation(matrix: Matrix): number[][] {
  const size = matrix.length;
  const isCorrelation = matrix.every(
    (row, i) => row.length === size && row[i] === 1 && row.every((value, j) => value === matrix[j]?.[i]),
  );
  if (!isCorrelation) throw new RangeError('correlations must be a symmetric matrix with ones on its diagonal');
  const factor = matrix.map(() => new Array<number>(size).fill(0));
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      let rest = matrix[i]![j]!;
      for (let k = 0; k < j; k++) rest -= factor[i]![k]! * factor[j]![k]!;
      if (i === j && !(rest > 0)) {
        const smallest = smallestEigenvalue(matrix).toPrecision(6);
        throw new RangeError(`correlations must be positive definite; got a smallest eigenvalue of ${smallest}`);
      }
      factor[i]![j] = i === j ? Math.sqrt(rest) : rest / factor[j]![j]!;
    }
  }
  return factor;
}

const SWEEPS = 60;

/** Jacobi (1846): plane rotations that make a symmetric matrix diagonal. */
function smallestEigenvalue(matrix: Matrix): number {
  const a = matrix.map((row) => [...row]);
  const size = a.length;
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    for (let p = 0; p < size; p++) {
      for (let q = p + 1; q < size; q++) {
        if (a[p]![q] === 0) continue;
        const theta = (a[q]![q]! - a[p]![p]!) / (2 * a[p]![q]!);
        const t = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
        const c = 1 / Math.sqrt(t * t + 1);
        rotate(a, p, q, c, t * c);
      }
    }
  }
  return Math.min(...a.map((row, i) => row[i]!));
}

function rotate(a: number[][], p: number, q: number, c: number, s: number): void {
  for (let k = 0; k < a.length; k++) {
    const [kp, kq] = [a[k]![p]!, a[k]![q]!];
    a[k]![p] = c * kp - s * kq;
    a[k]![q] = s * kp + c * kq;
  }
  for (let k = 0; k < a.length; k++) {
    const [pk, qk] = [a[p]![k]!, a[q]![k]!];
    a[p]![k] = c * pk - s * qk;
    a[q]![k] = s * pk + c * qk;
  }
}
