import { issuer } from '../issuer.ts';
import { deviation } from '../rebalance/deviation.ts';

/** Points of leverage at which BTC and ETH tokens are rebalanced. SOL and LINK have 0.05, 0.10, 0.15; OP 0.05, 0.10, 0.20. */
const thresholds: Readonly<Record<number, number>> = { 1: 0.03, 2: 0.05, 5: 0.1 };

/** TLX on Optimism, over Synthetix perpetuals: keepers rebalance on deviation; fees scale with notional. */
export const tlx = issuer({
  name: 'tlx',
  title: 'TLX (BTC, ETH)',
  asOf: '2024',
  leverages: [1, 2, 5, -1, -2, -5],
  sources: [
    {
      title: 'github TLX-Protocol/protocol @4fca649: LeveragedToken.sol, SynthetixHandler.sol, libraries/Config.sol',
      date: 'undated',
      states: [
        'leverages',
        'rebalance',
        'redemptionFee',
        'subscriptionFee',
        'managementPerDay',
        'managementOnNotionalPerYear',
        'fundingPaidBy',
      ],
    },
  ],
  assumptions: {
    feePerRebalance: 'TLX: a keeper is paid 5 sUSD a rebalance; the fund is worth 100 000 at the start.',
    tradingFee: 'TLX: an order pays 0.05 %; the dynamic fees of Synthetix are not in it, nor the delay of its orders.',
  },
  terms: ({ leverage }) => ({
    rebalance: deviation({ threshold: thresholds[Math.abs(leverage)]! }),
    subscriptionFee: 0,
    redemptionFee: 0.005 * Math.abs(leverage),
    managementPerDay: 0,
    managementOnNotionalPerYear: 0.02,
    feePerRebalance: 5 / 100_000,
    fundingPaidBy: 'holders',
    tradingFee: 0.0005,
  }),
});
