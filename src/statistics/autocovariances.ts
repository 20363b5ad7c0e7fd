import { arithmeticMean } from './arithmetic-mean.ts';

/**
 * Autocovariances of a series at lags 0 … `lags`, each over all n: sum of (x[t] - mean) (x[t + lag] - mean) / n.
 *
 * With `isCircle` the last entry is followed by the first; else what has no partner is left out.
 */
export function autocovariances(series: Float64Array, lags: number, isCircle = false): Float64Array {
  const n = series.length;
  const mean = arithmeticMean(series);
  const centred = series.map((x) => x - mean);
  return Float64Array.from({ length: lags + 1 }, (_, lag) => {
    const pairs = isCircle ? n : n - lag;
    let sum = 0;
    for (let t = 0; t < pairs; t++) sum += centred[t]! * centred[(t + lag) % n]!;
    return sum / n;
  });
}
