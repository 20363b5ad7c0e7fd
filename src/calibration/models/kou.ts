import { math } from '../../math/math.ts';
import { arithmeticMean } from '../../statistics/arithmetic-mean.ts';
import { maximumLikelihood } from '../maximum-likelihood.ts';
import { between, positive, real } from '../scale.ts';
import { poissonNumber } from '../shocks.ts';
import { volatilityPerYear, yearsOf } from '../units.ts';

/** Jumps a period beyond which they are a second diffusion. */
const MOST_JUMPS = 2;
const OFTEN_PER_YEAR = 52;
/** The transform of a normal law so many standard deviations out is 1e-13; what lies beyond is left out. */
const REACH = 7.7;
/** A density this small is rounding, of either sign. */
const LEAST_DENSITY = 1e-14;
/** Waves that are summed at most: a narrower diffusion than they resolve is refused. */
const MOST_WAVES = 8192;

interface KouValues {
  readonly mean: number;
  readonly deviation: number;
  readonly jumps: number;
  readonly upShare: number;
  readonly upMean: number;
  readonly downMean: number;
}

const named = ([mean, deviation, jumps, upShare, upMean, downMean]: readonly number[]): KouValues => {
  return { mean: mean!, deviation: deviation!, jumps: jumps!, upShare: upShare!, upMean: upMean!, downMean: downMean! };
};

/**
 * Kou (2002), Management Science 48: a Brownian log price, and jumps with exponential sizes of their own up and down.
 *
 * The density of a return has no short form, its Fourier transform does: it is summed as a cosine series over a range
 * that holds all returns, Fang & Oosterlee (2008), SIAM J. Sci. Comput. 31, section 2.1; the error is below 1e-10.
 */
export const kouModel = maximumLikelihood({
  name: 'kou',
  process: 'kou',
  reads: 'prices',
  periodMinutes: 1440,
  parameters: [
    { name: 'mean', scale: real(0.01) },
    { name: 'deviation', scale: positive },
    { name: 'jumpsPerPeriod', scale: between(0, MOST_JUMPS) },
    { name: 'upShare', scale: between(0, 1) },
    { name: 'upMean', scale: between(0, 1) },
    { name: 'downMean', scale: between(0, 1) },
  ],
  starts: ({ values }) => {
    const mean = arithmeticMean(values);
    const deviation = Math.sqrt(arithmeticMean(values.map((x) => (x - mean) * (x - mean))));
    return [
      [mean, 0.7 * deviation, 0.1, 0.5, 1.5 * deviation, 1.5 * deviation],
      [mean, 0.4 * deviation, 0.8, 0.5, 0.7 * deviation, 0.7 * deviation],
    ];
  },
  logDensities: (values, series, into) => {
    const density = densityOf(named(values), series.values);
    for (let t = 0; t < into.length; t++) into[t] = math.log(Math.max(LEAST_DENSITY, density(series.values[t]!)));
  },
  options: (values, stepDays) => {
    const { mean, deviation, jumps, upShare, upMean, downMean } = named(values);
    const compensator = upShare / (1 - upMean) + (1 - upShare) / (1 + downMean) - 1;
    return {
      driftPerYear: (mean + 0.5 * deviation * deviation + jumps * compensator) / yearsOf(stepDays),
      volatilityPerYear: volatilityPerYear(deviation * deviation, stepDays),
      jumpsPerYear: jumps / yearsOf(stepDays),
      upShare,
      upMean,
      downMean,
    };
  },
  facts: (values) => {
    const { deviation, jumps, upShare, upMean, downMean } = named(values);
    const ofJumps = 2 * jumps * (upShare * upMean * upMean + (1 - upShare) * downMean * downMean);
    return { jumpShareOfVariance: ofJumps / (deviation * deviation + ofJumps) };
  },
  simulate: (values, count, random) => {
    const { mean, deviation, jumps, upShare, upMean, downMean } = named(values);
    return Float64Array.from({ length: count }, () => {
      let value = mean + deviation * random.nextNormal();
      for (let left = poissonNumber(random, jumps); left > 0; left--) {
        const isUp = random.nextUniform() < upShare;
        const size = -math.log(random.nextUniform());
        value += isUp ? upMean * size : -downMean * size;
      }
      return value;
    });
  },
  warnings: (values, { stepDays }) => {
    const jumpsPerYear = named(values).jumps / yearsOf(stepDays);
    if (jumpsPerYear < OFTEN_PER_YEAR) return [];
    return [`${jumpsPerYear.toFixed(0)} jumps a year are no jumps but a fat-tailed law of every day`];
  },
});

/** The density of a return near the values given, as a function of its size. */
export function densityOf(
  { mean, deviation, jumps, upShare, upMean, downMean }: KouValues,
  values: Float64Array,
): (x: number) => number {
  let low = mean;
  let high = mean;
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  // What lies beyond the range is folded back into it: that must be nothing that can be seen.
  low -= REACH * deviation + 25 * downMean;
  high += REACH * deviation + 25 * upMean;
  const width = high - low;
  const waves = Math.ceil((REACH * width) / (Math.PI * deviation));
  if (!(waves <= MOST_WAVES)) return () => Number.NaN;
  const weights = new Float64Array(waves);
  for (let k = 0; k < waves; k++) {
    const u = (k * Math.PI) / width;
    const [up, down] = [u * upMean, u * downMean];
    const realPart = upShare / (1 + up * up) + (1 - upShare) / (1 + down * down) - 1;
    const imaginaryPart = (upShare * up) / (1 + up * up) - ((1 - upShare) * down) / (1 + down * down);
    const size = math.exp(jumps * realPart - 0.5 * u * u * deviation * deviation);
    const turns = (u * (mean - low) + jumps * imaginaryPart) / (2 * Math.PI);
    weights[k] = ((k === 0 ? 1 : 2) / width) * size * math.cosTurn(turns);
  }
  return (x) => {
    // Clenshaw (1955): Σ w[k] cos(k θ) by one multiplication a wave.
    const twice = 2 * math.cosTurn((x - low) / (2 * width));
    let after = 0;
    let afterNext = 0;
    for (let k = waves - 1; k > 0; k--) {
      const now = weights[k]! + twice * after - afterNext;
      afterNext = after;
      after = now;
    }
    return weights[0]! + 0.5 * twice * after - afterNext;
  };
}
