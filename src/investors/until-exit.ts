import { eitherMarket } from '../access/either-market.ts';
import { primaryMarket } from '../access/primary-market.ts';
import { secondaryMarket } from '../access/secondary-market.ts';
import { accounts, outcomes } from '../engine/accounts.ts';
import { holding } from '../engine/define.ts';
import { finite, flag } from '../engine/options.ts';
import { spot } from '../rivals/spot.ts';
import { leveragedToken } from '../tokens/leveraged-token.ts';
import { lifeCycle } from '../tokens/life/life-cycle.ts';
import { daily } from '../tokens/rebalance/daily.ts';
import { dailyWithEmergency } from '../tokens/rebalance/daily-with-emergency.ts';
import { spendable } from './dealing.ts';

/** Day counts are rounded. */
const SLACK_DAYS = 1e-9;

/**
 * All money at the start, held until the holder wants out: on a day, or by a rule of his; then out as fast as it can be had.
 *
 * He buys at the start, through his access, before anything has moved; where that takes only a part, the rest in the steps
 * that follow. His rules watch his own value at the end of each step, unsold units at the holding's own value: at or above
 * 1 + `takeProfit`, at or below 1 - `stopLoss`, at or below (1 - `trailingStop`) of its highest so far. The wish is not
 * taken back. He sells in that step, and in those after it, what his access takes. At the end of the run he sells as well,
 * if that is open to him; what he cannot sell is counted at the holding's own value.
 *
 * Results: `waitedDays` from the wish to the last sale, or so far (-1: no wish, no wait); `lockedIn`, 1 where a day after the
 * wish he still held something; `slippageOfWaiting`, what he got, with what is unsold, over its worth at the wish, less 1;
 * `refusedShare` of that worth at the first attempt; `blockedShare` of the steps, in which there was no selling; `navReturn`
 * of the holding itself from the start to his last sale, to be set beside his own.
 *
 * A holding with random parts, such as a hidden target, draws them anew in each plan that holds it: two plans of one such
 * token hold tokens that differ by luck.
 */
