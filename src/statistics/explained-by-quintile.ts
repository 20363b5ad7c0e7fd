import { math } from '../math/math.ts';
import { neumaierSum } from '../math/sum.ts';
import { arithmeticMean } from './arithmetic-mean.ts';
import { mean as meanOf } from './mean.ts';
import { quantileSorted } from './quantile-sorted.ts';

export interface Quintile {
  /** Least and largest value of the feature among its paths. */
  readonly from: number;
  readonly to: number;
  readonly paths: number;
  /** Mean of the scores of its paths. */
  readonly mean: number;
  readonly standardError: number;
}

export interface Explained {
  /** Share of the variance of the scores that lies between the quintiles, without bias; 0 where chance would do as well. */
  readonly share: number;
  readonly quintiles: readonly Quintile[];
}

const QUINTILES = 5;
/** Normal quantile at 99 %. */
const Z_99 = 2.3263478740408408;

/**
 * How much of the scores a feature of their paths explains: one-way analysis of variance between fifths of the feature.
 *
 *   between = sum of n_g (mean_g - mean)^2,   within = all - between,   F = (between / (g - 1)) / (within / (n - g))
 *   share = 1 - (within / (n - g)) / (all / (n - 1))
 *
 * The plain ratio between / all (eta squared) is (g - 1) / (n - 1) for pure noise; this one, Kelley's (1935, PNAS 21,
 * 554-559) epsilon squared, is 0 on average. It is set to 0 where F is below its 1 % point, by Paulson's (1942, Annals of
 * Mathematical Statistics 13, 233-235) normal approximation: noise is called an explanation once in a hundred times.
 *
 * Paths with the same value of the feature are never parted, so a quintile may be larger than a fifth, and there may be
 * fewer than five; of a constant there is one, which explains nothing. NaN where a value or a score is; no quintiles then.
 */
export function explainedByQuintile(scores: Float64Array, feature: Float64Array): Explained {
  const n = scores.length;
  const sorted = feature.toSorted();
  const mean = arithmeticMean(scores);
  if (n < 2 || Number.isNaN(sorted[n - 1]) || Number.isNaN(mean)) return { share: Number.NaN, quintiles: [] };
  const edges = Array.from({ length: QUINTILES - 1 }, (_, i) => quantileSorted(sorted, (i + 1) / QUINTILES));
  const groups = groupsBetween(edges, feature);
  const quintiles = groups.map((paths): Quintile => {
    const values = Float64Array.from(paths, (path) => feature[path] as number).sort();
    const estimate = meanOf(Float64Array.from(paths, (path) => scores[path] as number));
    return {
      from: values[0] as number,
      to: values[values.length - 1] as number,
      paths: paths.length,
      mean: estimate.value,
      standardError: estimate.standardError,
    };
  });
  const all = neumaierSum(scores.map((score) => (score - mean) * (score - mean)));
  const between = quintiles.reduce((sum, each) => sum + each.paths * (each.mean - mean) * (each.mean - mean), 0);
  return { share: unbiasedShare(between, all, quintiles.length, n), quintiles };
}

/** The paths whose feature lies above the same number of edges, from the lowest group that has any to the highest. */
function groupsBetween(edges: readonly number[], feature: Float64Array): readonly Uint32Array[] {
  const groups = Array.from({ length: QUINTILES }, () => new Uint32Array(feature.length));
  const sizes = groups.map(() => 0);
  for (let path = 0; path < feature.length; path++) {
    let nth = 0;
    while (nth < edges.length && (feature[path] as number) > (edges[nth] as number)) nth++;
    const place = sizes[nth] as number;
    (groups[nth] as Uint32Array)[place] = path;
    sizes[nth] = place + 1;
  }
  return groups.map((paths, nth) => paths.subarray(0, sizes[nth])).filter((paths) => paths.length > 0);
}

function unbiasedShare(between: number, all: number, groups: number, n: number): number {
  if (groups < 2 || n <= groups || !(all > 0)) return 0;
  const within = Math.max(0, all - between) / (n - groups);
  const ratio = between / (groups - 1) / within;
  if (!isBeyondChance(ratio, groups - 1, n - groups)) return 0;
  return Math.max(0, 1 - within / (all / (n - 1)));
}

/** Whether an F statistic exceeds its 1 % point. */
function isBeyondChance(ratio: number, between: number, within: number): boolean {
  if (!(ratio > 0)) return false;
  if (ratio === Number.POSITIVE_INFINITY) return true;
  const root = math.exp(math.log(ratio) / 3);
  const [a, b] = [2 / (9 * between), 2 / (9 * within)];
  return ((1 - b) * root - (1 - a)) / Math.sqrt(b * root * root + a) > Z_99;
}
