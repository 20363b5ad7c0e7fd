import { neumaierSum } from '../math/sum.ts';
import type { Interval } from './contracts.ts';
import { logsAboveZero, type MedianLogGap, medianGapOfLogs } from './median-log-gap.ts';
import { type Mixture, mixtureOf, quantileEnds, totalWeight } from './mixture.ts';
import { type PairedColumns, pathsOf } from './paired-columns.ts';

/** Normal quantile at 97.5 %. */
const Z = 1.959963984540054;
const FEWEST_PATHS = 6;

/**
 * Median of log(first) - log(second) over all paths and pairs where both end above zero, each with the weight of its pair,
 * and a 95 % interval that knows that the pairs of one path are not independent.
 *
 * Woodruff (1952), "Confidence intervals for medians and other position measures", JASA 47, 635-646: the share of gaps
 * below the median has an error over paths, e; the interval holds the quantiles from 1/2 - 1.96 e to 1/2 + 1.96 e. Of a
 * single pair it is the exact one of `medianLogGap`. `paths` counts those with at least one gap; below six the interval is NaN.
 */
export function pooledLogGap(pairs: PairedColumns): MedianLogGap {
  const firsts = pairs.firsts.map(logsAboveZero);
  const seconds = pairs.seconds.map(logsAboveZero);
  if (pairs.weights.length === 1) return medianGapOfLogs(firsts[0] as Float64Array, seconds[0] as Float64Array);

  const n = pathsOf(pairs);
  const kept = firsts.map(() => 0);
  const hasGap = new Uint8Array(n);
  // NaN where there is no gap.
  const gaps = firsts.map((first, k) =>
    first.map((a, path) => {
      const b = (seconds[k] as Float64Array)[path] as number;
      if (!(a > Number.NEGATIVE_INFINITY && b > Number.NEGATIVE_INFINITY)) return Number.NaN;
      kept[k] = (kept[k] as number) + 1;
      hasGap[path] = 1;
      return a - b;
    }),
  );
  // NaN sorts last: what comes before are the gaps.
  const mixture: Mixture = {
    sorted: mixtureOf(gaps, pairs.weights).sorted.map((sample, k) => sample.subarray(0, kept[k])),
    weights: pairs.weights,
  };
  const paths = hasGap.reduce((sum, has) => sum + has, 0);
  const value = middleOf(quantileEnds(mixture, 0.5));
  return { value, interval: intervalAround(value, gaps, mixture, paths), paths };
}

function intervalAround(median: number, gaps: readonly Float64Array[], mixture: Mixture, paths: number): Interval {
  if (paths < FEWEST_PATHS) return [Number.NaN, Number.NaN];
  const sides = new Float64Array(gaps[0]?.length ?? 0);
  for (const [k, column] of gaps.entries()) {
    const weight = mixture.weights[k] as number;
    for (let path = 0; path < sides.length; path++) {
      const gap = column[path] as number;
      const side = gap < median ? 0.5 : gap > median ? -0.5 : 0;
      sides[path] = (sides[path] as number) + weight * side;
    }
  }
  const error = Math.sqrt(neumaierSum(sides.map((side) => side * side))) / totalWeight(mixture);
  const reach = Math.min(0.5, Z * error);
  return [quantileEnds(mixture, 0.5 - reach)[0], quantileEnds(mixture, 0.5 + reach)[1]];
}

const middleOf = ([low, high]: readonly [number, number]): number => low + (high - low) / 2;
