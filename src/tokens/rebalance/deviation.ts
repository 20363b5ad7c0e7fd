import { rebalanceRule } from '../../engine/define.ts';
import { finite } from '../../engine/options.ts';
import { leverageAfterMove } from './leverage-after-move.ts';

/**
 * TLX's rule: back to the target when the notional has moved too far from what it was at the last rebalance, in points of
 * leverage. With M the margin after that rebalance and X the price over the price then,
 *
 *   factor = |notional - L M| / (L M) · L = |L| |X - 1|,   and it trades when factor >= threshold.
 *
 * This is not the leverage, which also knows what the margin has become: it acts on a 1x long token too, and as early on
 * gains as on losses. Where the market has a range it is met inside the bar, but for a 1x long, whose leverage never moves.
 */
export const deviation = rebalanceRule({
  name: 'deviation',
  options: {
    threshold: finite(1e-4, 10, {
      meaning: 'deviation of notional from the target, in points of leverage, at which it trades: |L| times the move',
    }),
  },
  sources: [
    'TLX protocol, github TLX-Protocol/protocol @4fca649: LeveragedToken.sol canRebalance, SynthetixHandler.sol leverageDeviationFactor',
  ],
  assumptions: [
    'A keeper trades as soon as the contract lets him; what holders put in or take out since does not reset the margin it starts from.',
  ],
  checkTarget: ({ threshold }, target) =>
    threshold < 1 ? [] : [`threshold must be below 1, or a target of ${target} ends before it acts; got ${threshold}`],
  limits: ({ threshold }, target) => {
    if (target === 0 || target === 1) return { low: 0, high: 0 };
    const move = threshold / Math.abs(target);
    const [one, other] = [leverageAfterMove(target, move), leverageAfterMove(target, -move)];
    return { low: Math.min(one, other), high: Math.max(one, other) };
  },
  state: {
    /** Price over the price at the last rebalance. */
    since: 1,
  },
  constants: ({ threshold }, { targetLeverage }) => ({ target: targetLeverage, threshold }),
  step: (s, k, _draw, _at, ports, math) => {
    const held = ports.fund.leverage;
    // Traded inside the bar, at a price that only the leverage tells: X = l (L - 1) / (L (l - 1)).
    s.since = ports.fund.hasFired
      ? (held * (k.target - 1)) / (k.target * (held - 1))
      : s.since * (1 + ports.price.simpleReturn);
    s.isFiring = math.abs(k.target) * math.abs(s.since - 1) >= k.threshold && !ports.fund.hasFired;
    s.wantedLeverage = k.target;
    s.since = s.isFiring ? 1 : s.since;
  },
});

export const examples = [deviation({ threshold: 0.05 }), deviation({ threshold: 0.25 })];
