import { issuer } from '../issuer.ts';
import { lifeCycle } from '../life/life-cycle.ts';
import { dailyWithMoveTrigger } from '../rebalance/daily-with-move-trigger.ts';

/** KuCoin's fixed tokens (BTC3L, BTC3S): daily, and the losing side at once after a move of 15 %. */
export const kucoin = issuer({
  name: 'kucoin',
  title: 'KuCoin, fixed',
  asOf: '2021',
  leverages: [3, -3],
  sources: [
    {
      title: 'KuCoin support 900004691986, Rebalancing Mechanism of KuCoin Leveraged Tokens',
      date: 'undated',
      states: ['leverages', 'rebalance'],
    },
    {
      title: 'kucoin.com/leveraged-tokens: fees, and batches at 08:00, 16:00 and 24:00 UTC+8',
      date: 'undated',
      states: ['subscriptionFee', 'redemptionFee', 'managementPerDay', 'fundingPaidBy', 'dealing.windowHours'],
    },
    {
      title: 'KuCoin support 900005636003, Price Mechanism: merged ten to one below a threshold',
      date: 'undated',
      states: ['life', 'life.splitRatio'],
    },
  ],
  assumptions: {
    'rebalance.timeOfDay': 'KuCoin: it rebalances from 23:30 to 23:45 UTC; here at 23:45, all at once.',
    managementTime: 'KuCoin: the management fee is taken at 23:45 UTC; here at 24:00, with all others.',
    'life.initialUnitPrice': 'KuCoin: a token begins at a price of 10.',
    'life.splitBelow': 'KuCoin: the threshold of a merger is not stated; 0.05 is what other issuers have.',
    'life.haltHours': 'KuCoin: how long a merger halts trading is not stated; four hours.',
  },
  terms: () => ({
    rebalance: dailyWithMoveTrigger({ timeOfDay: '23:45', losingMove: 0.15 }),
    subscriptionFee: 0.001,
    redemptionFee: 0.001,
    managementPerDay: 0.0005,
    fundingPaidBy: 'holders',
    life: lifeCycle({ initialUnitPrice: 10, splitBelow: 0.05, splitRatio: 10, haltHours: 4 }),
  }),
  dealing: { windowHours: 8 },
});
