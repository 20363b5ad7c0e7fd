import type { IssuerDefinition, Terms } from '../issuer.ts';
import { issuer } from '../issuer.ts';
import { dailyWithEmergency } from '../rebalance/daily-with-emergency.ts';

const leverages = [3, -3, 0.5, -1];

const sources: IssuerDefinition['sources'] = [
  {
    title: 'Bittrex Global 360016331540, Leveraged Tokens FAQ: every day at 00:02 UTC, and when they reach 4x',
    date: 'undated',
    states: ['rebalance', 'rebalance.timeOfDay'],
  },
  {
    title: 'FTX help centre 360032509552, Leveraged Token Walkthrough, and 360034392031, Leveraged Token Updates',
    date: '2019-09',
    states: ['leverages', 'fundingPaidBy', 'rebalance.favourableMultiple'],
  },
  {
    title: 'FTX help centre 360024479452, Leveraged Token FAQ: once a day and whenever they get 4x levered',
    date: 'undated',
    states: ['rebalance.emergencyMultiple'],
  },
];

const assumptions: IssuerDefinition['assumptions'] = {
  hedge:
    'FTX: every token acts a third beyond its target, as 3x does at 4x. The 30 % quoted for HEDGE do not fit: -1x is at 4/3 after a rise of 14.3 %.',
  fees: 'FTX: 0.1 % in and out and 0.03 % a day are remembered figures; no page that states them was found.',
};

const fees: Omit<Terms, 'rebalance'> = {
  subscriptionFee: 0.001,
  redemptionFee: 0.001,
  managementPerDay: 0.0003,
  fundingPaidBy: 'holders',
};

/** FTX since about 2019-09-26: BULL (3x), BEAR (-3x), HALF (0.5x), HEDGE (-1x). Between the daily rebalances it only de-levers. */
export const ftx = issuer({
  name: 'ftx',
  title: 'FTX, from 2019-09-26',
  asOf: '2019-09-26',
  leverages,
  sources,
  assumptions,
  terms: () => ({
    ...fees,
    rebalance: dailyWithEmergency({ timeOfDay: '00:02', emergencyMultiple: 4 / 3, favourableMultiple: 0 }),
  }),
});

/** FTX before that: the rebalances in between went both ways, until the -3x tokens of 2019-09-24 showed what that does. */
export const ftxTwoSided = issuer({
  name: 'ftxTwoSided',
  title: 'FTX, until 2019-09-26',
  asOf: '2019-07',
  leverages,
  sources,
  assumptions: {
    ...assumptions,
    'rebalance.favourableMultiple':
      'FTX, until 2019-09-26: it levered up a third below the target, as it de-levered a third above; the text says only "both ways".',
  },
  terms: () => ({
    ...fees,
    rebalance: dailyWithEmergency({ timeOfDay: '00:02', emergencyMultiple: 4 / 3, favourableMultiple: 2 / 3 }),
  }),
});
