import { band, daily, finite, gbm, leveragedToken, perpetual, scenario, spot, twoFactorFunding } from '../src/index.ts';

/** Everybody is long: funding stays high for weeks, and is charged on the notional, not on the value. */
export default scenario({
  question: 'What does a season of expensive funding cost a 3x token, and what does it pay its inverse?',
  seed: 'funding-squeeze',
  paths: 10_000,
  parameters: {
    fundingPerYear: finite(-5, 5, { default: 0.6, meaning: 'mean funding; 0.6 a year is 0.055 % every 8 hours' }),
    volatilityPerYear: finite(0, 10, { default: 0.7, meaning: 'standard deviation of the log return over a year' }),
    driftPerYear: finite(-10, 10, { default: 0.3, meaning: 'growth of the expected price over a year' }),
    horizonDays: finite(1, 3650, { default: 60, meaning: 'days held' }),
  },
  setting: (p) => ({
    days: p.horizonDays,
    stepMinutes: 60,
    price: gbm({ driftPerYear: p.driftPerYear, volatilityPerYear: p.volatilityPerYear }),
    funding: twoFactorFunding({ meanPerYear: p.fundingPerYear }),
    holdings: {
      '3x daily': leveragedToken({ leverage: 3, rebalance: daily() }),
      '-3x daily': leveragedToken({ leverage: -3, rebalance: daily() }),
      '3x band': leveragedToken({ leverage: 3, rebalance: band({ low: 2, high: 4 }) }),
      '1x daily': leveragedToken({ leverage: 1, rebalance: daily() }),
      'perp 3x, held': perpetual({ exposure: 3 }),
      'perp 3 units at 5x, 10 % stop': perpetual({ exposure: 3, marginLeverage: 5, stopLoss: 0.1 }),
      spot: spot(),
    },
  }),
});
