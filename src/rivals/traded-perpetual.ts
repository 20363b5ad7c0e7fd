import { accounts, outcomes } from '../engine/accounts.ts';
import { holding } from '../engine/define.ts';
import { everyHoursFromStart, everyHoursUtc } from '../engine/schedule.ts';
import { tierLiquidationReturn } from './liquidation.ts';
import { fixedExposure } from './sizing/fixed-exposure.ts';
import { riskPerTrade } from './sizing/risk-per-trade.ts';
import { volatilitySizing } from './sizing/volatility-sizing.ts';
import { entryLeverage, NEVER, tiersOf, traderConstants, traderOptions, traderProblems } from './trader-options.ts';

/**
 * A perpetual as traders use it: margin set aside or all of it, maintenance by size, stops and targets, entries after
 * exits, margin added, and exposure brought back to where it was.
 *
 * Money is `free + margin`; what is lost beyond the margin is the venue's deficit. Gains, funding and every trigger go by
 * the mark price; trades, those of a liquidation too, fill at the last price, which is the mark's times 1 + gap.
 *
 * In a step: the position is marked, pays funding, and is then looked at: margin equity at or below the maintenance margin
 * liquidates it; then a stop, fixed or trailing; then the target. Whatever closes it fills at the step's price. In a market
 * with a range the bar is lived through in order: an open beyond the target; then the nearer of stop and liquidation, if the
 * adverse extreme meets it, at its own price or at an open beyond it; then the target, if the favourable extreme meets it;
 * then the close. What a liquidation cuts down but leaves open meets the adverse extreme as well. A trailing stop follows the
 * best price of bars that are over.
 *
 * With a sizing, nothing is open at the start, and the first position is opened at the end of the first step.
 */
