import { math } from '../math/math.ts';
import { arithmeticMean } from '../statistics/arithmetic-mean.ts';
import { skewness } from '../statistics/skewness.ts';
import { variance } from '../statistics/variance.ts';
import { yearsOf } from './units.ts';

/** A market as it is judged: its log returns, one a period, and its funding where it has any. */
export interface MarketRecord {
  readonly stepDays: number;
  readonly returns: Float64Array;
  readonly funding: {
    /** The rate at each stamp. */
    readonly stamps: Float64Array;
    /** Charged within each period of a return; NaN where a stamp is missing. */
    readonly perReturn: Float64Array;
  } | null;
}

export interface MarketStatistic {
  readonly name: string;
  /** NaN where the market has no such figure. */
  readonly of: (market: MarketRecord) => number;
}

/** The largest twentieth of sizes is the tail. */
const TAIL = 0.05;

const ofReturns = (name: string, of: (returns: Float64Array, stepDays: number) => number): MarketStatistic => ({
  name,
  of: ({ returns, stepDays }) => (returns.length === 0 ? Number.NaN : of(returns, stepDays)),
});
const ofStamps = (name: string, of: (stamps: Float64Array) => number): MarketStatistic => ({
  name,
  of: ({ funding }) => (funding === null ? Number.NaN : of(funding.stamps)),
});
const lagOf = (days: number, stepDays: number) => Math.max(1, Math.round(days / stepDays));
const sizes = (returns: Float64Array) => returns.map(Math.abs);

/** What a market is compared by. Days are those of the calendar; lags of funding are stamps. */
export const marketStatistics: readonly MarketStatistic[] = [
  ofReturns('volatility a year', (r, stepDays) => Math.sqrt(variance(r) / yearsOf(stepDays))),
  ofReturns('skewness', skewness),
  ofReturns('excess kurtosis', excessKurtosis),
  ofReturns('tail index, falls', (r) => hillIndex(r.map((x) => -x))),
  ofReturns('tail index, rises', (r) => hillIndex(r)),
  ofReturns('worst log return', (r) => r.reduce((a, b) => Math.min(a, b))),
  ofReturns('best log return', (r) => r.reduce((a, b) => Math.max(a, b))),
  ofReturns('correlation with the return before', (r) => autocorrelation(r, 1)),
  ...[5, 20].map((days) =>
    ofReturns(`variance ratio, ${days} days`, (r, stepDays) => varianceRatio(r, lagOf(days, stepDays))),
  ),
  ...[1, 10, 50, 100].map((days) =>
    ofReturns(`correlation of sizes, ${days} ${days === 1 ? 'day' : 'days'}`, (r, stepDays) =>
      autocorrelation(sizes(r), lagOf(days, stepDays)),
    ),
  ),
  ofReturns('deepest drawdown', (r) => drawdown(r).deepest),
  ofReturns('longest drawdown, days', (r, stepDays) => drawdown(r).longest * stepDays),
  ofStamps('funding: mean', arithmeticMean),
  ofStamps('funding: deviation', (f) => Math.sqrt(variance(f))),
  ofStamps('funding: share of its commonest rate', commonestShare),
  ofStamps('funding: share below zero', (f) => f.filter((rate) => rate < 0).length / f.length),
  ...[1, 21, 90].map((lag) => ofStamps(`funding: correlation at lag ${lag}`, (f) => autocorrelation(f, lag))),
  ...[7, 14].map((days) => ({
    name: `funding: with the return of ${days} days`,
    of: ({ returns, stepDays, funding }: MarketRecord) =>
      funding === null ? Number.NaN : withTrailing(funding.perReturn, returns, lagOf(days, stepDays)),
  })),
];

export function excessKurtosis(values: Float64Array): number {
  const mean = arithmeticMean(values);
  const second = arithmeticMean(values.map((x) => (x - mean) * (x - mean)));
  return arithmeticMean(values.map((x) => ((x - mean) * (x - mean)) ** 2)) / (second * second) - 3;
}

/**
 * Hill (1975), Annals of Statistics 3: the power at which P(X > x) falls, from the largest twentieth of the values, by
 * how far their logarithms lie above that of the next. NaN where these are not all above zero.
 */
export function hillIndex(values: Float64Array): number {
  const sorted = Float64Array.from(values).sort().reverse();
  const count = Math.floor(TAIL * sorted.length);
  const next = sorted[count];
  if (next === undefined || !(next > 0) || count === 0) return Number.NaN;
  let sum = 0;
  for (let i = 0; i < count; i++) sum += math.logRatio(sorted[i]!, next);
  return count / sum;
}

/** Σ (x[t] - m)(x[t + lag] - m) / Σ (x[t] - m)², sums over all there are: biased to zero, never beyond 1. */
export function autocorrelation(values: Float64Array, lag: number): number {
  const mean = arithmeticMean(values);
  let [together, alone] = [0, 0];
  for (let t = 0; t < values.length; t++) {
    alone += (values[t]! - mean) * (values[t]! - mean);
    if (t >= lag) together += (values[t]! - mean) * (values[t - lag]! - mean);
  }
  return together / alone;
}

/** Variance of overlapping sums of `span` returns over `span` times that of one: 1 without memory, less with chop. */
export function varianceRatio(returns: Float64Array, span: number): number {
  if (returns.length <= span) return Number.NaN;
  const sums = trailingSums(returns, span).subarray(span - 1);
  return variance(sums) / (span * variance(returns));
}

/** Share lost from the highest value before, and the most periods in a row spent below it. */
export function drawdown(returns: Float64Array): { readonly deepest: number; readonly longest: number } {
  let [level, highest, deepest, longest, since] = [0, 0, 0, 0, 0];
  for (const x of returns) {
    level += x;
    since = level < highest ? since + 1 : 0;
    highest = Math.max(highest, level);
    deepest = Math.min(deepest, level - highest);
    longest = Math.max(longest, since);
  }
  return { deepest: -math.expm1(deepest), longest };
}

export function commonestShare(values: Float64Array): number {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return Math.max(0, ...counts.values()) / values.length;
}

/** Sum of the `span` returns that end at each; of fewer at the beginning. */
function trailingSums(returns: Float64Array, span: number): Float64Array {
  let sum = 0;
  return returns.map((x, t) => {
    sum += x - (t >= span ? returns[t - span]! : 0);
    return sum;
  });
}

function withTrailing(perReturn: Float64Array, returns: Float64Array, span: number): number {
  const trailing = trailingSums(returns, span);
  const isWhole = (t: number) => t >= span - 1 && !Number.isNaN(perReturn[t]!);
  const a = perReturn.filter((_, t) => isWhole(t));
  const b = trailing.filter((_, t) => isWhole(t));
  const [meanA, meanB] = [arithmeticMean(a), arithmeticMean(b)];
  const product = arithmeticMean(a.map((x, i) => (x - meanA) * (b[i]! - meanB)));
  const squares = (values: Float64Array, mean: number) => arithmeticMean(values.map((x) => (x - mean) * (x - mean)));
  return product / Math.sqrt(squares(a, meanA) * squares(b, meanB));
}
