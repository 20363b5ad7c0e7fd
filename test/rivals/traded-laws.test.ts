import fc from 'fast-check';
import { expect, test } from 'vitest';
import { binanceBtcusdt } from '../../src/rivals/tiers/binance.ts';
import { maintenanceOf } from '../../src/rivals/tiers/maintenance.ts';
import { tradedPerpetual } from '../../src/rivals/traded-perpetual.ts';
import { evenly, pinned } from '../support/arbitraries.ts';
import { bars, closesOnly } from '../support/bars.ts';
import type { Bar } from '../support/tape.ts';
import { play } from '../support/tape.ts';

const free = { tradingFee: 0, paysToClose: false } as const;
const sides = fc.constantFrom(1, -1);
const moves = fc.array(evenly(-0.12, 0.12), { minLength: 1, maxLength: 30 });
const list = (returns: readonly number[]) => returns.map((close): Bar => ({ close }));
const whenLiquidated = (days: number) => (days < 0 ? Number.POSITIVE_INFINITY : days);

// Kills: margin taken as leverage times notional; maintenance added to the wrong side of a short.
test('more margin leverage never lives longer, and its liquidation lies nearer: above for longs, below for shorts', () => {
  let liquidated = 0;
  fc.assert(
    fc.property(moves, sides, evenly(1.5, 50), evenly(1.05, 3), (returns, side, low, factor) => {
      const high = low * factor;
      fc.pre(1 / high > 0.005);
      const [less, more] = [low, high].map((marginLeverage) =>
        tradedPerpetual({ ...free, exposure: side, marginLeverage }),
      );
      expect(side * more!.triggers[0]!).toBeGreaterThan(side * less!.triggers[0]!);
      const [late, soon] = [less, more].map((it) => play(it!, list(returns)).at(-1)!.liquidationDays!);
      expect(whenLiquidated(soon!)).toBeLessThanOrEqual(whenLiquidated(late!));
      liquidated += soon! >= 0 ? 1 : 0;
    }),
    { seed: pinned('I-51'), numRuns: 300 },
  );
  expect(liquidated).toBeGreaterThan(100);
});

test('leverage at which the maintenance margin is all the margin there is, or more, is refused', () => {
  for (const marginLeverage of [100, 150]) {
    expect(tradedPerpetual({ ...free, exposure: 1, marginLeverage, maintenanceMargin: 0.01 }).problems).toHaveLength(1);
  }
  expect(tradedPerpetual({ ...free, exposure: 1, marginLeverage: 99, maintenanceMargin: 0.01 }).problems).toEqual([]);
});

// Kills: a liquidated position that revives; a fee that makes it owe; more given back than the maintenance margin.
test('liquidation is final, gives back between nothing and the maintenance margin, and never takes more than the margin', () => {
  const seen = { liquidated: 0, deficits: 0, given: 0 };
  fc.assert(
    fc.property(
      bars,
      sides,
      evenly(3, 40),
      evenly(0, 0.02),
      fc.boolean(),
      fc.boolean(),
      (market, side, marginLeverage, liquidationFee, recoversRest, hasRange) => {
        const maintenanceMargin = 0.02;
        const given = { ...free, exposure: side, marginLeverage, maintenanceMargin, liquidationFee, recoversRest };
        const ends = play(tradedPerpetual(given), market, { hasRange });
        const kept = 1 - 1 / marginLeverage;
        for (const { value } of ends) expect(value).toBeGreaterThanOrEqual(kept - 1e-12);
        const at = ends.findIndex(({ liquidationDays }) => liquidationDays! >= 0);
        if (at < 0) return;
        const [before, gone] = [ends[at - 1]!, ends[at]!];
        const fill = (gone.bookProfit! - before.bookProfit!) / before.notional!;
        const returned = gone.value! - kept;
        const most = recoversRest ? maintenanceMargin * Math.abs(before.notional! * (1 + fill)) : 0;
        expect(returned).toBeLessThanOrEqual(most + 1e-12);
        const equity = before.margin! + before.notional! * fill;
        expect(gone.bookDeficit).toBeCloseTo(Math.max(0, -equity), 12);
        for (const { value, notional } of ends.slice(at)) {
          expect(value).toBe(gone.value);
          expect(notional).toBe(0);
        }
        seen.liquidated += 1;
        seen.deficits += gone.bookDeficit! > 0 ? 1 : 0;
        seen.given += returned > 1e-9 ? 1 : 0;
      },
    ),
    { seed: pinned('I-52'), numRuns: 400 },
  );
  for (const count of Object.values(seen)) expect(count).toBeGreaterThan(20);
});

