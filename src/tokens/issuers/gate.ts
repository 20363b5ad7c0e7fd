import type { IssuerDefinition, Terms } from '../issuer.ts';
import { issuer } from '../issuer.ts';
import { band } from '../rebalance/band.ts';
import { dailyUnlessNear } from '../rebalance/daily-unless-near.ts';
import type { Source } from '../rulebook.ts';

const rules = (date: string): Source => ({
  title: 'Gate article 44111, Optimization of 3x ETF Leveraged Token Rebalancing Rules',
  date,
  states: ['leverages', 'rebalance', 'leverage'],
});

const allIn: Source = {
  title: 'Gate leveraged tokens: 0.1 % a day, which pays for hedging, funding and slippage (odaily.news 5209250)',
  date: '2025',
  states: ['managementPerDay', 'fundingPaidBy', 'tradingFee'],
};

const fees: Omit<Terms, 'rebalance'> = {
  managementPerDay: 0.001,
  fundingPaidBy: 'issuer',
  tradingFee: 0,
  subscriptionFee: 0,
  redemptionFee: 0,
};

const assumptions: IssuerDefinition['assumptions'] = {
  subscriptionFee:
    'Gate: its tokens are only traded; getting in and out costs nothing here beyond what the market asks.',
  redemptionFee: 'Gate: the same of redemptions.',
};

/** The daily look at 00:00 UTC+8 is at 16:00 UTC. Funding is not in the value: NAV = NAV at the last rebalance × (1 + 3 × change). */
const daily = (low: number, high: number) =>
  dailyUnlessNear({ timeOfDay: '16:00', low, high, quietMove: 0.01, triggerHigh: high, triggerMove: 0.2 });

/** Gate's 3x tokens since 2025-04-01. */
export const gate = issuer({
  name: 'gate',
  title: 'Gate, from 2025-04-01',
  asOf: '2025-04-01',
  leverages: [3, -3],
  sources: [{ ...rules('2025-04-01'), states: ['leverages', 'rebalance'] }, allIn],
  assumptions,
  terms: () => ({ ...fees, rebalance: daily(2, 4) }),
});

/** Gate's 3x tokens before that, which were 2.3x: that is where they went back to, and what their published value followed. */
export const gateUntilApril2025 = issuer({
  name: 'gateUntilApril2025',
  title: 'Gate, until 2025-04-01',
  asOf: '2021',
  leverages: [3, -3],
  sources: [rules('2025-04-01'), allIn],
  assumptions,
  terms: ({ leverage }) => ({ ...fees, leverage: (leverage / 3) * 2.3, rebalance: daily(1.8, 3) }),
});

const floating: Readonly<Record<number, readonly [low: number, high: number]>> = {
  3: [2.25, 4.125],
  [-3]: [1.5, 5.25],
  5: [3.5, 7],
  [-5]: [3.5, 7],
};

/** Gate's floating leverage as it was quoted later: left alone within a band, back to the target beyond it. */
export const gateFloating = issuer({
  name: 'gateFloating',
  title: 'Gate, floating leverage',
  asOf: '2025-12',
  leverages: [3, -3, 5, -5],
  sources: [
    { title: 'gate.com post 13598448, floating leverage mechanism', date: '2025', states: ['leverages', 'rebalance'] },
    allIn,
  ],
  assumptions: {
    ...assumptions,
    watched: 'Gate, floating leverage: the band is watched at all times, not once a day.',
  },
  terms: ({ leverage }) => {
    const [low, high] = floating[leverage]!;
    return { ...fees, rebalance: band({ low, high }) };
  },
});
