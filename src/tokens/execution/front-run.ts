import { executionCost } from '../../engine/define.ts';
import { finite } from '../../engine/options.ts';
import {
  beyondTheLaw,
  MEAN_OF_PEAK,
  nextVariance,
  squareRootConstants,
  squareRootOptions,
  squareRootSources,
} from './square-root-law.ts';

/**
 * A fund that others see coming: who knows when it must trade, and how much, trades first and sells to it. With a given
 * probability a trade is met by them, and its price is then worse by a multiple of the move that the trade itself causes.
 *
 *   cost / Q = halfSpread + (2/3 + (u < probability ? multiple : 0)) Y volatility sqrt(Q / dailyVolume)
 *
 * u is one uniform a step, so each rebalance has its own. All trades of the fund can be met, at a known time as at a known
 * trigger: what makes them foreseen is the published rule. Everything else is as in `marketImpact`, whose cost it contains: a
 * fund has one or the other. A trade inside a bar meets the draw of the step before; in the first bar of all, where there
 * has been none, it is met only if all are.
 */
export const frontRun = executionCost({
  name: 'frontRun',
  options: {
    probability: finite(0, 1, { meaning: 'share of the fund’s trades that somebody trades ahead of' }),
    multiple: finite(0, 10, {
      default: 2,
      meaning: 'how much worse the price then is, in units of the move that the trade itself causes',
    }),
    ...squareRootOptions,
  },
  sources: [
    'Rahimian, R. & Clark, J. (2024), A shortfall in investor expectations of leveraged tokens, AFT 2024, LIPIcs 316:23 (97 % of tokens can be front-run around known events)',
    ...squareRootSources,
  ],
  assumptions: ({ probability, multiple }) => [
    `Of a fund’s rebalances ${100 * probability} % are front-run, at prices worse by ${multiple} times their own impact; nobody has measured either.`,
  ],
  check: (options) => beyondTheLaw(options, MEAN_OF_PEAK + options.multiple),
  draws: { u: 'uniform' },
  state: { variance: 0 },
  uses: { nextVariance },
  constants: (options, { clock }) => ({
    ...squareRootConstants(options, clock),
    probability: options.probability,
    alone: MEAN_OF_PEAK,
    met: MEAN_OF_PEAK + options.multiple,
  }),
  begin: (s, k, _draw, _at, _ports, math) => {
    s.variance = k.variancePerDay;
    s.spread = k.halfSpread;
    s.impact = (k.probability >= 1 ? k.met : k.alone) * k.impactOfDeviation * math.sqrt(s.variance);
  },
  step: (s, k, draw, _at, ports, math) => {
    s.variance = math.nextVariance(s.variance, ports.price.logReturn, k.kept, k.stepsPerDay);
    s.impact = (draw.u < k.probability ? k.met : k.alone) * k.impactOfDeviation * math.sqrt(s.variance);
  },
});

export const examples = [
  frontRun({ probability: 0.5, fundSize: 50e6, dailyVolume: 20e9, volatilityPerDay: 0.03 }),
  frontRun({
    probability: 1,
    multiple: 3,
    fundSize: 5e6,
    dailyVolume: 50e6,
    volatilityPerDay: 0.07,
    volatilityHalfLifeDays: 11,
  }),
];
