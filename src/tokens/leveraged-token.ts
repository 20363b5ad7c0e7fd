import { accounts, outcomes } from '../engine/accounts.ts';
import { holding } from '../engine/define.ts';
import { finite, oneOf, text } from '../engine/options.ts';
import { everyHoursUtc, mostStampsInAStep } from '../engine/schedule.ts';
import { band } from './rebalance/band.ts';
import { daily } from './rebalance/daily.ts';
import { dailyWithEmergency } from './rebalance/daily-with-emergency.ts';
import { every } from './rebalance/every.ts';
import { returnAtLeverage, valueAfterTrade } from './trade.ts';

const DAYS_PER_YEAR = 365;

/**
 * A leveraged token: a fund that holds a perpetual position and cash, and trades when its rule says so.
 *
 * Its state is the account itself, per unit of money put in: `value` (NAV) and `notional` (signed exposure at the present
 * price). In a step, in this order: the price moves, and where the market has a range the rule's limits are met inside it
 * (adverse extreme first, at most one emergency trade a step); a fund at or below zero has ended and the deficit is
 * somebody else's; funding is paid on the position held, then the management fee; then the rule trades, fee included, so
 * that leverage lands on target; at the last step the redemption fee. Ruin is final.
 */
export const leveragedToken = holding({
  name: 'leveragedToken',
  family: 'token',
  options: {
    leverage: finite(-10, 10, { meaning: 'target exposure per unit of value; negative for a short token' }),
    tradingFee: finite(0, 0.05, { default: 0.0005, meaning: 'cost per unit of notional traded: 0.0005 is 5 bp' }),
    feePerRebalance: finite(0, 0.05, {
      default: 0,
      meaning: 'flat cost of each rebalance, as a fraction of the value of the fund at the start',
    }),
    managementPerDay: finite(0, 0.05, { default: 0.0001, meaning: 'fraction of NAV taken at 24:00 UTC every day' }),
    managementOnNotionalPerYear: finite(0, 0.5, {
      default: 0,
      meaning: 'fraction of notional taken over a year, in daily parts at 24:00 UTC',
    }),
    fundingPaidBy: oneOf(['holders', 'issuer', 'nobody'], {
      default: 'holders',
      meaning:
        'who pays and receives funding: the NAV, the issuer out of its fee, or nobody, where there are no perpetuals',
    }),
    financingPerYear: finite(-0.5, 1, {
      default: 0,
      meaning: 'interest on what is borrowed beyond NAV, earned on what is lent; taken daily at 24:00 UTC',
    }),
    financingSpreadPerYear: finite(0, 1, {
      default: 0,
      meaning: 'paid beyond that interest on what a long token borrows and on what a short one sells',
    }),
    subscriptionFee: finite(0, 0.5, { default: 0.001, meaning: 'fraction of the money put in, taken at entry' }),
    assumes: text('a sentence of at most 300 characters', (value) => value.length <= 300, {
      default: '',
      meaning: 'what no source states about this token and was assumed; the report says so',
    }),
    redemptionFee: finite(0, 0.5, { default: 0.001, meaning: 'fraction of the worth at the end, taken at exit' }),
  },
  takes: { rebalance: 'rule' } as const,
  /** `financing` is the interest that falls due, as a fraction of what is borrowed beyond NAV: a rate that moves. */
  mayTake: { financing: 'funding', execution: 'execution', life: 'life' } as const,
  targetLeverage: ({ leverage }) => leverage,
  sources: [
    'Avellaneda, M. & Zhang, S. (2010), Path-dependence of leveraged ETF returns, eq. 8 (variance drag)',
    'Binance support 360043392811 (fees: 0.1 % to subscribe, 0.1 % to redeem, 0.01 % a day)',
  ],
  assumptions: ({ assumes }) => (assumes === '' ? [] : [assumes]),
  check: ({ leverage, tradingFee, fundingPaidBy, financingPerYear, financingSpreadPerYear }, { financing }) => {
    const problems: string[] = [];
    if (tradingFee * Math.abs(leverage) >= 1) {
      problems.push(
        `tradingFee · |leverage| must be below 1, or no trade reaches the target; got ${tradingFee} · ${leverage}`,
      );
    }
    const isFinanced = financingPerYear !== 0 || financingSpreadPerYear !== 0 || financing !== undefined;
    if (fundingPaidBy === 'holders' && isFinanced) {
      problems.push('financing must be 0 where holders pay funding: a fund holds perpetuals or borrows, not both');
    }
    if (financingPerYear !== 0 && financing !== undefined) {
      problems.push(
        `financingPerYear must be 0 where financing is ${financing.name}: interest is due once; got ${financingPerYear}`,
      );
    }
    return problems;
  },
  state: {
    ...accounts,
    ...outcomes,
    bookSlippage: 0,
    logSlippage: 0,
    notional: 0,
    leverage: 0,
    hasFired: false,
    /** The return already lived through inside this bar. */
    passed: 0,
  },
  calendar: () => ({ dayEnds: everyHoursUtc(24) }),
  uses: { valueAfterTrade, returnAtLeverage },
  constants: (options, { clock, limits, isPart }) => ({
    target: options.leverage,
    halfConvexity: 0.5 * options.leverage * (options.leverage - 1),
    tradingFee: options.tradingFee,
    feePerRebalance: options.feePerRebalance,
    managementKept: 1 - options.managementPerDay,
    onNotionalPerDay: options.managementOnNotionalPerYear / DAYS_PER_YEAR,
    paysFunding: options.fundingPaidBy === 'holders',
    isFinanced: options.financingPerYear !== 0 || options.financingSpreadPerYear !== 0,
    interestPerDay: options.financingPerYear / DAYS_PER_YEAR,
    spreadPerDay: options.financingSpreadPerYear / DAYS_PER_YEAR,
    mostDays: mostStampsInAStep(everyHoursUtc(24), clock),
    // Whoever holds it for another pays for getting in and out himself.
    entryKept: isPart ? 1 : 1 - options.subscriptionFee,
    exitKept: isPart ? 1 : 1 - options.redemptionFee,
    low: limits.low,
    high: limits.high,
    hasLow: limits.low > 0,
    hasHigh: limits.high > 0,
  }),

  begin: (s, k, _draw, _at, _ports, math) => {
    s.value = k.entryKept;
    s.notional = k.target * k.entryKept;
    s.leverage = k.target;
    s.bookEntry = k.entryKept - 1;
    s.logEntry = math.log(k.entryKept);
  },

  withinBar: (s, k, _draw, _at, ports, math) => {
    s.hasFired = false;
    s.passed = 0;
    if (s.value > 0 && s.notional !== 0) {
      const isLong = s.notional > 0;
      const open = ports.price.openReturn;
      const low = ports.price.lowReturn;
      const high = ports.price.highReturn;
      const adverse = isLong ? low : high;
      const opened = s.value + s.notional * open;
      const openSize = math.abs(s.notional * (1 + open));

      const isBeyond = (k.hasHigh && openSize > k.high * opened) || (k.hasLow && openSize < k.low * opened);
      const atHigh = math.returnAtLeverage(s.value, s.notional, isLong ? k.high : -k.high);
      const atLow = math.returnAtLeverage(s.value, s.notional, isLong ? k.low : -k.low);
      const meetsHigh = k.hasHigh && (atHigh < open ? low <= atHigh : high >= atHigh);
      const meetsLow = k.hasLow && (atLow < open ? low <= atLow : high >= atLow);
      const highIsAdverse = atHigh < open === isLong;
      const lowIsAdverse = atLow < open === isLong;
      const takesHigh = meetsHigh && (highIsAdverse || !(meetsLow && lowIsAdverse));
      const isAdverse = isBeyond || (takesHigh ? highIsAdverse : meetsLow && lowIsAdverse);
      const fill = isBeyond ? open : takesHigh ? atHigh : atLow;

      if (opened <= 0) {
        s.bookProfit += opened - s.value;
        s.value = opened;
      } else if (!isAdverse && s.value + s.notional * adverse <= 0) {
        s.bookProfit -= s.value;
        s.value = 0;
      } else if (isBeyond || meetsHigh || meetsLow) {
        const marked = s.value + s.notional * fill;
        const exposure = s.notional * (1 + fill);
        const size = math.abs(k.target * marked - exposure);
        const isDear = ports.execution.spread > 0 || ports.execution.impact > 0;
        const beyondFee = isDear ? ports.execution.spread + ports.execution.impact * math.sqrt(size) : 0;
        const called = marked - k.feePerRebalance;
        const after = math.valueAfterTrade(called, exposure, k.target, k.tradingFee + beyondFee);
        const slipped = beyondFee > 0 ? ((called - after) * beyondFee) / (k.tradingFee + beyondFee) : 0;
        s.bookProfit += marked - s.value;
        s.bookSlippage -= slipped;
        s.bookTrading += after + slipped - marked;
        s.logLeverageDrift += math.logRatio(marked, s.value);
        s.logTrading += after > 0 ? math.logRatio(after + slipped, marked) : 0;
        s.logSlippage += isDear && after > 0 ? math.logRatio(after, after + slipped) : 0;
        s.turnover += math.abs(k.target * after - exposure);
        s.rebalances += 1;
        s.hasFired = true;
        s.value = after;
        s.notional = k.target * after;
        s.passed = fill;
        const onward = (1 + adverse) / (1 + fill) - 1;
        if (isAdverse && after > 0 && after + s.notional * onward <= 0) {
          s.bookProfit -= after;
          s.value = 0;
        }
      }
    }
  },

  step: (s, k, _draw, at, ports, math) => {
    if (s.value > 0) {
      const x = ports.price.logReturn;
      const rest = s.passed === 0 ? ports.price.simpleReturn : (1 + ports.price.simpleReturn) / (1 + s.passed) - 1;
      const profit = s.notional * rest;
      const marked = s.value + profit;
      s.bookProfit += profit;
      s.logDirection += k.target * x;
      s.logVarianceDrag -= k.halfConvexity * x * x;
      s.logLeverageDrift += (marked > 0 ? math.logRatio(marked, s.value) : 0) - k.target * x + k.halfConvexity * x * x;
      s.value = marked;
      s.notional += profit;
      s.passed = 0;
    }
    const isFunded = k.paysFunding && ports.funding.rate !== 0;
    const isFinanced = (k.isFinanced && at.dayEnds > 0) || ports.financing.rate !== 0;
    if (s.value > 0 && (isFunded || isFinanced)) {
      const borrowed = s.notional > 0 ? math.max(0, s.notional - s.value) : -s.notional;
      const perDay = k.interestPerDay * (s.notional - s.value) + k.spreadPerDay * borrowed;
      const interest = at.dayEnds * perDay + ports.financing.rate * (s.notional - s.value);
      const paid = isFinanced ? interest : s.notional * ports.funding.rate;
      const after = s.value - paid;
      s.bookFunding -= paid;
      s.logFunding += after > 0 ? math.logRatio(after, s.value) : 0;
      s.value = after;
    }
    if (s.value > 0 && at.dayEnds > 0 && !ports.life.isWoundUp) {
      let after = s.value;
      for (let day = 0; day < k.mostDays; day++) {
        after = day < at.dayEnds ? after * k.managementKept : after;
      }
      after = k.onNotionalPerDay > 0 ? after - at.dayEnds * k.onNotionalPerDay * math.abs(s.notional) : after;
      s.bookManagement += after - s.value;
      s.logManagement += after > 0 ? math.logRatio(after, s.value) : 0;
      s.value = after;
    }
    s.leverage = s.value > 0 ? s.notional / s.value : 0;
  },

  trade: (s, k, _draw, at, ports, math) => {
    const isClosing = ports.life.isWoundUp;
    const isFiring = isClosing ? s.notional !== 0 : ports.rebalance.isFiring;
    if (s.value > 0 && isFiring) {
      const wanted = isClosing ? 0 : ports.rebalance.wantedLeverage;
      const isDear = ports.execution.spread > 0 || ports.execution.impact > 0;
      const size = math.abs(wanted * s.value - s.notional);
      const beyondFee = isDear ? ports.execution.spread + ports.execution.impact * math.sqrt(size) : 0;
      const called = s.value - k.feePerRebalance;
      const after = math.valueAfterTrade(called, s.notional, wanted, k.tradingFee + beyondFee);
      const traded = math.abs(wanted * after - s.notional);
      const slipped = beyondFee > 0 ? ((called - after) * beyondFee) / (k.tradingFee + beyondFee) : 0;
      s.bookSlippage -= slipped;
      s.bookTrading += after + slipped - s.value;
      s.logTrading += after > 0 ? math.logRatio(after + slipped, s.value) : 0;
      s.logSlippage += isDear && after > 0 ? math.logRatio(after, after + slipped) : 0;
      s.turnover += traded;
      s.rebalances += 1;
      s.value = after;
      s.notional = wanted * after;
      s.leverage = wanted;
    }
    s.isRebalancing = s.value > 0 && (isFiring || s.hasFired || (ports.rebalance.isBusy && !isClosing));
    s.isHalted = s.value > 0 && ports.life.isHalted;
    if (s.value > 0 && at.isLast) {
      const after = s.value * k.exitKept;
      s.bookExit = after - s.value;
      s.logExit = math.log(k.exitKept);
      s.value = after;
    }
    if (s.value <= 0 && s.ruinDays < 0) {
      s.ruinDays = at.days;
      s.bookDeficit -= s.value;
      s.value = 0;
      s.notional = 0;
      s.leverage = 0;
    }
  },
});

export const examples = [
  leveragedToken({ leverage: 3, rebalance: daily() }),
  leveragedToken({ leverage: -3, rebalance: dailyWithEmergency() }),
  leveragedToken({ leverage: 3, rebalance: band({ low: 2, high: 4 }) }),
  leveragedToken({ leverage: 1, rebalance: every({ hours: 1 }), managementPerDay: 0, tradingFee: 0 }),
];
