import { neumaierSum } from '../math/sum.ts';
import { arithmeticMean } from './arithmetic-mean.ts';
import type { ShareEstimate } from './contracts.ts';
import { type PairedColumns, pathsOf } from './paired-columns.ts';
import { wilsonInterval } from './wilson-interval.ts';

/**
 * Of each path, the weight of the pairs whose first ends above the second, ties counting one half, over the weight of all;
 * NaN where a value is. Both are added up in the same order, so a path on which all pairs are won scores exactly 1.
 */
export function duelScores(pairs: PairedColumns): Float64Array {
  const scores = new Float64Array(pathsOf(pairs));
  for (const [k, weight] of pairs.weights.entries()) {
    const first = pairs.firsts[k] as Float64Array;
    const second = pairs.seconds[k] as Float64Array;
    for (let path = 0; path < scores.length; path++) {
      const a = first[path] as number;
      const b = second[path] as number;
      const score = a > b ? 1 : a === b ? 0.5 : a < b ? 0 : Number.NaN;
      scores[path] = (scores[path] as number) + weight * score;
    }
  }
  // Equal weights of six, seven or ten pairs add up to a rounding less than 1.
  const total = pairs.weights.reduce((sum, weight) => sum + weight, 0);
  return scores.map((score) => score / total);
}

/**
 * Probability that the first beats the second: the mean of `duelScores`, with the error of that mean over paths.
 *
 *   SE^2 = (mean of score^2 - value^2) / n
 *
 * The interval is Wilson's at an effective number of paths, value (1 - value) / SE^2 as Korn & Graubard (1998, Survey
 * Methodology 24, 193-201) take it for shares from clusters, but at most n over the sum of the squared weights: were all
 * pairs independent, that many duels they would be (Kish 1965, section 11.7). For a single pair it is n, ties or not, and
 * everything is as `probabilityFirstBeats` has it.
 *
 * NaN where a score is; the error is NaN for fewer than two paths.
 */
export function estimateOfScores(scores: Float64Array, weights: readonly number[]): ShareEstimate {
  const n = scores.length;
  const value = arithmeticMean(scores);
  if (!(value >= 0)) return { value: Number.NaN, standardError: Number.NaN, interval: [Number.NaN, Number.NaN] };
  const standardError =
    n < 2 ? Number.NaN : Math.sqrt(neumaierSum(scores.map((score) => (score - value) * (score - value))) / n / n);
  const squares = weights.reduce((sum, weight) => sum + weight * weight, 0);
  const variance = standardError * standardError;
  const effective = variance > 0 ? (value * (1 - value)) / variance : Number.POSITIVE_INFINITY;
  // A score is never more variable than a single win or loss: the effective number falls short of n by roundings only.
  return { value, standardError, interval: wilsonInterval(value, Math.max(n, Math.min(effective, n / squares))) };
}
