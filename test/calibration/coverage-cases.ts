import { calibrate } from '../../src/calibration/calibrate.ts';
import { modelNamed } from '../../src/calibration/catalogue.ts';
import { unbrokenSeries } from '../../src/calibration/series.ts';
import { randomOf } from '../../src/calibration/shocks.ts';

/** A truth, and how much of it is seen. */
export interface CoverageCase {
  readonly model: string;
  readonly values: readonly number[];
  /** Returns of a day in each history. */
  readonly days: number;
}

/** Truths of the size that coins have, each with a history long enough for large samples to be the rule. */
export const coverageCases: readonly CoverageCase[] = [
  { model: 'gbm', values: [0.001, 0.04], days: 300 },
  { model: 'student-t', values: [0.001, 0.02, 4], days: 1000 },
  { model: 'garch', values: [0.001, 5e-5, 0.95, 0.15], days: 2000 },
  { model: 'garch-t', values: [0.001, 5e-5, 0.95, 0.1, 5], days: 1000 },
  { model: 'gjr-t', values: [0.001, 5e-5, 0.95, 0.12, 0.3, 5], days: 3000 },
  { model: 'egarch-t', values: [0.001, -0.3, 0.2, -0.05, 0.955, 5], days: 3000 },
  { model: 'merton', values: [0.001, 0.02, 0.05, -0.02, 0.08], days: 1000 },
  { model: 'kou', values: [0.001, 0.015, 0.2, 0.4, 0.04, 0.06], days: 2000 },
  { model: 'regimes-2', values: [0.001, -0.002, 0.015, 3.5, 30, 12], days: 1000 },
  { model: 'autoregressive', values: [0.001, 0.03, -0.2], days: 400 },
  { model: 'mean-reverting', values: [0.04, 5, 0, 0.0005], days: 3000 },
];

/** z of an interval that holds the truth in 95 %, and in 50 %, of all histories. */
const WIDE = 1.959963984540054;
const NARROW = 0.6744897501960817;

export interface Coverage {
  /** How often the interval of each option held the true value: 95 % intervals, then 50 % ones. */
  readonly hits: Readonly<Record<string, readonly [wide: number, narrow: number]>>;
}

/** Simulates histories of a truth, fits each, and counts how often an option's own interval holds the true value. */
export function coverageOf({ model: name, values, days }: CoverageCase, histories: number): Coverage {
  const model = modelNamed(name);
  const truth = model.options(values, 1);
  const hits: Record<string, [number, number]> = {};
  for (let history = 0; history < histories; history++) {
    const simulated = model.simulate(values, days, randomOf(`coverage of ${name}`, history), 1);
    const { options } = calibrate(model, unbrokenSeries(simulated, 1));
    for (const [option, wanted] of Object.entries(truth)) {
      const { value, standardErrorIfTrue } = options[option]!;
      // An option that is no estimate, such as 0 degrees of freedom for normal shocks, has no interval.
      if (standardErrorIfTrue === null && value === wanted) continue;
      hits[option] ??= [0, 0];
      const z = Math.abs(value - wanted) / (standardErrorIfTrue ?? 0);
      if (z < WIDE) hits[option][0]++;
      if (z < NARROW) hits[option][1]++;
    }
  }
  return { hits };
}

/** The chance that a binomial number is `count` or less. */
export function binomialAtMost(count: number, n: number, p: number): number {
  let chance = (1 - p) ** n;
  let sum = chance;
  for (let k = 1; k <= count; k++) {
    chance *= ((n - k + 1) / k) * (p / (1 - p));
    sum += chance;
  }
  return Math.min(1, sum);
}
