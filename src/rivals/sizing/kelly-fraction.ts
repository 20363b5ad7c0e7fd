import { positionSizing } from '../../engine/define.ts';
import { finite } from '../../engine/options.ts';

/**
 * A fraction of the exposure at which wealth grows fastest under a geometric Brownian motion that one believes in:
 *
 *   notional = fraction · drift / volatility² · equity
 *
 * The beliefs are options, not measured: whoever believes wrongly is sized wrongly.
 */
export const kellyFraction = positionSizing({
  name: 'kellyFraction',
  options: {
    fraction: finite(0, 2, { meaning: 'part of the full Kelly exposure that is taken; beyond 2 nothing grows' }),
    driftPerYear: finite(-10, 10, {
      meaning:
        'expected return a year in the trader’s direction, funding deducted; none is opened where it is negative',
    }),
    volatilityPerYear: finite(0.01, 10, { meaning: 'volatility of log returns a year' }),
  },
  sources: ['Merton, R. (1969), Lifetime portfolio selection under uncertainty (here with logarithmic utility)'],
  constants: ({ fraction, driftPerYear, volatilityPerYear }) => ({
    exposure: (fraction * Math.max(0, driftPerYear)) / (volatilityPerYear * volatilityPerYear),
  }),
  step: (s, k) => {
    s.exposure = k.exposure;
  },
});

export const examples = [kellyFraction({ fraction: 0.5, driftPerYear: 0.4, volatilityPerYear: 0.6 })];
