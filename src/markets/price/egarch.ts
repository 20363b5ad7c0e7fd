import { priceProcess } from '../../engine/define.ts';
import { finite } from '../../engine/options.ts';
import { math } from '../../math/math.ts';
import { periodCalendar, periodClockProblems, yearsOfPeriod } from './periods.ts';
import {
  PER_CENT_SQUARED,
  shockAssumptions,
  shockConstants,
  shockOptions,
  shockProblems,
} from './shocks-of-periods.ts';
import { meanSizeOf, studentDeviations } from './student-mixing.ts';

const NORMAL_MEAN_SIZE = Math.sqrt(2 / Math.PI);

interface LogVariance {
  readonly omega: number;
  readonly alpha: number;
  readonly beta: number;
}

/** Of log variances that are not in per cent. */
const omegaOf = ({ omega, beta }: LogVariance) => omega - (1 - beta) * math.log(PER_CENT_SQUARED);

/** To which the log of a period's variance returns. */
const longRunLog = (options: LogVariance, deviations: Float64Array) =>
  (omegaOf(options) + options.alpha * (meanSizeOf(deviations) - NORMAL_MEAN_SIZE)) / (1 - options.beta);

/**
 * EGARCH(1, 1): the log of a day's variance follows the one before and the size and sign of its shock.
 *
 *   log h[n+1] = omega + alpha (|t[n]| - sqrt(2 / pi)) + gamma t[n] + beta log h[n],   e[n] = sqrt(h[n]) t[n]
 *
 * h is in per cent squared, and sqrt(2 / pi) stands there for every law of t, as in the packages that fit it. Periods,
 * shocks and drift are those of `garch`. No sign of a parameter can make a variance negative; negative gamma: falls
 * raise it more.
 *
 * log h returns to (omega + alpha (E|t| - sqrt(2 / pi))) / (1 - beta), where it starts; of normal t with the variance
 * (alpha² (1 - 2 / pi) + gamma²) / (1 - beta²). With Student-t shocks E[h] does not exist (Nelson 1991, section 2):
 * one wild day is followed by a day e^(alpha |t|) times as wild, and hence `mostVolatilityPerYear`, without which
 * prices overflow.
 *
 * Bitcoin, Binance, daily 2017-08 to 2025-10: omega 0.0537, alpha 0.177, gamma 0.004, beta 0.992, 2.89 degrees of
 * freedom.
 */
export const egarch = priceProcess({
  name: 'egarch',
  options: {
    omega: finite(-50, 50, { meaning: 'constant part of the log of a period’s variance in per cent squared' }),
    alpha: finite(-2, 2, { meaning: 'by how much a shock’s size moves the log of the variance' }),
    gamma: finite(-2, 2, { meaning: 'by how much a shock moves it by its sign; negative: falls raise the variance' }),
    beta: finite(-1, 1, { meaning: 'share of the log of a variance that goes into the next; between -1 and 1' }),
    mostVolatilityPerYear: finite(0.01, 100, {
      default: 10,
      meaning: 'the variance of a period is at most that of this volatility: 10 is 1000 % a year',
    }),
    ...shockOptions,
  },
  sources: ['Nelson, D. (1991), Conditional heteroskedasticity in asset returns: a new approach, eq. 1.11'],
  assumptions: (options) => [
    ...shockAssumptions(options),
    `Volatility is never above ${options.mostVolatilityPerYear} a year.`,
  ],
  check: (options) => [
    ...shockProblems(options),
    ...(Math.abs(options.beta) < 1
      ? []
      : [`not stationary: |beta| must be below 1 for a long-run variance; got ${options.beta}`]),
    ...(options.startVolatilityPerYear <= options.mostVolatilityPerYear
      ? []
      : [
          `startVolatilityPerYear must be at most mostVolatilityPerYear; got ${options.startVolatilityPerYear} ` +
            `and ${options.mostVolatilityPerYear}`,
        ]),
  ],
  volatilityPerYear: (options) => {
    const periodVariance = math.exp(longRunLog(options, studentDeviations(options.degreesOfFreedom)));
    return Math.min(options.mostVolatilityPerYear, Math.sqrt(periodVariance / yearsOfPeriod(options.periodHours)));
  },
  checkClock: periodClockProblems,
  draws: { z: 'normal', mixing: 'normal' },
  state: { logVariance: 0, surprise: 0, stepShare: 0, spread: 0, growth: 0 },
  calendar: periodCalendar,
  constants: (options, { clock }) => {
    const { alpha, gamma, beta, mostVolatilityPerYear: most } = options;
    const shocks = shockConstants(options, clock);
    const omega = omegaOf(options);
    const start = shocks.startVariance > 0 ? math.log(shocks.startVariance) : longRunLog(options, shocks.deviations);
    return {
      ...shocks,
      constant: omega - alpha * NORMAL_MEAN_SIZE,
      alpha,
      gamma,
      beta,
      start,
      most: math.log(most * most * yearsOfPeriod(options.periodHours)),
    };
  },
  step: (s, k, draw, at, _ports, math) => {
    if (at.begins > 0) {
      const next = k.constant + k.alpha * math.abs(s.surprise) + k.gamma * s.surprise + k.beta * s.logVariance;
      s.logVariance = math.min(k.most, at.step > 0 ? next : k.start);
      s.surprise = 0;
      const place = (draw.mixing + k.reach) * k.cellsPerScore;
      const cell = math.floor(place);
      const lower = math.at(k.deviations, cell);
      s.stepShare = math.sqrt(k.share) * (lower + (place - cell) * (math.at(k.deviations, cell + 1) - lower));
      const periodVariance = math.exp(s.logVariance);
      s.spread = math.sqrt(periodVariance) * s.stepShare;
      s.growth = k.drift - k.half * k.share * periodVariance;
    }
    s.surprise += s.stepShare * draw.z;
    s.shock = draw.z;
    s.logReturn = s.growth + s.spread * draw.z;
    s.simpleReturn = math.expm1(s.logReturn);
    s.variance = s.spread * s.spread;
  },
});

export const examples = [
  egarch({ omega: 0.0537, alpha: 0.177, gamma: 0.004, beta: 0.992, degreesOfFreedom: 2.89 }),
  egarch({ omega: 0.05, alpha: 0.15, gamma: -0.05, beta: 0.98, driftPerYear: 0.3 }),
  egarch({ omega: 2.86, alpha: 0, gamma: 0, beta: 0 }),
];
