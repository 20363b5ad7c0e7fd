import { accounts, outcomes } from '../engine/accounts.ts';
import { holding } from '../engine/define.ts';
import { finite, flag } from '../engine/options.ts';
import { liquidationReturn } from './liquidation.ts';

/**
 * An isolated-margin perpetual that is opened once and never rebalanced, with or without a stop.
 *
 * `exposure` is what it gains and loses, per unit of money; `marginLeverage` only decides how much of the money is locked
 * as margin, |exposure| / marginLeverage, and so how far away liquidation is. The rest stays free and cannot be lost. "3
 * units of exposure at 5x margin with a 10 % stop" is `{ exposure: 3, marginLeverage: 5, stopLoss: 0.1 }`.
 *
 * In a step it is marked, pays funding on its notional, and is then checked: margin equity at or below
 * maintenanceMargin · notional forfeits the whole margin; then the stop closes it at the step's price. In a market with a
 * range the adverse extreme comes first: a stop fills at its own price, or at the open when the bar gapped beyond it, and
 * whichever of stop and liquidation lies nearer is met first. Where the mark alone would leave nothing and the funding of
 * the same step saves it, the whole step is posted to leverage drift: there is no log of what was between. A loss beyond the margin is somebody else's deficit.
 */
export const perpetual = holding({
  name: 'perpetual',
  family: 'perpetual',
  options: {
    exposure: finite(-100, 100, { meaning: 'notional at the start per unit of money; negative for a short' }),
    marginLeverage: finite(0, 200, {
      default: 0,
      meaning: 'notional over margin at the start; 0: the whole unit of money is margin',
    }),
    maintenanceMargin: finite(0, 0.99, {
      default: 0.005,
      meaning: 'liquidated when margin equity is at or below this fraction of the notional',
    }),
    stopLoss: finite(0, 1, {
      default: 0,
      meaning: 'closes when the price has moved this fraction against it; 0: no stop',
    }),
    tradingFee: finite(0, 0.05, { default: 0.0005, meaning: 'cost per unit of notional traded: 0.0005 is 5 bp' }),
    paysToClose: flag({ default: true, meaning: 'is closed, and pays the trading fee, at the end of the run' }),
  },
  targetLeverage: ({ exposure }) => exposure,
  triggers: ({ exposure, marginLeverage, maintenanceMargin, stopLoss }) => {
    if (exposure === 0) return [];
    const side = exposure < 0 ? -1 : 1;
    const margin = 1 / (marginLeverage === 0 ? Math.abs(exposure) : marginLeverage);
    const liquidation = liquidationReturn(margin, side, maintenanceMargin);
    return stopLoss > 0 ? [liquidation, -side * stopLoss] : [liquidation];
  },
  sources: ['Binance support b3c689c1f50a44cabb3a84e663b81d93, Leverage and Margin of USD-M futures (isolated margin)'],
  assumptions: [
    'One flat maintenance rate, no tiers; liquidation forfeits the whole margin; mark and last price are the same.',
  ],
  check: ({ exposure, marginLeverage, maintenanceMargin, tradingFee, stopLoss }) => {
    const leverage = marginLeverage === 0 ? Math.abs(exposure) : marginLeverage;
    const problems: string[] = [];
    if (marginLeverage !== 0 && Math.abs(exposure) > marginLeverage) {
      problems.push(
        `|exposure| must be at most marginLeverage, or the margin exceeds the money; got ${exposure} at ${marginLeverage}x`,
      );
    }
    if (leverage > 0 && 1 / leverage - tradingFee <= maintenanceMargin) {
      problems.push(
        `1 / leverage less the trading fee must exceed maintenanceMargin, or it is liquidated at entry; got 1 / ${leverage} and ${maintenanceMargin}`,
      );
    }
    if (tradingFee * leverage >= 1)
      problems.push(`tradingFee must leave some margin; got ${tradingFee} at ${leverage}x`);
    if (exposure >= 0 && stopLoss === 1) problems.push('stopLoss of a long must be below 1; got 1');
    return problems;
  },
  state: {
    ...accounts,
    ...outcomes,
    /** Margin equity: the margin with its profits, losses and costs. */
    margin: 0,
    notional: 0,
    /** Price over the price at the start. */
    priceRatio: 1,
    isOpen: true,
  },
  uses: { liquidationReturn },
  constants: (options) => {
    const margin = options.marginLeverage === 0 ? 1 : Math.abs(options.exposure) / options.marginLeverage;
    const side = options.exposure < 0 ? -1 : 1;
    return {
      exposure: options.exposure,
      halfConvexity: 0.5 * options.exposure * (options.exposure - 1),
      margin,
      free: 1 - margin,
      isLong: options.exposure >= 0,
      maintenance: options.maintenanceMargin,
      hasStop: options.stopLoss > 0,
      stopRatio: 1 - side * options.stopLoss,
      fee: options.tradingFee,
      isClosed: options.paysToClose,
    };
  },

  begin: (s, k, _draw, _at, _ports, math) => {
    const cost = k.fee * math.abs(k.exposure);
    s.notional = k.exposure;
    s.margin = k.margin - cost;
    s.value = k.free + s.margin;
    s.bookTrading = -cost;
    s.logTrading = math.log(s.value);
  },

  withinBar: (s, k, _draw, at, ports, math) => {
    if (s.isOpen) {
      const adverse = k.isLong ? ports.price.lowReturn : ports.price.highReturn;
      const open = ports.price.openReturn;
      const toLiquidation = math.liquidationReturn(s.margin, s.notional, k.maintenance);
      const toStop = k.stopRatio / s.priceRatio - 1;
      const meetsLiquidation = k.isLong ? adverse <= toLiquidation : adverse >= toLiquidation;
      const meetsStop = k.hasStop && (k.isLong ? adverse <= toStop : adverse >= toStop);
      const stopIsNearer = meetsStop && (k.isLong ? toStop > toLiquidation : toStop < toLiquidation);
      const level = stopIsNearer ? toStop : toLiquidation;
      if (meetsLiquidation || meetsStop) {
        const fill = k.isLong ? math.min(level, open) : math.max(level, open);
        const equity = s.margin + s.notional * fill;
        const size = math.abs(s.notional * (1 + fill));
        const isStopped = stopIsNearer && equity > k.maintenance * size;
        const marked = k.free + math.max(0, equity);
        s.bookProfit += equity - s.margin;
        s.logLeverageDrift += marked > 0 ? math.logRatio(marked, s.value) : 0;
        const cost = isStopped ? math.min(k.fee * size, equity) : 0;
        const kept = isStopped ? equity - cost : 0;
        const after = k.free + kept;
        s.bookTrading -= cost;
        s.logTrading += isStopped && after > 0 ? math.logRatio(after, marked) : 0;
        s.bookLiquidation -= isStopped ? 0 : math.max(0, equity);
        s.bookDeficit += isStopped ? 0 : math.max(0, -equity);
        s.logLiquidation += !isStopped && after > 0 ? math.logRatio(after, marked) : 0;
        s.turnover += isStopped ? size : 0;
        s.stopDays = isStopped ? at.days : s.stopDays;
        s.liquidationDays = isStopped ? s.liquidationDays : at.days;
        s.isOpen = false;
        s.notional = 0;
        s.margin = kept;
        s.value = after;
      }
    }
  },

  step: (s, k, _draw, at, ports, math) => {
    const x = ports.price.logReturn;
    s.logDirection += k.exposure * x;
    s.logVarianceDrag -= k.halfConvexity * x * x;
    s.logLeverageDrift += k.halfConvexity * x * x - k.exposure * x;
    s.priceRatio *= 1 + ports.price.simpleReturn;
    // What is closed has no notional, and goes through the same lines without moving: kernels need no second way for it.
    const profit = s.notional * ports.price.simpleReturn;
    s.margin += profit;
    s.notional += profit;
    s.bookProfit += profit;
    const marked = k.free + (s.margin > 0 ? s.margin : 0);
    const paid = s.notional * ports.funding.rate;
    let funded = marked;
    // Most steps are between stamps, and kernels carry nothing through them that only stamps change.
    if (paid !== 0) {
      s.margin -= paid;
      funded = k.free + (s.margin > 0 ? s.margin : 0);
      s.bookFunding -= paid;
      s.logFunding += marked > 0 && funded > 0 ? math.logRatio(funded, marked) : 0;
    }
    const lived = marked > 0 ? marked : funded;
    s.logLeverageDrift += lived > 0 ? math.logRatio(lived, s.value) : 0;

    const size = math.abs(s.notional);
    const isLiquidated = s.isOpen && size > 0 && s.margin <= k.maintenance * size;
    const passesStop = k.hasStop && (k.isLong ? s.priceRatio <= k.stopRatio : s.priceRatio >= k.stopRatio);
    const isStopped = s.isOpen && passesStop && !isLiquidated;
    if (isLiquidated) {
      s.bookLiquidation -= math.max(0, s.margin);
      s.bookDeficit += math.max(0, -s.margin);
      s.logLiquidation += k.free > 0 ? math.logRatio(k.free, funded) : 0;
      s.liquidationDays = at.days;
      s.margin = 0;
    }
    if (isStopped || (s.isOpen && at.isLast && !isLiquidated)) {
      const fee = isStopped || k.isClosed ? k.fee : 0;
      const cost = math.min(fee * size, s.margin);
      const after = k.free + (s.margin - cost);
      s.bookTrading -= cost;
      s.logTrading += cost > 0 && after > 0 ? math.logRatio(after, funded) : 0;
      s.turnover += isStopped || k.isClosed ? size : 0;
      s.stopDays = isStopped ? at.days : s.stopDays;
      s.margin -= cost;
    }
    if (isLiquidated || isStopped) {
      s.isOpen = false;
      s.notional = 0;
    }
    s.value = k.free + s.margin;
  },
});

export const examples = [
  perpetual({ exposure: 3 }),
  perpetual({ exposure: -3, tradingFee: 0 }),
  perpetual({ exposure: 3, marginLeverage: 5, stopLoss: 0.1 }),
  perpetual({ exposure: -2, marginLeverage: 10, stopLoss: 0.05 }),
];
