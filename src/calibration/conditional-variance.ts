import { math } from '../math/math.ts';
import { arithmeticMean } from '../statistics/arithmetic-mean.ts';
import type { NamedNumbers, Parameter, Series } from './contracts.ts';
import type { LogShock } from './densities.ts';
import { normalShock, studentShock } from './densities.ts';
import { type Likelihood, maximumLikelihood } from './maximum-likelihood.ts';
import { between, real } from './scale.ts';
import { studentNumber } from './shocks.ts';
import { periodOption, volatilityPerYear, yearsOf } from './units.ts';

/** How the variance of the next return follows from what is known: what tells the members of the family apart. */
export interface VarianceLaw {
  readonly name: string;
  readonly process: string;
  readonly parameters: readonly Parameter[];
  /** Where the search begins, for returns of this variance. */
  readonly starts: (variance: number) => readonly (readonly number[])[];
  /** The next variance, from this one and the return's distance from its mean. */
  readonly next: (variance: number, distance: number, values: readonly number[]) => number;
  /** The variance that it keeps returning to. */
  readonly longRun: (values: readonly number[]) => number;
  /** As the process and the literature write them. */
  readonly options: (values: readonly number[]) => NamedNumbers;
  readonly facts: (values: readonly number[], stepDays: number) => NamedNumbers;
}

type Shocks = 'normal' | 'student';

/**
 * Models of conditional variance: r[t] = mean + sqrt(h[t]) z[t], z of mean 0 and variance 1, normal or Student-t, and
 * h[t + 1] from h[t] and r[t] - mean. Every stretch begins at the mean square distance of all returns from their
 * average, and so does what is simulated with the fit.
 */
export function conditionalVariance(law: VarianceLaw, shocks: Shocks) {
  const isStudent = shocks === 'student';
  const split = (values: readonly number[]) => {
    const [mean = 0, ...rest] = values;
    return isStudent
      ? { mean, law: rest.slice(0, -1), degreesOfFreedom: rest.at(-1)! }
      : { mean, law: rest, degreesOfFreedom: 0 };
  };
  const likelihood: Likelihood = {
    name: isStudent ? `${law.name}-t` : law.name,
    process: law.process,
    reads: 'prices',
    periodMinutes: 1440,
    parameters: [
      { name: 'mean', scale: real(0.01) },
      ...law.parameters,
      ...(isStudent ? [{ name: 'degreesOfFreedom', scale: between(2, 200) }] : []),
    ],
    starts: ({ values }) => {
      const { mean, variance } = momentsOf(values);
      return law.starts(variance).map((start) => [mean, ...start, ...(isStudent ? [5] : [])]);
    },
    logDensities: (values, series, into) => {
      const { mean, law: own, degreesOfFreedom } = split(values);
      const logShock: LogShock = isStudent ? studentShock(degreesOfFreedom) : normalShock;
      const beginning = momentsOf(series.values).variance;
      eachStretch(series, (first, end) => {
        let variance = beginning;
        for (let t = first; t < end; t++) {
          const distance = series.values[t]! - mean;
          into[t] = logShock(distance / Math.sqrt(variance)) - 0.5 * math.log(variance);
          variance = law.next(variance, distance, own);
        }
      });
    },
    options: (values, stepDays) => {
      const { mean, law: own, degreesOfFreedom } = split(values);
      // Half of a normal return's variance belongs to the drift of the price; under a t the price has no mean to drift.
      const half = isStudent ? 0 : 0.5 * law.longRun(own);
      return {
        driftPerYear: (mean + half) / yearsOf(stepDays),
        ...law.options(own),
        degreesOfFreedom,
        ...periodOption(stepDays),
      };
    },
    settings: ({ values, stepDays }) => {
      return { startVolatilityPerYear: volatilityPerYear(momentsOf(values).variance, stepDays) };
    },
    facts: (values, stepDays) => law.facts(split(values).law, stepDays),
    simulate: (values, count, random) => {
      const { mean, law: own, degreesOfFreedom } = split(values);
      const shock = isStudent ? () => studentNumber(random, degreesOfFreedom) : random.nextNormal;
      let variance = 1e-3;
      const draw = () => {
        const distance = Math.sqrt(variance) * shock();
        variance = law.next(variance, distance, own);
        return mean + distance;
      };
      for (let t = 0; t < FORGOTTEN; t++) draw();
      return Float64Array.from({ length: count }, draw);
    },
  };
  return maximumLikelihood(likelihood);
}

/** After so many periods a simulated variance knows no more where it began. */
const FORGOTTEN = 1000;

export function eachStretch({ starts, values }: Series, visit: (first: number, end: number) => void): void {
  for (const [i, first] of starts.entries()) visit(first, starts[i + 1] ?? values.length);
}

function momentsOf(values: Float64Array): { readonly mean: number; readonly variance: number } {
  const mean = arithmeticMean(values);
  return { mean, variance: arithmeticMean(values.map((x) => (x - mean) * (x - mean))) };
}
