import { metric } from '../engine/define.ts';

/**
 * Largest fall from a running peak, as a fraction of the peak, over step ends and the start,
 * which is the 1 unit put in, before entry costs; 1 after ruin. And the share
 * of steps that end below the peak: time under water.
 */
export const drawdown = metric({
  name: 'drawdown',
  options: {},
  state: { peak: 1, maxDrawdown: 0, underWaterShare: 0 },
  results: ['maxDrawdown', 'underWaterShare'],
  constants: (_options, { clock }) => ({ stepShare: clock.steps > 0 ? 1 / clock.steps : 0 }),
  begin: (s, _k, _draw, _at, ports) => {
    s.maxDrawdown = 1 - ports.holding.value;
  },
  step: (s, k, _draw, _at, ports) => {
    const value = ports.holding.value;
    s.peak = s.peak < value ? value : s.peak;
    const fall = 1 - value / s.peak;
    s.maxDrawdown = s.maxDrawdown < fall ? fall : s.maxDrawdown;
    s.underWaterShare += value < s.peak ? k.stepShare : 0;
  },
});

export const examples = [drawdown()];
