import fc from 'fast-check';
import { expect, test } from 'vitest';
import { liquidationReturn } from '../../src/rivals/liquidation.ts';
import { perpetual } from '../../src/rivals/perpetual.ts';
import { spot } from '../../src/rivals/spot.ts';
import { every } from '../../src/tokens/rebalance/every.ts';
import { evenly, pinned, returns } from '../support/arbitraries.ts';
import { runPaths } from '../support/run.ts';
import { openTape, play } from '../support/tape.ts';
import { token } from '../support/tokens.ts';

const options = (name: string, numRuns = 300) => ({ seed: pinned(name), numRuns });
const closes = (list: readonly number[]) => list.map((close) => ({ close }));
const lists = fc.array(returns, { minLength: 1, maxLength: 40 });
const small = fc.array(evenly(-0.12, 0.12), { minLength: 1, maxLength: 40 });
const sizes = evenly(0.5, 10);
const never = Number.POSITIVE_INFINITY;
const daysOf = (days: number | undefined) => (days === undefined || days < 0 ? never : days);
const pairOf = (high: number) =>
  fc.tuple(evenly(0, high), evenly(0, high)).map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const);

// Kills: a fee that is added; a seller who is paid for selling; funding a short pays when the rate is positive.
test('on a schedule, a higher fee, cost or burden of funding never leaves more', () => {
  fc.assert(
    fc.property(evenly(-8, 8), small, pairOf(0.01), fc.constantFrom(24, 72), (leverage, list, [low, high], hours) => {
      const rule = () => every({ hours });
      const value = (costs: object, funding: number) =>
        play(
          token(leverage, costs, rule()),
          list.map((close) => ({ close, funding })),
        ).at(-1)!.value!;
      const noMore = (less: number, more: number) => expect(less).toBeLessThanOrEqual(more + 1e-12 * (1 + more));
      noMore(value({ managementPerDay: high }, 0), value({ managementPerDay: low }, 0));
      noMore(value({ tradingFee: high }, 0), value({ tradingFee: low }, 0));
      if (leverage >= 0) noMore(value({}, high), value({}, low));
      else noMore(value({}, low), value({}, high));
    }),
    options('I-49'),
  );
});

// Kills: ruin judged on the return and not on the leveraged one.
test('re-levered each step, more leverage of the same sign never lives longer', () => {
  const leverages = fc.tuple(evenly(1, 10), evenly(1, 10)).map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const);
  fc.assert(
    fc.property(leverages, lists, fc.constantFrom(1, -1), ([low, high], list, side) => {
      const ruin = (leverage: number) => daysOf(play(token(side * leverage), closes(list)).at(-1)!.ruinDays);
      expect(ruin(high)).toBeLessThanOrEqual(ruin(low));
    }),
    options('I-50'),
  );
});

// Kills: maintenance on the entry notional; the liquidation price of a short below its entry.
test('a perpetual of higher leverage is never liquidated later, and its liquidation price is nearer', () => {
  fc.assert(
    fc.property(sizes, sizes, lists, fc.constantFrom(1, -1), evenly(0, 0.05), (a, b, list, side, maintenanceMargin) => {
      const [low, high] = [side * Math.min(a, b), side * Math.max(a, b)];
      const days = (exposure: number) =>
        daysOf(play(perpetual({ exposure, maintenanceMargin, tradingFee: 0 }), closes(list)).at(-1)!.liquidationDays);
      expect(days(high)).toBeLessThanOrEqual(days(low));
      const far = liquidationReturn(1, low, maintenanceMargin);
      const close = liquidationReturn(1, high, maintenanceMargin);
      if (side > 0) expect(close).toBeGreaterThanOrEqual(far);
      else expect(close).toBeLessThanOrEqual(far);
    }),
    options('I-51'),
  );
  expect(perpetual({ exposure: 200, maintenanceMargin: 0.005 }).problems).not.toEqual([]);
  expect(perpetual({ exposure: 100, maintenanceMargin: 0.01 }).problems).toEqual([
    expect.stringContaining('1 / leverage less the trading fee must exceed maintenanceMargin'),
  ]);
  expect(perpetual({ exposure: 99, maintenanceMargin: 0.01, tradingFee: 0 }).problems).toEqual([]);
});

