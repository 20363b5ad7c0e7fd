import { priceProcess } from '../../engine/define.ts';
import { finite } from '../../engine/options.ts';
import { periodCalendar, periodClockProblems } from './periods.ts';
import {
  longRunVolatility,
  nonStationaryOption,
  PER_CENT_SQUARED,
  persistenceAssumptions,
  persistenceProblems,
  shockAssumptions,
  shockConstants,
  shockOptions,
  shockProblems,
} from './shocks-of-periods.ts';

const persistenceOf = ({ alpha, beta, gamma }: { alpha: number; beta: number; gamma: number }) =>
  alpha + beta + gamma / 2;

/**
 * GJR-GARCH: as `garch`, but falls move the variance otherwise than rises do.
 *
 *   h[n+1] = omega + (alpha + gamma [e[n] < 0]) e[n]² + beta h[n]
 *
 * Units, periods, shocks and drift are those of `garch`; so is the rest of the algebra, with persistence p = alpha +
 * beta + gamma / 2 (shocks are symmetric): long-run variance omega / (1 - p), half-life ln 2 / -ln p periods.
 *
 * Stocks have a large gamma, the leverage effect. Bitcoin has none: -0.006, Binance, daily 2017-08 to 2025-10, so that
 * gamma may be negative here as long as no return can make the variance so.
 */
export const gjrGarch = priceProcess({
  name: 'gjrGarch',
  options: {
    omega: finite(1e-9, 10_000, { meaning: 'constant part of a period’s variance, in per cent squared; above 0' }),
    alpha: finite(0, 1, { meaning: 'share of a surprise’s square that goes into the next variance' }),
    gamma: finite(-1, 2, { meaning: 'what is added to alpha after a fall; positive: falls raise the variance more' }),
    beta: finite(0, 1, { meaning: 'share of a variance that goes into the next' }),
    ...shockOptions,
    ...nonStationaryOption,
  },
  sources: [
    'Glosten, L., Jagannathan, R. & Runkle, D. (1993), On the relation between the expected value and the volatility of the ' +
      'nominal excess return on stocks',
  ],
  assumptions: (options) => [...shockAssumptions(options), ...persistenceAssumptions(persistenceOf(options))],
  check: (options) => [
    ...shockProblems(options),
    ...(options.alpha + options.gamma < 0
      ? [`alpha + gamma must not be negative, or a fall can make the variance so; got ${options.alpha + options.gamma}`]
      : []),
    ...persistenceProblems('alpha + beta + gamma / 2', persistenceOf(options), options.allowNonStationary, options),
  ],
  volatilityPerYear: (options) => longRunVolatility(options.omega, persistenceOf(options), options),
  checkClock: periodClockProblems,
  draws: { z: 'normal', mixing: 'normal' },
  state: { periodVariance: 0, surprise: 0, spread: 0, growth: 0 },
  calendar: periodCalendar,
  constants: (options, { clock }) => {
    const { alpha, gamma, beta } = options;
    const omega = options.omega / PER_CENT_SQUARED;
    const shocks = shockConstants(options, clock);
    const start = shocks.startVariance > 0 ? shocks.startVariance : omega / (1 - persistenceOf(options));
    return { ...shocks, omega, afterRise: alpha, afterFall: alpha + gamma, beta, start };
  },
  step: (s, k, draw, at, _ports, math) => {
    if (at.begins > 0) {
      const slope = s.surprise < 0 ? k.afterFall : k.afterRise;
      const next = k.omega + slope * s.surprise * s.surprise + k.beta * s.periodVariance;
      s.periodVariance = at.step > 0 ? next : k.start;
      s.surprise = 0;
      const place = (draw.mixing + k.reach) * k.cellsPerScore;
      const cell = math.floor(place);
      const lower = math.at(k.deviations, cell);
      const deviation = lower + (place - cell) * (math.at(k.deviations, cell + 1) - lower);
      const variance = k.share * s.periodVariance;
      s.spread = deviation * math.sqrt(variance);
      s.growth = k.drift - k.half * variance;
    }
    const move = s.spread * draw.z;
    s.surprise += move;
    s.shock = draw.z;
    s.logReturn = s.growth + move;
    s.simpleReturn = math.expm1(s.logReturn);
    s.variance = s.spread * s.spread;
  },
});

export const examples = [
  gjrGarch({ omega: 0.15, alpha: 0.04, gamma: 0.06, beta: 0.9 }),
  gjrGarch({ omega: 0.4, alpha: 0.1, gamma: -0.006, beta: 0.87, degreesOfFreedom: 4 }),
  gjrGarch({ omega: 17.5, alpha: 0, gamma: 0, beta: 0 }),
];
