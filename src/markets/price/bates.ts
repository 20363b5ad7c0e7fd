import { priceProcess } from '../../engine/define.ts';
import { finite } from '../../engine/options.ts';
import { math } from '../../math/math.ts';
import { heston } from './heston.ts';
import { countProblems, poissonCount } from './poisson-count.ts';

/**
 * Stochastic volatility with jumps (Bates 1996): a Heston price, and jumps at random times that do not depend on it.
 *
 *   log return = that of the Heston price - lambda dt (exp(mu + delta² / 2) - 1) + sum of n jumps
 *
 * n is Poisson with mean lambda dt, each jump normal with mean mu and deviation delta, so that n of them are normal
 * with mean n mu and variance n delta². The middle term is the compensator: E[S(T)] = S(0) exp(drift T), as without
 * jumps. Jumps are exact at any step. They add lambda T (mu² + delta²) to the variance of log S(T). Without jumps it is
 * the Heston price, to the bit.
 */
export const bates = priceProcess({
  name: 'bates',
  options: {
    jumpsPerYear: finite(0, 1000, { meaning: 'lambda, the number of jumps to be expected in a year' }),
    jumpMean: finite(-2, 2, { meaning: 'mu, the mean of the log return of a jump: -0.1 is a fall of 9.5 %' }),
    jumpDeviation: finite(0, 2, { meaning: 'delta, the standard deviation of the log return of a jump' }),
  },
  takes: { of: 'price' } as const,
  sources: [
    'Bates, D. (1996), Jumps and stochastic volatility, Review of Financial Studies 9(1), eq. 1',
    'Merton, R. (1976), Option pricing when underlying stock returns are discontinuous, eq. 2',
  ],
  check: (_options, parts) => (parts.of!.name === 'heston' ? [] : ['of must be a price of heston({ … })']),
  checkClock: ({ jumpsPerYear }, clock) => countProblems(jumpsPerYear, clock),
  draws: { jumps: 'uniform', ofJump: 'normal' },
  constants: ({ jumpsPerYear, jumpMean, jumpDeviation }, { clock: { stepYears } }) => {
    const expected = jumpsPerYear * stepYears;
    return {
      compensator: expected * math.expm1(jumpMean + 0.5 * jumpDeviation * jumpDeviation),
      expected,
      none: math.exp(-expected),
      jumpMean,
      jumpDeviation,
    };
  },
  uses: { poissonCount },
  step: (s, k, draw, _at, ports, math) => {
    const jumps = math.poissonCount(draw.jumps, k.expected, k.none);
    s.jump = 0;
    if (jumps > 0) s.jump = jumps * k.jumpMean + math.sqrt(jumps) * k.jumpDeviation * draw.ofJump;
    s.shock = ports.of.shock;
    s.variance = ports.of.variance;
    s.logReturn = ports.of.logReturn - k.compensator + s.jump;
    s.simpleReturn = math.expm1(s.logReturn);
  },
});

const calm = { volatilityPerYear: 0.6, longRunVolatilityPerYear: 0.6, reversionPerYear: 3 };

export const examples = [
  bates({
    of: heston({ ...calm, volatilityOfVariance: 0.9, correlation: -0.3 }),
    jumpsPerYear: 12,
    jumpMean: -0.05,
    jumpDeviation: 0.1,
  }),
  bates({
    of: heston({ ...calm, volatilityOfVariance: 3, correlation: 0.2 }),
    jumpsPerYear: 900,
    jumpMean: 0.01,
    jumpDeviation: 0,
  }),
  bates({
    of: heston({ ...calm, volatilityOfVariance: 0, correlation: 0 }),
    jumpsPerYear: 0,
    jumpMean: 0,
    jumpDeviation: 0,
  }),
];
