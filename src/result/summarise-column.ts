import type { Estimate as Figure, Interval, ShareEstimate } from '../statistics/contracts.ts';
import { mean } from '../statistics/mean.ts';
import { quantileInterval } from '../statistics/quantile-interval.ts';
import { quantileSorted } from '../statistics/quantile-sorted.ts';
import type { Column } from './run-result.ts';
import type { AccountSummary, DistributionSummary, Estimate, MeanSummary, ProbabilitySummary } from './summary.ts';

/** The one place where what is not a number becomes null. */
export function finiteOrNull(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}

export function intervalOrNull([lower, upper]: Interval): [number | null, number | null] {
  return [finiteOrNull(lower), finiteOrNull(upper)];
}

export function summariseEstimate({ value, standardError }: Figure): Estimate {
  return { value: finiteOrNull(value), standardError: finiteOrNull(standardError) };
}

export function summariseProbability(estimate: ShareEstimate): ProbabilitySummary {
  return { ...summariseEstimate(estimate), interval: intervalOrNull(estimate.interval) };
}

/**
 * `overlap`, here and below: so many paths tell as much as one that is independent. 1 but for windows that share days; errors
 * are those of paths / overlap.
 */
export function summariseMean(values: Column, overlap = 1): MeanSummary {
  const { value, standardError, standardDeviation } = mean(values);
  return {
    mean: finiteOrNull(value),
    standardError: finiteOrNull(standardError * Math.sqrt(overlap)),
    standardDeviation: finiteOrNull(standardDeviation),
  };
}

/** Of an account: what is rare in it is told by its fifth and ninety-fifth percentile. */
export function summariseAccount(values: Column, overlap = 1): AccountSummary {
  const sorted = values.toSorted();
  return {
    ...summariseMean(values, overlap),
    q05: finiteOrNull(quantileSorted(sorted, 0.05)),
    q95: finiteOrNull(quantileSorted(sorted, 0.95)),
  };
}

/** `values` in path order; `sorted` the same values ascending, for those who have it already. */
export function summariseDistribution(
  values: Column,
  overlap = 1,
  sorted: Column = values.toSorted(),
): DistributionSummary {
  const quantile = (p: number) => finiteOrNull(quantileSorted(sorted, p));
  return {
    ...summariseMean(values, overlap),
    median: quantile(0.5),
    q01: quantile(0.01),
    q05: quantile(0.05),
    q25: quantile(0.25),
    q75: quantile(0.75),
    q95: quantile(0.95),
    q99: quantile(0.99),
    min: quantile(0),
    max: quantile(1),
    medianInterval: intervalOrNull(quantileInterval(sorted, 0.5, overlap)),
  };
}

/** A column by name; zeros where the run has none, because what does not apply to a holding never happened to it. */
export function columnOrZeros(columns: Readonly<Record<string, Column>>, name: string, paths: number): Column {
  return columns[name] ?? new Float64Array(paths);
}
