import { rebalanceRule } from '../../engine/define.ts';
import { finite } from '../../engine/options.ts';
import { dailyAt } from '../../engine/schedule.ts';
import { timeOfDayOption } from './daily.ts';
import { leverageAfterMove, problemsOfMove } from './leverage-after-move.ts';

const isNone = (limit: number) => limit === 0 || !Number.isFinite(limit);

/** Smallest and largest |leverage| after a move either way; zeros where there is no such move. */
function spanOfMove(target: number, move: number): { readonly low: number; readonly high: number } {
  if (move === 0) return { low: 0, high: 0 };
  const [one, other] = [leverageAfterMove(target, move), leverageAfterMove(target, -move)];
  return { low: Math.min(one, other), high: Math.max(one, other) };
}

/**
 * Looks once a day, and leaves the fund alone while it is near enough to its target: |leverage| within [low, high] and the
 * underlying no further than `quietMove` from where it was at the last rebalance. Beside that it trades at once when
 * |leverage| exceeds `triggerHigh`, or the underlying has moved by more than `triggerMove` either way.
 *
 * Moves since the last rebalance are read off the leverage, which they determine (`leverageAfterMove`). Where the market has
 * a range the triggers are met inside the bar.
 */
export const dailyUnlessNear = rebalanceRule({
  name: 'dailyUnlessNear',
  options: {
    timeOfDay: timeOfDayOption,
    low: finite(0, 100, { meaning: 'smallest |leverage| that the daily look leaves alone' }),
    high: finite(0, 100, { meaning: 'largest |leverage| that the daily look leaves alone' }),
    quietMove: finite(0, 1, {
      default: 0,
      meaning: 'move of the price since the last rebalance beyond which the daily look trades all the same; 0: none',
    }),
    triggerHigh: finite(0, 1000, { default: 0, meaning: 'de-levers at once when |leverage| exceeds this; 0: never' }),
    triggerMove: finite(0, 1, {
      default: 0,
      meaning: 'move of the price since the last rebalance, either way, beyond which it trades at once; 0: none',
    }),
  },
  sources: [
    'Gate article 44111, Optimization of 3x ETF Leveraged Token Rebalancing Rules (2025-04-01)',
    'Pionex blog, 5x leveraged tokens: skipped while leverage is in [4.95, 5.05]',
  ],
  assumptions: ({ quietMove, triggerMove }) =>
    quietMove === 0 && triggerMove === 0
      ? []
      : ['The move since the last rebalance is read off the leverage: funding and fees since then shift it a little.'],
  check: ({ low, high }) => (low <= high ? [] : [`low must be at most high; got [${low}, ${high}]`]),
  checkTarget: ({ low, high, quietMove, triggerHigh, triggerMove }, target) => {
    const size = Math.abs(target);
    const problems: string[] = [];
    if (!(size >= low && size <= high))
      problems.push(`[low, high] must hold the target's |leverage| ${size}; got [${low}, ${high}]`);
    if (triggerHigh !== 0 && !(triggerHigh > size))
      problems.push(`triggerHigh must be above the target's |leverage| ${size}, or 0; got ${triggerHigh}`);
    if (quietMove !== 0) problems.push(...problemsOfMove('quietMove', quietMove, target));
    if (triggerMove !== 0) problems.push(...problemsOfMove('triggerMove', triggerMove, target));
    return problems;
  },
  calendar: ({ timeOfDay }) => ({ looks: dailyAt(timeOfDay) }),
  limits: ({ triggerHigh, triggerMove }, target) => {
    const moved = spanOfMove(target, triggerMove);
    const highs = [triggerHigh, moved.high].filter((limit) => !isNone(limit));
    return { low: moved.low, high: highs.length === 0 ? 0 : Math.min(...highs) };
  },
  constants: ({ low, high, quietMove }, { targetLeverage, limits }) => {
    const quiet = spanOfMove(targetLeverage, quietMove);
    return {
      target: targetLeverage,
      nearLow: Math.max(low, quiet.low),
      nearHigh: isNone(quiet.high) ? high : Math.min(high, quiet.high),
      triggerLow: limits.low,
      triggerHigh: limits.high === 0 ? 1e300 : limits.high,
    };
  },
  step: (s, k, _draw, at, ports, math) => {
    const leverage = math.abs(ports.fund.leverage);
    const isFar = leverage < k.nearLow || leverage > k.nearHigh;
    const isTriggered = (leverage < k.triggerLow || leverage > k.triggerHigh) && !ports.fund.hasFired;
    s.isFiring = (at.looks > 0 && isFar) || isTriggered;
    s.wantedLeverage = k.target;
  },
});

export const examples = [
  dailyUnlessNear({ low: 2, high: 4, quietMove: 0.01, triggerHigh: 4, triggerMove: 0.2 }),
  dailyUnlessNear({ timeOfDay: '16:00', low: 2.9, high: 3.1 }),
];
