import { math } from '../../math/math.ts';
import { arithmeticMean } from '../../statistics/arithmetic-mean.ts';
import { studentShock } from '../densities.ts';
import { maximumLikelihood } from '../maximum-likelihood.ts';
import { between, positive, real } from '../scale.ts';
import { studentNumber } from '../shocks.ts';
import { periodOption, volatilityPerYear, yearsOf } from '../units.ts';

/** Standard deviation of a t with this scale. */
const deviationOf = (scale: number, nu: number): number => scale * Math.sqrt(nu / (nu - 2));

/**
 * Independent Student-t log returns. The scale is estimated, not the standard deviation: near two degrees of freedom
 * that one is all tail, and the data say little of it.
 */
export const studentTModel = maximumLikelihood({
  name: 'student-t',
  process: 'studentT',
  reads: 'prices',
  periodMinutes: 1440,
  parameters: [
    { name: 'mean', scale: real(0.01) },
    { name: 'scale', scale: positive },
    { name: 'degreesOfFreedom', scale: between(2, 200) },
  ],
  starts: ({ values }) => {
    const mean = arithmeticMean(values);
    const size = arithmeticMean(values.map((x) => Math.abs(x - mean)));
    return [
      [mean, size, 3],
      [mean, size, 10],
    ];
  },
  logDensities: ([mean, scale, nu], { values }, into) => {
    const deviation = deviationOf(scale!, nu!);
    const logShock = studentShock(nu!);
    const logDeviation = math.log(deviation);
    for (let t = 0; t < values.length; t++) into[t] = logShock((values[t]! - mean!) / deviation) - logDeviation;
  },
  options: ([mean, scale, nu], stepDays) => ({
    driftPerYear: mean! / yearsOf(stepDays),
    volatilityPerYear: volatilityPerYear(deviationOf(scale!, nu!) * deviationOf(scale!, nu!), stepDays),
    degreesOfFreedom: nu!,
    ...periodOption(stepDays),
  }),
  facts: ([, scale]) => ({ scalePerPeriod: scale! }),
  simulate: ([mean, scale, nu], count, random) =>
    Float64Array.from({ length: count }, () => mean! + deviationOf(scale!, nu!) * studentNumber(random, nu!)),
  warnings: () => [
    'the mean of the price does not exist where log returns are Student-t: read medians, or floor the returns',
  ],
});
