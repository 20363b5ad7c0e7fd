import { priceProcess } from '../../engine/define.ts';
import { finite } from '../../engine/options.ts';

/**
 * Geometric Brownian motion with one gap of a stated size on a stated day: the crash that nothing traded through.
 *
 * The gap is added to the log return of the first step that ends on the day or after it, once, so that no trigger and no
 * stop can act inside it; a day beyond the end of the run never comes.
 * Elsewhere it is `gbm`, on the same random numbers.
 */
export const gbmWithGap = priceProcess({
  name: 'gbmWithGap',
  options: {
    driftPerYear: finite(-10, 10, { default: 0, meaning: 'growth of the expected price outside the gap' }),
    volatilityPerYear: finite(0, 10, { meaning: 'standard deviation of the log return over a year, outside the gap' }),
    gapReturn: finite(-0.99, 10, { meaning: 'simple return of the gap: -0.4 is a fall of 40 %' }),
    gapDay: finite(0, 36_500, { meaning: 'days from the start to the gap' }),
  },
  draws: { z: 'normal' },
  state: { hasGapped: false },
  constants: ({ driftPerYear, volatilityPerYear, gapReturn, gapDay }, { clock }) => ({
    growth: (driftPerYear - 0.5 * volatilityPerYear * volatilityPerYear) * clock.stepYears,
    spread: volatilityPerYear * Math.sqrt(clock.stepYears),
    gapRatio: 1 + gapReturn,
    gapDay,
  }),
  step: (s, k, draw, at, _ports, math) => {
    const holdsGap = !s.hasGapped && at.days >= k.gapDay;
    s.hasGapped = s.hasGapped || holdsGap;
    s.shock = draw.z;
    s.jump = holdsGap ? math.log(k.gapRatio) : 0;
    s.logReturn = k.growth + k.spread * draw.z + s.jump;
    s.simpleReturn = math.expm1(s.logReturn);
    s.variance = k.spread * k.spread;
  },
});

export const examples = [gbmWithGap({ volatilityPerYear: 0.6, gapReturn: -0.4, gapDay: 10 })];
