import { primaryMarket } from '../access/primary-market.ts';
import { secondaryMarket } from '../access/secondary-market.ts';
import { accounts, outcomes } from '../engine/accounts.ts';
import { holding } from '../engine/define.ts';
import { finite, flag } from '../engine/options.ts';
import { everyHoursFromStart } from '../engine/schedule.ts';
import { spot } from '../rivals/spot.ts';
import { leveragedToken } from '../tokens/leveraged-token.ts';
import { daily } from '../tokens/rebalance/daily.ts';
import { dailyWithEmergency } from '../tokens/rebalance/daily-with-emergency.ts';
import { spendable } from './dealing.ts';

/**
 * A share of the money in a holding and the rest in cash, brought back to that share every so many days: a little of a token
 * instead of a lot of a coin. With a share of 1 it is the holding itself.
 *
 * A trade allows for its own cost, so that the share lands on target; with worth W of V, and `kept` of what is dealt:
 *
 *   to sell x:  W - x = share · (V - x (1 - kept)),   to buy with m:  W + m · kept = share · (V - m (1 - kept))
 *
 * It buys at the start through the access; what the access refuses is tried again in each step. At the end of the run all is
 * sold, if that is open.
 *
 * Results: `navReturn` of the holding over the run; `blockedShare` of the steps, in which there was no selling.
 */
export const shareOfToken = holding({
  name: 'shareOfToken',
  family: (parts) => parts.of!.family,
  options: {
    share: finite(0, 1, { default: 1 / 3, meaning: 'share of the money in the holding' }),
    everyDays: finite(1 / 1440, 36_500, { default: 30, meaning: 'days between rebalances against cash' }),
    sellsAtEnd: flag({ default: true, meaning: 'sells at the end of the run what can then be sold' }),
  },
  takes: { of: 'holding' } as const,
  mayTake: { access: 'access' } as const,
  targetLeverage: ({ share }, parts) => share * parts.of!.targetLeverage,
  triggers: (_options, parts) => parts.of!.triggers,
  state: {
    ...accounts,
    ...outcomes,
    logHeld: 0,
    money: 1,
    units: 0,
    bought: 0,
    sold: 0,
    /** A rebalance has fallen due and is not done. */
    isDue: false,
    valueAtStart: 1,
    navReturn: 0,
    blockedShare: 0,
  },
  results: ['navReturn', 'blockedShare'],
  calendar: ({ everyDays }) => ({ falls: everyHoursFromStart(24 * everyDays) }),
  uses: { spendable },
  constants: ({ share, sellsAtEnd }, { clock }) => ({
    share,
    sellsAtEnd,
    stepShare: clock.steps > 0 ? 1 / clock.steps : 0,
  }),
  begin: (s, k, _draw, _at, ports, math) => {
    s.valueAtStart = ports.of.value;
    const kept = ports.access.buyKept;
    const wished = k.share / (kept + k.share * (1 - kept));
    const spent = ports.access.canBuy ? math.spendable(wished, kept, ports.access.buyable) : 0;
    s.bought = spent * kept;
    s.units = s.bought / ports.of.value;
    s.money = 1 - spent;
    s.turnover = spent;
    s.isDue = spent < wished;
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
    s.blockedShare += ports.access.canSell ? 0 : k.stepShare;
    s.navReturn = ports.of.value / s.valueAtStart - 1;

    const isClosing = at.isLast && k.sellsAtEnd;
    s.isDue = s.isDue || at.falls > 0;
    const worth = s.units * ports.of.value;
    const lacking = k.share * marked - worth;
    const toBuy = s.isDue && !isClosing && ports.of.value > 0 ? math.max(0, lacking) : 0;
    const toSell = isClosing ? worth : s.isDue ? math.max(0, -lacking) : 0;
    if (toBuy > 0 && ports.access.canBuy) {
      const kept = ports.access.buyKept;
      const wished = math.min(s.money, toBuy / (kept + k.share * (1 - kept)));
      const spent = math.spendable(wished, kept, ports.access.buyable);
      s.bought = spent * kept;
      s.units += s.bought / ports.of.value;
      s.money -= spent;
      s.turnover += spent;
      s.isDue = spent < wished;
      const after = s.money + s.units * ports.of.value;
      s.bookEntry += after - marked;
      s.logEntry += math.logRatio(after, marked);
      s.value = after;
    }
    if (toSell > 0 && ports.access.canSell) {
      const wished = isClosing ? toSell : math.min(worth, toSell / (1 - k.share * (1 - ports.access.sellKept)));
      s.sold = math.min(wished, ports.access.sellable);
      s.units = s.sold >= worth ? 0 : s.units - s.sold / ports.of.value;
      s.money += s.sold * ports.access.sellKept;
      s.turnover += s.sold;
      s.isDue = s.sold < wished;
      const after = s.money + s.units * ports.of.value;
      s.bookExit += after - marked;
      s.logExit += math.logRatio(after, marked);
      s.value = after;
    }
    s.isDue = s.isDue && (toBuy > 0 || toSell > 0);
    s.rebalances += (s.bought > 0 || s.sold > 0) && !isClosing ? 1 : 0;
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
  shareOfToken({ of: leveragedToken({ leverage: 3, rebalance: daily() }), everyDays: 0.5 }),
  shareOfToken({
    of: leveragedToken({ leverage: -2, rebalance: dailyWithEmergency() }),
    access: secondaryMarket({ deviation: 0.02 }),
    share: 0.9,
    everyDays: 1 / 24,
  }),
  shareOfToken({
    of: spot(),
    access: primaryMarket({ holderLimitPerDay: 0.2, windowHours: 6 }),
    share: 1,
    everyDays: 1,
    sellsAtEnd: false,
  }),
];
