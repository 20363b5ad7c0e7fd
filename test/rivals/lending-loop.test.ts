import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lendingLoop } from '../../src/rivals/lending-loop.ts';
import { evenly, pinned } from '../support/arbitraries.ts';
import { bars } from '../support/bars.ts';
import { play } from '../support/tape.ts';

const free = { tradingFee: 0, borrowPerYear: 0, liquidationThreshold: 0.8, loanToValue: 0.75 } as const;
const after = (it: ReturnType<typeof lendingLoop>, close: number) => play(it, [{ close }]).at(-1)!;

// 2 coins on 1 borrowed, at -40 %: worth 1.2, health 0.8 · 1.2 / 1 = 0.96. Half is repaid for 0.525 in coins.
test('a liquidation that can be checked by hand: half the debt, and a twentieth of it as penalty', () => {
  const end = after(lendingLoop({ ...free, leverage: 2 }), -0.4);
  expect(end.collateral).toBeCloseTo(0.675, 13);
  expect(end.debt).toBeCloseTo(0.5, 13);
  expect(end.value).toBeCloseTo(0.175, 13);
  expect(end.bookLiquidation).toBeCloseTo(-0.025, 13);
  expect(end).toMatchObject({ liquidations: 1, liquidationDays: 1, ruinDays: -1 });
});

test('inside a bar the level is met at its own price: 0.625 here, and what is left lives through the rest of the bar', () => {
  const [, end] = play(lendingLoop({ ...free, leverage: 2 }), [{ close: -0.4 }], { hasRange: true });
  expect(end!.collateral).toBeCloseTo((1.25 - 0.525) * (0.6 / 0.625), 13);
  expect(end!.value).toBeCloseTo(0.196, 13);
});

test('below a health of 0.95 all is repaid at once', () => {
  const end = after(lendingLoop({ ...free, leverage: 2 }), -0.45);
  expect(end).toMatchObject({ liquidations: 1, debt: 0 });
  expect(end.value).toBeCloseTo(0.05, 13);
});

test('where the coins are worth less than the debt all is over, and the lender bears the difference', () => {
  const [, gone, end] = play(lendingLoop({ ...free, leverage: 2 }), [{ close: -0.6 }, { close: 5 }]);
  expect(gone!.bookDeficit).toBeCloseTo(0.2, 13);
  expect(end).toMatchObject({ value: 0, collateral: 0, debt: 0, ruinDays: 1 });
});

test('in a still market interest is all that happens, and coins lent earn theirs in coins', () => {
  const still = Array.from({ length: 73 }, () => ({ close: 0 }));
  const end = play(lendingLoop({ ...free, leverage: 3, borrowPerYear: 0.1, supplyPerYear: 0.02 }), still).at(-1)!;
  expect(end.value).toBeCloseTo(3 * Math.exp(0.004) - 2 * Math.exp(0.02), 12);
  expect(end.value! - 1).toBeCloseTo(end.bookFunding!, 12);
});

// Kills: interest or a liquidation without debt; a fee on the way in that leverage does not scale.
test('without a loan it is the coin, and a loop pays its fee on all that it buys', () => {
  expect(after(lendingLoop({ ...free, leverage: 1 }), -0.9).value).toBeCloseTo(0.1, 13);
  const [start] = play(lendingLoop({ ...free, leverage: 3, tradingFee: 0.002 }), [{ close: 0 }]);
  expect(start!.value).toBeCloseTo(0.994, 13);
});

// Kills: a fee on the way out that leverage does not scale.
test('a loop pays its fee on all that it sells at the end', () => {
  const [start, end] = play(lendingLoop({ ...free, leverage: 3, tradingFee: 0.01 }), [{ close: 0 }]);
  expect([start!.value, end!.value]).toEqual([expect.closeTo(0.97, 13), expect.closeTo(0.94, 13)]);
});

// Kills: a liquidation while health is 1 or more; one passed over; a debt that grows by it.
test('it is liquidated in the first bar whose low takes its health below 1, and never owes more than it has', () => {
  let liquidated = 0;
  fc.assert(
    fc.property(bars, evenly(1.2, 3.9), (market, leverage) => {
      const ends = play(lendingLoop({ ...free, leverage }), market, { hasRange: true, stepMinutes: 60 });
      let price = 1;
      const level = (leverage - 1) / (0.8 * leverage);
      const met = market.findIndex(({ low, close }) => {
        const lowest = price * (1 + low!);
        price *= 1 + close;
        return lowest < level;
      });
      expect(ends.at(-1)!.liquidationDays).toBe(met < 0 ? -1 : (met + 1) / 24);
      liquidated += met < 0 ? 0 : 1;
      for (const { value, collateral, debt } of ends) {
        expect(value).toBeGreaterThanOrEqual(0);
        expect(debt).toBeLessThanOrEqual(collateral! + 1e-12);
        expect(value).toBeCloseTo(collateral! - debt!, 11);
      }
    }),
    { seed: pinned('loop health'), numRuns: 300 },
  );
  expect(liquidated).toBeGreaterThan(60);
});

const refused = [
  ['loanToValue must be below liquidationThreshold; got 0.85 and 0.8', { ...free, leverage: 2, loanToValue: 0.85 }],
  [
    'leverage must be at most 1 / (1 - loanToValue), fees deducted; got 5 with a loanToValue of 0.75',
    { ...free, leverage: 5 },
  ],
  [
    'liquidationThreshold · (1 + penalty) must be below 1, or a liquidation makes the rest worse; got 0.8 and 0.3',
    { ...free, leverage: 2, penalty: 0.3 },
  ],
] as const;

for (const [problem, given] of refused) {
  test(`refused in one line: ${problem}`, () => {
    expect(lendingLoop(given).problems).toEqual([`lendingLoop: ${problem}`]);
  });
}
