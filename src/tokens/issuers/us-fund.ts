import { issuer } from '../issuer.ts';
import { daily } from '../rebalance/daily.ts';

/** A leveraged fund listed in the United States (TQQQ, SQQQ): swaps, reset at every close, no funding but interest. */
export const usFund = issuer({
  name: 'usFund',
  title: 'US daily fund',
  asOf: '2024',
  leverages: [2, 3, -1, -2, -3],
  sources: [
    {
      title:
        'ProShares prospectus, SEC Archives edgar/data/1174610/000119312525220610: daily objective; 0.95 % a year net',
      date: '2025',
      states: ['leverages', 'rebalance', 'managementPerDay'],
    },
  ],
  assumptions: {
    'rebalance.timeOfDay':
      'US daily fund: the close is at 21:00 UTC, in summer as well, and every day of the week has one.',
    fundingPaidBy: 'US daily fund: swaps charge interest, not funding.',
    financingPerYear: 'US daily fund: cash earns and loans cost 5 % a year, the short rate of 2023.',
    financingSpreadPerYear: 'US daily fund: swaps cost half a per cent beyond that.',
  },
  terms: () => ({
    rebalance: daily({ timeOfDay: '21:00' }),
    subscriptionFee: 0,
    redemptionFee: 0,
    managementPerDay: 0.0095 / 365,
    fundingPaidBy: 'nobody',
    financingPerYear: 0.05,
    financingSpreadPerYear: 0.005,
    tradingFee: 0.0001,
  }),
});
