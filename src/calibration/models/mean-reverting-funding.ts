import { math } from '../../math/math.ts';
import { fromMoments } from '../moments-of-funding.ts';
import { between, positive, real } from '../scale.ts';
import { yearsOf } from '../units.ts';

/** One memory: the correlation of neighbouring stamps. It forgets a spike rightly, and a quarter far too soon. */
export const meanRevertingFundingModel = fromMoments({
  name: 'mean-reverting-funding',
  process: 'meanRevertingFunding',
  periodMinutes: 480,
  lags: [1],
  parameters: [
    { name: 'mean', scale: real(1e-4) },
    { name: 'deviation', scale: positive },
    { name: 'keep', scale: between(0, 1) },
  ],
  match: ({ mean, variance, autocorrelations: [first = 0] }) => [
    mean,
    Math.sqrt(variance),
    Math.min(1 - 1e-6, Math.max(1e-6, first)),
  ],
  options: ([mean, deviation, keep], stepDays) => ({
    meanPerYear: mean! / yearsOf(stepDays),
    deviationPerYear: deviation! / yearsOf(stepDays),
    halfLifeDays: (stepDays * -Math.LN2) / math.log(keep!),
    stampHours: stepDays * 24,
  }),
  facts: () => ({}),
  simulate: ([mean, deviation, keep], count, { nextNormal }) => {
    let gap = deviation! * nextNormal();
    return Float64Array.from({ length: count }, () => {
      gap = keep! * gap + deviation! * Math.sqrt(1 - keep! * keep!) * nextNormal();
      return mean! + gap;
    });
  },
});
