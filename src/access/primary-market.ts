import { marketAccess } from '../engine/define.ts';
import { ScenarioError } from '../engine/errors.ts';
import { finite } from '../engine/options.ts';
import { everyHoursUtc, mostStampsInAStep } from '../engine/schedule.ts';
import { chasingFlow } from './holder-flows.ts';

const MINUTES_PER_DAY = 1440;
/** Day counts are rounded: an hour after a rebalance is an hour after it. */
const SLACK_DAYS = 1e-9;
/** As good as no limit. */
const NO_LIMIT = 1e200;

const isWhole = (x: number) => Math.abs(x - Math.round(x)) < 1e-9 && x > 0.5;

/**
 * Subscription and redemption with the issuer, at the fund's own value less a fee: when it is open, and how much it takes.
 *
 * It is closed while the fund rebalances and for `blockedMinutes` after, while dealing is halted, outside its windows, and
 * for good once the fund has ended. The start of a run counts as a window. Limits hold for a day of UTC, subscriptions and
 * redemptions each: what is dealt at midnight belongs to the day that begins.
 *
 * `flow` is what all other holders want. They are served before the holder in each step; what is refused is not queued.
 * Their dealing, and the holder's, uses up the fund's limit for the day, which is a fraction of the units outstanding when
 * the day began, and changes the units outstanding. It never changes the worth of a unit: everyone deals at it.
 *
 * An access does not see orders: it says how much it takes. What is left of a limit below `smallestOrder` is no longer offered.
 */
