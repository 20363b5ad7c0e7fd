import { math } from '../../math/math.ts';
import { arithmeticMean } from '../../statistics/arithmetic-mean.ts';
import { maximumLikelihood } from '../maximum-likelihood.ts';
import { between, positive, real } from '../scale.ts';
import { poissonNumber } from '../shocks.ts';
import { volatilityPerYear, yearsOf } from '../units.ts';

/** Jumps a period beyond which they are a second diffusion; the count below then needs no more terms. */
const MOST_JUMPS = 2;
/** The chance of more than this many is below 1e-16 at `MOST_JUMPS`. */
const MOST_COUNTED = 24;
/** More jumps than one a week are not what is meant by a jump. */
const OFTEN_PER_YEAR = 52;

/** Merton (1976): a Brownian log price, and normal jumps that come as a Poisson process. */
export interface MertonValues {
  readonly mean: number;
  readonly deviation: number;
  readonly jumps: number;
  readonly jumpMean: number;
  readonly jumpDeviation: number;
}

/** Options of the process; its drift is that of the expected price: E[e^J] = exp(jumpMean + jumpDeviation² / 2). */
export function mertonOptions(values: MertonValues, stepDays: number) {
  const { mean, deviation, jumps, jumpMean, jumpDeviation } = values;
  const compensator = jumps * math.expm1(jumpMean + 0.5 * jumpDeviation * jumpDeviation);
  return {
    driftPerYear: (mean + 0.5 * deviation * deviation + compensator) / yearsOf(stepDays),
    volatilityPerYear: volatilityPerYear(deviation * deviation, stepDays),
    jumpsPerYear: jumps / yearsOf(stepDays),
    jumpMean,
    jumpDeviation,
  };
}

/** The share of the variance that comes from jumps. */
export function jumpShare({ deviation, jumps, jumpMean, jumpDeviation }: MertonValues): number {
  const ofJumps = jumps * (jumpMean * jumpMean + jumpDeviation * jumpDeviation);
  return ofJumps / (deviation * deviation + ofJumps);
}

export function simulateMerton(
  { mean, deviation, jumps, jumpMean, jumpDeviation }: MertonValues,
  count: number,
  random: { readonly nextNormal: () => number; readonly nextUniform: () => number },
): Float64Array {
  return Float64Array.from({ length: count }, () => {
    const n = poissonNumber(random, jumps);
    const jump = n * jumpMean + Math.sqrt(n) * jumpDeviation * random.nextNormal();
    return mean + deviation * random.nextNormal() + jump;
  });
}

const named = ([mean, deviation, jumps, jumpMean, jumpDeviation]: readonly number[]): MertonValues => {
  return { mean: mean!, deviation: deviation!, jumps: jumps!, jumpMean: jumpMean!, jumpDeviation: jumpDeviation! };
};

/** A return is a mixture of normals, by the number of jumps: f(x) = Σ e^-λ λⁿ / n! φ(x; m + n jumpMean, σ² + n δ²). */
export const mertonModel = maximumLikelihood({
  name: 'merton',
  process: 'merton',
  reads: 'prices',
  periodMinutes: 1440,
  parameters: [
    { name: 'mean', scale: real(0.01) },
    { name: 'deviation', scale: positive },
    { name: 'jumpsPerPeriod', scale: between(0, MOST_JUMPS) },
    { name: 'jumpMean', scale: real(0.01) },
    { name: 'jumpDeviation', scale: positive },
  ],
  starts: ({ values }) => {
    const mean = arithmeticMean(values);
    const deviation = Math.sqrt(arithmeticMean(values.map((x) => (x - mean) * (x - mean))));
    return [
      [mean, 0.8 * deviation, 0.05, 0, 2 * deviation],
      [mean, 0.5 * deviation, 0.7, 0, deviation],
    ];
  },
  logDensities: (values, series, into) => {
    const { mean, deviation, jumps, jumpMean, jumpDeviation } = named(values);
    const terms: { readonly centre: number; readonly scale: number; readonly weight: number }[] = [];
    let chance = math.exp(-jumps);
    for (let n = 0; n <= MOST_COUNTED; n++) {
      const variance = deviation * deviation + n * jumpDeviation * jumpDeviation;
      const weight = chance / Math.sqrt(2 * Math.PI * variance);
      terms.push({ centre: mean + n * jumpMean, scale: -0.5 / variance, weight });
      chance *= jumps / (n + 1);
      if (chance < 1e-18) break;
    }
    for (let t = 0; t < into.length; t++) {
      let density = 0;
      for (const { centre, scale, weight } of terms) {
        const distance = series.values[t]! - centre;
        density += weight * math.exp(scale * distance * distance);
      }
      into[t] = math.log(density);
    }
  },
  options: (values, stepDays) => mertonOptions(named(values), stepDays),
  facts: (values) => ({ jumpShareOfVariance: jumpShare(named(values)) }),
  simulate: (values, count, random) => simulateMerton(named(values), count, random),
  warnings: (values, { stepDays }) => {
    const { jumpsPerYear } = mertonOptions(named(values), stepDays);
    if (jumpsPerYear < OFTEN_PER_YEAR) return [];
    return [
      `${jumpsPerYear.toFixed(0)} jumps a year are no jumps: the likelihood found a mixture of calm and wild days. ` +
        'For rare jumps calibrate rare-jumps; for changing volatility garch-t or regimes-2',
    ];
  },
});
