import type { Clock } from '../../engine/clock.ts';
import { priceProcess } from '../../engine/define.ts';
import { finite } from '../../engine/options.ts';
import { periodCalendar, periodClockProblems, periodOptions, stepsPerPeriod, yearsOfPeriod } from './periods.ts';

/**
 * Growth of each step's expected price, less half of the variance that the step adds to the log price. Share f of a
 * period adds 2 f c + f² phi² v + f (1 - phi²) v, with c the covariance of the log price so far with what is expected
 * of the period.
 */
function growths(driftPerYear: number, variance: number, phi: number, perPeriod: number, clock: Clock): Float64Array {
  const share = 1 / perPeriod;
  const own = (1 - phi * phi) * variance;
  let withPast = 0;
  return Float64Array.from({ length: clock.steps }, (_, step) => {
    const passed = step % perPeriod;
    if (passed === 0 && step > 0) withPast = phi * (variance + withPast);
    const later = share * (2 * withPast + own) + (variance - own) * share * share * (2 * passed + 1);
    return driftPerYear * clock.stepYears - 0.5 * (step < perPeriod ? share * variance : later);
  });
}

/**
 * Normal returns that remember the one before: the market that chops, or trends.
 *
 *   r[n] = m[n] + d[n],   d[n] = phi d[n-1] + volatility sqrt((1 - phi²) period) z,   d[0] from the stationary law
 *
 * Every d has the variance volatility² · period, and corr(d[n], d[n+k]) = phi^k. Negative phi is chop: a day's move is
 * partly taken back the day after; positive phi is trend. On a finer clock what is expected of a period comes evenly
 * over it, and the rest is a Brownian motion: returns of whole periods are exactly this whatever the step.
 *
 * Over long times the volatility is that of a year times sqrt((1 + phi) / (1 - phi)). Unlike a price that
 * `meanReverting` pulls, this one never comes back: what was taken back is forgotten after a few days.
 *
 * The compensator, in m[n], is half the variance that each step adds to the log price, so that E[S(T)] = S(0)
 * exp(drift T); seen from a later day, growth depends on the day before it: such a market can be traded on.
 *
 * Bitcoin, Binance, daily 2017-08 to 2025-10: phi -0.05 at volatility 0.696.
 */
export const autoregressive = priceProcess({
  name: 'autoregressive',
  options: {
    driftPerYear: finite(-10, 10, { default: 0, meaning: 'growth of the expected price, E[S(T)] = S(0) exp(drift T)' }),
    volatilityPerYear: finite(0, 10, {
      meaning: 'standard deviation of the log return of a period, as that of a year: 0.8 is 80 %',
    }),
    phi: finite(-1, 1, {
      meaning:
        'correlation of a period’s return with the one before; negative: chop, positive: trend; between -1 and 1',
    }),
    ...periodOptions,
  },
  sources: ['Box, G. & Jenkins, G. (1970), Time series analysis: forecasting and control, section 3.2.3 (AR(1))'],
  check: ({ phi }) =>
    Math.abs(phi) < 1 ? [] : [`not stationary: |phi| must be below 1 for returns with a variance; got ${phi}`],
  checkClock: periodClockProblems,
  draws: { z: 'normal' },
  state: { deviation: 0, expected: 0, spread: 0 },
  calendar: periodCalendar,
  constants: ({ driftPerYear, volatilityPerYear, phi, periodHours }, { clock }) => {
    const variance = volatilityPerYear * volatilityPerYear * yearsOfPeriod(periodHours);
    const perPeriod = stepsPerPeriod(periodHours, clock);
    return {
      growths: growths(driftPerYear, variance, phi, perPeriod, clock),
      expectedShare: phi / perPeriod,
      firstSpread: Math.sqrt(variance / perPeriod),
      spread: Math.sqrt((variance * (1 - phi * phi)) / perPeriod),
    };
  },
  step: (s, k, draw, at, _ports, math) => {
    if (at.begins > 0) {
      s.expected = k.expectedShare * s.deviation;
      s.spread = at.step > 0 ? k.spread : k.firstSpread;
      s.deviation = 0;
    }
    const move = s.expected + s.spread * draw.z;
    s.deviation += move;
    s.shock = draw.z;
    s.logReturn = math.at(k.growths, at.step) + move;
    s.simpleReturn = math.expm1(s.logReturn);
    s.variance = s.spread * s.spread;
  },
});

export const examples = [
  autoregressive({ volatilityPerYear: 0.696, phi: -0.05 }),
  autoregressive({ driftPerYear: 0.3, volatilityPerYear: 0.6, phi: 0.4 }),
  autoregressive({ volatilityPerYear: 0.8, phi: 0 }),
];
