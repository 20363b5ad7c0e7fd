import {
  band,
  bridged,
  constantFunding,
  every,
  finite,
  gbm,
  leveragedToken,
  oneOf,
  perpetual,
  scenario,
  spot,
  whole,
} from '../src/index.ts';

/** The workbench: one holding of each main kind, every number a parameter, nothing that is not in this list. */
export default scenario({
  question: 'What do a token, a band token and a perpetual do in a market without surprises?',
  seed: 'lab',
  parameters: {
    driftPerYear: finite(-10, 10, { default: 0, meaning: 'E[S(T)] = S(0) exp(drift T)' }),
    volatilityPerYear: finite(0, 10, { default: 0.8, meaning: 'standard deviation of the log return over a year' }),
    stepMinutes: whole(1, 525_600, { default: 60, meaning: 'length of a step; the clock starts at 00:00 UTC' }),
    horizonDays: finite(0.001, 36_500, { default: 30, meaning: 'length of the run' }),
    fundingPerYear: finite(-50, 50, {
      default: 0,
      meaning: 'constant; a long pays 1/1095 of it at 08:00, 16:00, 24:00',
    }),
    managementPerDay: finite(0, 0.05, { default: 0, meaning: 'fraction of NAV taken at 24:00 UTC' }),
    tradingFee: finite(0, 0.05, { default: 0, meaning: 'fraction of traded notional, at every rebalance' }),
    leverage: finite(-10, 10, { default: 3, meaning: 'target of both tokens; negative is short' }),
    rebalanceHours: finite(1 / 60, 876_000, { default: 24, meaning: 'hours between rebalances of "token"' }),
    bandLow: finite(0, 100, { default: 2, meaning: 'lower edge of "band"; unless set, 2/3 of |leverage|' }),
    bandHigh: finite(0, 100, { default: 4, meaning: 'upper edge of "band"; unless set, 4/3 of |leverage|' }),
    perpLeverage: finite(-100, 100, {
      default: 3,
      meaning: 'notional of "perp" over its margin of 1; negative is short',
    }),
    maintenanceMargin: finite(0, 0.99, {
      default: 0.005,
      meaning: 'of the notional; at or below it "perp" is liquidated',
    }),
    intraStep: oneOf(['none', 'bridge'], {
      default: 'none',
      meaning: 'extremes inside a step: none, or those of a Brownian bridge, met at their own price',
    }),
  },
  derived: {
    bandLow: ({ leverage }) => (2 / 3) * Math.abs(leverage),
    bandHigh: ({ leverage }) => (4 / 3) * Math.abs(leverage),
  },
  setting: (p) => {
    const price = gbm({ driftPerYear: p.driftPerYear, volatilityPerYear: p.volatilityPerYear });
    const costs = {
      leverage: p.leverage,
      tradingFee: p.tradingFee,
      managementPerDay: p.managementPerDay,
      subscriptionFee: 0,
      redemptionFee: 0,
    };
    return {
      days: p.horizonDays,
      stepMinutes: p.stepMinutes,
      price: p.intraStep === 'bridge' ? bridged({ of: price }) : price,
      funding: constantFunding({ fundingPerYear: p.fundingPerYear }),
      holdings: {
        token: leveragedToken({ ...costs, rebalance: every({ hours: p.rebalanceHours }) }),
        band: leveragedToken({
          ...costs,
          rebalance: band({ low: p.bandLow, high: p.bandHigh, mayExcludeTarget: true }),
        }),
        perp: perpetual({
          exposure: p.perpLeverage,
          maintenanceMargin: p.maintenanceMargin,
          tradingFee: 0,
          paysToClose: false,
        }),
        spot: spot(),
      },
    };
  },
});
