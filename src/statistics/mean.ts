import { arithmeticMean } from './arithmetic-mean.ts';
import type { Estimate } from './contracts.ts';
import { variance } from './variance.ts';

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
  const standardDeviation = Math.sqrt(variance(values));
  return {
    value: arithmeticMean(values),
    standardError: standardDeviation / Math.sqrt(values.length),
    standardDeviation,
  };
}
