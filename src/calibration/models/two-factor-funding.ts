import { math } from '../../math/math.ts';
import { fromMoments } from '../moments-of-funding.ts';
import { nelderMead } from '../nelder-mead.ts';
import { between, positive, real } from '../scale.ts';
import { yearsOf } from '../units.ts';

/** Eight hours to a month; few, and spaced by ratios, so that neither memory drowns the other. */
const LAGS = [1, 3, 9, 21, 90];
const share = between(0, 1);

/**
 * Two memories: autocorrelations w a^k + (1 - w) b^k with a < b, by least squares over lags from 1 to 90. The slow
 * factor's keep is b; the fast one's is a share of it, so that they do not change places.
 */
export const twoFactorFundingModel = fromMoments({
  name: 'two-factor-funding',
  process: 'twoFactorFunding',
  periodMinutes: 480,
  lags: LAGS,
  parameters: [
    { name: 'mean', scale: real(1e-4) },
    { name: 'deviation', scale: positive },
    { name: 'fastShare', scale: share },
    { name: 'fastOfSlow', scale: share },
    { name: 'slowKeep', scale: share },
  ],
  match: ({ mean, variance, autocorrelations }, near) => {
    const misfit = (point: readonly number[]) => {
      const [weight, fastOfSlow, slow] = point.map(share.fromReal) as [number, number, number];
      let sum = 0;
      const [logFast, logSlow] = [math.log(fastOfSlow * slow), math.log(slow)];
      for (const [i, lag] of LAGS.entries()) {
        const modelled = weight * math.exp(lag * logFast) + (1 - weight) * math.exp(lag * logSlow);
        sum += (autocorrelations[i]! - modelled) * (autocorrelations[i]! - modelled);
      }
      return sum;
    };
    const start = (near?.slice(2) ?? [0.5, 0.7, 0.99]).map(share.toReal);
    const rough = nelderMead(misfit, start, { flat: 1e-12, most: 2000 });
    const settled = nelderMead(misfit, rough, { edge: 0.1, flat: 1e-14, most: 2000 });
    return [mean, Math.sqrt(variance), ...settled.map(share.fromReal)];
  },
  options: ([mean, deviation, fastShare, fastOfSlow, slowKeep], stepDays) => ({
    meanPerYear: mean! / yearsOf(stepDays),
    fastDeviationPerYear: (deviation! * Math.sqrt(fastShare!)) / yearsOf(stepDays),
    fastHalfLifeHours: (24 * stepDays * -Math.LN2) / math.log(fastOfSlow! * slowKeep!),
    slowDeviationPerYear: (deviation! * Math.sqrt(1 - fastShare!)) / yearsOf(stepDays),
    slowHalfLifeDays: (stepDays * -Math.LN2) / math.log(slowKeep!),
    stampHours: stepDays * 24,
  }),
  facts: ([, , fastShare, fastOfSlow, slowKeep]) => ({
    fastShareOfVariance: fastShare!,
    fastKeep: fastOfSlow! * slowKeep!,
    slowKeep: slowKeep!,
  }),
  simulate: ([mean, deviation, fastShare, fastOfSlow, slowKeep], count, { nextNormal }) => {
    const factor = (weight: number, keep: number) => {
      const size = deviation! * Math.sqrt(weight);
      let gap = size * nextNormal();
      return () => {
        gap = keep * gap + size * Math.sqrt(1 - keep * keep) * nextNormal();
        return gap;
      };
    };
    const fast = factor(fastShare!, fastOfSlow! * slowKeep!);
    const slow = factor(1 - fastShare!, slowKeep!);
    return Float64Array.from({ length: count }, () => mean! + fast() + slow());
  },
});
