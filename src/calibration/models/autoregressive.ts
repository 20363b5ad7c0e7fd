import { arithmeticMean } from '../../statistics/arithmetic-mean.ts';
import { eachStretch } from '../conditional-variance.ts';
import { logNormal } from '../densities.ts';
import { maximumLikelihood } from '../maximum-likelihood.ts';
import { between, positive, real } from '../scale.ts';
import { driftPerYear, periodOption, volatilityPerYear } from '../units.ts';

/**
 * Normal returns that remember the one before: r[t] - m = φ (r[t - 1] - m) + e. Negative φ is chop, positive is trend.
 * Each stretch begins in the stationary law, whose deviation is the parameter.
 */
export const autoregressiveModel = maximumLikelihood({
  name: 'autoregressive',
  process: 'autoregressive',
  reads: 'prices',
  periodMinutes: 1440,
  parameters: [
    { name: 'mean', scale: real(0.01) },
    { name: 'deviation', scale: positive },
    { name: 'phi', scale: between(-1, 1) },
  ],
  starts: ({ values }) => {
    const mean = arithmeticMean(values);
    return [[mean, Math.sqrt(arithmeticMean(values.map((x) => (x - mean) * (x - mean)))), 0.01]];
  },
  logDensities: ([mean, deviation, phi], series, into) => {
    const variance = deviation! * deviation!;
    const { values } = series;
    eachStretch(series, (first, end) => {
      into[first] = logNormal(values[first]!, mean!, variance);
      for (let t = first + 1; t < end; t++) {
        into[t] = logNormal(values[t]!, mean! + phi! * (values[t - 1]! - mean!), variance * (1 - phi! * phi!));
      }
    });
  },
  options: ([mean, deviation, phi], stepDays) => ({
    // A period adds so much to the variance of the log price once the first ones are behind it.
    driftPerYear: driftPerYear(mean!, (deviation! * deviation! * (1 + phi!)) / (1 - phi!), stepDays),
    volatilityPerYear: volatilityPerYear(deviation! * deviation!, stepDays),
    phi: phi!,
    ...periodOption(stepDays),
  }),
  facts: () => ({}),
  simulate: ([mean, deviation, phi], count, { nextNormal }) => {
    let distance = deviation! * nextNormal();
    const own = deviation! * Math.sqrt(1 - phi! * phi!);
    return Float64Array.from({ length: count }, () => {
      const value = mean! + distance;
      distance = phi! * distance + own * nextNormal();
      return value;
    });
  },
});
