import { issuer } from '../issuer.ts';
import { band } from '../rebalance/band.ts';

/** Toros (dHEDGE): loans on Aave, kept within a tenth of the target by a bot. */
export const toros = issuer({
  name: 'toros',
  title: 'Toros',
  asOf: '2025',
  leverages: [2, 3, 4, -1],
  sources: [
    {
      title: 'docs.toros.finance/leveraged-tokens: kept within a range of the target leverage ratio; Aave loans',
      date: 'undated',
      states: ['leverages', 'rebalance', 'fundingPaidBy'],
    },
    {
      title: 'toros.finance vault pages of BTCBULL2X and ETHBULL3X: 1.8x to 2.2x, 2.7x to 3.3x',
      date: 'undated',
      states: ['rebalance.low', 'rebalance.high'],
    },
  ],
  assumptions: {
    range: 'Toros: the ranges of 2x and 3x are a tenth either way; so are those of 4x and -1x, which were not found.',
    back: 'Toros: its documents say it returns to the target, its vault pages to the edge of the range; it is the target here.',
    financingPerYear:
      'Toros: loans cost 4 % a year; the rates of Aave vary and were not looked up. Bear tokens over perpetuals are treated alike.',
  },
  terms: ({ leverage }) => ({
    rebalance: band({ low: 0.9 * Math.abs(leverage), high: 1.1 * Math.abs(leverage) }),
    subscriptionFee: 0,
    redemptionFee: 0,
    managementPerDay: 0,
    fundingPaidBy: 'nobody',
    financingPerYear: 0.04,
  }),
});
