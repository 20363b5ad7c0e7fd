import { math } from '../../math/math.ts';
import { arithmeticMean } from '../../statistics/arithmetic-mean.ts';
import { logNormal } from '../densities.ts';
import { maximumLikelihood } from '../maximum-likelihood.ts';
import { positive, real } from '../scale.ts';
import { volatilityPerYear, yearsOf } from '../units.ts';

/** Of the periods seen: with a longer half-life, a random walk would have been fitted as well. */
const SHARE_OF_SAMPLE = 0.1;

/**
 * An Ornstein–Uhlenbeck log price around a level that grows: its exact transition over a period is an autoregression,
 *
 *   x[t] - l[t] = a (x[t - 1] - l[t - 1]) + e,   a = 2^(-1 / half-life),   Var e = v (1 - a²) / (-2 log a),
 *
 * l[t] = level + growth t, and v the variance a period that nothing pulled at. The first close is taken as given.
 */
export const meanRevertingModel = maximumLikelihood({
  name: 'mean-reverting',
  process: 'meanReverting',
  reads: 'prices',
  periodMinutes: 1440,
  parameters: [
    { name: 'deviation', scale: positive },
    { name: 'halfLifePeriods', scale: positive },
    { name: 'level', scale: real(0.1) },
    { name: 'growth', scale: real(0.001) },
  ],
  starts: ({ values, levels }) => {
    const deviation = Math.sqrt(arithmeticMean(values.map((x) => x * x)));
    const level = arithmeticMean(levels);
    return [
      [deviation, 5, level, 0],
      [deviation, 50, level, 0],
      [deviation, 300, 0, arithmeticMean(values)],
    ];
  },
  logDensities: ([deviation, halfLife, level, growth], { values, levels, periods }, into) => {
    const { keep, variance } = transitionOf(deviation!, halfLife!);
    for (let t = 0; t < values.length; t++) {
      const after = level! + growth! * periods[t]!;
      const gap = levels[t]! - values[t]! - (after - growth!);
      into[t] = logNormal(levels[t]!, after + keep * gap, variance);
    }
  },
  options: ([deviation, halfLife, , growth], stepDays) => ({
    volatilityPerYear: volatilityPerYear(deviation! * deviation!, stepDays),
    halfLifeDays: halfLife! * stepDays,
    levelGrowthPerYear: growth! / yearsOf(stepDays),
  }),
  facts: ([deviation, halfLife]) => {
    const { keep, variance } = transitionOf(deviation!, halfLife!);
    return { spreadAroundLevel: Math.sqrt(variance / (1 - keep * keep)) };
  },
  simulate: ([deviation, halfLife, level, growth], count, { nextNormal }) => {
    const { keep, variance } = transitionOf(deviation!, halfLife!);
    let gap = -level!;
    return Float64Array.from({ length: count }, () => {
      const before = gap;
      gap = keep * gap + Math.sqrt(variance) * nextNormal();
      return growth! + gap - before;
    });
  },
  warnings: ([, halfLife], { values }) => {
    if (halfLife! < SHARE_OF_SAMPLE * values.length) return [];
    return [
      `a half-life of ${halfLife!.toFixed(0)} periods is long for ${values.length} of them: ` +
        'a price that is pulled to nothing would look the same',
    ];
  },
});

function transitionOf(deviation: number, halfLife: number): { readonly keep: number; readonly variance: number } {
  const pull = Math.LN2 / halfLife;
  return { keep: math.exp(-pull), variance: (deviation * deviation * -math.expm1(-2 * pull)) / (2 * pull) };
}
