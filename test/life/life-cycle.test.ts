import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Model } from '../../src/engine/model.ts';
import { leveragedToken } from '../../src/tokens/leveraged-token.ts';
import { lifeCycle } from '../../src/tokens/life/life-cycle.ts';
import { daily } from '../../src/tokens/rebalance/daily.ts';
import { every } from '../../src/tokens/rebalance/every.ts';
import { evenly, fees, fundingRates, leverages, pinned, returns } from '../support/arbitraries.ts';
import type { Bar, Numbers } from '../support/tape.ts';
import { history, openTape, stepEnds } from '../support/tape.ts';

interface Lives {
  readonly fund: readonly Numbers[];
  readonly life: readonly Numbers[];
}

/** A fund and its life, at the start and at the end of every hour. */
function live(fund: Model<'holding'>, bars: readonly Bar[]): Lives {
  const tape = openTape({ holdings: { it: fund }, steps: bars.length, stepMinutes: 60 });
  tape.record(bars);
  const life = history(tape.simulation, 'holding/it/life').map(({ state }) => state as Numbers);
  return { fund: stepEnds(tape.simulation, 'it'), life };
}

const free = { tradingFee: 0, managementPerDay: 0, subscriptionFee: 0, redemptionFee: 0 };
/** The coin itself, as a fund that never trades: its value is the price. */
const coin = (life: Model<'life'>) =>
  leveragedToken({ leverage: 1, rebalance: every({ hours: 876_000 }), life, ...free });

const bars = fc.array(fc.record({ close: returns, funding: fundingRates }), { minLength: 1, maxLength: 40 });

describe('a split', () => {
  const lives = fc.record({
    splitBelow: evenly(5, 10),
    splitRatio: evenly(1.1, 20),
    haltHours: evenly(0, 10),
  });
  const tokens = fc.record({
    leverage: leverages,
    tradingFee: fees,
    managementPerDay: fees,
    fundingPaidBy: fc.constantFrom('holders', 'issuer'),
  });

  // Kills: anything that a split does to value, books or leverage; a split before a price move that is not one after it.
  test('moves nobody’s worth: with splits or without, through prices, funding and fees, a fund is the same to the bit', () => {
    let splits = 0;
    fc.assert(
      fc.property(lives, tokens, bars, (options, design, list) => {
        const fund = { rebalance: daily(), ...design } as const;
        const [split, whole] = [
          live(leveragedToken({ ...fund, life: lifeCycle(options) }), list),
          live(leveragedToken(fund), list),
        ];
        const worth = ({ isHalted: _, ...rest }: Numbers) => rest;
        expect(split.fund.map(worth)).toEqual(whole.fund.map(worth));
        splits += split.life.at(-1)!.splits!;
      }),
      { seed: pinned('splits'), numRuns: 200 },
    );
    expect(splits).toBeGreaterThan(50);
  });

  test('keeps units times unit price: what one of the first units is worth follows the fund alone', () => {
    fc.assert(
      fc.property(lives, bars, (options, list) => {
        const { fund, life } = live(
          coin(lifeCycle({ ...options, forwardSplitAbove: 200, forwardSplitRatio: 3 })),
          list,
        );
        fund.forEach(({ value }, i) => {
          const { unitPrice, unitsPerUnit } = life[i]!;
          expect(unitPrice! * unitsPerUnit!).toBeCloseTo(10 * value!, 9);
        });
      }),
      { seed: pinned('units'), numRuns: 100 },
    );
  });

  // pionex.com, reverse split: 1000 units at 0.03 become 20 at 1.5; 30 in total before and after.
  test('of fifty to one, as published: 1000 units at 0.03 become 20 at 1.50', () => {
    const life = lifeCycle({ initialUnitPrice: 10, splitBelow: 0.05, splitRatio: 50, haltHours: 0 });
    const ends = live(coin(life), [{ close: -0.997 }, { close: 0 }]).life;
    expect(ends[1]!.splits).toBe(1);
    expect(ends[1]!.unitPrice).toBeCloseTo(1.5, 12);
    expect(1000 * ends[1]!.unitsPerUnit!).toBeCloseTo(20, 12);
    expect(ends[2]).toEqual(ends[1]);
  });

  test('of r to one and back again is no split at all', () => {
    const options = { initialUnitPrice: 10, splitBelow: 5, splitRatio: 8, forwardSplitAbove: 40, forwardSplitRatio: 8 };
    const ends = live(coin(lifeCycle({ ...options, haltHours: 0 })), [{ close: -0.55 }, { close: 1 }]).life;
    expect(ends.map(({ splits }) => splits)).toEqual([0, 1, 2]);
    expect(ends[1]!.unitPrice).toBeCloseTo(36, 12);
    expect(ends[2]!.unitPrice).toBeCloseTo(9, 12);
    expect(ends[2]!.unitsPerUnit).toBe(1);
  });

  // Kills: a threshold that counts as crossed when met.
  test('happens below the threshold, and not on it', () => {
    const options = { initialUnitPrice: 8, splitBelow: 4, splitRatio: 2, haltHours: 0 };
    expect(live(coin(lifeCycle(options)), [{ close: -0.5 }]).life.at(-1)!.splits).toBe(0);
    expect(live(coin(lifeCycle(options)), [{ close: -0.51 }]).life.at(-1)!.splits).toBe(1);
  });

  test('that was not enough is followed by the next when its halt is over, and not before', () => {
    const options = { initialUnitPrice: 8, splitBelow: 4, splitRatio: 2, haltHours: 3 };
    const ends = live(coin(lifeCycle(options)), [{ close: -0.9 }, ...new Array<Bar>(9).fill({ close: 0 })]).life;
    expect(ends.map(({ splits }) => splits)).toEqual([0, 1, 1, 1, 2, 2, 2, 3, 3, 3, 3]);
  });

  // Kills: an hour too many, an hour too few.
  test('halts the hours that begin before the halt is over', () => {
    const halted = (haltHours: number) =>
      live(coin(lifeCycle({ initialUnitPrice: 8, splitBelow: 4, splitRatio: 2, haltHours })), [
        { close: -0.6 },
        ...new Array<Bar>(9).fill({ close: 0 }),
      ]).life.filter(({ isHalted }) => isHalted).length;
    // The state at the end of an hour speaks of the next.
    expect([0, 0.5, 1, 1.5, 4].map(halted)).toEqual([0, 1, 1, 2, 4]);
  });
});

