import { issuer } from '../issuer.ts';
import { dailyWithMoveTrigger } from '../rebalance/daily-with-move-trigger.ts';

/** Amun's tokens (BTC3L, BTC3S): daily at 17:00 CET, the losing side at once after a move of 15 %. */
export const amun = issuer({
  name: 'amun',
  title: 'Amun',
  asOf: '2020-06',
  leverages: [3, -3],
  sources: [
    {
      title: 'Amun support 360044576211, rebalancing of leveraged tokens: 17:00 CET; 15 %, one side',
      date: 'undated',
      states: ['leverages', 'rebalance'],
    },
    {
      title: 'Amun support 360044080712, How do leveraged tokens work: perpetual contracts',
      date: 'undated',
      states: ['fundingPaidBy'],
    },
  ],
  assumptions: {
    'rebalance.timeOfDay': 'Amun: 17:00 CET is 16:00 UTC, in summer as well.',
  },
  terms: () => ({
    rebalance: dailyWithMoveTrigger({ timeOfDay: '16:00', losingMove: 0.15 }),
    subscriptionFee: 0.001,
    redemptionFee: 0.001,
    managementPerDay: 0.0003,
    fundingPaidBy: 'holders',
  }),
});
