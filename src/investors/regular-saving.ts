import { primaryMarket } from '../access/primary-market.ts';
import { accounts, outcomes } from '../engine/accounts.ts';
import { holding } from '../engine/define.ts';
import { finite, flag, whole } from '../engine/options.ts';
import { everyHoursFromStart } from '../engine/schedule.ts';
import { spot } from '../rivals/spot.ts';
import { leveragedToken } from '../tokens/leveraged-token.ts';
import { daily } from '../tokens/rebalance/daily.ts';
import { dailyWithEmergency } from '../tokens/rebalance/daily-with-emergency.ts';
import { spendable } from './dealing.ts';

/**
 * One unit of money paid in equal parts: the first at the start, the next every so many days. What is not yet paid in
 * lies as cash and earns nothing, so that the plan's value can be set beside that of money put in at once.
 *
 * A payment buys through the access, at the start or at the end of the step in which it falls due; what is refused is tried
 * again in each step. At the end of the run all is sold, if that is open.
 *
 * Results: `paidIn`, the money that has bought; `navReturn` of the holding itself over the run; `blockedShare` of the steps, in
 * which there was no buying.
 */
export const regularSaving = holding({
  name: 'regularSaving',
  family: (parts) => parts.of!.family,
  options: {
    everyDays: finite(1 / 1440, 3650, { default: 7, meaning: 'days between payments' }),
    payments: whole(1, 100_000, { default: 12, meaning: 'number of equal payments, the one at the start included' }),
    sellsAtEnd: flag({ default: true, meaning: 'sells at the end of the run what can then be sold' }),
  },
  takes: { of: 'holding' } as const,
  mayTake: { access: 'access' } as const,
  // What it is exposed to when all is paid in.
  targetLeverage: (_options, parts) => parts.of!.targetLeverage,
  triggers: (_options, parts) => parts.of!.triggers,
  state: {
    ...accounts,
    ...outcomes,
    logHeld: 0,
    money: 1,
    paidIn: 0,
    /** Payments that have fallen due. */
    due: 1,
    units: 0,
    bought: 0,
    sold: 0,
    valueAtStart: 1,
    navReturn: 0,
    blockedShare: 0,
  },
  results: ['paidIn', 'navReturn', 'blockedShare'],
  calendar: ({ everyDays }) => ({ falls: everyHoursFromStart(24 * everyDays) }),
  uses: { spendable },
  constants: ({ payments, sellsAtEnd }, { clock }) => ({
    payments,
    sellsAtEnd,
    stepShare: clock.steps > 0 ? 1 / clock.steps : 0,
  }),
  begin: (s, k, _draw, _at, ports, math) => {
    s.valueAtStart = ports.of.value;
    s.due = 1;
    const asked = 1 / k.payments;
    const spent = ports.access.canBuy ? math.spendable(asked, ports.access.buyKept, ports.access.buyable) : 0;
    s.bought = spent * ports.access.buyKept;
    s.units = s.bought / ports.of.value;
    s.money = 1 - spent;
    s.paidIn = spent;
    s.turnover = spent;
    s.value = s.money + s.units * ports.of.value;
    s.bookEntry = s.value - 1;
    s.logEntry = math.log(s.value);
  },
  step: (s, k, _draw, at, ports, math) => {
    const heldUnits = s.units;
    const marked = s.money + s.units * ports.of.value;
    s.bookProfit += marked - s.value;
    s.logHeld += marked > 0 ? math.logRatio(marked, s.value) : 0;
    s.value = marked;
    s.bought = 0;
    s.sold = 0;
    s.blockedShare += ports.access.canBuy ? 0 : k.stepShare;
    s.navReturn = ports.of.value / s.valueAtStart - 1;

    s.due = math.min(k.payments, s.due + at.falls);
    // The last payment is what is left: parts of a third do not add up to one.
    const wished = s.due >= k.payments ? s.money : s.due / k.payments - s.paidIn;
    if (wished > 0 && s.money > 0 && ports.access.canBuy && ports.of.value > 0 && !(at.isLast && k.sellsAtEnd)) {
      const spent = math.spendable(math.min(wished, s.money), ports.access.buyKept, ports.access.buyable);
      s.bought = spent * ports.access.buyKept;
      s.units += s.bought / ports.of.value;
      s.money -= spent;
      s.paidIn += spent;
      s.turnover += spent;
      const after = s.money + s.units * ports.of.value;
      s.bookEntry += after - s.value;
      s.logEntry += math.logRatio(after, s.value);
      s.value = after;
    }
    const worth = s.units * ports.of.value;
    if (worth > 0 && at.isLast && k.sellsAtEnd && ports.access.canSell) {
      const isAll = worth <= ports.access.sellable;
      s.sold = isAll ? worth : ports.access.sellable;
      s.units = isAll ? 0 : s.units - s.sold / ports.of.value;
      s.money += s.sold * ports.access.sellKept;
      s.turnover += s.sold;
      const after = s.money + s.units * ports.of.value;
      s.bookExit += after - s.value;
      s.logExit += after > 0 ? math.logRatio(after, s.value) : 0;
      s.value = after;
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
  regularSaving({ of: leveragedToken({ leverage: 3, rebalance: daily() }), everyDays: 0.5, payments: 3 }),
  regularSaving({ of: spot(), access: primaryMarket({ windowHours: 8 }), everyDays: 0.1, payments: 7 }),
  regularSaving({
    of: leveragedToken({ leverage: 2, rebalance: dailyWithEmergency() }),
    access: primaryMarket({ holderLimitPerDay: 0.1, blockedMinutes: 90 }),
    everyDays: 1 / 1440,
    payments: 100,
    sellsAtEnd: false,
  }),
];
