import { marketMetric } from '../engine/define.ts';

/** The worst of the price on a path: its deepest fall from a peak, over step ends and the start, and its largest step. */
export const marketExtremes = marketMetric({
  name: 'marketExtremes',
  options: {},
  state: { spotRatio: 1, peak: 1, spotDrawdown: 0, largestStep: 0 },
  results: ['spotDrawdown', 'largestStep'],
  constants: () => ({}),
  step: (s, _k, _draw, _at, ports, math) => {
    const size = math.abs(ports.price.logReturn);
    s.spotRatio *= 1 + ports.price.simpleReturn;
    s.peak = s.peak < s.spotRatio ? s.spotRatio : s.peak;
    const fall = 1 - s.spotRatio / s.peak;
    s.spotDrawdown = s.spotDrawdown < fall ? fall : s.spotDrawdown;
    s.largestStep = s.largestStep < size ? size : s.largestStep;
  },
});

export const examples = [marketExtremes()];
