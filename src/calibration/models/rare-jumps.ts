import { arithmeticMean } from '../../statistics/arithmetic-mean.ts';
import { CalibrationError } from '../calibration-error.ts';
import { eachStretch } from '../conditional-variance.ts';
import type { CalibrationModel, Series } from '../contracts.ts';
import { positive, real } from '../scale.ts';
import { jumpShare, type MertonValues, mertonOptions, simulateMerton } from './merton.ts';

/** Returns that local volatility is taken over: more than the square root of those in a year, as the source asks. */
const WINDOW = 60;
/** A return this many local standard deviations long is a jump. */
const THRESHOLD = 4.5;
/** (E|z|)², by which the product of neighbouring sizes underestimates the variance of normal returns. */
const BIPOWER = 2 / Math.PI;

const named = ([mean, deviation, jumps, jumpMean, jumpDeviation]: readonly number[]): MertonValues => {
  return { mean: mean!, deviation: deviation!, jumps: jumps!, jumpMean: jumpMean!, jumpDeviation: jumpDeviation! };
};

/**
 * Merton's process from jumps that are seen one by one: returns that are long for their neighbourhood, whose variance
 * is the mean of |r[j]| |r[j - 1]| π / 2 over the window before, which a single jump hardly moves. Lee & Mykland
 * (2008), Review of Financial Studies 21, eq. 7 and 8.
 *
 * The likelihood of daily returns prefers a jump every other day, which is changing volatility in disguise; this finds
 * what people call a jump. Standard errors take the jumps found as given, independent, and Poisson.
 */
export const rareJumpsModel: CalibrationModel = {
  name: 'rare-jumps',
  process: 'merton',
  reads: 'prices',
  method: `jumps beyond ${THRESHOLD} local standard deviations, and moments of both parts`,
  periodMinutes: 240,
  parameters: [
    { name: 'mean', scale: real(0.01) },
    { name: 'deviation', scale: positive },
    { name: 'jumpsPerPeriod', scale: positive },
    { name: 'jumpMean', scale: real(0.01) },
    { name: 'jumpDeviation', scale: positive },
  ],
  estimate: (series) => {
    const { jumps, others, looked } = separate(series);
    if (jumps.length < 2) {
      throw new CalibrationError(
        `rare-jumps: at least two jumps must be found; got ${jumps.length} in ${looked} returns: another model tells more of this record`,
      );
    }
    const diffusive = momentsOf(others);
    const jumping = momentsOf(jumps);
    const errors = [
      diffusive.deviation / Math.sqrt(others.length) / 0.01,
      diffusive.logDeviationError,
      1 / Math.sqrt(jumps.length),
      jumping.deviation / Math.sqrt(jumps.length) / 0.01,
      jumping.logDeviationError,
    ];
    return {
      values: [diffusive.mean, diffusive.deviation, jumps.length / looked, jumping.mean, jumping.deviation],
      isAtBound: errors.map(() => false),
      covariance: errors.map((error, i) => errors.map((_, j) => (i === j ? error * error : 0))),
      covarianceIfTrue: null,
      logLikelihood: null,
      settings: {},
      warnings:
        jumps.length < 20 ? [`only ${jumps.length} jumps were found: their mean and deviation are hardly known`] : [],
    };
  },
  options: (values, stepDays) => mertonOptions(named(values), stepDays),
  facts: (values) => ({ jumpShareOfVariance: jumpShare(named(values)) }),
  simulate: (values, count, random) => simulateMerton(named(values), count, random),
};

/** Of each stretch, the returns that have a whole window before them: jumps, and all others. */
export function separate(series: Series): {
  readonly jumps: readonly number[];
  readonly others: readonly number[];
  readonly looked: number;
} {
  const { values } = series;
  const jumps: number[] = [];
  const others: number[] = [];
  eachStretch(series, (first, end) => {
    const product = (t: number) => Math.abs(values[t]! * values[t - 1]!);
    let products = 0;
    for (let t = first + 1; t < end; t++) {
      if (t >= first + WINDOW) {
        const deviation = Math.sqrt(products / (WINDOW - 1) / BIPOWER);
        (Math.abs(values[t]!) > THRESHOLD * deviation ? jumps : others).push(values[t]!);
        products -= product(t - WINDOW + 1);
      }
      products += product(t);
    }
  });
  return { jumps, others, looked: jumps.length + others.length };
}

/** With the standard error of the logarithm of the deviation: sqrt((kurtosis - 1) / 4 n). */
function momentsOf(values: readonly number[]) {
  const all = Float64Array.from(values);
  const mean = arithmeticMean(all);
  const variance = arithmeticMean(all.map((x) => (x - mean) * (x - mean)));
  const kurtosis = arithmeticMean(all.map((x) => ((x - mean) * (x - mean)) ** 2)) / (variance * variance);
  return {
    mean,
    deviation: Math.sqrt(variance),
    logDeviationError: Math.sqrt((kurtosis - 1) / (4 * all.length)),
  };
}
