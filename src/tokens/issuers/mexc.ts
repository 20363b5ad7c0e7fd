import { issuer } from '../issuer.ts';
import { lifeCycle } from '../life/life-cycle.ts';
import { dailyWithMoveTrigger } from '../rebalance/daily-with-move-trigger.ts';

/** MEXC's "leveraged ETFs" (2L … 5S): daily at 00:00 UTC+8, the losing side at once, units merged when they get cheap. */
export const mexc = issuer({
  name: 'mexc',
  title: 'MEXC',
  asOf: '2021',
  leverages: [2, 3, 4, 5, -2, -3, -4, -5],
  sources: [
    {
      title: 'MEXC blog, The Rebalancing Mechanism of ETF Product: 16:00 UTC daily, 15 % against 3x',
      date: 'undated',
      states: ['rebalance', 'rebalance.timeOfDay', 'rebalance.losingMove'],
    },
    { title: 'MEXC leveraged ETF page: 2x to 5x, long and short', date: '2022-11', states: ['leverages'] },
    {
      title: 'MEXC support 360056912992: below 0.05 USDT units are merged ten to one',
      date: '2021',
      states: ['life', 'life.splitBelow', 'life.splitRatio'],
    },
    {
      title: 'Bitcointalk topic 5365038, summary of MEXC leveraged ETFs: launched at a value of 1',
      date: '2021',
      states: ['life.initialUnitPrice'],
    },
    { title: 'kdj.com on MEXC: 0.1 % to 0.2 % a day quoted', date: 'undated', states: ['managementPerDay'] },
  ],
  assumptions: {
    threshold: 'MEXC: 15 % is stated of the 3x tokens, and assumed of the others.',
    fundingPaidBy: 'MEXC: the daily fee is assumed to include funding.',
    subscriptionFee:
      'MEXC: its tokens are only traded; getting in and out costs nothing here beyond what the market asks.',
    redemptionFee: 'MEXC: the same of redemptions.',
    'life.haltHours': 'MEXC: how long a merger halts trading is not stated; four hours.',
  },
  terms: () => ({
    rebalance: dailyWithMoveTrigger({ timeOfDay: '16:00', losingMove: 0.15 }),
    subscriptionFee: 0,
    redemptionFee: 0,
    managementPerDay: 0.001,
    fundingPaidBy: 'issuer',
    life: lifeCycle({ initialUnitPrice: 1, splitBelow: 0.05, splitRatio: 10, haltHours: 4 }),
  }),
});
