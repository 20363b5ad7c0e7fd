import { math } from '../math/math.ts';
import { quantileSorted } from './quantile-sorted.ts';
import { variance } from './variance.ts';

/** Log points by which a constant is smeared, so that it can be drawn at all. */
const BANDWIDTH_OF_A_CONSTANT = 0.01;

/** Bandwidths beyond which the kernel is left out: there it is below 0.04 % of its height. */
const REACH = 4;

export interface LogDensity {
  /** Where the density is stated, ascending, evenly spaced in the logarithm. */
  readonly values: Float64Array;
  /** Per unit of log value; the area under it is 1 (to 0.1 %). Scale by `positiveShare` to leave room for the zeros. */
  readonly density: Float64Array;
  /** Standard deviation of the kernel, in log points. */
  readonly bandwidth: number;
  /** Share of the values that are above zero and finite, and so have a logarithm. */
  readonly positiveShare: number;
}

/**
 * Kernel density of log(value), for charts: Gaussian kernel, bandwidth 0.9 min(s, IQR / 1.34) n^(-1/5).
 *
 * Silverman, Density Estimation for Statistics and Data Analysis (1986), eq. 3.31; where the middle half of the values
 * is a single one, s alone. The values are first shared out linearly between the two nearest of the `points` grid points
 * and then smoothed there (his section 3.5, without the Fourier transform), so the cost is n + points * reach. The
 * bandwidth is never below the spacing of the grid, which a few far outliers can stretch.
 *
 * Values of 0 and below are left out and reported in `positiveShare`; with none above zero the arrays are empty.
 * `points` at least 10.
 */
export function logDensity(values: Float64Array, points: number): LogDensity {
  const logs = logsOf(values).sort();
  const positiveShare = logs.length / values.length;
  if (logs.length === 0) {
    return { values: new Float64Array(0), density: new Float64Array(0), bandwidth: Number.NaN, positiveShare };
  }

  const lowest = logs[0] as number;
  const range = (logs[logs.length - 1] as number) - lowest;
  // The least bandwidth for which the grid, which reaches beyond the data by the kernel's reach, is as fine as the kernel.
  const bandwidth = Math.max(silvermanBandwidth(logs), range / (points - 1 - 2 * REACH));
  const from = lowest - REACH * bandwidth;
  const spacing = (range + 2 * REACH * bandwidth) / (points - 1);
  const density = smooth(shareOut(logs, from, spacing, points), bandwidth / spacing);
  return {
    values: Float64Array.from(density, (_, i) => math.exp(from + i * spacing)),
    density: density.map((mass) => mass / spacing),
    bandwidth,
    positiveShare,
  };
}

/** Of the values that are above zero and finite. */
function logsOf(values: Float64Array): Float64Array {
  // Not `filter`: it gathers into a plain array first, which for a million paths takes ten times as long.
  const logs = new Float64Array(values.length);
  let kept = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number;
    if (value > 0 && value < Number.POSITIVE_INFINITY) logs[kept++] = math.log(value);
  }
  return logs.subarray(0, kept);
}

function silvermanBandwidth(sortedLogs: Float64Array): number {
  const n = sortedLogs.length;
  const deviation = n < 2 ? 0 : Math.sqrt(variance(sortedLogs));
  const middleHalf = (quantileSorted(sortedLogs, 0.75) - quantileSorted(sortedLogs, 0.25)) / 1.34;
  const spread = middleHalf > 0 ? Math.min(deviation, middleHalf) : deviation;
  return spread > 0 ? 0.9 * spread * math.exp(-0.2 * math.log(n)) : BANDWIDTH_OF_A_CONSTANT;
}

/** Mass of each grid point: every value's 1/n is split between its two neighbours by nearness. Adds up to 1. */
function shareOut(logs: Float64Array, from: number, spacing: number, points: number): Float64Array {
  const mass = new Float64Array(points);
  for (let i = 0; i < logs.length; i++) {
    const log = logs[i] as number;
    const place = (log - from) / spacing;
    const left = Math.min(points - 2, Math.floor(place));
    mass[left] = (mass[left] as number) + (1 - (place - left)) / logs.length;
    mass[left + 1] = (mass[left + 1] as number) + (place - left) / logs.length;
  }
  return mass;
}

/** Each mass spread over its neighbours by a kernel that adds up to 1 on the grid. */
function smooth(mass: Float64Array, bandwidthInPoints: number): Float64Array {
  const reach = Math.ceil(REACH * bandwidthInPoints);
  const kernel = Float64Array.from({ length: reach + 1 }, (_, lag) => {
    const z = lag / bandwidthInPoints;
    return math.exp(-0.5 * z * z);
  });
  let total = kernel[0] as number;
  for (let lag = 1; lag <= reach; lag++) total += 2 * (kernel[lag] as number);

  const last = mass.length - 1;
  const smoothed = new Float64Array(mass.length);
  for (let i = 0; i <= last; i++) {
    const here = (mass[i] as number) / total;
    if (here === 0) continue;
    for (let lag = -reach; lag <= reach; lag++) {
      const target = i + lag;
      if (target < 0 || target > last) continue;
      smoothed[target] = (smoothed[target] as number) + here * (kernel[Math.abs(lag)] as number);
    }
  }
  return smoothed;
}
