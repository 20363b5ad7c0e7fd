import fc from 'fast-check';
import { expect, test } from 'vitest';
import { liquidationPrice, tieredLiquidationPrice } from '../../src/rivals/liquidation.ts';
import { binanceBtcusdt, binanceEthusdt } from '../../src/rivals/tiers/binance.ts';
import { continuousAmount, tierProblems } from '../../src/rivals/tiers/check-tiers.ts';
import type { MaintenanceTier, MaintenanceTiers } from '../../src/rivals/tiers/contracts.ts';
import { flatTiers, maintenanceOf, NAMED_TIERS, tierOf } from '../../src/rivals/tiers/maintenance.ts';
import { evenly, pinned } from '../support/arbitraries.ts';

const tables = [binanceBtcusdt, binanceEthusdt];

test('every table that options can name is a maintenance margin, and says when and where it was taken', () => {
  for (const table of Object.values(NAMED_TIERS)) {
    expect(tierProblems(table)).toEqual([]);
    expect(table.asOf).toMatch(/^20\d\d-\d\d/);
    expect(table.source.length).toBeGreaterThan(20);
  }
  expect(Object.keys(NAMED_TIERS)).toHaveLength(tables.length);
});

// Binance documents the amount of this level as 250 000 · (1 % - 0.5 %) + 50 = 1300.
test('the amount of a level is that of the level below, and its floor times the rise in the rate', () => {
  const below = { maintenanceMargin: 0.005, maintenanceAmount: 50 };
  expect(continuousAmount(below, { fromNotional: 250_000, maintenanceMargin: 0.01 })).toBeCloseTo(1300, 9);
});

// Kills: a rate or an amount mistyped; the tier that ends at an edge taken for the one that begins there.
test('the margin does not jump where a tier begins, and never falls as a position grows', () => {
  for (const table of tables) {
    for (const { fromNotional } of table.tiers.slice(1)) {
      const below = maintenanceOf(table, fromNotional * (1 - 1e-12));
      expect(Math.abs(maintenanceOf(table, fromNotional) / below - 1)).toBeLessThan(1e-10);
    }
    fc.assert(
      fc.property(evenly(0, 1.8e9), evenly(0, 1.8e9), (a, b) => {
        const [small, large] = [Math.min(a, b), Math.max(a, b)];
        expect(maintenanceOf(table, small)).toBeLessThanOrEqual(maintenanceOf(table, large));
        expect(maintenanceOf(table, -large)).toBe(maintenanceOf(table, large));
      }),
      { seed: pinned('tiers rise'), numRuns: 300 },
    );
  }
});

test('three margins that can be checked by hand', () => {
  expect(maintenanceOf(binanceBtcusdt, 40_000)).toBeCloseTo(160, 9);
  expect(maintenanceOf(binanceBtcusdt, 1_000_000)).toBeCloseTo(5550, 9);
  expect(maintenanceOf(binanceEthusdt, -60_000_000)).toBeCloseTo(1_118_550, 6);
});

