import type { Clock } from '../../engine/clock.ts';
import { finite, flag } from '../../engine/options.ts';
import { periodOptions, stepsPerPeriod, yearsOfPeriod } from './periods.ts';
import { mixingScale, studentDeviations } from './student-mixing.ts';

/** Variances are of returns in per cent, as the literature and the packages that fit them count. */
export const PER_CENT_SQUARED = 1e4;

/** Options that all processes of conditional variance share. */
export const shockOptions = {
  driftPerYear: finite(-10, 10, {
    default: 0,
    meaning:
      'growth of the expected price with normal shocks; with Student-t shocks, which leave it none, of the median',
  }),
  degreesOfFreedom: finite(0, 1000, {
    default: 0,
    meaning: 'of Student-t shocks, above 2, scaled to variance 1; 0: normal shocks',
  }),
  startVolatilityPerYear: finite(0, 10, {
    default: 0,
    meaning: 'volatility of the first period, as that of a year; 0: the long-run one',
  }),
  ...periodOptions,
};

export const nonStationaryOption = {
  allowNonStationary: flag({
    default: false,
    meaning: 'let shocks never be forgotten: persistence may be 1, and startVolatilityPerYear must be given',
  }),
};

export interface ShockValues {
  readonly driftPerYear: number;
  readonly degreesOfFreedom: number;
  readonly startVolatilityPerYear: number;
  readonly periodHours: number;
}

/**
 * What the steps of a period are made of: `share` of its variance each, and `drift`; `half` of a normal step's
 * variance is what its log return lacks for E[S(T)] = S(0) exp(drift T). A mean of exp(t) does not exist, so nothing
 * is taken off there.
 */
export function shockConstants(values: ShockValues, clock: Clock) {
  const { driftPerYear, degreesOfFreedom, startVolatilityPerYear: start, periodHours } = values;
  return {
    drift: driftPerYear * clock.stepYears,
    share: 1 / stepsPerPeriod(periodHours, clock),
    half: degreesOfFreedom === 0 ? 0.5 : 0,
    startVariance: start * start * yearsOfPeriod(periodHours),
    deviations: studentDeviations(degreesOfFreedom),
    ...mixingScale,
  };
}

/** Of the long run, with omega as it is given; of the start where a shock is never forgotten. */
export function longRunVolatility(omega: number, persistence: number, values: ShockValues): number {
  if (persistence >= 1 - 1e-9) return values.startVolatilityPerYear;
  return Math.sqrt(omega / PER_CENT_SQUARED / (1 - persistence) / yearsOfPeriod(values.periodHours));
}

export function shockProblems({ degreesOfFreedom }: Pick<ShockValues, 'degreesOfFreedom'>): readonly string[] {
  if (degreesOfFreedom === 0 || degreesOfFreedom > 2) return [];
  return [`degreesOfFreedom must be above 2, for a variance, or 0, for normal shocks; got ${degreesOfFreedom}`];
}

/**
 * Of persistence, the share of today's variance that is expected to be left tomorrow; `sum` names what it is made of.
 */
export function persistenceProblems(
  sum: string,
  persistence: number,
  allowNonStationary: boolean,
  { startVolatilityPerYear }: ShockValues,
): readonly string[] {
  // Parameters that are printed with few digits, such as 0.0706 and 0.9294, add up to 1 only nearly.
  if (persistence > 1 + 1e-9) return [`explosive: ${sum} must be at most 1; got ${persistence}`];
  if (persistence < 1 - 1e-9 || (allowNonStationary && startVolatilityPerYear > 0)) return [];
  return [
    `not stationary: ${sum} must be below 1 for a long-run variance; got ${persistence} ` +
      '(allowNonStationary: true with a startVolatilityPerYear runs it from there)',
  ];
}

export function shockAssumptions({
  degreesOfFreedom,
  periodHours,
}: Pick<ShockValues, 'degreesOfFreedom' | 'periodHours'>): readonly string[] {
  return [
    `Variance changes between periods of ${periodHours} h only; within one, the price is a Brownian motion.`,
    ...(degreesOfFreedom === 0
      ? []
      : [
          'The mean of the price does not exist, for log returns are Student-t: no average of end values converges; read ' +
            'medians and quantiles. driftPerYear is the growth of the median price. No period is wilder than one in a billion.',
        ]),
  ];
}

export function persistenceAssumptions(persistence: number): readonly string[] {
  return persistence < 1 - 1e-9
    ? []
    : [
        'Shocks to the variance are never forgotten: it has no long-run level, and is expected to grow by omega a period.',
      ];
}
