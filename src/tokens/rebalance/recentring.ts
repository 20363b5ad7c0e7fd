import { MINUTE_MS, YEAR_MS } from '../../engine/clock.ts';
import { rebalanceRule } from '../../engine/define.ts';
import { finite } from '../../engine/options.ts';

const MINUTES_PER_DAY = 1440;
/** Day counts are rounded: an epoch of a day is over after a day of steps. */
const SLACK_DAYS = 1e-9;

/**
 * Index Coop's rule for flexible leverage (FLI): never the whole way back, and never in one large trade. With l the leverage,
 * T the target, and a part `speed` of the way gone at a time,
 *
 *   wanted = max(low, min(high, l (1 - speed) + T speed))
 *
 * once an epoch has passed since the last trade, or at once when l has left [low, high]. A trade larger than `largestTrade`
 * is cut into pieces, one every `cooldownMinutes`; meanwhile the fund is busy, and it stops early when the price does the
 * rest. From `ripcord` on anybody may pull the ripcord: it goes to `high`, not to T, in larger pieces and quicker.
 *
 * All of it happens at the ends of steps, in markets with a range as well: what trades inside a bar goes all the way to the
 * target. A step longer than the cooldown holds as many pieces as fit into it.
 */
export const recentring = rebalanceRule({
  name: 'recentring',
  options: {
    low: finite(0, 100, { meaning: 'smallest leverage allowed (MINLR); one below it is raised at once' }),
    high: finite(0, 100, { meaning: 'largest leverage allowed (MAXLR); one above it is lowered at once' }),
    speed: finite(0, 1, { default: 0.05, meaning: 'part of the way to the target that one rebalance goes' }),
    epochHours: finite(0, 87_600, { default: 24, meaning: 'hours after the last trade until the next regular one' }),
    ripcord: finite(0, 1000, { meaning: 'leverage from which it is lowered to high at any time, in larger trades' }),
    largestTrade: finite(1e-6, 1e6, {
      default: 1e6,
      meaning: 'largest notional of one trade, per unit of the value of the fund at the start',
    }),
    cooldownMinutes: finite(0, 525_600, { default: 50, meaning: 'minutes between the trades of one rebalance' }),
    ripcordLargestTrade: finite(1e-6, 1e6, {
      default: 1e6,
      meaning: 'the largest trade of a ripcord, in the same unit',
    }),
    ripcordCooldownMinutes: finite(0, 525_600, { default: 1, meaning: 'minutes between the trades of a ripcord' }),
  },
  sources: [
    'github IndexCoop/index-coop-smart-contracts, contracts/adapters/FlexibleLeverageStrategyExtension.sol and its integration fixtures',
  ],
  assumptions: ['Rebalances are called as soon as the contract allows, and seen at the ends of steps.'],
  check: ({ low, high, ripcord }) => [
    ...(low <= high ? [] : [`low must be at most high; got [${low}, ${high}]`]),
    ...(ripcord > high ? [] : [`ripcord must be above high; got ${ripcord} and ${high}`]),
  ],
  checkTarget: ({ low, high }, target) =>
    target >= low && target <= high ? [] : [`[low, high] must hold the target ${target}; got [${low}, ${high}]`],
  state: {
    lastTradeDays: 0,
    /** Where the trades under way lead, as leverage. */
    aim: 0,
  },
  constants: (options, { clock, targetLeverage }) => {
    const stepMinutes = (clock.stepYears * YEAR_MS) / MINUTE_MS;
    const mostInAStep = (each: number, cooldown: number) =>
      each * Math.max(1, cooldown === 0 ? 1e6 : Math.floor(stepMinutes / cooldown + SLACK_DAYS));
    return {
      target: targetLeverage,
      low: options.low,
      high: options.high,
      ripcord: options.ripcord,
      kept: 1 - options.speed,
      towards: options.speed * targetLeverage,
      epochDays: options.epochHours / 24 - SLACK_DAYS,
      cooldownDays: options.cooldownMinutes / MINUTES_PER_DAY - SLACK_DAYS,
      ripcordCooldownDays: options.ripcordCooldownMinutes / MINUTES_PER_DAY - SLACK_DAYS,
      most: mostInAStep(options.largestTrade, options.cooldownMinutes),
      ripcordMost: mostInAStep(options.ripcordLargestTrade, options.ripcordCooldownMinutes),
    };
  },
  step: (s, k, _draw, at, ports, math) => {
    const leverage = ports.fund.leverage;
    const value = ports.fund.value;
    const waitedDays = at.days - s.lastTradeDays;
    const isRipcord = leverage >= k.ripcord;
    const isUnderWay = s.isBusy && !isRipcord;
    // The price has done the rest of a rebalance under way.
    const isThere = s.aim < k.target ? leverage >= s.aim : s.aim > k.target && leverage <= s.aim;
    const isDue = isRipcord
      ? waitedDays >= k.ripcordCooldownDays
      : isUnderWay
        ? waitedDays >= k.cooldownDays
        : waitedDays >= k.epochDays || leverage > k.high || leverage < k.low;
    const isDone = isUnderWay && isDue && isThere;
    const recentred = math.max(k.low, math.min(k.high, leverage * k.kept + k.towards));
    s.aim = isRipcord ? k.high : isUnderWay ? s.aim : isDue ? recentred : s.aim;

    const most = isRipcord ? k.ripcordMost : k.most;
    const whole = math.abs(s.aim - leverage) * value;
    const isWhole = whole <= most;
    s.isFiring = value > 0 && isDue && !isDone && whole > 0;
    const piece = value > 0 ? most / value : 0;
    s.wantedLeverage = isWhole ? s.aim : s.aim > leverage ? leverage + piece : leverage - piece;
    s.isBusy = s.isFiring ? !isWhole : s.isBusy && !isDone;
    s.lastTradeDays = s.isFiring || isDone ? at.days : s.lastTradeDays;
  },
});

export const examples = [
  recentring({ low: 2.5, high: 3.5, ripcord: 4 }),
  recentring({ low: 2.9, high: 3.1, ripcord: 3.2, speed: 0.5, largestTrade: 0.01, ripcordLargestTrade: 0.05 }),
];
