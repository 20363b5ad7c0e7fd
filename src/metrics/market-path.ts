import { marketMetric } from '../engine/define.ts';

/** What the market did on a path: growth of the coin, sum and sum of squares of its log returns, funding charged. */
export const marketPath = marketMetric({
  name: 'marketPath',
  options: {},
  state: { spotRatio: 1, spotReturn: 0, sumLogReturn: 0, sumSquaredLogReturn: 0, fundingSum: 0 },
  results: ['spotReturn', 'sumLogReturn', 'sumSquaredLogReturn', 'fundingSum'],
  constants: () => ({}),
  step: (s, _k, _draw, _at, ports) => {
    const x = ports.price.logReturn;
    s.spotRatio *= 1 + ports.price.simpleReturn;
    s.spotReturn = s.spotRatio - 1;
    s.sumLogReturn += x;
    s.sumSquaredLogReturn += x * x;
    s.fundingSum += ports.funding.rate;
  },
});

export const examples = [marketPath()];
