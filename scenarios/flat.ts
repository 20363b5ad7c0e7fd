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

/** The price never moves: whatever is lost is cost. */
export default scenario({
  question: 'What do fees and funding alone take from a token, even in the calmest market there can be?',
  seed: 'flat',
  paths: 2_000,
  parameters: {
    fundingPerYear: finite(-5, 5, { default: 0.11, meaning: 'mean funding, paid by longs on their notional' }),
    horizonDays: finite(1, 3650, { default: 365, meaning: 'days held' }),
  },
  setting: ({ fundingPerYear, horizonDays }) => ({
    days: horizonDays,
    stepMinutes: 480,
    price: gbm({ volatilityPerYear: 0 }),
    funding: meanRevertingFunding({ meanPerYear: fundingPerYear, deviationPerYear: 0.28, halfLifeDays: 3 }),
    holdings: {
      '3x daily': leveragedToken({ leverage: 3, rebalance: daily() }),
      '-3x daily': leveragedToken({ leverage: -3, rebalance: daily() }),
      '3x band': leveragedToken({ leverage: 3, rebalance: band({ low: 2, high: 4 }) }),
      '1x daily': leveragedToken({ leverage: 1, rebalance: daily() }),
      'perp 3x, held': perpetual({ exposure: 3 }),
      spot: spot(),
    },
  }),
});