export const primaryMarket = marketAccess({
  name: 'primaryMarket',
  options: {
    subscriptionFee: finite(0, 0.5, { default: 0.001, meaning: 'fraction of the money put in' }),
    redemptionFee: finite(0, 0.5, { default: 0.001, meaning: 'fraction of the worth redeemed' }),
    windowHours: finite(0, 500, {
      default: 0,
      meaning: 'hours between the moments at which it deals, from midnight UTC; 0: at any time',
    }),
    blockedMinutes: finite(0, 525_600, { default: 0, meaning: 'minutes after a rebalance until it deals again' }),
    holderLimitPerDay: finite(0, 1e6, {
      default: 0,
      meaning:
        'worth that one holder may subscribe or redeem a day, per unit of money put in at the start; 0: no limit',
    }),
    totalLimitPerDay: finite(0, 1e6, {
      default: 0,
      meaning: 'what all holders together may subscribe or redeem a day, as a fraction of the fund; 0: no limit',
    }),
    smallestOrder: finite(0, 1, { default: 0, meaning: 'smallest worth dealt, per unit of money put in at the start' }),
    holderShare: finite(1e-9, 1, {
      default: 1e-4,
      meaning: "the holder's unit of money as a fraction of the fund at the start",
    }),
  },
  mayTake: { flow: 'flow' } as const,
  sources: [
    'Binance support 360043392811 (0.1 % to subscribe, 0.1 % to redeem) and 360043392271 (no redemption while the fund rebalances; daily limits)',
    'Bybit help centre 000001605, Rebalancing Mechanism (2024-10-17): neither purchase nor redemption while rebalancing',
    'KuCoin, kucoin.com/leveraged-tokens: batches at 08:00, 16:00 and 24:00 UTC+8, which is every eight hours of UTC',
  ],
  assumptions: ({ blockedMinutes, holderLimitPerDay, totalLimitPerDay }) => [
    ...(blockedMinutes > 0 ? ['No issuer says how long it stays closed after a rebalance; minutes are assumed.'] : []),
    ...(holderLimitPerDay > 0 || totalLimitPerDay > 0
      ? ['Issuers vary their daily limits with the market and publish no history; these are assumed, and constant.']
      : []),
  ],
  check: ({ windowHours, holderLimitPerDay, totalLimitPerDay, smallestOrder, holderShare }) => {
    const problems: string[] = [];
    if (windowHours > 0 && windowHours < 1 / 60)
      problems.push(`windowHours must be at least a minute, 1 / 60, or 0 for always; got ${windowHours}`);
    else if (windowHours > 0 && !isWhole(24 / windowHours) && !isWhole(windowHours / 24))
      problems.push(`windowHours must divide a day into equal parts, or be whole days; got ${windowHours}`);
    if (holderLimitPerDay > 0 && smallestOrder > holderLimitPerDay)
      problems.push(
        `smallestOrder must be at most holderLimitPerDay, or nobody ever deals; got ${smallestOrder} and ${holderLimitPerDay}`,
      );
    if (totalLimitPerDay > 0 && smallestOrder * holderShare > totalLimitPerDay)
      problems.push(
        `smallestOrder must be at most totalLimitPerDay / holderShare, or nobody ever deals; got ${smallestOrder} and ${totalLimitPerDay} / ${holderShare}`,
      );
    return problems;
  },
  state: {
    unitsOfOthers: 0,
    unitsOfHolder: 0,
    /** Units outstanding when the day began. */
    unitsOfDay: 1,
    /** Worth that the holder has dealt today, and units that all have. */
    holderBought: 0,
    holderSold: 0,
    subscribed: 0,
    redeemed: 0,
    lastValue: 1,
    blockedUntilDays: -1,
  },
  calendar: ({ windowHours }) => ({
    dayEnds: everyHoursUtc(24),
    opens: everyHoursUtc(windowHours === 0 ? 24 : windowHours),
  }),
  constants: (options, { clock }) => {
    const { windowHours } = options;
    // Only the clock knows; and waiting for what never comes would look like an answer.
    if (windowHours > 0 && mostStampsInAStep(everyHoursUtc(windowHours), clock) === 0)
      throw new ScenarioError([
        `primaryMarket: windowHours must be short enough for a window to open before the run ends; got ${windowHours}`,
      ]);
    return {
      buyKept: 1 - options.subscriptionFee,
      sellKept: 1 - options.redemptionFee,
      hasWindows: windowHours > 0,
      blockedDays: options.blockedMinutes / MINUTES_PER_DAY - SLACK_DAYS,
      holderLimit: options.holderLimitPerDay > 0 ? options.holderLimitPerDay : NO_LIMIT,
      totalLimit: options.totalLimitPerDay > 0 ? options.totalLimitPerDay : NO_LIMIT,
      smallestOrder: options.smallestOrder,
      holderShare: options.holderShare,
    };
  },
  begin: (s, k, _draw, _at, ports, math) => {
    s.unitsOfOthers = 1 - k.holderShare;
    s.lastValue = ports.held.value;
    s.buyKept = k.buyKept;
    s.sellKept = k.sellKept;
    s.buyable = math.min(k.holderLimit, (k.totalLimit * ports.held.value) / k.holderShare);
    s.sellable = s.buyable;
    s.canBuy = s.buyable > 0 && s.buyable >= k.smallestOrder;
    s.canSell = s.canBuy;
  },
  step: (s, k, _draw, at, ports, math) => {
    const value = ports.held.value;
    // What the holder dealt when the last step ended belongs to the day that it ended in.
    const unitsBought = s.lastValue > 0 ? (k.holderShare * ports.holder.bought) / s.lastValue : 0;
    const unitsSold =
      s.lastValue > 0 ? math.min((k.holderShare * ports.holder.sold) / s.lastValue, s.unitsOfHolder + unitsBought) : 0;
    s.unitsOfHolder += unitsBought - unitsSold;
    s.holderBought += ports.holder.bought;
    s.holderSold += ports.holder.sold;
    s.subscribed += unitsBought;
    s.redeemed += unitsSold;
    s.lastValue = value;
    if (at.dayEnds > 0) {
      s.unitsOfDay = s.unitsOfOthers + s.unitsOfHolder;
      s.holderBought = 0;
      s.holderSold = 0;
      s.subscribed = 0;
      s.redeemed = 0;
    }
    s.blockedUntilDays = ports.held.isRebalancing ? at.days + k.blockedDays : s.blockedUntilDays;
    const isOpen =
      value > 0 &&
      !ports.held.isHalted &&
      !ports.held.isRebalancing &&
      at.days >= s.blockedUntilDays &&
      (!k.hasWindows || at.opens > 0);
    if (isOpen) {
      const units = s.unitsOfOthers + s.unitsOfHolder;
      const subscribed = math.max(
        0,
        math.min(units * ports.flow.subscribed, k.totalLimit * s.unitsOfDay - s.subscribed),
      );
      const wished = math.min(units * ports.flow.redeemed, s.unitsOfOthers);
      const redeemed = math.max(0, math.min(wished, k.totalLimit * s.unitsOfDay - s.redeemed));
      s.subscribed += subscribed;
      s.redeemed += redeemed;
      s.unitsOfOthers += subscribed - redeemed;
    }
    const worthOfUnit = value / k.holderShare;
    s.buyable = math.max(
      0,
      math.min(k.holderLimit - s.holderBought, (k.totalLimit * s.unitsOfDay - s.subscribed) * worthOfUnit),
    );
    s.sellable = math.max(
      0,
      math.min(k.holderLimit - s.holderSold, (k.totalLimit * s.unitsOfDay - s.redeemed) * worthOfUnit),
    );
    s.canBuy = isOpen && s.buyable > 0 && s.buyable >= k.smallestOrder;
    s.canSell = isOpen && s.sellable > 0 && s.sellable >= k.smallestOrder;
  },
});

export const examples = [
  primaryMarket(),
  primaryMarket({ windowHours: 8, blockedMinutes: 90 }),
  primaryMarket({ holderLimitPerDay: 0.3, totalLimitPerDay: 0.05, smallestOrder: 0.01, holderShare: 0.1 }),
  primaryMarket({
    subscriptionFee: 0,
    redemptionFee: 0.005,
    totalLimitPerDay: 0.2,
    holderShare: 0.5,
    flow: chasingFlow({ turnoverPerDay: 0.05, panicSharePerDay: 0.9, panicBelow: -0.05 }),
  }),
];
