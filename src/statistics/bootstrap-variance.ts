/**
 * Variance of the sum of `drawn` values of a stationary bootstrap: exact, nothing is drawn.
 *
 *   T c[0] + 2 sum over i < T of (T - i) (1 - p)^i c[i],   p = 1 / mean block
 *
 * Politis & Romano (1994), lemma 1. `covariances` are the autocovariances c of the recording as a circle, at least as many as
 * are drawn or as it is long; `meanBlock` in values, at least 1, where only T c[0] is left: single values are drawn.
 */
export function bootstrapVarianceOfSum(covariances: Float64Array, meanBlock: number, drawn: number): number {
  const kept = 1 - 1 / meanBlock;
  let sum = drawn * covariances[0]!;
  let weight = 1;
  for (let i = 1; i < drawn; i++) {
    weight *= kept;
    // Those of a circle come round again.
    sum += 2 * (drawn - i) * weight * covariances[i % covariances.length]!;
  }
  return sum;
}
