import {
  band,
  daily,
  finite,
  gbm,
  leveragedToken,
  meanRevertingFunding,
  perpetual,
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
    horizonDays: finite(1, 3650, { default: 90, meaning: 'days held' }),
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
      '3x daily': leveragedToken({ leverage: 3, rebalance: daily() }),
      '3x band': leveragedToken({ leverage: 3, rebalance: band({ low: 2, high: 4 }) }),
      '-3x daily': leveragedToken({ leverage: -3, rebalance: daily() }),
      'perp 3x, held': perpetual({ exposure: 3 }),
      'perp 3 units at 5x, 10 % stop': perpetual({ exposure: 3, marginLeverage: 5, stopLoss: 0.1 }),
      spot: spot(),
    },
  }),
});