// Kills: the envelope of all tiers taken the wrong way round, or the tier taken at the entry.
test('a liquidation price has the tier of the position at that price, as a search for it finds', () => {
  let higherThanAtEntry = 0;
  fc.assert(
    fc.property(
      fc.constantFrom(...tables),
      fc.constantFrom<1 | -1>(1, -1),
      evenly(1, 8),
      evenly(1.2, 20),
      (table, side, magnitude, leverage) => {
        const entryPrice = 50_000;
        const quantity = 10 ** magnitude / entryPrice;
        const margin = (entryPrice * quantity) / leverage;
        fc.pre(margin > 1.01 * maintenanceOf(table, entryPrice * quantity));
        const position = { side, entryPrice, quantity, margin };
        const price = tieredLiquidationPrice(table, position);
        const short = (at: number) =>
          margin + side * quantity * (at - entryPrice) - maintenanceOf(table, quantity * at);
        let [safe, gone] = [entryPrice, side > 0 ? 0 : 3 * entryPrice];
        for (let i = 0; i < 200; i++) {
          const middle = (safe + gone) / 2;
          if (short(middle) > 0) safe = middle;
          else gone = middle;
        }
        expect(Math.abs(price / gone - 1)).toBeLessThan(1e-9);
        const atEntry = liquidationPrice('binance', { ...position, ...tierOf(table, entryPrice * quantity) });
        higherThanAtEntry += Math.abs(atEntry / price - 1) > 1e-9 ? 1 : 0;
        if (side > 0) expect(atEntry).toBeLessThanOrEqual(price * (1 + 1e-12));
        else expect(atEntry).toBeGreaterThanOrEqual(price * (1 - 1e-12));
      },
    ),
    { seed: pinned('tier at liquidation'), numRuns: 300 },
  );
  expect(higherThanAtEntry).toBeGreaterThan(20);
});

test('with one flat tier the liquidation price is the plain one', () => {
  const position = { side: 1, entryPrice: 10, quantity: 2, margin: 4 } as const;
  const plain = liquidationPrice('binance', { ...position, maintenanceMargin: 0.01 });
  expect(tieredLiquidationPrice(flatTiers(0.01), position)).toBe(plain);
});

const tier = (
  fromNotional: number,
  maintenanceMargin: number,
  maintenanceAmount: number,
  mostLeverage: number,
): MaintenanceTier => ({ fromNotional, maintenanceMargin, maintenanceAmount, mostLeverage });

const sound = [tier(0, 0.004, 0, 100), tier(50_000, 0.005, 50, 50), tier(250_000, 0.01, 1300, 20)];
const wrong: readonly (readonly [title: string, change: Partial<MaintenanceTiers>, problem: string])[] = [
  ['without tiers', { tiers: [] }, 'tiers must have at least one entry; got none'],
  [
    'that begins above 0',
    { tiers: [tier(10, 0.004, 0, 100)] },
    'tiers must begin at 0, or small positions have no margin; got 10',
  ],
  [
    'that takes something off at once',
    { tiers: [tier(0, 0.004, 5, 100)] },
    'the first tier must take off nothing; got an amount of 5',
  ],
  [
    'with a gap in the margin',
    { tiers: [sound[0]!, tier(50_000, 0.005, 60, 50)] },
    'maintenanceAmount must be 50 from 50000, or the margin has a gap there; got 60',
  ],
  [
    'out of order',
    { tiers: [sound[0]!, sound[1]!, tier(40_000, 0.01, 250, 20)] },
    'tiers must ascend in notional; got 40000 after 50000',
  ],
  [
    'whose rate falls',
    { tiers: [sound[0]!, tier(50_000, 0.003, -50, 50)] },
    'maintenanceMargin must rise from tier to tier; got 0.003 after 0.004',
  ],
  [
    'whose rate is no fraction',
    { tiers: [tier(0, 1.5, 0, 100)] },
    'maintenanceMargin must be from 0 to below 1; got 1.5 from 0',
  ],
  [
    'that allows more leverage to larger positions',
    { tiers: [sound[0]!, tier(50_000, 0.005, 50, 125)] },
    'mostLeverage must fall from tier to tier; got 125 after 100',
  ],
  [
    'that ends before its last tier',
    { mostNotional: 1000 },
    'mostNotional must lie beyond the last tier, 250000; got 1000',
  ],
];

for (const [title, change, problem] of wrong) {
  test(`a table ${title} is refused in one line`, () => {
    const table = { asOf: '2024-10', source: 'made up', mostNotional: 1e6, tiers: sound, ...change };
    expect(tierProblems({ ...table, ...change })).toEqual([problem]);
    expect(tierProblems({ ...table, tiers: sound, mostNotional: 1e6 })).toEqual([]);
  });
}
