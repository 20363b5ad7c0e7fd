import { positionSizing } from '../../engine/define.ts';
import { finite } from '../../engine/options.ts';

/**
 * Each trade risks the same fraction of equity: what is lost when the stop is met without a gap.
 *
 *   notional = risk · equity / stop
 *
 * Margin leverage is not in it: it says how much of the money is locked, not how much is at stake.
 */
export const riskPerTrade = positionSizing({
  name: 'riskPerTrade',
  options: {
    risk: finite(0, 1, { meaning: 'fraction of equity lost when the stop fills at its price: 0.01 is 1 %' }),
    stop: finite(0.0001, 1, {
      meaning: 'distance of the stop as a fraction of the entry price; give the trader the same',
    }),
  },
  sources: ['Vince, R. (1990), Portfolio Management Formulas (fixed fractional trading)'],
  constants: ({ risk, stop }) => ({ exposure: risk / stop }),
  step: (s, k) => {
    s.exposure = k.exposure;
  },
});

export const examples = [riskPerTrade({ risk: 0.02, stop: 0.1 })];