describe('delisting', () => {
  const still = (hours: number): readonly Bar[] => new Array<Bar>(hours).fill({ close: 0.01 });

  test('on a day: the fund closes its position in the next hour, holds cash, and pays out when it says', () => {
    const life = lifeCycle({ delistDay: 0.5, payOutDays: 1 });
    const { fund, life: ends } = live(leveragedToken({ leverage: 3, rebalance: daily(), life, ...free }), still(72));
    expect(ends.findIndex(({ isWoundUp }) => isWoundUp)).toBe(12);
    expect([fund[12]!.notional! > 0, fund[13]!.notional]).toEqual([true, 0]);
    expect(new Set(fund.slice(13).map(({ value }) => value)).size).toBe(1);
    expect(ends.map(({ isHalted }, hour) => (isHalted ? hour : -1)).filter((hour) => hour >= 0)).toEqual(
      Array.from({ length: 24 }, (_, i) => 12 + i),
    );
    expect(ends.at(-1)!.delistedDays).toBe(0.5);
  });

  test('below a fraction of the value at the start, entry fee apart', () => {
    const life = lifeCycle({ splitBelow: 0, delistBelow: 0.5 });
    const design = { leverage: 1, rebalance: daily(), life, ...free, subscriptionFee: 0.4 };
    expect(live(leveragedToken(design), [{ close: -0.49 }]).life.at(-1)!.isWoundUp).toBe(false);
    expect(live(leveragedToken(design), [{ close: -0.51 }]).life.at(-1)!.isWoundUp).toBe(true);
  });

  // Kills: units merged in a fund that is only cash; the fall is in the hour in which it still holds its position.
  test('is for good: no later split, no second delisting', () => {
    const life = lifeCycle({ initialUnitPrice: 10, splitBelow: 9, splitRatio: 2, delistDay: 0.25, payOutDays: 0 });
    const { fund, life: ends } = live(coin(life), [...still(6), { close: -0.8 }, ...still(40)]);
    expect(fund.at(-1)!.value).toBeLessThan(0.3);
    expect(ends.at(-1)).toMatchObject({ splits: 0, delistedDays: 0.25, isWoundUp: true, isHalted: false });
  });
});

test('a fund that has ended neither splits nor is delisted nor halted, and stays at zero', () => {
  const life = lifeCycle({ initialUnitPrice: 10, splitBelow: 10, splitRatio: 2, delistBelow: 0.9, haltHours: 5 });
  const { fund, life: ends } = live(leveragedToken({ leverage: 3, rebalance: daily(), life, ...free }), [
    { close: -0.4 },
    { close: 5 },
    { close: -0.2 },
  ]);
  expect(fund.slice(1).map(({ value }) => value)).toEqual([0, 0, 0]);
  for (const each of ends.slice(1)) {
    expect(each).toMatchObject({ unitPrice: 0, splits: 0, delistedDays: -1, isHalted: false, isWoundUp: false });
  }
});

// Kills: a halt that outlives the fund.
test('a fund that ends in a halt is not halted any more', () => {
  const life = lifeCycle({ initialUnitPrice: 10, splitBelow: 10, splitRatio: 2, haltHours: 5 });
  const fund = leveragedToken({ leverage: 3, rebalance: daily(), life, ...free });
  const ends = live(fund, [{ close: -0.1 }, { close: -0.4 }]).life;
  expect(ends.map(({ isHalted }) => isHalted)).toEqual([false, true, false]);
});

test.each([
  [{ splitRatio: 1 }, 'splitRatio must be above 1; got 1'],
  [{ splitBelow: 11 }, 'splitBelow must be at most initialUnitPrice; got 11 and 10'],
  [{ forwardSplitAbove: 20, forwardSplitRatio: 0.5 }, 'forwardSplitRatio must be above 1; got 0.5'],
  [{ forwardSplitAbove: 5 }, 'forwardSplitAbove must be at least initialUnitPrice, or 0; got 5 and 10'],
  [
    { splitBelow: 8, splitRatio: 4, forwardSplitAbove: 20, forwardSplitRatio: 2 },
    'a split must not bring the next one about: splitBelow times either ratio must be at most forwardSplitAbove; got 8, 4, 2 and 20',
  ],
] as const)('%o is one clear message', (options, problem) => {
  expect(lifeCycle(options).problems).toEqual([`lifeCycle: ${problem}`]);
});
