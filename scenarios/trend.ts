import {
  band,
  daily,
  finite,
  gbm,
  leveragedToken,
  meanRevertingFunding,
  perpetual,
  range,
  scenario,
  spot,
} from '../src/index.ts';

/** A strong trend: the market that leveraged tokens are made for. */
export default scenario({
  question: 'How much of a strong trend does a leveraged token keep, and is it more than a perpetual would have kept?',
  seed: 'trend',
  paths: 10_000,
  parameters: {
    driftPerYear: finite(-10, 10, { default: 1.5, meaning: 'growth of the expected price over a year' }),
    volatilityPerYear: finite(0, 10, { default: 0.5, meaning: 'standard deviation of the log return over a year' }),
    fundingPerYear: finite(-5, 5, {
      default: 0.3,
      meaning: 'mean funding; trends are paid for by those who follow them',
    }),
    leverage: finite(1, 5, { default: 3, meaning: 'leverage of the tokens, and of the perpetuals at entry' }),
    horizonDays: finite(1, 3650, { default: 90, meaning: 'days held' }),
  },
  sweep: {
    over: { leverage: [1, 1.5, 2, 2.5, 3, 4, 5], volatilityPerYear: range(0.3, 1.2, 0.15) },
  },
  setting: (p) => ({
    days: p.horizonDays,
    stepMinutes: 60,
    price: gbm({ driftPerYear: p.driftPerYear, volatilityPerYear: p.volatilityPerYear }),
    funding: meanRevertingFunding({
      meanPerYear: p.fundingPerYear,
      deviationPerYear: 0.3,
      halfLifeDays: 10,
      correlation: 0.3,
    }),
    holdings: {
      [`${p.leverage}x daily`]: leveragedToken({ leverage: p.leverage, rebalance: daily() }),
      [`${p.leverage}x band`]: leveragedToken({
        leverage: p.leverage,
        rebalance: band({ low: (2 / 3) * p.leverage, high: (4 / 3) * p.leverage }),
      }),
      [`-${p.leverage}x daily`]: leveragedToken({ leverage: -p.leverage, rebalance: daily() }),
      [`perp ${p.leverage}x, held`]: perpetual({ exposure: p.leverage }),
      [`perp ${p.leverage} units at 5x, 10 % stop`]: perpetual({
        exposure: p.leverage,
        marginLeverage: 5,
        stopLoss: 0.1,
      }),
      spot: spot(),
    },
  }),
});
