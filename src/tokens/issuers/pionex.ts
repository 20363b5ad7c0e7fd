import { issuer } from '../issuer.ts';
import { lifeCycle } from '../life/life-cycle.ts';
import { band } from '../rebalance/band.ts';
import { dailyUnlessNear } from '../rebalance/daily-unless-near.ts';
import type { Source } from '../rulebook.ts';

const splits: Source = {
  title: 'Pionex blog, What are the risks when trading leveraged tokens: below 0.05, 20, 30 or 50 to one',
  date: 'undated',
  states: ['life', 'life.splitBelow', 'life.splitRatio'],
};
const life = () => lifeCycle({ initialUnitPrice: 10, splitBelow: 0.05, splitRatio: 50, haltHours: 4 });
const ofLife = {
  'life.initialUnitPrice': 'Pionex: a token begins at a price of 10.',
  'life.haltHours':
    'Pionex: it stops bots and cancels orders when it merges units; for how long is not stated; four hours.',
  ratio: 'Pionex: of the ratios 20, 30 and 50 it is always 50.',
};

const bands: Readonly<Record<number, readonly [low: number, high: number]>> = {
  2: [1.6, 3.5],
  3: [2.2, 4],
  [-1]: [0.7, 1.5],
  [-2]: [1.2, 3.5],
  [-3]: [1.8, 4.5],
};

/** Pionex's tokens of one to three times: left alone within a band, back to the target beyond it. A 1x token is a short one. */
export const pionex = issuer({
  name: 'pionex',
  title: 'Pionex, 1x to 3x',
  asOf: '2023',
  leverages: [2, 3, -1, -2, -3],
  sources: [
    {
      title:
        'murmurcats.com/pionex-leveraged-token, a table of the ranges of 2L, 3L, 1S and 2S; casscams.com/654 agrees',
      date: 'undated',
      states: ['leverages', 'rebalance'],
    },
    splits,
  ],
  assumptions: {
    ...ofLife,
    short3: 'Pionex: the range of the -3x token was not found; [1.8, 4.5] is assumed.',
  },
  terms: ({ leverage }) => {
    const [low, high] = bands[leverage]!;
    return {
      rebalance: band({ low, high }),
      subscriptionFee: 0,
      redemptionFee: 0,
      managementPerDay: 0.0003,
      life: life(),
    };
  },
});

/** Pionex's fivefold tokens: daily at 07:00 UTC+8 unless within [4.95, 5.05]; at other times they only ever de-lever. */
export const pionex5x = issuer({
  name: 'pionex5x',
  title: 'Pionex, 5x',
  asOf: '2022',
  leverages: [5, -5],
  sources: [
    {
      title: 'Pionex blog, 5x leveraged tokens (zh-cn/cn-5x-leveraged-tokens)',
      date: 'undated',
      states: ['leverages', 'rebalance'],
    },
    splits,
  ],
  assumptions: {
    ...ofLife,
    'rebalance.triggerHigh':
      'Pionex, 5x: it de-levers "when the price moves far against it"; from 7x, as others do, is assumed.',
  },
  terms: () => ({
    rebalance: dailyUnlessNear({ timeOfDay: '23:00', low: 4.95, high: 5.05, triggerHigh: 7 }),
    subscriptionFee: 0,
    redemptionFee: 0,
    managementPerDay: 0.0003,
    life: life(),
  }),
});
