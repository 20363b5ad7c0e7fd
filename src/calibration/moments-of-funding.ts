import type { Matrix } from '../math/cholesky.ts';
import { CalibrationError } from './calibration-error.ts';
import type { CalibrationModel, Series } from './contracts.ts';

/** Mean, variance and autocorrelations of a series, in the order of the lags asked for. */
export interface Moments {
  readonly mean: number;
  readonly variance: number;
  readonly autocorrelations: readonly number[];
}

/** Blocks that are left out one after the other; each is far longer than funding remembers a spike. */
const BLOCKS = 20;

/** What a model estimates from moments. */
export interface FromMoments extends Omit<CalibrationModel, 'estimate' | 'method' | 'reads'> {
  readonly lags: readonly number[];
  /** Values of the parameters, found near those of the whole series where `near` has them. */
  readonly match: (moments: Moments, near: readonly number[] | null) => readonly number[];
}

/**
 * Fits moments. Funding is not normal, and most stamps of some venues are one same number, so that no simple likelihood
 * would be true of it; its mean, spread and memory are what a cost needs.
 *
 * Standard errors are those of the jackknife that leaves out one of 20 consecutive blocks at a time: Künsch (1989),
 * Annals of Statistics 17, section 2. They hold for what is correlated, and for fat tails.
 */
export function fromMoments({ lags, match, ...model }: FromMoments): CalibrationModel {
  const { parameters } = model;
  return {
    ...model,
    reads: 'rates',
    method: `mean, variance and autocorrelations at ${lags.length === 1 ? 'lag 1' : `lags 1 to ${lags.at(-1)}`}`,
    estimate: (series) => {
      const values = match(momentsWithout(series, lags, null), null);
      const onScales = Array.from({ length: BLOCKS }, (_, left) =>
        match(momentsWithout(series, lags, left), values).map((value, i) => parameters[i]!.scale.toReal(value)),
      );
      const isAtBound = values.map((value, i) => parameters[i]!.scale.isAtBound(parameters[i]!.scale.toReal(value)));
      const covariance = jackknife(onScales).map((row, i) => row.map((x, j) => (isAtBound[i] || isAtBound[j] ? 0 : x)));
      return { values, isAtBound, covariance, covarianceIfTrue: null, logLikelihood: null, settings: {}, warnings: [] };
    },
  };
}

function jackknife(replicates: readonly (readonly number[])[]): Matrix {
  const n = replicates.length;
  const centre = replicates[0]!.map((_, i) => replicates.reduce((sum, each) => sum + each[i]! / n, 0));
  return centre.map((mi, i) =>
    centre.map((mj, j) => ((n - 1) / n) * replicates.reduce((sum, each) => sum + (each[i]! - mi) * (each[j]! - mj), 0)),
  );
}

/** Over all values but those of one block; pairs are those of values in one stretch, by the earlier of the two. */
export function momentsWithout({ values, starts }: Series, lags: readonly number[], left: number | null): Moments {
  const n = values.length;
  const stretch = new Int32Array(n);
  for (const [i, first] of starts.entries()) stretch.fill(i, first);
  const isKept = (t: number) => left === null || Math.floor((t * BLOCKS) / n) !== left;
  const over = (lag: number, of: (t: number) => number): number => {
    let sum = 0;
    let count = 0;
    for (let t = 0; t + lag < n; t++) {
      if (!isKept(t) || stretch[t] !== stretch[t + lag]) continue;
      sum += of(t);
      count++;
    }
    return sum / count;
  };
  const mean = over(0, (t) => values[t]!);
  const variance = over(0, (t) => (values[t]! - mean) * (values[t]! - mean));
  const autocorrelations = lags.map(
    (lag) => over(lag, (t) => (values[t]! - mean) * (values[t + lag]! - mean)) / variance,
  );
  const unseen = lags.find((_, i) => !Number.isFinite(autocorrelations[i]));
  if (unseen !== undefined) {
    throw new CalibrationError(
      `the correlation of rates ${unseen} stamps apart is needed, and no two of them stand in one stretch without a gap: take a record that lacks fewer stamps`,
    );
  }
  return { mean, variance, autocorrelations };
}
