import { math } from '../math/math.ts';
import { correlation } from '../statistics/correlation.ts';
import { quantileSorted } from '../statistics/quantile-sorted.ts';
import { variance } from '../statistics/variance.ts';
import { dateOf, type PairedReturn, pairedReturns, type QuotedDay, quotedDays } from './reality.ts';
import type { RealityTrack } from './run-result.ts';
import { finiteOrNull, summariseEstimate } from './summarise-column.ts';
import type { RealityMiss, RealityPeriod, RealitySummary } from './summary.ts';

const DAYS_PER_YEAR = 365;
const MOST_MISSES = 8;

/**
 * How far what was simulated is from what really traded, day by day, from live quote to live quote.
 *
 * A miss is the difference of simple returns, simulated less real. Tracking error: its standard deviation, n - 1, times the
 * root of the returns in a year of 365 days, so that a day without a quote shortens the series and annualises rightly.
 * Growth ratio: what the simulated one grew by, over what the real one did; its logarithms add up over quarters and years.
 */
export function summariseReality(track: RealityTrack): RealitySummary {
  const { marketDays, quoted } = quotedDays(track);
  const returns = pairedReturns(track, quoted);
  const days = (quoted.at(-1)?.day ?? 0) - (quoted[0]?.day ?? 0);
  const perYear = (returns.length * DAYS_PER_YEAR) / days;
  const growthRatio = ratioOf(returns);
  return {
    simulated: track.simulatedName,
    real: track.realName,
    from: quoted.length === 0 ? null : dateOf(quoted[0]!.day),
    to: quoted.length === 0 ? null : dateOf(quoted.at(-1)!.day),
    marketDays,
    daysWithoutQuote: marketDays - quoted.length,
    repeatedQuotes: returns.filter(({ real }) => real === 0).length,
    returns: returns.length,
    returnsPerYear: finiteOrNull(perYear),
    correlation: summariseEstimate(correlation(column(returns, 'simulated'), column(returns, 'real'))),
    trackingErrorPerYear: finiteOrNull(trackingError(returns, perYear)),
    medianAbsoluteMiss: finiteOrNull(quantileSorted(misses(returns).map(Math.abs).sort(), 0.5)),
    growthRatio: finiteOrNull(growthRatio),
    logGapPerYear: finiteOrNull((math.log(growthRatio) * DAYS_PER_YEAR) / days),
    usualRebalances: finiteOrNull(quantileSorted(Float64Array.from(returns, (each) => each.rebalances).sort(), 0.5)),
    years: yearsOf(returns, perYear),
    largestMisses: largestMisses(returns, quoted),
  };
}

const column = (returns: readonly PairedReturn[], name: 'simulated' | 'real') =>
  Float64Array.from(returns, (each) => each[name]);

const missOf = ({ simulated, real }: PairedReturn): number => simulated - real;
const misses = (returns: readonly PairedReturn[]) => Float64Array.from(returns, missOf);

const trackingError = (returns: readonly PairedReturn[], perYear: number): number =>
  Math.sqrt(variance(misses(returns)) * perYear);

/** Sum of logarithms: a product of thousands of factors would round at each. */
const ratioOf = (returns: readonly PairedReturn[]): number =>
  math.exp(returns.reduce((sum, { simulated, real }) => sum + math.log((1 + simulated) / (1 + real)), 0));

/** A return belongs to the quarter and the year of the day that ends it. */
function yearsOf(returns: readonly PairedReturn[], perYear: number): readonly RealityPeriod[] {
  const years = returns.map(({ day }) => Number(dateOf(day).slice(0, 4)));
  const quarters = returns.map(({ day }) => Math.ceil(Number(dateOf(day).slice(5, 7)) / 3));
  return [...new Set(years)].map((year) => {
    const inYear = returns.filter((_, i) => years[i] === year);
    const inQuarter = (nth: number) => returns.filter((_, i) => years[i] === year && quarters[i] === nth);
    return {
      year,
      returns: inYear.length,
      correlation: finiteOrNull(correlation(column(inYear, 'simulated'), column(inYear, 'real')).value),
      trackingErrorPerYear: finiteOrNull(trackingError(inYear, perYear)),
      growthRatio: finiteOrNull(ratioOf(inYear)),
      growthRatioByQuarter: [1, 2, 3, 4]
        .map(inQuarter)
        .map((some) => (some.length === 0 ? null : finiteOrNull(ratioOf(some)))),
    };
  });
}

function largestMisses(returns: readonly PairedReturn[], quoted: readonly QuotedDay[]): readonly RealityMiss[] {
  /** How much of the `nth` miss the `other` one is the opposite of. */
  const undone = (nth: number, other: number): number => {
    const [own, beside] = [returns[nth], returns[other]];
    if (own === undefined || beside === undefined) return 0;
    return Math.max(0, Math.min(1, -missOf(beside) / missOf(own)));
  };
  return returns
    .map((each, nth) => ({ each, nth }))
    .sort((a, b) => Math.abs(missOf(b.each)) - Math.abs(missOf(a.each)) || a.nth - b.nth)
    .slice(0, MOST_MISSES)
    .map(({ each, nth }) => ({
      date: dateOf(each.day),
      since: dateOf(quoted[nth]!.day),
      simulated: each.simulated,
      real: each.real,
      coin: each.coin,
      miss: missOf(each),
      rebalances: each.rebalances,
      daysWithoutQuote: each.daysWithoutQuote,
      missingHours: each.missingHours,
      undoneByNext: undone(nth, nth + 1),
      undoesLast: undone(nth, nth - 1),
    }));
}
