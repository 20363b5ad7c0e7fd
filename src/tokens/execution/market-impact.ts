import { executionCost } from '../../engine/define.ts';
import {
  beyondTheLaw,
  MEAN_OF_PEAK,
  nextVariance,
  squareRootConstants,
  squareRootOptions,
  squareRootSources,
} from './square-root-law.ts';

/**
 * A fund moves the price that it trades at: a trade of notional Q costs, beyond the fee, half a spread and the mean of a
 * move that grows with the square root of what is done.
 *
 *   cost / Q = halfSpread + 2/3 Y volatility sqrt(Q / dailyVolume)
 *
 * The move is temporary: a rebalance knows nothing about the coin, and the price comes back, so that the market of the run
 * is not changed (`crowded` is for that). The fund's money is `fundSize` times its value, so a fund that has grown pays more.
 * The trade is measured before its own cost. A trade inside a bar meets the volatility of the end of the step before.
 */
export const marketImpact = executionCost({
  name: 'marketImpact',
  options: squareRootOptions,
  sources: squareRootSources,
  assumptions: ({ impactCoefficient, halfSpread }) => [
    `A fund’s trades move the price by ${impactCoefficient} daily deviations times the square root of their share of a day’s volume, and cost half a spread of ${halfSpread}; both are round figures.`,
  ],
  check: (options) => beyondTheLaw(options, MEAN_OF_PEAK),
  state: { variance: 0 },
  uses: { nextVariance },
  constants: (options, { clock }) => ({ ...squareRootConstants(options, clock), meanOfPeak: MEAN_OF_PEAK }),
  begin: (s, k, _draw, _at, _ports, math) => {
    s.variance = k.variancePerDay;
    s.spread = k.halfSpread;
    s.impact = k.meanOfPeak * k.impactOfDeviation * math.sqrt(s.variance);
  },
  step: (s, k, _draw, _at, ports, math) => {
    s.variance = math.nextVariance(s.variance, ports.price.logReturn, k.kept, k.stepsPerDay);
    s.impact = k.meanOfPeak * k.impactOfDeviation * math.sqrt(s.variance);
  },
});

export const examples = [
  marketImpact({ fundSize: 50e6, dailyVolume: 20e9, volatilityPerDay: 0.03 }),
  marketImpact({ fundSize: 50e6, dailyVolume: 50e6, volatilityPerDay: 0.07, volatilityHalfLifeDays: 11 }),
];
