import { priceProcess } from '../../engine/define.ts';
import { finite } from '../../engine/options.ts';
import { periodCalendar, periodClockProblems, periodOptions, stepsPerPeriod, yearsOfPeriod } from './periods.ts';
import { shockAssumptions } from './shocks-of-periods.ts';
import { mixingScale, studentDeviations } from './student-mixing.ts';

/**
 * Independent Student-t log returns: the fat tails of days, without any memory.
 *
 *   r[n] = drift · period + volatility sqrt(period) t[n],   t of variance 1: a t number times sqrt((nu - 2) / nu)
 *
 * The law is that of a period's return, a day unless said otherwise. On a finer clock the day's mixing variable is
 * drawn once and its steps are normal given it, so that their sum is exactly t whatever the step: a wild day is wild
 * all day. Sums over days are not t; they become normal slowly. |t| has moments below nu only: a kurtosis, 3 + 6 / (nu
 * - 4), above 4.
 *
 * The expected price is infinite for every nu, and `driftPerYear` the growth of its median: the law of log S(T) is
 * symmetric about drift · T.
 *
 * Bitcoin, Binance, daily: 2.33 degrees of freedom (2017-08 to 2025-10), 2.60 (2020 to 2025), 2.93 (2023 to 2025), of
 * scale 0.0199 a day at first, which is a volatility of 0.0199 sqrt(365 nu / (nu - 2)). So near 2 the volatility is
 * all tail: no sample shows it.
 */
export const studentT = priceProcess({
  name: 'studentT',
  options: {
    driftPerYear: finite(-10, 10, {
      default: 0,
      meaning: 'growth of the median price, and mean log return, over a year',
    }),
    volatilityPerYear: finite(0, 10, { meaning: 'standard deviation of the log return over a year: 0.8 is 80 %' }),
    degreesOfFreedom: finite(2, 1000, { meaning: 'of the Student-t law, above 2: the lower, the fatter the tails' }),
    ...periodOptions,
  },
  sources: [
    'Praetz, P. (1972), The distribution of share price changes (returns as a mixture of normals)',
    'Bailey, R. (1994), Polar generation of random variates with the t-distribution, section 1',
  ],
  assumptions: shockAssumptions,
  check: ({ degreesOfFreedom }) =>
    degreesOfFreedom > 2 ? [] : [`degreesOfFreedom must be above 2, for a variance; got ${degreesOfFreedom}`],
  checkClock: periodClockProblems,
  draws: { z: 'normal', mixing: 'normal' },
  state: { spread: 0 },
  calendar: periodCalendar,
  constants: ({ driftPerYear, volatilityPerYear, degreesOfFreedom, periodHours }, { clock }) => ({
    growth: driftPerYear * clock.stepYears,
    deviation: volatilityPerYear * Math.sqrt(yearsOfPeriod(periodHours) / stepsPerPeriod(periodHours, clock)),
    deviations: studentDeviations(degreesOfFreedom),
    ...mixingScale,
  }),
  step: (s, k, draw, at, _ports, math) => {
    if (at.begins > 0) {
      const place = (draw.mixing + k.reach) * k.cellsPerScore;
      const cell = math.floor(place);
      const lower = math.at(k.deviations, cell);
      s.spread = k.deviation * (lower + (place - cell) * (math.at(k.deviations, cell + 1) - lower));
    }
    s.shock = draw.z;
    s.logReturn = k.growth + s.spread * draw.z;
    s.simpleReturn = math.expm1(s.logReturn);
    s.variance = s.spread * s.spread;
  },
});

export const examples = [
  studentT({ volatilityPerYear: 0.7, degreesOfFreedom: 3 }),
  studentT({ driftPerYear: 0.4, volatilityPerYear: 1.01, degreesOfFreedom: 2.33 }),
  studentT({ volatilityPerYear: 0.7, degreesOfFreedom: 1000 }),
];
