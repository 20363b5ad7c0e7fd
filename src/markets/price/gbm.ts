import { priceProcess } from '../../engine/define.ts';
import { finite } from '../../engine/options.ts';

/**
 * Geometric Brownian motion: independent, normally distributed log returns.
 *
 *   log S[t+1] = log S[t] + (drift - volatility² / 2) dt + volatility sqrt(dt) z
 *
 * Exact for any step, so there is no discretisation error to refine away. E[S(T)] = S(0) exp(drift T).
 */
export const gbm = priceProcess({
  name: 'gbm',
  options: {
    driftPerYear: finite(-10, 10, { default: 0, meaning: 'growth of the expected price, E[S(T)] = S(0) exp(drift T)' }),
    volatilityPerYear: finite(0, 10, { meaning: 'standard deviation of the log return over a year: 0.8 is 80 %' }),
  },
  sources: ['Black, F. & Scholes, M. (1973), The pricing of options and corporate liabilities, eq. 1'],
  draws: { z: 'normal' },
  constants: ({ driftPerYear, volatilityPerYear }, { clock }) => ({
    growth: (driftPerYear - 0.5 * volatilityPerYear * volatilityPerYear) * clock.stepYears,
    spread: volatilityPerYear * Math.sqrt(clock.stepYears),
  }),
  step: (s, k, draw, _at, _ports, math) => {
    s.shock = draw.z;
    s.logReturn = k.growth + k.spread * draw.z;
    s.simpleReturn = math.expm1(s.logReturn);
    s.variance = k.spread * k.spread;
  },
});

export const examples = [
  gbm({ volatilityPerYear: 0.8 }),
  gbm({ driftPerYear: 0.5, volatilityPerYear: 0.3 }),
  gbm({ volatilityPerYear: 0 }),
];
