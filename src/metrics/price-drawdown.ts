import { marketMetric } from '../engine/define.ts';

/**
 * Deepest fall of the price from its highest before, and how far below its highest it ends: fractions of that highest, over
 * all that is known of the path. In a market with a range these are the extremes inside the steps too.
 *
 * A low is held against the highest of the steps before, an end against the highest up to it. Which of the two extremes of a
 * step came first is not asked: what rises and falls again within one step counts from the step’s own high only where it
 * stays down to its end. So the fall is never too deep, and too shallow only where all of it lies within a single step.
 */
export const priceDrawdown = marketMetric({
  name: 'priceDrawdown',
  options: {},
  state: { level: 1, highest: 1, priceDrawdown: 0, priceBelowHighest: 0 },
  results: ['priceDrawdown', 'priceBelowHighest'],
  sources: ['Douady, R., Shiryaev, A. & Yor, M. (2000), On probability characteristics of downfalls in a standard BM'],
  constants: () => ({}),
  step: (s, _k, _draw, _at, ports, math) => {
    const low = s.level * (1 + ports.price.lowReturn);
    const high = s.level * (1 + ports.price.highReturn);
    s.priceDrawdown = math.max(s.priceDrawdown, 1 - low / s.highest);
    s.level *= 1 + ports.price.simpleReturn;
    s.highest = math.max(s.highest, math.max(high, s.level));
    s.priceBelowHighest = 1 - s.level / s.highest;
    s.priceDrawdown = math.max(s.priceDrawdown, s.priceBelowHighest);
  },
});

export const examples = [priceDrawdown()];
