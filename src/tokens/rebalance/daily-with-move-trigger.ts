import { rebalanceRule } from '../../engine/define.ts';
import { finite } from '../../engine/options.ts';
import { dailyAt } from '../../engine/schedule.ts';
import { timeOfDayOption } from './daily.ts';
import { leverageAfterMove, problemsOfMove } from './leverage-after-move.ts';

/**
 * Back to the target once a day, and at once when the underlying has moved by more than so much against the fund since the
 * last rebalance. Only the losing side trades: when the price rises by 15 %, the short token does and the long one does not.
 *
 * From a rebalance on, the move determines the leverage (`leverageAfterMove`), so the trigger is a leverage: 3x is at
 * 4.64x after a fall of 15 %, -3x at 6.27x after a rise. Where the market has a range it is met inside the bar.
 */
export const dailyWithMoveTrigger = rebalanceRule({
  name: 'dailyWithMoveTrigger',
  options: {
    timeOfDay: timeOfDayOption,
    losingMove: finite(0.001, 1, {
      default: 0.15,
      meaning:
        'move of the price against the fund since its last rebalance beyond which it trades at once; 0.15 is 15 %',
    }),
  },
  sources: [
    'KuCoin support 900004691986, Rebalancing Mechanism of KuCoin Leveraged Tokens: 15 % for 3x, the losing side only',
  ],
  assumptions: [
    'The move since the last rebalance is read off the leverage: funding and fees since then shift it a little.',
  ],
  checkTarget: ({ losingMove }, target) => problemsOfMove('losingMove', losingMove, target),
  calendar: ({ timeOfDay }) => ({ due: dailyAt(timeOfDay) }),
  limits: ({ losingMove }, target) => ({
    low: 0,
    high: leverageAfterMove(target, target > 0 ? -losingMove : losingMove),
  }),
  constants: ({ losingMove }, { targetLeverage }) => ({
    target: targetLeverage,
    trigger: leverageAfterMove(targetLeverage, targetLeverage > 0 ? -losingMove : losingMove),
  }),
  step: (s, k, _draw, at, ports, math) => {
    s.isFiring = at.due > 0 || (math.abs(ports.fund.leverage) > k.trigger && !ports.fund.hasFired);
    s.wantedLeverage = k.target;
  },
});

export const examples = [dailyWithMoveTrigger(), dailyWithMoveTrigger({ timeOfDay: '16:00', losingMove: 0.05 })];
