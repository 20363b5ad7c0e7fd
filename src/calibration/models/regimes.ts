import { math } from '../../math/math.ts';
import { arithmeticMean } from '../../statistics/arithmetic-mean.ts';
import { eachStretch } from '../conditional-variance.ts';
import type { NamedNumbers, Parameter } from '../contracts.ts';
import { maximumLikelihood } from '../maximum-likelihood.ts';
import { above, between, positive, real } from '../scale.ts';
import { driftPerYear, periodOption, volatilityPerYear } from '../units.ts';

const NAMES = ['calm', 'wild', 'crisis'] as const;

/** States in order of volatility, and the chances of going from one (row) to another within a period. */
interface Chain {
  readonly means: readonly number[];
  readonly deviations: readonly number[];
  readonly transition: readonly (readonly number[])[];
}

/**
 * Normal returns whose volatility is that of a hidden state: Hamilton (1989), Econometrica 57, section 4. Each state's
 * deviation is estimated as a multiple of the one before, so that states keep their names; each stretch begins in the
 * stationary law.
 */
function regimes(states: 2 | 3) {
  const names = NAMES.slice(0, states);
  const parameters: readonly Parameter[] = [
    ...names.map((name) => ({ name: `${name}Mean`, scale: real(0.01) })),
    { name: 'calmDeviation', scale: positive },
    ...names.slice(1).map((name) => ({ name: `${name}Multiple`, scale: above(1) })),
    ...names.map((name) => ({ name: `${name}Periods`, scale: above(1) })),
    ...(states === 3 ? ['calmToWild', 'wildToCalm', 'crisisToWild'] : []).map((name) => {
      return { name, scale: between(0, 1) };
    }),
  ];
  const chainOf = (values: readonly number[]): Chain => {
    const deviations: number[] = [];
    for (let i = 0; i < states; i++) deviations.push(values[states + i]! * (deviations[i - 1] ?? 1));
    const leave = values.slice(2 * states, 3 * states).map((periods) => 1 / periods);
    // Of three states, a leaver goes to its first other state with this chance; of two there is only one.
    const [calmToWild = 1, wildToCalm = 1, crisisToWild = 1] = values.slice(3 * states);
    const goes = [
      [0, calmToWild, 1 - calmToWild],
      [wildToCalm, 0, 1 - wildToCalm],
      [1 - crisisToWild, crisisToWild, 0],
    ];
    const transition = leave.map((out, i) => leave.map((_, j) => (i === j ? 1 - out : out * goes[i]![j]!)));
    return { means: values.slice(0, states), deviations, transition };
  };

  return maximumLikelihood({
    name: `regimes-${states}`,
    process: 'markovRegimes',
    reads: 'prices',
    periodMinutes: 1440,
    parameters,
    starts: ({ values }) => {
      const mean = arithmeticMean(values);
      const deviation = Math.sqrt(arithmeticMean(values.map((x) => (x - mean) * (x - mean))));
      const means = names.map(() => mean);
      return states === 2
        ? [
            [...means, 0.5 * deviation, 3, 10, 5],
            [...means, 0.6 * deviation, 3, 60, 20],
          ]
        : [
            [...means, 0.4 * deviation, 2, 2, 10, 10, 10, 0.9, 0.8, 0.8],
            [...means, 0.5 * deviation, 1.8, 1.8, 40, 40, 20, 0.9, 0.5, 0.9],
            [...means, 0.3 * deviation, 3, 2, 5, 5, 20, 0.8, 0.8, 0.5],
          ];
    },
    logDensities: (values, series, into) => {
      const { means, deviations, transition } = chainOf(values);
      const stationary = stationaryOf(transition);
      const scales = deviations.map((deviation) => -0.5 / (deviation * deviation));
      const heights = deviations.map((deviation) => 1 / (deviation * Math.sqrt(2 * Math.PI)));
      const expected = new Float64Array(states);
      const joint = new Float64Array(states);
      eachStretch(series, (first, end) => {
        expected.set(stationary);
        for (let t = first; t < end; t++) {
          let density = 0;
          for (let i = 0; i < states; i++) {
            const distance = series.values[t]! - means[i]!;
            joint[i] = expected[i]! * heights[i]! * math.exp(scales[i]! * distance * distance);
            density += joint[i]!;
          }
          into[t] = math.log(density);
          for (let j = 0; j < states; j++) {
            let arriving = 0;
            for (let i = 0; i < states; i++) arriving += joint[i]! * transition[i]![j]!;
            expected[j] = arriving / density;
          }
        }
      });
    },
    options: (values, stepDays) => {
      const { means, deviations } = chainOf(values);
      const each = names.map((name, i): NamedNumbers => {
        const variance = deviations[i]! * deviations[i]!;
        return {
          [`${name}DriftPerYear`]: driftPerYear(means[i]!, variance, stepDays),
          [`${name}VolatilityPerYear`]: volatilityPerYear(variance, stepDays),
          [`${name}Days`]: values[2 * states + i]! * stepDays,
        };
      });
      const [calmToWild, wildToCalm, crisisToWild] = values.slice(3 * states);
      const goes: NamedNumbers =
        states === 2 ? {} : { calmToWild: calmToWild!, wildToCalm: wildToCalm!, crisisToWild: crisisToWild! };
      return Object.assign({}, ...each, goes, periodOption(stepDays)) as NamedNumbers;
    },
    facts: (values) => {
      const stationary = stationaryOf(chainOf(values).transition);
      return Object.fromEntries(names.map((name, i) => [`${name}ShareOfTime`, stationary[i]!]));
    },
    simulate: (values, count, { nextNormal, nextUniform }) => {
      const { means, deviations, transition } = chainOf(values);
      const next = (chances: ArrayLike<number>) => {
        let rest = nextUniform();
        for (let i = 0; i < states - 1; i++) {
          rest -= chances[i]!;
          if (rest < 0) return i;
        }
        return states - 1;
      };
      let state = next(stationaryOf(transition));
      return Float64Array.from({ length: count }, () => {
        const value = means[state]! + deviations[state]! * nextNormal();
        state = next(transition[state]!);
        return value;
      });
    },
  });
}

/**
 * The law that the chain keeps, by the chances of all ways round (the Markov chain tree theorem): a state's weight is
 * the sum over its spanning trees of the products of their chances. Nothing is subtracted, so no chance is too small.
 */
function stationaryOf(p: Chain['transition']): readonly number[] {
  const at = (i: number, j: number) => p[i]![j]!;
  const weights =
    p.length === 2
      ? [at(1, 0), at(0, 1)]
      : [0, 1, 2].map((k) => {
          const [i, j] = [0, 1, 2].filter((other) => other !== k) as [number, number];
          return at(i, k) * at(j, k) + at(i, j) * at(j, k) + at(j, i) * at(i, k);
        });
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}

export const twoRegimesModel = regimes(2);
export const threeRegimesModel = regimes(3);