export const tradedPerpetual = holding({
  name: 'tradedPerpetual',
  family: 'perpetual',
  options: traderOptions,
  mayTake: { sizing: 'sizing' } as const,
  // A position of varying size has no target: its log return is then all drift.
  targetLeverage: ({ exposure }, parts) => (parts.sizing === undefined ? exposure : 0),
  triggers: (options) => {
    const { exposure, stopLoss, takeProfit, trailingStop } = options;
    if (exposure === 0) return [];
    const side = Math.sign(exposure);
    const perMargin = options.capital * (Math.abs(exposure) / entryLeverage(options));
    const liquidations = tiersOf(options).tiers.map(({ maintenanceMargin, maintenanceAmount }) =>
      tierLiquidationReturn(1, side * entryLeverage(options), maintenanceMargin, maintenanceAmount / perMargin),
    );
    const moves = [-stopLoss, takeProfit, -trailingStop].filter((move) => move !== 0);
    const nearest = side > 0 ? Math.max(...liquidations) : Math.min(...liquidations);
    return [nearest, ...moves.map((move) => side * move)];
  },
  sources: [
    'Binance support b3c689c1f50a44cabb3a84e663b81d93, Leverage and Margin of USD-M futures (tiers, liquidation price)',
    'Bybit help centre 000001381 (2024-10-28), Liquidation process (reduction tier by tier; the lowest is closed)',
    'Bit.com help centre 9777700 (liquidation fee of 0.5 %)',
  ],
  assumptions: ({ recoversRest, partialLiquidation, gapDeviation }) => [
    recoversRest
      ? 'A liquidation returns what its fee leaves, and never more than the margin was at the mark price.'
      : 'Liquidation forfeits the whole margin.',
    ...(partialLiquidation
      ? ['A partial liquidation fills at once, at one price, onto the edge of the lower tier.']
      : []),
    ...(gapDeviation > 0 ? ['The gap between last and mark price is an AR(1) that no shock of the price moves.'] : []),
  ],
  check: traderProblems,
  draws: { gap: 'normal' },
  state: {
    ...accounts,
    ...outcomes,
    bookSlippage: 0,
    logSlippage: 0,
    /** Margin equity: the margin with its profits, losses and costs; 0 where nothing is open. */
    margin: 0,
    /** Money that the position cannot lose. */
    free: 1,
    notional: 0,
    /** Price over the price at entry, and its best so far. */
    moved: 1,
    best: 1,
    /** Last price over mark price, less 1. */
    gap: 0,
    openings: 0,
    closedDays: -NEVER,
    trades: 0,
    stops: 0,
    profitsTaken: 0,
    liquidations: 0,
    partialLiquidations: 0,
    topUps: 0,
  },
  results: ['trades', 'stops', 'profitsTaken', 'liquidations', 'partialLiquidations', 'topUps'],
  calendar: ({ rebalanceHours }) => ({
    due: rebalanceHours > 0 ? everyHoursUtc(rebalanceHours) : everyHoursFromStart(876_000),
  }),
  uses: { tierLiquidationReturn },
  constants: traderConstants,

  begin: (s, k, _draw, _at, _ports, math) => {
    if (!k.isSized) {
      const cost = k.fee + k.half;
      const size = k.isRelevered ? k.size / (1 + cost * k.size) : k.size;
      s.notional = k.side * size;
      s.free = math.max(0, 1 - size * k.marginPerNotional - (k.isRelevered ? cost * size : 0));
      s.value = 1 - cost * size;
      s.margin = s.value - s.free;
      s.bookSlippage = -k.half * size;
      s.bookTrading = -k.fee * size;
      s.logSlippage = math.log(1 - k.half * size);
      s.logTrading = math.logRatio(s.value, 1 - k.half * size);
      s.turnover = size;
      s.openings = 1;
      s.trades = 1;
    }
  },

  step: (s, k, draw, at, ports, math) => {
    const x = ports.price.logReturn;
    s.logDirection += k.target * x;
    s.logVarianceDrag -= k.halfConvexity * x * x;
    s.logLeverageDrift += k.halfConvexity * x * x - k.target * x;
    s.gap = k.hasGap ? math.max(-k.mostGap, math.min(k.mostGap, k.gapKept * s.gap + k.gapPush * draw.gap)) : 0;

    if (s.notional !== 0) {
      // Times the side, returns are gains: what is adverse is below, for shorts too.
      const open = k.side * ports.price.openReturn;
      const adverse = k.side * (k.side > 0 ? ports.price.lowReturn : ports.price.highReturn);
      const favourable = k.side * (k.side > 0 ? ports.price.highReturn : ports.price.lowReturn);
      const stopGain = math.max(k.side * k.stopAt, k.isTrailed ? k.side * s.best * k.trailed : -1e300);
      const takeGain = k.side * k.takeAt;
      const toStop = stopGain / s.moved - k.side;
      const toTake = takeGain / s.moved - k.side;
      let passed = 0;
      let wasCut = false;

      for (let look = 0; look < k.looks; look++) {
        const isWithin = k.hasRange && look < 1;
        const isClose = look > k.looks - 2;
        let toLiquidation = -1e300;
        for (let i = 0; i < k.tiers; i++) {
          const met = math.tierLiquidationReturn(s.margin, s.notional, math.at(k.rates, i), math.at(k.amounts, i));
          toLiquidation = math.max(toLiquidation, k.side * met);
        }
        const isBeyondTarget = open >= toTake;
        const stopIsNearer = adverse <= toStop && toStop > toLiquidation;
        const meetsAdverse = !isBeyondTarget && (stopIsNearer || adverse <= toLiquidation);
        const meetsTarget = !meetsAdverse && favourable >= toTake;
        const isLooked = isWithin ? meetsAdverse || meetsTarget : isClose || wasCut;

        if (isLooked && s.notional !== 0) {
          const nearer = stopIsNearer ? toStop : toLiquidation;
          const level = meetsAdverse ? math.min(nearer, open) : math.max(toTake, open);
          const to = isClose ? ports.price.simpleReturn : k.side * (isWithin ? level : adverse);
          const rest = passed === 0 ? to : (1 + to) / (1 + passed) - 1;
          const profit = s.notional * rest;
          s.margin += profit;
          s.notional += profit;
          s.bookProfit += profit;
          const marked = s.free + math.max(0, s.margin);
          s.logLeverageDrift += marked > 0 ? math.logRatio(marked, s.value) : 0;
          s.value = marked;
          passed = to;

          const rate = isClose ? ports.funding.rate : 0;
          if (rate !== 0 && s.margin > 0) {
            const paid = s.notional * rate;
            s.margin -= paid;
            s.bookFunding -= paid;
            const funded = s.free + math.max(0, s.margin);
            s.logFunding += funded > 0 ? math.logRatio(funded, s.value) : 0;
            s.value = funded;
          }

          const size = math.abs(s.notional);
          let maintenance = 0;
          for (let i = 0; i < k.tiers; i++) {
            maintenance = math.max(maintenance, math.at(k.rates, i) * size - math.at(k.amounts, i));
          }
          const gain = k.side * (s.moved * (1 + to));
          const isShort = s.margin <= maintenance;
          const isDue = isWithin ? meetsAdverse && (!stopIsNearer || isShort) : isShort;
          const isStopped = !isDue && (isWithin ? meetsAdverse : gain <= stopGain);
          const isTaken = !isDue && !isStopped && (isWithin || gain >= takeGain);
          const isOver = isClose && (at.days >= k.endDays || (at.isLast && k.isClosed));
          if (isDue || isStopped || isTaken || isOver) {
            // Tier by tier from the highest, as long as the margin is short of what the lower one asks.
            let left = size;
            let isWiped = isDue;
            for (let i = 1; i < k.tiers; i++) {
              const from = math.at(k.froms, k.tiers - i);
              const isCut = k.isPartial && isWiped && from < left;
              left = isCut ? from : left;
              const spent = (size - left) * (k.liquidationFee - k.side * s.gap);
              const asked = math.at(k.rates, k.tiers - i) * from - math.at(k.amounts, k.tiers - i);
              isWiped = isCut ? s.margin - spent <= asked : isWiped;
            }
            left = isDue && !isWiped ? left : 0;
            const closed = size - left;
            const slipped = k.side * closed * s.gap - (isDue ? 0 : k.half * closed);
            const filled = s.margin + slipped;
            const fee = closed * (isDue ? k.liquidationFee : k.fee);
            const rest = isWiped ? math.min(filled, s.margin) - fee : filled - fee;
            const kept = isWiped && !k.recovers ? 0 : math.max(0, rest);
            const borne = math.max(0, isWiped ? -filled : -rest);
            const taken = filled + borne - kept;
            const atLast = s.free + math.max(0, filled);
            const after = s.free + kept;
            s.bookSlippage += slipped;
            s.bookDeficit += borne;
            s.bookLiquidation -= isDue ? taken : 0;
            s.bookTrading -= isDue ? 0 : taken;
            s.logSlippage += slipped !== 0 && s.value > 0 && atLast > 0 ? math.logRatio(atLast, s.value) : 0;
            const logTaken = atLast > 0 && after > 0 ? math.logRatio(after, atLast) : 0;
            s.logLiquidation += isDue ? logTaken : 0;
            s.logTrading += isDue ? 0 : logTaken;
            s.turnover += isDue ? 0 : closed;
            s.trades += isDue ? 0 : 1;
            s.stops += isStopped ? 1 : 0;
            s.profitsTaken += isTaken ? 1 : 0;
            s.liquidations += isWiped ? 1 : 0;
            s.partialLiquidations += isDue && !isWiped ? 1 : 0;
            s.stopDays = isStopped && s.stopDays < 0 ? at.days : s.stopDays;
            s.liquidationDays = isDue && s.liquidationDays < 0 ? at.days : s.liquidationDays;
            s.closedDays = left > 0 ? s.closedDays : at.days;
            s.notional = left > 0 ? k.side * left : 0;
            s.margin = left > 0 ? kept : 0;
            s.free = left > 0 ? s.free : after;
            s.value = after;
            wasCut = left > 0;
          }
        }
      }

      const size = math.abs(s.notional);
      if (k.isToppedUp && s.free > 0 && s.margin < k.topUpBelow * size) {
        const added = math.min(s.free, size * k.marginPerNotional - s.margin);
        s.margin += added;
        s.free -= added;
        s.value = s.free + s.margin;
        s.topUps += 1;
      }
      const bestInBar = k.hasRange ? 1 + k.side * favourable : 1 + ports.price.simpleReturn;
      s.best = k.side * math.max(k.side * s.best, k.side * (s.moved * bestInBar));
      s.moved *= 1 + ports.price.simpleReturn;
    }
  },

  trade: (s, k, _draw, at, ports, math) => {
    const waited = at.days - s.closedDays;
    const mayOpen =
      s.openings <= k.mostReentries && waited > 0 && waited >= k.waitDays && at.days < k.endDays && !at.isLast;
    const isOpening = s.notional === 0 && mayOpen && s.value > 0;
    const wanted = k.side * (k.isSized ? math.min(ports.sizing.exposure, k.size) : k.size);
    const isDue = k.isRelevered && at.due > 0 && s.notional !== 0;
    if (isDue || (isOpening && wanted !== 0)) {
      // What is bought costs more than it is worth where the last price is above the mark; what is sold brings more.
      const cost = (wanted * s.value > s.notional ? k.fee + k.half : -k.fee - k.half) + s.gap;
      const landed = (s.value + cost * s.notional) / (1 + cost * wanted);
      const paid = k.isRelevered ? landed : s.value - cost * (wanted * s.value);
      const after = math.max(isOpening ? 0 : s.free, paid);
      const notional = wanted * (k.isRelevered ? after : s.value);
      const traded = math.abs(notional - s.notional);
      const fee = k.isDear ? k.fee * traded : s.value - paid;
      const locked = math.abs(notional) * k.marginPerNotional;
      s.bookTrading -= fee;
      s.bookSlippage += k.isDear ? paid + fee - s.value : 0;
      s.bookDeficit += after - paid;
      s.logTrading += after > 0 ? math.logRatio(after, k.isDear ? after + fee : s.value) : 0;
      s.logSlippage += k.isDear && after > 0 ? math.logRatio(after + fee, s.value) : 0;
      s.free = math.max(0, (k.isRelevered ? after : s.value) - locked);
      s.value = after;
      s.margin = after - s.free;
      s.notional = notional;
      s.turnover += traded;
      s.trades += 1;
      s.rebalances += isDue ? 1 : 0;
      if (isOpening) {
        s.openings += 1;
        s.moved = 1;
        s.best = 1;
      }
    }
  },
});

export const examples = [
  tradedPerpetual({ exposure: 3 }),
  tradedPerpetual({ exposure: 3, marginMode: 'cross', rebalanceHours: 24, halfSpread: 0.0001, paysToClose: false }),
  tradedPerpetual({
    exposure: -4,
    marginLeverage: 20,
    stopLoss: 0.03,
    takeProfit: 0.05,
    mostReentries: 50,
    reentryHours: 2,
    sizing: riskPerTrade({ risk: 0.1, stop: 0.03 }),
  }),
  tradedPerpetual({
    exposure: 8,
    marginMode: 'cross',
    tiers: 'binance BTCUSDT 2024-10',
    capital: 10_000_000,
    partialLiquidation: true,
    recoversRest: true,
    gapDeviation: 0.001,
    trailingStop: 0.2,
    mostReentries: 3,
  }),
  tradedPerpetual({
    exposure: 4,
    marginLeverage: 10,
    topUpBelow: 0.07,
    sizing: volatilitySizing({ targetPerYear: 4 }),
  }),
  tradedPerpetual({ exposure: -6, rebalanceHours: 8, gapDeviation: 0.002, sizing: fixedExposure({ exposure: 5 }) }),
];
