import { marketMetric, metric } from '../../src/index.ts';

/**
 * The largest drawdown, as every peer follows it: the least value per peak so far, with a division only where there is a
 * new peak. It can differ from `drawdown` in the last place.
 */
export const deepestFall = metric({
  name: 'deepestFall',
  options: {},
  state: { peak: 1, inversePeak: 1, least: 1, maxDrawdown: 0 },
  results: ['maxDrawdown'],
  constants: () => ({}),
  step: (s, _k, _draw, at, ports) => {
    const value = ports.holding.value;
    if (s.peak < value) {
      s.peak = value;
      s.inversePeak = 1 / value;
    }
    const left = value * s.inversePeak;
    s.least = left < s.least ? left : s.least;
    if (at.isLast) s.maxDrawdown = 1 - s.least;
  },
});

/** The log of the price at the end, over that at the start. */
export const logPrice = marketMetric({
  name: 'logPrice',
  options: {},
  state: { sumLogReturn: 0 },
  results: ['sumLogReturn'],
  constants: () => ({}),
  step: (s, _k, _draw, _at, ports) => {
    s.sumLogReturn += ports.price.logReturn;
  },
});
