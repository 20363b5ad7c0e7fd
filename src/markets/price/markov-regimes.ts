import { priceProcess } from '../../engine/define.ts';
import { finite, oneOf } from '../../engine/options.ts';
import { periodCalendar, periodClockProblems, periodOptions, stepsPerPeriod, yearsOfPeriod } from './periods.ts';

const NAMES = ['calm', 'wild', 'crisis'] as const;
const MOST_DAYS = 1e9;

const driftOf = <const R extends string>(regime: R) =>
  finite(-10, 10, { default: 0, meaning: `growth of the expected price while it is ${regime}` });
const chanceOf = <const M extends string>(meaning: M) => finite(0, 1, { default: 1, meaning });

type Chances = readonly (readonly number[])[];

/**
 * The law that a chain of two or three states keeps, by the Markov chain tree theorem: a state weighs as much as all
 * ways in which the others can lead to it. A third state that nothing leads to weighs nothing.
 */
function stationaryLaw(chances: Chances): readonly number[] {
  const from = (i: number, j: number) => chances[i]![j]!;
  const weights = [
    [0, 1, 2],
    [1, 2, 0],
    [2, 0, 1],
  ].map(([k, i, j]) => from(i!, k!) * from(j!, k!) + from(i!, j!) * from(j!, k!) + from(j!, i!) * from(i!, k!));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}

interface Spells {
  readonly calmDays: number;
  readonly wildDays: number;
  readonly crisisDays: number;
  readonly calmToWild: number;
  readonly wildToCalm: number;
  readonly crisisToWild: number;
  readonly periodHours: number;
}

/** P, from a period to the next. */
function chancesOf(options: Spells): Chances {
  const { calmToWild, wildToCalm, crisisToWild, periodHours } = options;
  // A crisis that never comes is left at once.
  const leave = [options.calmDays, options.wildDays, options.crisisDays].map((days) =>
    days === 0 ? 1 : periodHours / 24 / days,
  ) as [number, number, number];
  return [
    [1 - leave[0], leave[0] * calmToWild, leave[0] * (1 - calmToWild)],
    [leave[1] * wildToCalm, 1 - leave[1], leave[1] * (1 - wildToCalm)],
    [leave[2] * (1 - crisisToWild), leave[2] * crisisToWild, 1 - leave[2]],
  ];
}

/**
 * Geometric Brownian motions that take turns: the market is calm, wild or, where `crisisDays` says so, in crisis.
 *
 *   r[n] = (drift_i - volatility_i² / 2) period + volatility_i sqrt(period) z,   i[n+1] drawn from row i[n] of P
 *
 * The regime is a Markov chain that may turn at the end of each period, a day unless said otherwise: P[i][i] = 1 -
 * period / days_i, so that a spell lasts days_i on average, geometrically, and a period at least. That is the chain
 * which daily returns are fitted with, and its law does not depend on the step. Within a period steps are normal.
 *
 * Of two regimes calm has the share calmDays / (calmDays + wildDays) of all time; with p and q = 1 - p those shares,
 * v_i the variances and r = P[0][0] + P[1][1] - 1, driftless returns have the variance p v_0 + q v_1, the kurtosis 3
 * (p v_0² + q v_1²) / (p v_0 + q v_1)², and squares with the autocovariance p q (v_0 - v_1)² r^k. Where all drifts are
 * equal E[S(T)] = S(0) exp(drift T), given any past; where they differ, no simple formula has it.
 *
 * Bitcoin, Binance, daily 2017-08 to 2025-10: calm 1.75 % a day (0.335 a year) for 6.6 days, wild 5.6 % (1.07) for
 * 3.7. A third regime that was fitted lasts 23 days at 6.5 %; that fit may not be the best one.
 */
