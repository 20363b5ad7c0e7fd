import { issuer } from '../issuer.ts';
import { hiddenTarget } from '../rebalance/hidden-target.ts';

/** Binance Leveraged Tokens (BLVT), 2020 to 2024: BTCUP (long) and BTCDOWN (short), at a leverage that nobody was told. */
export const binance = issuer({
  name: 'binance',
  title: 'Binance (BLVT)',
  asOf: '2020-06',
  leverages: [3, 2, -2, -3],
  sources: [
    {
      title: 'Binance support 360043387931, What Is Binance Leveraged Tokens Rebalancing',
      date: '2020-05-11',
      states: ['rebalance', 'rebalance.low', 'rebalance.high'],
    },
    {
      title: 'Binance support 360043392811, fees of leveraged tokens',
      date: 'undated',
      states: ['subscriptionFee', 'redemptionFee', 'managementPerDay', 'fundingPaidBy'],
    },
    {
      title: 'The Block Beats, science 774: launched with targets of 1.5x to 3x',
      date: 'undated',
      states: ['rebalance.targetLow', 'rebalance.targetHigh'],
    },
    {
      title: 'Alexander, C. et al. (2023), SSRN 4885174: reset only when leverage leaves its range',
      date: '2023',
      states: [],
    },
  ],
  assumptions: {
    leverages: 'Binance shows "up to 3x" and no target: the leverage asked for is where the hidden target begins.',
    'rebalance.redrawDays': 'Binance: that the hidden target changes about once a month is assumed.',
  },
  terms: () => ({
    rebalance: hiddenTarget({ low: 1.25, high: 4, targetLow: 1.5, targetHigh: 3, redrawDays: 30 }),
    subscriptionFee: 0.001,
    redemptionFee: 0.001,
    managementPerDay: 0.0001,
    fundingPaidBy: 'holders',
  }),
});
