import { mixtureOf, quantileEnds } from './mixture.ts';
import { type PairedColumns, pathsOf } from './paired-columns.ts';

export type Dominance = 'first' | 'second' | 'none';

/** Where both distributions have substance, domination must show; further out it must only not be refuted. */
const INSIDE = Array.from({ length: 19 }, (_, i) => (i + 1) / 20);
const OUTSIDE = [0.001, 0.0025, 0.005, 0.01, 0.025].flatMap((p) => [p, 1 - p]);
/** Normal quantile at 97.5 %: either direction is claimed by luck on at most one run in forty. */
const Z = 1.959963984540054;
const FEWEST_PATHS = 100;

/**
 * Who of two is better for everyone who likes more rather than less, beyond sampling error: first-order stochastic dominance
 * of the final values of all paths and pairs, pooled by weight.
 *
 * "First" says that the share of outcomes at or below x is lower for the first, significantly so (one-sided, 2.5 %) at each
 * of the pooled quantiles from 5 % to 95 %, a twentieth apart, and nowhere significantly higher at those from 0.1 % to
 * 2.5 % and from 97.5 % to 99.9 %. The hypothesis put to the test is that there is no dominance, so what is claimed has been
 * shown: Davidson & Duclos (2013), "Testing for restricted stochastic dominance", Econometric Reviews 32, 84-125, with the
 * least of the t statistics (an intersection-union test, which needs no correction for the number of points). A test of the
 * opposite hypothesis, such as Barrett & Donald (2003), would call whatever it cannot refute dominance.
 *
 * Errors are those of the difference of the two shares, path by path. `none` means "not shown": for fewer than 100 paths,
 * or where a value is NaN, always.
 */
export function firstOrderDominance(pairs: PairedColumns): Dominance {
  const n = pathsOf(pairs);
  const all = [...pairs.firsts, ...pairs.seconds];
  if (n < FEWEST_PATHS || all.some((column) => column.some(Number.isNaN))) return 'none';
  const pooled = mixtureOf(all, [...pairs.weights, ...pairs.weights]);
  const at = (p: number) => advantage(pairs, quantileEnds(pooled, p)[0]);
  const inside = INSIDE.map(at);
  const isShown = (sign: 1 | -1) => inside.every((t) => sign * t > Z);
  const isNowhereRefuted = (sign: 1 | -1) => OUTSIDE.every((p) => !(sign * at(p) < -Z));
  for (const [sign, side] of [
    [1, 'first'],
    [-1, 'second'],
  ] as const) {
    if (isShown(sign) && isNowhereRefuted(sign)) return side;
  }
  return 'none';
}

/** The share of the second's outcomes at or below x, less that of the first, in its standard errors over paths; 0 where nothing differs. */
function advantage({ firsts, seconds, weights }: PairedColumns, x: number): number {
  const n = firsts[0]?.length ?? 0;
  const differences = new Float64Array(n);
  for (const [k, weight] of weights.entries()) {
    const first = firsts[k] as Float64Array;
    const second = seconds[k] as Float64Array;
    for (let path = 0; path < n; path++) {
      const a = (first[path] as number) <= x ? 1 : 0;
      const b = (second[path] as number) <= x ? 1 : 0;
      if (a !== b) differences[path] = (differences[path] as number) + weight * (b - a);
    }
  }
  let sum = 0;
  let squares = 0;
  for (const difference of differences) {
    sum += difference;
    squares += difference * difference;
  }
  if (sum === 0) return 0;
  const mean = sum / n;
  return mean / Math.sqrt(Math.max(0, squares / n - mean * mean) / (n - 1));
}
