import { priceProcess } from '../../engine/define.ts';
import { finite, text } from '../../engine/options.ts';
import { dailyAt, isTimeOfDay } from '../../engine/schedule.ts';
import { math } from '../../math/math.ts';
import { gbm } from './gbm.ts';
import { meanReverting } from './mean-reverting.ts';

const DAYS_PER_YEAR = 365;
const RECORDED = /^recorded/;

/** One token, or all tokens of one leverage, that are rebalanced every day. */
export interface RebalancedMoney {
  readonly leverage: number;
  /** Value of all units together, in money. */
  readonly size: number;
}

/**
 * The feedback of funds that all rebalance daily: what a return of 1 makes them trade, times what that does to the price.
 *
 *   feedback = impact · sum of L (L - 1) size
 *
 * @param impactPerMoney by how much, as a fraction, one unit of money bought moves the price; of a market of which a day’s
 * volume moves it by x, x over that volume
 */
export function feedbackOf(funds: readonly RebalancedMoney[], impactPerMoney: number): number {
  return impactPerMoney * funds.reduce((sum, { leverage, size }) => sum + leverage * (leverage - 1) * size, 0);
}

/** What is still left after so many days of something of which half goes in `halfLifeDays`; nothing where that is 0. */
const keptOver = (days: number, halfLifeDays: number) =>
  halfLifeDays === 0 ? 0 : math.exp((-Math.LN2 * days) / halfLifeDays);

/**
 * Another price in a market full of leveraged tokens: at the daily rebalance they all trade in the direction of the day’s
 * move, longs and shorts alike, and by that make it larger, which makes them trade more.
 *
 *   R = r + feedback · R,   R = r / (1 - feedback)
 *
 * r is the log return since the last rebalance as it would have been, R as it becomes; the rest, feedback · R, is added to the
 * step that holds the rebalance. The relation is linear in simple returns (Cheng & Madhavan 2009, eq. 5, with linear
 * impact); in logs it is the same to first order, and no price goes below zero. From 1 on
 * nothing ends it.
 *
 * A part of the addition can be temporary: it fades, and what fades moves the price back, which is a return that funds
 * trade on like any other. The tokens’ size stays what it is, whatever becomes of them. Without feedback it is the other
 * price, to the bit. What goes on inside a step is not passed on.
 */
export const crowded = priceProcess({
  name: 'crowded',
  options: {
    feedback: finite(-2, 10, {
      meaning: 'what all tokens’ trades add to a move, over the move as it becomes; below 1; feedbackOf works it out',
    }),
    temporaryShare: finite(0, 1, {
      default: 0,
      meaning: 'share of that addition which fades; 0: the price stays there',
    }),
    temporaryHalfLifeDays: finite(0, 365, {
      default: 0.25,
      meaning: 'days in which half of it has faded; 0: all of it by the end of the next step',
    }),
    timeOfDay: text('a time of day such as "00:00"', isTimeOfDay, {
      default: '00:00',
      meaning: 'time of the daily rebalance, UTC; it happens at the end of the step that holds it',
    }),
  },
  takes: { of: 'price' } as const,
  sources: [
    'Cheng, M. & Madhavan, A. (2009), The dynamics of leveraged and inverse exchange-traded funds, sections 3 and 4',
    'Alexander, C. (2023), SSRN 4885174 (rebalances of leveraged tokens go with the move and augment it)',
  ],
  assumptions: ({ feedback }) => [
    `The tokens in this market add ${feedback} of the move of each day to it, by linear impact, and neither grow nor shrink.`,
  ],
  check: ({ feedback, temporaryShare, temporaryHalfLifeDays }, parts) => {
    if (RECORDED.test(parts.of!.name)) {
      return ['of must be a generated price: what its tokens did to a recorded one is in it already'];
    }
    if (feedback >= 1) {
      return [`unstable: feedback must be below 1, or every move calls for a larger one; got ${feedback}`];
    }
    const kept = keptOver(1, temporaryHalfLifeDays);
    const swing = (temporaryShare * feedback * (1 - kept)) / (1 - feedback);
    return swing < 1 + kept
      ? []
      : [
          `unstable: what fades in a day makes the tokens trade back by more than what fades; temporaryShare · feedback / ` +
            `(1 - feedback) must be below ${((1 + kept) / (1 - kept)).toPrecision(4)}; got ${(swing / (1 - kept)).toPrecision(4)}`,
        ];
  },
  calendar: ({ timeOfDay }) => ({ due: dailyAt(timeOfDay) }),
  state: {
    /** Log return since the last rebalance. */
    move: 0,
    /** What of the log price will fade. */
    temporary: 0,
  },
  constants: ({ feedback, temporaryShare, temporaryHalfLifeDays }, { clock }) => ({
    added: feedback / (1 - feedback),
    temporaryShare,
    faded: 1 - keptOver(clock.stepYears * DAYS_PER_YEAR, temporaryHalfLifeDays),
  }),
  step: (s, k, _draw, at, ports, math) => {
    const fading = k.faded * s.temporary;
    s.move += ports.of.logReturn - fading;
    const added = at.due > 0 ? k.added * s.move : 0;
    s.temporary += k.temporaryShare * added - fading;
    s.move = at.due > 0 ? 0 : s.move;
    const isMoved = added !== 0 || fading !== 0;
    s.shock = ports.of.shock;
    s.logReturn = isMoved ? ports.of.logReturn - fading + added : ports.of.logReturn;
    s.simpleReturn = isMoved ? math.expm1(s.logReturn) : ports.of.simpleReturn;
    s.variance = ports.of.variance;
    s.jump = ports.of.jump + added;
    s.row = ports.of.row;
  },
});

export const examples = [
  crowded({ of: gbm({ volatilityPerYear: 0.8 }), feedback: 0.2 }),
  crowded({ of: gbm({ volatilityPerYear: 0.8 }), feedback: 0.3, temporaryShare: 1, timeOfDay: '12:00' }),
  crowded({
    of: meanReverting({ volatilityPerYear: 0.6, halfLifeDays: 5 }),
    feedback: -0.1,
    temporaryShare: 0.5,
    temporaryHalfLifeDays: 0,
  }),
];