// Kills: a watch of the closes only where the market shows more; funding or a fee charged by the look.
test('looking more often at the same path can only add liquidations', () => {
  const seen = { coarse: 0, fine: 0 };
  fc.assert(
    fc.property(moves, sides, evenly(2, 20), fc.integer({ min: 2, max: 6 }), (returns, side, marginLeverage, every) => {
      fc.pre(returns.length >= every);
      const whole = returns.slice(0, returns.length - (returns.length % every));
      const coarse = whole.flatMap((_, i) =>
        i % every === 0 ? [whole.slice(i, i + every).reduce((level, r) => level * (1 + r), 1) - 1] : [],
      );
      const it = tradedPerpetual({ ...free, exposure: side, marginLeverage });
      const [seldom, often] = [coarse, whole].map((each) => play(it, list(each)).at(-1)!.liquidationDays!);
      if (seldom! >= 0) expect(often! >= 0 && often! <= seldom! * every).toBe(true);
      seen.coarse += seldom! >= 0 ? 1 : 0;
      seen.fine += often! >= 0 ? 1 : 0;
    }),
    { seed: pinned('I-53'), numRuns: 300 },
  );
  expect(seen.fine).toBeGreaterThan(seen.coarse);
  fc.assert(
    fc.property(bars, sides, evenly(2, 20), (market, side, marginLeverage) => {
      const it = tradedPerpetual({ ...free, exposure: side, marginLeverage });
      const inside = play(it, market, { hasRange: true }).at(-1)!.liquidationDays!;
      const atCloses = play(it, closesOnly(market)).at(-1)!.liquidationDays!;
      expect(whenLiquidated(inside)).toBeLessThanOrEqual(whenLiquidated(atCloses));
    }),
    { seed: pinned('I-53 inside'), numRuns: 200 },
  );
});

// Kills: a stop filled at its level although the close lies beyond it; a position that is stopped and not closed.
test('a stop watched at closes fills at the close that crossed it; then nothing is open and nothing changes', () => {
  let stopped = 0;
  fc.assert(
    fc.property(moves, sides, evenly(0.02, 0.3), (returns, side, stopLoss) => {
      const it = tradedPerpetual({ ...free, exposure: side, marginMode: 'cross', stopLoss, maintenanceMargin: 0 });
      const ends = play(it, list(returns));
      const prices = [1];
      for (const r of returns) prices.push(prices.at(-1)! * (1 + r));
      const crossed = prices.findIndex((price) => side * (price - 1) <= -stopLoss);
      const at = ends.findIndex(({ stops }) => stops! > 0);
      expect(at).toBe(crossed);
      if (at < 0) return;
      stopped += 1;
      expect(ends[at]!.value).toBeCloseTo(1 + side * (prices[at]! - 1), 12);
      for (const { value, notional } of ends.slice(at)) {
        expect(value).toBe(ends[at]!.value);
        expect(notional).toBe(0);
      }
    }),
    { seed: pinned('I-54 traded'), numRuns: 300 },
  );
  expect(stopped).toBeGreaterThan(80);
});

// Kills: a position cut below what the venue asks, or above the size that it had; tiers walked from the lowest.
test('whatever is cut, what stays open is never short of its margin, and nothing is charged where nothing was cut', () => {
  let cut = 0;
  fc.assert(
    fc.property(bars, sides, evenly(4, 8.5), fc.boolean(), (market, side, magnitude, hasRange) => {
      const given = {
        ...free,
        exposure: side * 4,
        marginMode: 'cross',
        tiers: 'binance BTCUSDT 2024-10',
        capital: 10 ** magnitude / 4,
        recoversRest: true,
        liquidationFee: 0.005,
        partialLiquidation: true,
      } as const;
      const it = tradedPerpetual(given);
      fc.pre(it.problems.length === 0);
      const ends = play(it, market, { hasRange });
      for (const { notional, margin } of ends) {
        if (notional === 0) continue;
        const asked = maintenanceOf(binanceBtcusdt, notional! * given.capital) / given.capital;
        expect(margin).toBeGreaterThan(asked * (1 - 1e-12));
      }
      const { liquidations, partialLiquidations } = ends.at(-1)!;
      cut += partialLiquidations!;
      if (partialLiquidations === 0 && liquidations === 0) expect(ends.at(-1)!.bookLiquidation).toBe(0);
    }),
    { seed: pinned('partial'), numRuns: 300 },
  );
  expect(cut).toBeGreaterThan(10);
});
