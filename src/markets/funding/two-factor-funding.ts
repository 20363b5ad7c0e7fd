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
 * Funding with a fast and a slow factor. Real funding forgets half of a spike within a day and still remembers the
 * quarter: a single rate of decay cannot do both.
 *
 *   F = mean + fast + slow, each an Ornstein–Uhlenbeck factor with an exact transition
 *
 * The defaults are those of BTCUSDT on Binance 2020–2023: mean 15 % a year, standard deviation 28 % a year, of whose
 * variance 44 % has a half-life of 15 hours and 56 % one of 31 days (two exponentials fitted to the autocorrelation).
 */
export const twoFactorFunding = fundingProcess({
  name: 'twoFactorFunding',
  options: {
    meanPerYear: finite(-5, 5, {
      default: 0.15,
      meaning: 'long-run mean of the rate, a fraction of notional a year; positive: longs pay',
    }),
    fastDeviationPerYear: finite(0, 10, {
      default: 0.187,
      meaning: 'standard deviation of the fast factor, in the same unit',
    }),
    fastHalfLifeHours: finite(0.1, 8760, { default: 15.2, meaning: 'half-life of the fast factor in hours' }),
    fastCorrelation: finite(-1, 1, { default: 0.1, meaning: 'of the fast factor’s shocks with those of the price' }),
    slowDeviationPerYear: finite(0, 10, {
      default: 0.21,
      meaning: 'standard deviation of the slow factor, in the same unit',
    }),
    slowHalfLifeDays: finite(0.1, 3650, { default: 31, meaning: 'half-life of the slow factor in days' }),
    slowCorrelation: finite(-1, 1, { default: 0.3, meaning: 'of the slow factor’s shocks with those of the price' }),
    ...settlementOptions,
  },
  sources: ['Binance BTCUSDT funding history 2020-01-01 to 2023-12-31 (4,383 stamps), fitted 2026-11'],
  assumptions: ['Both factors are Gaussian: the pile of stamps at exactly 0.01 % appears only with throughPremium.'],
  check: settlementProblems,
  draws: { fast: 'normal', slow: 'normal' },
  state: { fast: 0, slow: 0 },
  calendar: settlementCalendar,
  uses: { settledPer8h },
  constants: (options, { clock }) => {
    const fastDeviation = options.fastDeviationPerYear / QUOTED_PER_YEAR;
    const slowDeviation = options.slowDeviationPerYear / QUOTED_PER_YEAR;
    const fast = jointTransition(options.fastHalfLifeHours / 24, fastDeviation, options.fastCorrelation, clock);
    const slow = jointTransition(options.slowHalfLifeDays, slowDeviation, options.slowCorrelation, clock);
    return {
      meanPer8h: options.meanPerYear / QUOTED_PER_YEAR,
      fastKeep: fast.keep,
      fastWithPrice: fast.withPrice,
      fastOwn: fast.own,
      slowKeep: slow.keep,
      slowWithPrice: slow.withPrice,
      slowOwn: slow.own,
      ...settlementConstants(options),
    };
  },
  step: (s, k, draw, at, ports, math) => {
    s.fast = k.fastKeep * s.fast + k.fastWithPrice * ports.price.shock + k.fastOwn * draw.fast;
    s.slow = k.slowKeep * s.slow + k.slowWithPrice * ports.price.shock + k.slowOwn * draw.slow;
    const per8h = math.settledPer8h(k.meanPer8h + s.fast + s.slow, k.interest, k.deadZone, k.cap);
    s.rate = at.stamps * k.stampShare * per8h;
  },
});

export const examples = [twoFactorFunding(), twoFactorFunding({ meanPerYear: 0, throughPremium: true, stampHours: 4 })];
