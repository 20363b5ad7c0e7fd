import { rebalanceRule } from '../../engine/define.ts';
import { finite, flag } from '../../engine/options.ts';

/**
 * Trades only when |leverage| has left [low, high]; then back to the target. Both edges count as inside; a band
 * of one leverage trades at every step that has left it.
 *
 * Where the market records highs and lows, leaving the band is seen inside the bar and filled at the price that leaves it.
 */
export const band = rebalanceRule({
  name: 'band',
  options: {
    low: finite(0, 100, { meaning: 'smallest |leverage| that is left alone' }),
    high: finite(0, 100, { meaning: 'largest |leverage| that is left alone' }),
    mayExcludeTarget: flag({ default: false, meaning: 'allows a band that does not hold its own target' }),
  },
  sources: ['Bybit help centre 000001605, Rebalancing Mechanism (2024-10-17): 3x tokens, band 2 to 4'],
  check: ({ low, high }) => (low <= high ? [] : [`low must be at most high; got [${low}, ${high}]`]),
  checkTarget: ({ low, high, mayExcludeTarget }, target) =>
    mayExcludeTarget || (Math.abs(target) >= low && Math.abs(target) <= high)
      ? []
      : [`[low, high] must hold the target's |leverage| ${Math.abs(target)}; got [${low}, ${high}]`],
  limits: ({ low, high }) => ({ low, high }),
  constants: ({ low, high }, { targetLeverage }) => ({ low, high, target: targetLeverage }),
  step: (s, k, _draw, _at, ports, math) => {
    const leverage = math.abs(ports.fund.leverage);
    s.isFiring = (leverage < k.low || leverage > k.high) && !ports.fund.hasFired;
    s.wantedLeverage = k.target;
  },
});

export const examples = [band({ low: 2, high: 4 }), band({ low: 1.25, high: 4 })];
