import {
  always,
  band,
  daily,
  dailyWithEmergency,
  every,
  finite,
  leveragedToken,
  meanReverting,
  meanRevertingFunding,
  oneOf,
  perpetual,
  probability,
  quantile,
  range,
  scenario,
  spot,
} from '../src/index.ts';

const standIn =
  'The issuer keeps its target hidden inside 1.25x to 4x; a reset to 2.5x at the edges of that range stands in for it.';

const rules = {
  'daily-with-emergency': ['daily', dailyWithEmergency()],
  daily: ['daily, whatever happens', daily()],
  'every-8-hours': ['every 8 hours', every({ hours: 8 })],
  weekly: ['weekly', every({ hours: 168 })],
} as const;

/** A market that goes up and down and nowhere: the one in which rebalancing costs most. */
export default scenario({
  question: 'What is left of a leveraged token after a quarter in which the price goes nowhere?',
  seed: 'choppy',
  paths: 10_000,
  parameters: {
    volatilityPerYear: finite(0, 10, {
      default: 0.8,
      meaning: 'standard deviation of un-pulled log returns over a year',
      slider: { from: 0.1, to: 2, step: 0.05 },
    }),
    halfLifeDays: finite(0.01, 36_500, {
      default: 5,
      meaning: 'days in which half of a move is expected to be undone',
      slider: { from: 1, to: 60, step: 1 },
    }),
    fundingPerYear: finite(-5, 5, {
      default: 0.11,
      meaning: 'mean funding, paid by longs on their notional',
      slider: { from: -0.3, to: 1, step: 0.01 },
    }),
    leverage: finite(1.5, 3.9, {
      default: 3,
      meaning: 'leverage of the tokens and of the perpetuals of equal exposure',
      slider: { from: 1.5, to: 3.9, step: 0.1 },
    }),
    rule: oneOf(['daily-with-emergency', 'daily', 'every-8-hours', 'weekly'], {
      default: 'daily-with-emergency',
      meaning:
        'when the first two tokens go back to their leverage; the first rule also does so between, after a hard move',
    }),
    horizonDays: finite(1, 3650, { default: 90, meaning: 'days held' }),
    tradingFee: finite(0, 0.05, {
      default: 0.0005,
      meaning: 'cost per unit of notional traded',
      slider: { from: 0, to: 0.005, step: 0.0001 },
    }),
    managementPerDay: finite(0, 0.05, { default: 0.0001, meaning: 'management fee of the tokens' }),
    subscriptionFee: finite(0, 0.5, { default: 0.001, meaning: 'of the money put in, tokens' }),
    redemptionFee: finite(0, 0.5, { default: 0.001, meaning: 'of the worth taken out, tokens' }),
    levelGrowthPerYear: finite(-5, 5, { default: 0, meaning: 'growth of the log level that the price is pulled to' }),
  },
  sweep: {
    over: { leverage: [1.5, 2, 2.5, 3, 3.5, 3.9], volatilityPerYear: range(0.3, 1.2, 0.3) },
  },
  regimes: {
    cases: {
      Choppy: {},
      Trending: { levelGrowthPerYear: 1.5 },
      'Selling off': { levelGrowthPerYear: -1.5 },
      'No pull back': { halfLifeDays: 36_500 },
    },
    of: (p) => [`${p.leverage}x ${rules[p.rule][0]}`, `-${p.leverage}x ${rules[p.rule][0]}`, 'spot'],
  },
  setting: (p) => {
    const { tradingFee } = p;
    const fees = {
      tradingFee,
      managementPerDay: p.managementPerDay,
      subscriptionFee: p.subscriptionFee,
      redemptionFee: p.redemptionFee,
    };
    const [often, rebalance] = rules[p.rule];
    const edges = band({ low: (2 / 3) * p.leverage, high: (4 / 3) * p.leverage });
    const hidden = band({ low: 1.25, high: 4 });
    const token = `${p.leverage}x ${often}`;
    return {
      days: p.horizonDays,
      stepMinutes: 60,
      price: meanReverting({
        volatilityPerYear: p.volatilityPerYear,
        halfLifeDays: p.halfLifeDays,
        levelGrowthPerYear: p.levelGrowthPerYear,
      }),
      funding: meanRevertingFunding({
        meanPerYear: p.fundingPerYear,
        deviationPerYear: 0.28,
        halfLifeDays: 3,
        correlation: 0.1,
      }),
      holdings: {
        [token]: leveragedToken({ leverage: p.leverage, rebalance, ...fees }),
        [`-${p.leverage}x ${often}`]: leveragedToken({ leverage: -p.leverage, rebalance, ...fees }),
        [`${p.leverage}x band`]: leveragedToken({ leverage: p.leverage, rebalance: edges, ...fees }),
        [`-${p.leverage}x band`]: leveragedToken({ leverage: -p.leverage, rebalance: edges, ...fees }),
        'UP stand-in': leveragedToken({ leverage: 2.5, rebalance: hidden, assumes: standIn, ...fees }),
        'DOWN stand-in': leveragedToken({ leverage: -2.5, rebalance: hidden, assumes: standIn, ...fees }),
        spot: spot(),
        [`perp ${p.leverage}x, held`]: perpetual({ exposure: p.leverage, tradingFee }),
        'perp 5x, 10 % stop': perpetual({ exposure: 5, stopLoss: 0.1, tradingFee }),
        [`perp ${p.leverage} units at 5x, 10 % stop`]: perpetual({
          exposure: p.leverage,
          marginLeverage: 5,
          stopLoss: 0.1,
          tradingFee,
        }),
      },
      claims: {
        'a token cannot be liquidated': always((paths) => !paths[token]!.isLiquidated),
        'a held perpetual of the same exposure cannot either': always(
          (paths) => !paths[`perp ${p.leverage}x, held`]!.isLiquidated,
        ),
        'the token loses money on fewer than three paths in ten': probability((paths) => paths[token]!.finalValue < 1, {
          below: 0.3,
        }),
        'the middle path keeps half of the money': quantile(token, 0.5, { above: 0.5 }),
      },
    };
  },
});
