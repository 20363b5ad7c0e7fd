import { finite, priceProcess } from '../../src/index.ts';

/** The reference workloads' price: independent normal log returns, nothing else. */
export const referencePrice = priceProcess({
  name: 'referencePrice',
  options: {
    driftPerYear: finite(-10, 10, { default: 0, meaning: 'E[S(T)] = S(0) · e^(drift · T)' }),
    volatilityPerYear: finite(0, 10, { meaning: 'standard deviation of log returns over a year' }),
  },
  draws: { z: 'normal' },
  constants: ({ driftPerYear, volatilityPerYear }, { clock }) => ({
    growth: (driftPerYear - 0.5 * volatilityPerYear * volatilityPerYear) * clock.stepYears,
    spread: volatilityPerYear * Math.sqrt(clock.stepYears),
  }),
  step: (s, k, draw, _at, _ports, math) => {
    s.shock = draw.z;
    s.logReturn = k.growth + k.spread * draw.z;
    s.simpleReturn = math.expm1(s.logReturn);
  },
});
