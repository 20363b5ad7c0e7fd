import {
  band,
  constantFunding,
  daily,
  dailyWithEmergency,
  finite,
  gbmWithGap,
  leveragedToken,
  perpetual,
  scenario,
  spot,
} from '../src/index.ts';

/** A gap in a single hour: nothing trades inside it, so no rule, no stop and no margin call can act. */
export default scenario({
  question:
    'Who is left after the price gaps down by 40 % in an hour: the token without liquidation, or the perpetual?',
  seed: 'crash',
  paths: 10_000,
  parameters: {
    gapReturn: finite(-0.99, 10, { default: -0.4, meaning: 'simple return of the gap' }),
    gapDay: finite(0, 36_500, { default: 15.5, meaning: 'days from the start to the gap' }),
    volatilityPerYear: finite(0, 10, { default: 0.7, meaning: 'standard deviation of the log return over a year' }),
    horizonDays: finite(1, 3650, { default: 30, meaning: 'days held' }),
  },
  setting: (p) => ({
    days: p.horizonDays,
    stepMinutes: 60,
    price: gbmWithGap({ volatilityPerYear: p.volatilityPerYear, gapReturn: p.gapReturn, gapDay: p.gapDay }),
    funding: constantFunding({ fundingPerYear: 0.11 }),
    holdings: {
      '3x daily': leveragedToken({ leverage: 3, rebalance: daily() }),
      '3x daily, emergency': leveragedToken({ leverage: 3, rebalance: dailyWithEmergency() }),
      '2x band': leveragedToken({ leverage: 2, rebalance: band({ low: 1.5, high: 2.7 }) }),
      '-3x daily': leveragedToken({ leverage: -3, rebalance: daily() }),
      'perp 3x, held': perpetual({ exposure: 3 }),
      'perp 2x, held': perpetual({ exposure: 2 }),
      'perp 3 units at 5x, 10 % stop': perpetual({ exposure: 3, marginLeverage: 5, stopLoss: 0.1 }),
      spot: spot(),
    },
  }),
});
