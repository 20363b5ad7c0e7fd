import { arithmeticMean } from '../../statistics/arithmetic-mean.ts';
import { logNormal } from '../densities.ts';
import { maximumLikelihood } from '../maximum-likelihood.ts';
import { positive, real } from '../scale.ts';
import { driftPerYear, volatilityPerYear } from '../units.ts';

/** Independent normal log returns; the estimates are their mean and their standard deviation over n. */
export const gbmModel = maximumLikelihood({
  name: 'gbm',
  process: 'gbm',
  reads: 'prices',
  periodMinutes: 1440,
  parameters: [
    { name: 'mean', scale: real(0.01) },
    { name: 'deviation', scale: positive },
  ],
  starts: ({ values }) => {
    const mean = arithmeticMean(values);
    return [[mean, Math.sqrt(arithmeticMean(values.map((x) => (x - mean) * (x - mean))))]];
  },
  logDensities: ([mean, deviation], { values }, into) => {
    for (let t = 0; t < values.length; t++) into[t] = logNormal(values[t]!, mean!, deviation! * deviation!);
  },
  options: ([mean, deviation], stepDays) => ({
    driftPerYear: driftPerYear(mean!, deviation! * deviation!, stepDays),
    volatilityPerYear: volatilityPerYear(deviation! * deviation!, stepDays),
  }),
  facts: () => ({}),
  simulate: ([mean, deviation], count, { nextNormal }) =>
    Float64Array.from({ length: count }, () => mean! + deviation! * nextNormal()),
});
