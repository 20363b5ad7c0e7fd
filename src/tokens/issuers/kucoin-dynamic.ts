import { issuer } from '../issuer.ts';
import { band } from '../rebalance/band.ts';

/** KuCoin's dynamic tokens (BTCUP, BTCDOWN): leverage floats within [2, 4]. */
export const kucoinDynamic = issuer({
  name: 'kucoinDynamic',
  title: 'KuCoin, dynamic',
  asOf: '2023',
  leverages: [3, -3],
  sources: [
    {
      title: 'KuCoin support 18437931016857, ETF Dynamic Multiplier Leveraged Tokens',
      date: 'undated',
      states: ['rebalance'],
    },
    {
      title: 'kucoin.com/leveraged-tokens: fees, and batches at 08:00, 16:00 and 24:00 UTC+8',
      date: 'undated',
      states: ['subscriptionFee', 'redemptionFee', 'managementPerDay', 'fundingPaidBy', 'dealing.windowHours'],
    },
  ],
  assumptions: {
    leverages: 'KuCoin, dynamic: to which leverage it goes back is not stated; 3, the middle of its range.',
  },
  terms: () => ({
    rebalance: band({ low: 2, high: 4 }),
    subscriptionFee: 0.001,
    redemptionFee: 0.001,
    managementPerDay: 0.0005,
    fundingPaidBy: 'holders',
  }),
  dealing: { windowHours: 8 },
});
