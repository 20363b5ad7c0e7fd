import {
  band,
  finite,
  gbm,
  leveragedToken,
  metric,
  noFunding,
  oneOf,
  priceProcess,
  rebalanceRule,
  scenario,
} from '../../src/index.ts';
import type { Overrides } from '../../src/scenario/scenario.ts';

/** `gbm` as a researcher would write it in a scenario: the same numbers from the same draws. */
const ownPrice = priceProcess({
  name: 'ownPrice',
  options: { volatilityPerYear: finite(0, 10, { meaning: 'standard deviation of the log return over a year' }) },
  draws: { z: 'normal' },
  constants: ({ volatilityPerYear }, { clock }) => ({
    growth: -0.5 * volatilityPerYear * volatilityPerYear * clock.stepYears,
    spread: volatilityPerYear * Math.sqrt(clock.stepYears),
  }),
  step: (s, k, draw, _at, _ports, math) => {
    s.shock = draw.z;
    s.logReturn = k.growth + k.spread * draw.z;
    s.simpleReturn = math.expm1(s.logReturn);
  },
});

/** `band`, on a market without a range. */
const ownRule = rebalanceRule({
  name: 'ownRule',
  options: {
    low: finite(0, 100, { meaning: 'smallest |leverage| that is left alone' }),
    high: finite(0, 100, { meaning: 'largest |leverage| that is left alone' }),
  },
  limits: ({ low, high }) => ({ low, high }),
  constants: ({ low, high }, { targetLeverage }) => ({ low, high, target: targetLeverage }),
  step: (s, k, _draw, _at, ports, math) => {
    const leverage = math.abs(ports.fund.leverage);
    s.isFiring = (leverage < k.low || leverage > k.high) && !ports.fund.hasFired;
    s.wantedLeverage = k.target;
  },
});

/** `drawdown`, with its columns. */
const ownMetric = metric({
  name: 'ownMetric',
  options: {},
  state: { peak: 1, maxDrawdown: 0, underWaterShare: 0 },
  results: ['maxDrawdown', 'underWaterShare'],
  constants: (_options, { clock }) => ({ stepShare: 1 / clock.steps }),
  begin: (s, _k, _draw, _at, ports) => {
    s.maxDrawdown = 1 - ports.holding.value;
  },
  step: (s, k, _draw, _at, ports) => {
    const value = ports.holding.value;
    s.peak = s.peak < value ? value : s.peak;
    const fall = 1 - value / s.peak;
    s.maxDrawdown = s.maxDrawdown < fall ? fall : s.maxDrawdown;
    s.underWaterShare += value < s.peak ? k.stepShare : 0;
  },
});

const volatilityPerYear = 0.8;
const edges = { low: 2, high: 4 };

const question = scenario({
  question: 'What does it cost to write a model in a scenario rather than in the project?',
  paths: 1_000,
  parameters: {
    models: oneOf(['built-in', 'own'], { default: 'built-in', meaning: 'whose price, rule and drawdown' }),
  },
  setting: ({ models }) => {
    const isOwn = models === 'own';
    return {
      days: 90,
      stepMinutes: 60,
      price: isOwn ? ownPrice({ volatilityPerYear }) : gbm({ volatilityPerYear }),
      funding: noFunding(),
      holdings: { token: leveragedToken({ leverage: 3, rebalance: isOwn ? ownRule(edges) : band(edges) }) },
    };
  },
});

/** Every run has the standard drawdown: here the own one takes its place, so that both sides do the same work. */
function resolve(overrides?: Overrides) {
  const resolved = question.resolve(overrides);
  const isOwn = resolved.price.name === 'ownPrice';
  const metrics = resolved.metrics.map((each) => (isOwn && each.name === 'drawdown' ? ownMetric() : each));
  return { ...resolved, metrics };
}

export default { ...question, resolve };
