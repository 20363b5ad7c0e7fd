import { expect } from 'vitest';
import { neumaierSum } from '../../src/math/sum.ts';

/** Samples of exact law must lie within so many exact standard errors; seeds are pinned, so a pass stays a pass. */
export const MOST_STANDARD_ERRORS = 4.5;

export interface Exact {
  readonly mean: number;
  readonly sd: number;
  /** Where known: the mean is tested only where its own law is near enough to normal. */
  readonly skewness?: number;
  /** Fourth standardised moment (3 for a normal law): with it the sample variance is tested too. */
  readonly kurtosis?: number;
}

export function meanOf(values: Float64Array | readonly number[]): number {
  return neumaierSum(Float64Array.from(values)) / values.length;
}

export function sdOf(values: Float64Array | readonly number[]): number {
  const mean = meanOf(values);
  return Math.sqrt(
    neumaierSum(Float64Array.from(values, (value) => (value - mean) * (value - mean))) / (values.length - 1),
  );
}

/** Distance of the sample mean from the exact one, in exact standard errors. */
export function zOfMean(values: Float64Array | readonly number[], exact: Pick<Exact, 'mean' | 'sd'>): number {
  return (meanOf(values) - exact.mean) / (exact.sd / Math.sqrt(values.length));
}

/**
 * Holds a sample to an exact law: its mean, by the exact standard error, only where there are 4300 skewness² samples; and
 * its variance, by the exact fourth moment, which also shows a standard error that is too large to find anything.
 */
export function expectSampleOf(values: Float64Array, exact: Exact, label = ''): void {
  const { skewness = 0, kurtosis } = exact;
  expect(values.length, `${label}: too few paths for a normal mean`).toBeGreaterThanOrEqual(4300 * skewness * skewness);
  expect(Math.abs(zOfMean(values, exact)), `${label}: mean ${meanOf(values)}, exact ${exact.mean}`).toBeLessThan(
    MOST_STANDARD_ERRORS,
  );
  if (kurtosis === undefined) return;
  const relative = Math.sqrt((kurtosis - 1) / values.length);
  const sd = sdOf(values);
  const z = ((sd * sd) / (exact.sd * exact.sd) - 1) / relative;
  expect(Math.abs(z), `${label}: sd ${sd}, exact ${exact.sd}`).toBeLessThan(MOST_STANDARD_ERRORS);
}

/** Holds a count of hits to an exact probability, by its exact standard error. */
export function expectShareOf(hits: number, paths: number, probability: number, label = ''): void {
  const z = (hits - paths * probability) / Math.sqrt(paths * probability * (1 - probability));
  expect(Math.abs(z), `${label}: ${hits} of ${paths}, exact ${probability}`).toBeLessThan(MOST_STANDARD_ERRORS);
}

export function countOf(values: Float64Array, isHit: (value: number, index: number) => boolean): number {
  let hits = 0;
  values.forEach((value, index) => {
    hits += isHit(value, index) ? 1 : 0;
  });
  return hits;
}
