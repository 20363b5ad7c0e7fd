import { rebalanceRule } from '../../engine/define.ts';
import { finite } from '../../engine/options.ts';
import { everyHoursUtc } from '../../engine/schedule.ts';
import { math } from '../../math/math.ts';

/**
 * A token whose target nobody is told, as Binance's were: it holds still until |leverage| has left [low, high], and then goes
 * to a target that changes behind the scenes. What Binance did is not public; this is a model of it. The hidden target begins
 * at the token's own, and is drawn anew, evenly within [targetLow, targetHigh], at midnights that come up by chance, on
 * average every `redrawDays`. A new target alone trades nothing.
 *
 * Leaving the band is seen, and filled, at the end of a step, in markets with a range as well: what trades inside a bar goes to
 * the token's own target, which is not the hidden one.
 */
export const hiddenTarget = rebalanceRule({
  name: 'hiddenTarget',
  options: {
    low: finite(0, 100, { default: 1.25, meaning: 'smallest |leverage| that is left alone' }),
    high: finite(0, 100, { default: 4, meaning: 'largest |leverage| that is left alone' }),
    targetLow: finite(0, 100, { default: 1.5, meaning: 'smallest |leverage| that the hidden target takes' }),
    targetHigh: finite(0, 100, { default: 3, meaning: 'largest |leverage| that the hidden target takes' }),
    redrawDays: finite(1, 3650, { default: 30, meaning: 'days from one hidden target to the next, on average' }),
  },
  sources: [
    'Binance support 360043387931, What Is Binance Leveraged Tokens Rebalancing (2020-05-11): 1.25x to 4x, target and time hidden',
    'Alexander, C. et al. (2023), SSRN 4885174: reset only when leverage leaves its range',
  ],
  assumptions: [
    'Nobody knows how Binance chose its hidden target: it is drawn evenly within a range, now and then, independently of the market.',
    'Leaving the hidden band is seen at the ends of steps.',
  ],
  check: ({ low, high, targetLow, targetHigh }) =>
    low <= targetLow && targetLow <= targetHigh && targetHigh <= high
      ? []
      : [
          `low, targetLow, targetHigh and high must be in ascending order; got ${low}, ${targetLow}, ${targetHigh} and ${high}`,
        ],
  checkTarget: ({ targetLow, targetHigh }, target) =>
    Math.abs(target) >= targetLow && Math.abs(target) <= targetHigh
      ? []
      : [
          `[targetLow, targetHigh] must hold the target's |leverage| ${Math.abs(target)}; got [${targetLow}, ${targetHigh}]`,
        ],
  calendar: () => ({ midnights: everyHoursUtc(24) }),
  draws: { when: 'uniform', where: 'uniform' },
  state: {
    /** The hidden target, as |leverage|. */
    hidden: 0,
  },
  constants: ({ low, high, targetLow, targetHigh, redrawDays }, { targetLeverage }) => ({
    low,
    high,
    targetLow,
    targetSpan: targetHigh - targetLow,
    chanceOfMidnight: 1 / redrawDays,
    logNoneOfMidnight: math.log1p(-1 / redrawDays),
    atStart: Math.abs(targetLeverage),
    side: targetLeverage < 0 ? -1 : 1,
  }),
  begin: (s, k) => {
    s.hidden = k.atStart;
  },
  step: (s, k, draw, at, ports, math) => {
    const leverage = math.abs(ports.fund.leverage);
    // A step of several midnights brings no redraw with probability (1 - chance)^midnights.
    const chance =
      at.midnights > 1 ? -math.expm1(at.midnights * k.logNoneOfMidnight) : k.chanceOfMidnight * at.midnights;
    const isRedrawn = draw.when < chance;
    s.hidden = isRedrawn ? k.targetLow + k.targetSpan * draw.where : s.hidden;
    s.isFiring = leverage < k.low || leverage > k.high;
    s.wantedLeverage = k.side * s.hidden;
  },
});

export const examples = [
  hiddenTarget(),
  hiddenTarget({ low: 2.5, high: 3.5, targetLow: 2.8, targetHigh: 3.2, redrawDays: 1 }),
];
