import { fundingProcess } from '../../engine/define.ts';
import { finite } from '../../engine/options.ts';
import { math } from '../../math/math.ts';
import { jointTransition } from './joint-transition.ts';
import {
  QUOTED_PER_YEAR,
  settledPer8h,
  settlementCalendar,
  settlementConstants,
  settlementOptions,
  settlementProblems,
} from './settlement.ts';

const DAYS_PER_YEAR = 365;

/**
 * Funding that follows the returns of the last weeks: after a rise longs crowd in, and pay for it.
 *
 *   F = mean + response T + fast + slow,   T = c ∫ (e^(-age / m) - e^(-age / d)) dX,   c = m / (m - d)
 *
 * X is the log price, m the memory and d < m the delay, fast and slow are Ornstein–Uhlenbeck factors of its own, each with
 * an exact transition. T, the trailing return, starts at 0; it fades over m, and hears of a return only over d, because what
 * is charged is the mean of an interval that the return moved the premium in. A step's return is weighted as if it had come
 * evenly, so that for independent returns of variance v a day, and any step, exactly
 *
 *   Cov(T, X[now] - X[t days ago]) = v c (m (1 - e^(-t / m)) - d (1 - e^(-t / d)))
 *
 * and, up to the step's own share, Var(T) = v c² (m / 2 + d / 2 - 2 m d / (m + d)). A log drift of g a day makes E[T] = g m.
 *
 * Defaults: BTCUSDT on Binance, 2020-01-01 to 2023-12-31, 4,383 stamps, at the 65 % of volatility that bitcoin had. Memory,
 * delay and response were fitted to the correlations with the return of the same 8 hours, 1, 3, 7, 14 and 30 days: 0.06,
 * 0.15, 0.28, 0.38, 0.43, 0.40 where 0.04, 0.19, 0.29, 0.37, 0.41, 0.42 were recorded. Mean and deviations come to the
 * recorded mean of 1.366 bp, with bitcoin's log drift of 0.44 a year, and deviation of 2.568 bp; the half-lives to its
 * autocorrelations at 1, 3, 9, 21 and 90 stamps: 0.81, 0.66, 0.57, 0.50, 0.30 where 0.79, 0.68, 0.60, 0.44, 0.31 were.
 */
export const returnDriven = fundingProcess({
  name: 'returnDriven',
  options: {
    meanPerYear: finite(-5, 5, {
      default: 0.125,
      meaning: 'mean of the rate where the price goes nowhere, a fraction of notional a year; positive: longs pay',
    }),
    responsePerYear: finite(-100, 100, {
      default: 1.56,
      meaning: 'rate a year for each 1 of trailing log return: at 1.5, a rise of 0.1 adds 0.15 a year',
    }),
    memoryDays: finite(0.1, 365, { default: 13, meaning: 'days over which a return fades from the trailing return' }),
    delayHours: finite(0, 8760, { default: 4, meaning: 'hours over which a return comes to count; 0: at once' }),
    fastDeviationPerYear: finite(0, 10, {
      default: 0.173,
      meaning: 'standard deviation of its own fast factor, in the unit of the mean',
    }),
    fastHalfLifeHours: finite(0.1, 8760, { default: 8.4, meaning: 'half-life of the fast factor in hours' }),
    slowDeviationPerYear: finite(0, 10, {
      default: 0.176,
      meaning: 'standard deviation of its own slow factor, in the unit of the mean',
    }),
    slowHalfLifeDays: finite(0.1, 3650, { default: 60, meaning: 'half-life of the slow factor in days' }),
    ...settlementOptions,
  },
  sources: ['Binance BTCUSDT funding and perpetual, 2020-01-01 to 2023-12-31 (4,383 stamps), fitted 2026-11'],
  assumptions: [
    'Before the start the price stood still: the trailing return begins at 0, and own factors at their means.',
    'Its own factors are Gaussian: the pile of stamps at exactly 0.01 % appears only with throughPremium.',
  ],
  check: (options) => {
    const { memoryDays, delayHours } = options;
    const problems = settlementProblems(options);
    if (delayHours < 24 * memoryDays) return problems;
    return [...problems, `delayHours must be below 24 · memoryDays; got ${delayHours} and 24 · ${memoryDays}`];
  },
  draws: { fast: 'normal', slow: 'normal' },
  state: { remembered: 0, unheard: 0, fast: 0, slow: 0 },
  calendar: settlementCalendar,
  uses: { settledPer8h },
  constants: (options, { clock }) => {
    const days = clock.stepYears * DAYS_PER_YEAR;
    const delayDays = options.delayHours / 24;
    /** The mean of e^(-age / scale) over a step just ended. */
    const meanWeight = (scale: number) => (-scale * math.expm1(-days / scale)) / days;
    const fast = jointTransition(
      options.fastHalfLifeHours / 24,
      options.fastDeviationPerYear / QUOTED_PER_YEAR,
      0,
      clock,
    );
    const slow = jointTransition(options.slowHalfLifeDays, options.slowDeviationPerYear / QUOTED_PER_YEAR, 0, clock);
    return {
      meanPer8h: options.meanPerYear / QUOTED_PER_YEAR,
      response: (options.responsePerYear / QUOTED_PER_YEAR) * (options.memoryDays / (options.memoryDays - delayDays)),
      rememberedKeep: math.exp(-days / options.memoryDays),
      rememberedWeight: meanWeight(options.memoryDays),
      unheardKeep: math.exp(-days / delayDays),
      unheardWeight: meanWeight(delayDays),
      fastKeep: fast.keep,
      fastOwn: fast.own,
      slowKeep: slow.keep,
      slowOwn: slow.own,
      ...settlementConstants(options),
    };
  },
  step: (s, k, draw, at, ports, math) => {
    const logReturn = ports.price.logReturn;
    s.remembered = k.rememberedKeep * s.remembered + k.rememberedWeight * logReturn;
    s.unheard = k.unheardKeep * s.unheard + k.unheardWeight * logReturn;
    s.fast = k.fastKeep * s.fast + k.fastOwn * draw.fast;
    s.slow = k.slowKeep * s.slow + k.slowOwn * draw.slow;
    const latent = k.meanPer8h + k.response * (s.remembered - s.unheard) + s.fast + s.slow;
    const per8h = math.settledPer8h(latent, k.interest, k.deadZone, k.cap);
    s.rate = at.stamps * k.stampShare * per8h;
  },
});

export const examples = [
  returnDriven(),
  returnDriven({ memoryDays: 7, delayHours: 0, responsePerYear: 3, throughPremium: true }),
  returnDriven({ responsePerYear: 0, stampHours: 1 }),
];