// Kills: `<` at the maintenance margin; equity returned at liquidation; a debt beyond an isolated margin.
test('what liquidation forfeits lies between nothing and the maintenance margin, and the rest of the money is untouched', () => {
  let liquidated = 0;
  fc.assert(
    fc.property(
      sizes,
      evenly(1, 4),
      lists,
      fc.constantFrom(1, -1),
      evenly(0, 0.05),
      (size, spare, list, side, maintenanceMargin) => {
        const given = { exposure: side * size, marginLeverage: size * spare, maintenanceMargin, tradingFee: 0 };
        fc.pre(perpetual(given).problems.length === 0);
        const ends = play(perpetual(given), closes(list));
        const end = ends.findIndex(({ liquidationDays }) => liquidationDays! >= 0);
        if (end < 0) return;
        liquidated += 1;
        const notional = ends[end - 1]!.notional! * (1 + list[end - 1]!);
        const forfeited = -ends[end]!.bookLiquidation!;
        expect(forfeited).toBeGreaterThanOrEqual(0);
        expect(forfeited).toBeLessThanOrEqual(maintenanceMargin * Math.abs(notional) * (1 + 1e-12));
        expect(Math.abs(forfeited * ends[end]!.bookDeficit!)).toBe(0);
        for (const { value, notional: held } of ends.slice(end)) {
          expect(Math.abs(value! - (1 - 1 / spare))).toBeLessThanOrEqual(1e-15);
          expect(held).toBe(0);
        }
      },
    ),
    options('I-52', 500),
  );
  expect(liquidated).toBeGreaterThan(150);
});

// Kills: a check that looks at the last step only.
test('looking more often can only add liquidations and ruins, never take one away', () => {
  const paths = fc
    .array(evenly(-0.15, 0.15), { minLength: 4, maxLength: 48 })
    .map((list) => list.slice(0, 4 * Math.floor(list.length / 4)));
  fc.assert(
    fc.property(paths, evenly(1, 8), fc.constantFrom(1, -1), (fine, size, side) => {
      const coarse = fine.flatMap((_, i) =>
        i % 4 === 3 ? [fine.slice(i - 3, i + 1).reduce((p, r) => p * (1 + r), 1) - 1] : [],
      );
      const perp = () => perpetual({ exposure: side * size, tradingFee: 0 });
      const isGone = (list: readonly number[], hours: number) => {
        const fund = token(side * size, {}, every({ hours: 4 }));
        const both = { holdings: { perp: perp(), fund }, steps: list.length, stepMinutes: 60 * hours };
        const tape = openTape(both);
        tape.record(closes(list));
        const columns = runPaths(tape.simulation, 1);
        return [columns('perp', 'liquidationDays')[0]! >= 0, columns('fund', 'ruinDays')[0]! >= 0];
      };
      const [often, seldom] = [isGone(fine, 1), isGone(coarse, 4)];
      for (const [i, gone] of seldom.entries()) expect(often[i] || !gone).toBe(true);
    }),
    options('I-53'),
  );
});

// Kills: a drawdown from the start in place of the running peak; a peak that forgets.
test('the largest drawdown is in [0, 1], grows with the path, is 0 where nothing falls, and reads the same backwards in the log', () => {
  const mdd = (list: readonly number[]) => {
    const tape = openTape({ holdings: { coin: spot() }, steps: list.length });
    tape.record(closes(list));
    return runPaths(tape.simulation, 1)('coin', 'maxDrawdown')[0]!;
  };
  fc.assert(
    fc.property(small, small, (list, more) => {
      const largest = mdd(list);
      expect(largest).toBeGreaterThanOrEqual(0);
      expect(largest).toBeLessThanOrEqual(1);
      expect(mdd([...list, ...more])).toBeGreaterThanOrEqual(largest);
      expect(mdd(list.map(Math.abs))).toBe(0);
      expect(Math.abs(mdd([...list].reverse()) - largest)).toBeLessThanOrEqual(1e-12);
    }),
    options('I-55'),
  );
  expect(mdd([0.01, -0.02, 0.035, -0.05, 0.002, 0.015, -0.008, 0.027])).toBeCloseTo(0.05, 14);
});
