import { issuer } from '../issuer.ts';
import { recentring } from '../rebalance/recentring.ts';

/** Index Coop's ETH2x-FLI: a Compound loan that is recentred a twentieth of the way a day, in small trades. */
export const indexCoop = issuer({
  name: 'indexCoop',
  title: 'Index Coop (ETH2x-FLI)',
  asOf: '2021-07',
  leverages: [2],
  sources: [
    {
      title: 'Index Coop docs, FLI product parameters: target 2.0, range 1.7 to 2.3, recentring speed 5 %',
      date: 'undated',
      states: ['leverages', 'rebalance.low', 'rebalance.high', 'rebalance.speed'],
    },
    {
      title:
        'github IndexCoop/index-coop-smart-contracts, FlexibleLeverageStrategyExtension.sol and its integration fixtures',
      date: 'undated',
      states: [
        'rebalance',
        'rebalance.epochHours',
        'rebalance.ripcord',
        'rebalance.cooldownMinutes',
        'rebalance.ripcordCooldownMinutes',
      ],
    },
    {
      title: 'TokenSets help 5049454: 0.1 % to issue and to redeem, 1.95 % a year',
      date: 'undated',
      states: ['subscriptionFee', 'redemptionFee', 'managementPerDay', 'fundingPaidBy'],
    },
    {
      title: 'gov.indexcoop.com 1682, 1860 (Updates 7 and 8): 400 ETH a trade, 1200 in a ripcord',
      date: 'undated',
      states: [],
    },
  ],
  assumptions: {
    'rebalance.largestTrade':
      'Index Coop: 400 ETH of 2 000 dollars a trade in a fund of 60 million dollars, the value of its supply cap.',
    'rebalance.ripcordLargestTrade': 'Index Coop: 1 200 ETH a trade when the ripcord is pulled, in the same fund.',
    financingPerYear: 'Index Coop: the loan costs 3 % a year; the rates of Compound vary and were not looked up.',
    tradingFee: 'Index Coop: a trade costs the 0.3 % of a pool for exchange; prices moving against it are not in it.',
  },
  terms: () => ({
    rebalance: recentring({
      low: 1.7,
      high: 2.3,
      speed: 0.05,
      epochHours: 24,
      ripcord: 2.6,
      largestTrade: (400 * 2000) / 60e6,
      cooldownMinutes: 50,
      ripcordLargestTrade: (1200 * 2000) / 60e6,
      ripcordCooldownMinutes: 1,
    }),
    subscriptionFee: 0.001,
    redemptionFee: 0.001,
    managementPerDay: 0.0195 / 365,
    fundingPaidBy: 'nobody',
    financingPerYear: 0.03,
    tradingFee: 0.003,
  }),
});
