import { arithmeticMean } from './arithmetic-mean.ts';
import type { Estimate } from './contracts.ts';
import { varianceAround } from './variance.ts';

export interface MeanEstimate extends Estimate {
  /** Of one value, with n - 1. */
  readonly standardDeviation: number;
}

/**
 * Arithmetic mean with its standard error s / sqrt(n), s the standard deviation with n - 1.
 *
 * The error assumes that the values are independent and that s has settled; see `meanIsResolved` for when it has not.
 */
export function mean(values: Float64Array): MeanEstimate {
  const value = arithmeticMean(values);
  const standardDeviation = Math.sqrt(varianceAround(values, value));
  return {
    value,
    standardError: standardDeviation / Math.sqrt(values.length),
    standardDeviation,
  };
}
