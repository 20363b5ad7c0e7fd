import { fundingProcess } from '../../engine/define.ts';
import { finite } from '../../engine/options.ts';
import { jointTransition } from './joint-transition.ts';
import {
  QUOTED_PER_YEAR,
  settledPer8h,
  settlementCalendar,
  settlementConstants,
  settlementOptions,
  settlementProblems,
} from './settlement.ts';

/**
 * Funding that returns to its mean: an Ornstein–Uhlenbeck rate, correlated with the return of the price.
 *
 *   df = k (mean - f) dt + deviation sqrt(2 k) dB,   corr(dW, dB) = correlation
 *
 * The transition is exact for any step, and so is its covariance with the log return of a Brownian price. The rate at a
 * stamp is charged as a fraction of notional; positive: longs pay.
 */
export const meanRevertingFunding = fundingProcess({
  name: 'meanRevertingFunding',
  options: {
    meanPerYear: finite(-5, 5, {
      meaning: 'long-run mean of the rate, a fraction of notional a year; positive: longs pay',
    }),
    deviationPerYear: finite(0, 10, { meaning: 'long-run standard deviation of the rate, in the same unit' }),
    halfLifeDays: finite(0.01, 3650, { meaning: 'days in which half of a gap to the mean is expected to close' }),
    correlation: finite(-1, 1, { default: 0, meaning: 'of the rate’s shocks with those of the price' }),
    startDeviations: finite(-10, 10, {
      default: 0,
      meaning: 'where the rate starts: so many standard deviations above its mean',
    }),
    ...settlementOptions,
  },
  sources: ['Vasicek, O. (1977), An equilibrium characterization of the term structure, eq. 25 (exact transition)'],
  check: settlementProblems,
  draws: { z: 'normal' },
  state: { gap: 0 },
  calendar: settlementCalendar,
  uses: { settledPer8h },
  constants: (options, { clock }) => ({
    meanPer8h: options.meanPerYear / QUOTED_PER_YEAR,
    start: (options.startDeviations * options.deviationPerYear) / QUOTED_PER_YEAR,
    ...jointTransition(options.halfLifeDays, options.deviationPerYear / QUOTED_PER_YEAR, options.correlation, clock),
    ...settlementConstants(options),
  }),
  begin: (s, k) => {
    s.gap = k.start;
  },
  step: (s, k, draw, at, ports, math) => {
    s.gap = k.keep * s.gap + k.withPrice * ports.price.shock + k.own * draw.z;
    const per8h = math.settledPer8h(k.meanPer8h + s.gap, k.interest, k.deadZone, k.cap);
    s.rate = at.stamps * k.stampShare * per8h;
  },
});

export const examples = [
  meanRevertingFunding({ meanPerYear: 0.11, deviationPerYear: 0.3, halfLifeDays: 5, correlation: 0.3 }),
  meanRevertingFunding({
    meanPerYear: 0,
    deviationPerYear: 0.5,
    halfLifeDays: 20,
    throughPremium: true,
    stampHours: 1,
  }),
];