export const untilExit = holding({
  name: 'untilExit',
  family: (parts) => parts.of!.family,
  options: {
    leaveOnDay: finite(0, 36_500, { default: 0, meaning: 'days from the start to his wish to leave; 0: none' }),
    takeProfit: finite(0, 1000, { default: 0, meaning: 'gain on the money put in at which he leaves; 0: none' }),
    stopLoss: finite(0, 1, { default: 0, meaning: 'loss of the money put in at which he leaves; 0: none' }),
    trailingStop: finite(0, 1, { default: 0, meaning: 'fall from the highest value at which he leaves; 0: none' }),
    sellsAtEnd: flag({ default: true, meaning: 'sells at the end of the run what can then be sold' }),
  },
  takes: { of: 'holding' } as const,
  mayTake: { access: 'access' } as const,
  targetLeverage: (_options, parts) => parts.of!.targetLeverage,
  triggers: ({ takeProfit, stopLoss, trailingStop }, { of }) => {
    const leverage = of!.targetLeverage;
    const levels = [takeProfit, -stopLoss, -trailingStop].filter((level) => level !== 0);
    return leverage === 0 ? of!.triggers : [...of!.triggers, ...levels.map((level) => level / leverage)];
  },
  state: {
    ...accounts,
    ...outcomes,
    logHeld: 0,
    /** Not yet spent, and received. */
    money: 1,
    received: 0,
    units: 0,
    bought: 0,
    sold: 0,
    largest: 1,
    wantsOut: false,
    wishDays: 0,
    worthAtWish: 0,
    valueAtStart: 1,
    isOut: false,
    waitedDays: -1,
    slippageOfWaiting: 0,
    refusedShare: 0,
    lockedIn: 0,
    blockedShare: 0,
    navReturn: 0,
  },
  results: ['waitedDays', 'slippageOfWaiting', 'refusedShare', 'lockedIn', 'blockedShare', 'navReturn'],
  uses: { spendable },
  constants: (options, { clock }) => ({
    hasDay: options.leaveOnDay > 0,
    leaveOnDay: options.leaveOnDay - SLACK_DAYS,
    hasTarget: options.takeProfit > 0,
    target: 1 + options.takeProfit,
    hasStop: options.stopLoss > 0,
    stop: 1 - options.stopLoss,
    hasTrail: options.trailingStop > 0,
    trail: 1 - options.trailingStop,
    sellsAtEnd: options.sellsAtEnd,
    oneDay: 1 - SLACK_DAYS,
    stepShare: clock.steps > 0 ? 1 / clock.steps : 0,
  }),
  begin: (s, _k, _draw, _at, ports, math) => {
    s.valueAtStart = ports.of.value;
    const spent = ports.access.canBuy ? math.spendable(1, ports.access.buyKept, ports.access.buyable) : 0;
    s.bought = spent * ports.access.buyKept;
    s.units = s.bought / ports.of.value;
    s.money = 1 - spent;
    s.turnover = spent;
    s.value = s.money + s.units * ports.of.value;
    s.bookEntry = s.value - 1;
    s.logEntry = math.log(s.value);
    s.largest = s.value;
  },
  step: (s, k, _draw, at, ports, math) => {
    const heldUnits = s.units;
    const marked = s.money + s.units * ports.of.value;
    s.bookProfit += marked - s.value;
    s.logHeld += s.value > 0 && marked > 0 ? math.logRatio(marked, s.value) : 0;
    s.value = marked;
    s.largest = math.max(s.largest, marked);
    s.bought = 0;
    s.sold = 0;
    s.blockedShare += ports.access.canSell ? 0 : k.stepShare;
    s.navReturn = s.isOut ? s.navReturn : ports.of.value / s.valueAtStart - 1;

    const isStopped = (k.hasStop && marked <= k.stop) || (k.hasTrail && marked <= k.trail * s.largest);
    const wishes = isStopped || (k.hasDay && at.days >= k.leaveOnDay) || (k.hasTarget && marked >= k.target);
    const beginsToWish = wishes && !s.wantsOut;
    if (beginsToWish) {
      s.wantsOut = true;
      s.wishDays = at.days;
      s.worthAtWish = s.units * ports.of.value;
      s.stopDays = isStopped ? at.days : s.stopDays;
    }
    const spent =
      !s.wantsOut && !s.isOut && ports.access.canBuy && !at.isLast
        ? math.spendable(s.money, ports.access.buyKept, ports.access.buyable)
        : 0;
    if (spent > 0) {
      s.bought = spent * ports.access.buyKept;
      s.units += s.bought / ports.of.value;
      s.money -= spent;
      s.turnover += spent;
      const after = s.money + s.units * ports.of.value;
      s.bookEntry += after - s.value;
      s.logEntry += math.logRatio(after, s.value);
      s.value = after;
    }
    const worth = s.units * ports.of.value;
    if (worth > 0 && (s.wantsOut || (at.isLast && k.sellsAtEnd)) && ports.access.canSell) {
      const isAll = worth <= ports.access.sellable;
      const got = (isAll ? worth : ports.access.sellable) * ports.access.sellKept;
      s.sold = isAll ? worth : ports.access.sellable;
      s.units = isAll ? 0 : s.units - s.sold / ports.of.value;
      s.money += got;
      s.received += s.wantsOut ? got : 0;
      s.turnover += s.sold;
      const after = s.money + s.units * ports.of.value;
      s.bookExit += after - s.value;
      s.logExit += after > 0 ? math.logRatio(after, s.value) : 0;
      s.value = after;
    }
    if (s.wantsOut && !s.isOut) {
      const left = s.units * ports.of.value;
      s.refusedShare = beginsToWish && s.worthAtWish > 0 ? 1 - s.sold / s.worthAtWish : s.refusedShare;
      s.slippageOfWaiting = s.worthAtWish > 0 ? (s.received + left) / s.worthAtWish - 1 : 0;
      s.waitedDays = at.days - s.wishDays;
      s.isOut = left <= 0;
      s.lockedIn = !s.isOut && s.waitedDays >= k.oneDay ? 1 : s.lockedIn;
    }
    // A margin that is gone was liquidated; only what is left with nothing otherwise is ruined.
    const isLiquidated = heldUnits > 0 && ports.of.liquidationDays >= 0 && s.liquidationDays < 0;
    s.liquidationDays = isLiquidated ? ports.of.liquidationDays : s.liquidationDays;
    s.stopDays = heldUnits > 0 && s.stopDays < 0 ? ports.of.stopDays : s.stopDays;
    s.ruinDays = s.value <= 0 && s.ruinDays < 0 && s.liquidationDays < 0 ? at.days : s.ruinDays;
    s.isRebalancing = ports.of.isRebalancing;
    s.isHalted = ports.of.isHalted;
  },
});

export const examples = [
  untilExit({ of: leveragedToken({ leverage: 3, rebalance: daily() }) }),
  untilExit({ of: spot(), leaveOnDay: 1, access: secondaryMarket() }),
  untilExit({
    of: leveragedToken({ leverage: 3, rebalance: dailyWithEmergency() }),
    access: primaryMarket({ blockedMinutes: 120, holderLimitPerDay: 0.2 }),
    trailingStop: 0.1,
    takeProfit: 0.2,
  }),
  untilExit({
    of: leveragedToken({ leverage: -3, rebalance: daily(), life: lifeCycle({ splitBelow: 9, splitRatio: 2 }) }),
    access: eitherMarket({ primary: primaryMarket({ windowHours: 8 }), secondary: secondaryMarket() }),
    stopLoss: 0.1,
    sellsAtEnd: false,
  }),
];