export const markovRegimes = priceProcess({
  name: 'markovRegimes',
  options: {
    calmVolatilityPerYear: finite(0, 10, { meaning: 'standard deviation of the log return over a year of calm' }),
    wildVolatilityPerYear: finite(0, 10, { meaning: 'the same over a wild year' }),
    crisisVolatilityPerYear: finite(0, 10, { default: 0, meaning: 'the same over a year of crisis' }),
    calmDriftPerYear: driftOf('calm'),
    wildDriftPerYear: driftOf('wild'),
    crisisDriftPerYear: driftOf('in crisis'),
    calmDays: finite(0, MOST_DAYS, { meaning: 'mean length of a spell of calm, at least a period' }),
    wildDays: finite(0, MOST_DAYS, { meaning: 'mean length of a wild spell, at least a period' }),
    crisisDays: finite(0, MOST_DAYS, { default: 0, meaning: 'mean length of a crisis; 0: there are none' }),
    calmToWild: chanceOf('chance that a spell of calm ends in a wild one, and not in crisis'),
    wildToCalm: chanceOf('chance that a wild spell ends in calm, and not in crisis'),
    crisisToWild: chanceOf('chance that a crisis ends in a wild spell, and not in calm'),
    start: oneOf(['drawn', ...NAMES], {
      default: 'drawn',
      meaning: 'the first regime: drawn by the share of all time that each has, or named',
    }),
    ...periodOptions,
  },
  sources: ['Hamilton, J. (1989), A new approach to the economic analysis of nonstationary time series, section 2'],
  assumptions: ({ periodHours }) => [`The regime turns between periods of ${periodHours} h only.`],
  check: ({ calmDays, wildDays, crisisDays, calmToWild, wildToCalm, start, periodHours }) => {
    const spells = { calmDays, wildDays, ...(crisisDays === 0 ? {} : { crisisDays }) };
    const problems = Object.entries(spells)
      .filter(([, days]) => days < periodHours / 24)
      .map(([name, days]) => `${name} must be at least a period, ${periodHours / 24} days; got ${days}`);
    if (crisisDays > 0) return problems;
    if (start === 'crisis') problems.push('start "crisis" needs crisisDays above 0; got 0');
    for (const [name, chance] of Object.entries({ calmToWild, wildToCalm })) {
      if (chance < 1) problems.push(`${name} must be 1 unless crisisDays is above 0; got ${chance}`);
    }
    return problems;
  },
  volatilityPerYear: (options) => {
    const shares = stationaryLaw(chancesOf(options));
    const volatilities = NAMES.map((name) => options[`${name}VolatilityPerYear`]);
    return Math.sqrt(shares.reduce((sum, share, i) => sum + share * volatilities[i]! * volatilities[i]!, 0));
  },
  checkClock: periodClockProblems,
  draws: { z: 'normal', turn: 'uniform' },
  state: { regime: NAMES.length, spread: 0, growth: 0 },
  calendar: periodCalendar,
  constants: (options, { clock }) => {
    const { periodHours, start } = options;
    const stepYears = yearsOfPeriod(periodHours) / stepsPerPeriod(periodHours, clock);
    const chances = chancesOf(options);
    const first = start === 'drawn' ? stationaryLaw(chances) : NAMES.map((name) => (name === start ? 1 : 0));
    const rows = [...chances, first];
    const volatilities = NAMES.map((name) => options[`${name}VolatilityPerYear`]);
    const drifts = NAMES.map((name) => options[`${name}DriftPerYear`]);
    return {
      /** By regime that it comes from, the last row for where there was none. */
      calm: Float64Array.from(rows, ([calm]) => calm!),
      calmOrWild: Float64Array.from(rows, ([, , crisis]) => 1 - crisis!),
      growths: Float64Array.from(volatilities, (each, i) => (drifts[i]! - 0.5 * each * each) * stepYears),
      spreads: Float64Array.from(volatilities, (each) => each * Math.sqrt(stepYears)),
    };
  },
  step: (s, k, draw, at, _ports, math) => {
    if (at.begins > 0) {
      const isCalm = draw.turn < math.at(k.calm, s.regime);
      const isWild = draw.turn < math.at(k.calmOrWild, s.regime);
      s.regime = isCalm ? 0 : isWild ? 1 : 2;
      s.growth = math.at(k.growths, s.regime);
      s.spread = math.at(k.spreads, s.regime);
    }
    s.shock = draw.z;
    s.logReturn = s.growth + s.spread * draw.z;
    s.simpleReturn = math.expm1(s.logReturn);
    s.variance = s.spread * s.spread;
  },
});

const bitcoin = { calmVolatilityPerYear: 0.335, calmDays: 6.6, wildVolatilityPerYear: 1.07, wildDays: 3.7 };

export const examples = [
  markovRegimes(bitcoin),
  markovRegimes({
    ...bitcoin,
    calmDriftPerYear: 0.6,
    crisisVolatilityPerYear: 1.24,
    crisisDriftPerYear: -1,
    crisisDays: 23,
    calmToWild: 0.95,
    wildToCalm: 0.9,
    crisisToWild: 0.7,
    start: 'calm',
  }),
  markovRegimes({ calmVolatilityPerYear: 0.8, wildVolatilityPerYear: 0.8, calmDays: 1, wildDays: 1 }),
];
