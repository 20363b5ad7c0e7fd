import { priceProcess } from '../../engine/define.ts';
import { finite } from '../../engine/options.ts';
import { math } from '../../math/math.ts';

const DAYS_PER_YEAR = 365;

/**
 * A log price that is pulled back to its level: the choppy market.
 *
 *   x[t+1] = a x[t] + b z,   a = exp(-k dt),   b² = volatility² (1 - a²) / (2 k),   k = ln 2 / half-life
 *
 * x is the log of the price over its level, which begins at the starting price and grows by `levelGrowthPerYear`. The
 * transition is exact for any step. `volatilityPerYear` is that of *un-pulled* log returns, because that is the number
 * people read off a chart: over short times the variance is volatility² t, over long ones the price goes nowhere.
 */
export const meanReverting = priceProcess({
  name: 'meanReverting',
  options: {
    volatilityPerYear: finite(0, 10, {
      meaning: 'standard deviation of un-pulled log returns over a year: 0.8 is 80 %',
    }),
    halfLifeDays: finite(0.01, 36_500, { meaning: 'days in which half of a gap to the level is expected to close' }),
    levelGrowthPerYear: finite(-10, 10, { default: 0, meaning: 'growth of the log level that the price is pulled to' }),
  },
  sources: [
    'Schwartz, E. (1997), The stochastic behavior of commodity prices, model 1',
    'Uhlenbeck, G. & Ornstein, L. (1930), On the theory of the Brownian motion (exact transition)',
  ],
  draws: { z: 'normal' },
  state: { gap: 0 },
  constants: ({ volatilityPerYear, halfLifeDays, levelGrowthPerYear }, { clock }) => {
    const pullPerYear = (Math.LN2 * DAYS_PER_YEAR) / halfLifeDays;
    const closed = -math.expm1(-2 * pullPerYear * clock.stepYears);
    return {
      keep: math.exp(-pullPerYear * clock.stepYears),
      spread: volatilityPerYear * Math.sqrt(closed / (2 * pullPerYear)),
      growth: levelGrowthPerYear * clock.stepYears,
    };
  },
  step: (s, k, draw, _at, _ports, math) => {
    const gap = k.keep * s.gap + k.spread * draw.z;
    s.shock = draw.z;
    s.logReturn = k.growth + (gap - s.gap);
    s.simpleReturn = math.expm1(s.logReturn);
    s.variance = k.spread * k.spread;
    s.gap = gap;
  },
});

export const examples = [
  meanReverting({ volatilityPerYear: 0.8, halfLifeDays: 5 }),
  meanReverting({ volatilityPerYear: 0.4, halfLifeDays: 60, levelGrowthPerYear: 0.3 }),
];
