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

/**
 * GARCH(1, 1): a day's variance follows the one before and the square of its surprise.
 *
 *   h[n+1] = omega + alpha e[n]² + beta h[n],   e[n] = sqrt(h[n]) t[n],   t of variance 1, normal or Student-t
 *
 * h is the variance of the log return of a period, in per cent squared: a fit of `ConstantMean` and `GARCH` to returns
 * in per cent, pasted as it is. On a finer clock h stays for its period, whose steps are normal with equal shares of
 * it (and of a t's mixing variable, drawn once), so that the returns of whole periods are exactly GARCH whatever the
 * step.
 *
 * With p = alpha + beta: long-run variance omega / (1 - p); E[h[n+k]] - that = p^k (h[n] - that); of normal e,
 * kurtosis 3 (1 - p²) / (1 - p² - 2 alpha²), and corr(e[n]², e[n+k]²) = alpha (1 - p² + alpha p) / (1 - p² + alpha²)
 * p^(k-1).
 *
 * With normal shocks -h / 2 is the compensator: E[S(T)] = S(0) exp(drift T), whatever the variance did. A fitted mean
 * m per period is then a drift of (m / 100 + h / 2) / period, at the long-run h; with t shocks of m / 100 / period.
 *
 * Bitcoin, Binance, daily 2017-08 to 2025-10: normal omega 0.465, alpha 0.0973, beta 0.8744; with t shocks omega
 * 0.131, 0.0706, 0.9294, 3.19 degrees of freedom, which never forgets (2020 to 2025: 0.149, 0.0699, 0.9301, 3.13).
 */
export const garch = priceProcess({
  name: 'garch',
  options: {
    omega: finite(1e-9, 10_000, { meaning: 'constant part of a period’s variance, in per cent squared; above 0' }),
    alpha: finite(0, 1, { meaning: 'share of a surprise’s square that goes into the next variance' }),
    beta: finite(0, 1, { meaning: 'share of a variance that goes into the next' }),
    ...shockOptions,
    ...nonStationaryOption,
  },
  sources: [
    'Bollerslev, T. (1986), Generalized autoregressive conditional heteroskedasticity, section 2',
    'Bollerslev, T. (1987), A conditionally heteroskedastic time series model for speculative prices and rates of return (Student-t)',
  ],
  assumptions: (options) => [...shockAssumptions(options), ...persistenceAssumptions(options.alpha + options.beta)],
  check: (options) => [
    ...shockProblems(options),
    ...persistenceProblems('alpha + beta', options.alpha + options.beta, options.allowNonStationary, options),
  ],
  volatilityPerYear: (options) => longRunVolatility(options.omega, options.alpha + options.beta, options),
  checkClock: periodClockProblems,
  draws: { z: 'normal', mixing: 'normal' },
  state: { periodVariance: 0, surprise: 0, spread: 0, growth: 0 },
  calendar: periodCalendar,
  constants: (options, { clock }) => {
    const { alpha, beta } = options;
    const omega = options.omega / PER_CENT_SQUARED;
    const shocks = shockConstants(options, clock);
    const start = shocks.startVariance > 0 ? shocks.startVariance : omega / (1 - alpha - beta);
    return { ...shocks, omega, alpha, beta, start };
  },
  step: (s, k, draw, at, _ports, math) => {
    if (at.begins > 0) {
      const next = k.omega + k.alpha * s.surprise * s.surprise + k.beta * s.periodVariance;
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

const fittedT = { omega: 0.131, alpha: 0.0706, beta: 0.9294, degreesOfFreedom: 3.19 };

export const examples = [
  garch({ omega: 0.465, alpha: 0.0973, beta: 0.8744 }),
  garch({ ...fittedT, driftPerYear: 0.34, startVolatilityPerYear: 0.5, allowNonStationary: true }),
  garch({ omega: 17.5, alpha: 0, beta: 0 }),
];
