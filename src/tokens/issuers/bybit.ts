import { issuer } from '../issuer.ts';
import { band } from '../rebalance/band.ts';

/** Bybit's tokens (BTC3L, BTC3S): back to 3x when leverage leaves [2, 4], and at no other time. */
export const bybit = issuer({
  name: 'bybit',
  title: 'Bybit',
  asOf: '2024-10-17',
  leverages: [3, -3],
  sources: [
    {
      title: 'Bybit help centre 000001605, Leveraged Tokens Rebalancing Mechanism',
      date: '2024-10-17',
      states: ['leverages', 'rebalance'],
    },
    {
      title: 'Bybit help centre 000001481, fees of leveraged tokens',
      date: '2024',
      states: ['subscriptionFee', 'redemptionFee', 'managementPerDay', 'fundingPaidBy'],
    },
  ],
  assumptions: {
    edges: 'Bybit: it acts at 4x and 2x; here beyond them, which is the same price.',
  },
  terms: () => ({
    rebalance: band({ low: 2, high: 4 }),
    subscriptionFee: 0.0005,
    redemptionFee: 0.0005,
    managementPerDay: 0.00005,
    fundingPaidBy: 'holders',
  }),
});
