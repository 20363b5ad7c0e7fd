import fc from 'fast-check';
import { expect, test } from 'vitest';
import { perpetual } from '../../src/rivals/perpetual.ts';
import { leveragedToken } from '../../src/tokens/leveraged-token.ts';
import { band } from '../../src/tokens/rebalance/band.ts';
import { dailyWithEmergency } from '../../src/tokens/rebalance/daily-with-emergency.ts';
import { every } from '../../src/tokens/rebalance/every.ts';
import { evenly, pinned } from '../support/arbitraries.ts';
import { bars, closesOnly } from '../support/bars.ts';
import type { Bar, Numbers } from '../support/tape.ts';
import { history, openTape, play } from '../support/tape.ts';
import { token } from '../support/tokens.ts';

const options = (name: string, numRuns = 300) => ({ seed: pinned(name), numRuns });
const inside = { hasRange: true, stepMinutes: 60 };
const sides = fc.constantFrom(3, -3, 2, -2, -1, 5);

const total = (state: Numbers, prefix: string) =>
  Object.entries(state).reduce((sum, [name, value]) => (name.startsWith(prefix) ? sum + value : sum), 0);

/** The price, over that of the start, before each bar. */
function levels(list: readonly Bar[]): readonly number[] {
  const known = [1];
  for (const { close } of list) known.push(known.at(-1)! * (1 + close));
  return known;
}

// Kills: a stop filled at its level although the bar opened beyond it; the favourable extreme looked at first.
test('a stop fills at its own price, or at the open when the bar gapped beyond it: never better than the market was', () => {
  const seen = { stops: 0, gaps: 0 };
  fc.assert(
    fc.property(bars, sides, evenly(0.02, 0.3), (list, exposure, stopLoss) => {
      const ends = play(perpetual({ exposure, stopLoss, tradingFee: 0, maintenanceMargin: 0 }), list, inside);
      const end = ends.findIndex(({ stopDays }) => stopDays! >= 0);
      if (end < 0) return;
      seen.stops += 1;
      const before = levels(list)[end - 1]!;
      const { open, low, high } = list[end - 1]!;
      const stop = 1 - Math.sign(exposure) * stopLoss;
      const opened = before * (1 + open!);
      const isGapped = exposure > 0 ? opened <= stop : opened >= stop;
      seen.gaps += isGapped ? 1 : 0;
      const filled = 1 + ends[end]!.bookProfit! / exposure;
      expect(Math.abs(filled - (isGapped ? opened : stop))).toBeLessThanOrEqual(1e-12);
      expect(filled).toBeGreaterThanOrEqual(before * (1 + low!) - 1e-12);
      expect(filled).toBeLessThanOrEqual(before * (1 + high!) + 1e-12);
      for (const { value, notional } of ends.slice(end)) {
        expect(value).toBe(ends[end]!.value);
        expect(notional).toBe(0);
      }
    }),
    options('I-54'),
  );
  expect(seen.stops).toBeGreaterThan(80);
  expect(seen.gaps).toBeGreaterThan(10);
});

// Kills: a stop checked at the closes of a market that shows its range; a stop passed over for a liquidation beyond it.
test('a position is stopped or liquidated in the first bar whose range meets its level, and the nearer of the two comes first', () => {
  fc.assert(
    fc.property(bars, sides, evenly(0.02, 0.4), evenly(0, 0.05), (list, exposure, stopLoss, maintenanceMargin) => {
      const side = Math.sign(exposure);
      const size = Math.abs(exposure);
      const ends = play(perpetual({ exposure, stopLoss, tradingFee: 0, maintenanceMargin }), list, inside);
      const prices = levels(list);
      const stop = 1 - side * stopLoss;
      const liquidation = (1 - side / size) / (1 - side * maintenanceMargin);
      const nearer = side > 0 ? Math.max(stop, liquidation) : Math.min(stop, liquidation);
      fc.pre(Math.abs(stop - liquidation) > 1e-9);
      const met = list.findIndex(({ low, high }, i) => {
        const adverse = prices[i]! * (1 + (side > 0 ? low! : high!));
        return side > 0 ? adverse <= nearer : adverse >= nearer;
      });
      const { stopDays, liquidationDays } = ends.at(-1)!;
      const days = Math.max(stopDays!, liquidationDays!);
      expect(days).toBe(met < 0 ? -1 : (met + 1) / 24);
      if (met < 0) return;
      const opened = prices[met]! * (1 + list[met]!.open!);
      const survivesTheGap = side > 0 ? opened > liquidation : opened < liquidation;
      expect(stopDays! >= 0).toBe(nearer === stop && survivesTheGap);
      if (survivesTheGap) expect(ends.at(-1)!.bookDeficit).toBeLessThanOrEqual(1e-12);
    }),
    options('stop or liquidation'),
  );
});

const ruled = sides.chain((leverage) =>
  fc
    .constantFrom(
      dailyWithEmergency({ emergencyMultiple: 4 / 3 }),
      band({ low: (2 / 3) * Math.abs(leverage), high: (4 / 3) * Math.abs(leverage) }),
    )
    .map((rule) => ({ leverage, rule })),
);

// Kills: a trigger filled at its price although the bar opened beyond it; the trade sized before its cost; a second trade.
test('a limit met inside the bar is filled at the price that meets it, or at the open beyond it, once, onto the target', () => {
  const seen = { fired: 0, gapped: 0 };
  fc.assert(
    fc.property(ruled, bars, ({ leverage, rule }, list) => {
      const limits = rule.limits(leverage);
      const tape = openTape({
        ...inside,
        holdings: { it: token(leverage, { tradingFee: 0.001 }, rule) },
        steps: list.length,
      });
      tape.record(list);
      let before: Numbers | undefined;
      let rebalancesAtStart = 0;
      for (const { step, phase, state } of history(tape.simulation, 'holding/it')) {
        const now = state as Numbers;
        if (phase === 'withinBar' && now.rebalances! > before!.rebalances!) {
          seen.fired += 1;
          const { open, low, high } = list[step]!;
          expect(now.rebalances! - before!.rebalances!).toBe(1);
          const fill = (now.bookProfit! - before!.bookProfit!) / before!.notional!;
          const held = (before!.notional! * (1 + fill)) / (before!.value! + before!.notional! * fill);
          const isGapped = Math.abs(fill - open!) <= 1e-12;
          seen.gapped += isGapped ? 1 : 0;
          if (!isGapped) {
            const [toLow, toHigh] = [Math.abs(Math.abs(held) - limits.low), Math.abs(Math.abs(held) - limits.high)];
            expect(Math.min(toLow, toHigh)).toBeLessThanOrEqual(1e-9);
          }
          expect(fill).toBeGreaterThanOrEqual(low! - 1e-12);
          expect(fill).toBeLessThanOrEqual(high! + 1e-12);
          if (now.value! > 0) {
            expect(Math.abs(now.notional! / now.value! - leverage)).toBeLessThanOrEqual(1e-12 * Math.abs(leverage));
          }
        }
        if (phase === 'trade') {
          const isDue = rule.name === 'dailyWithEmergency' && (step + 1) % 24 === 0;
          const most = isDue ? 2 : 1;
          expect(now.rebalances! - rebalancesAtStart).toBeLessThanOrEqual(most);
        }
        if (phase === 'trade' || phase === 'begin') rebalancesAtStart = now.rebalances!;
        before = now;
      }
    }),
    options('I-18 inside', 400),
  );
  expect(seen.fired).toBeGreaterThan(300);
  expect(seen.gapped).toBeGreaterThan(20);
});

// Kills: the rest of the bar counted from its start although part of it was lived through before the trade.
test('the books of a token and of a perpetual balance through every phase of bars with a range', () => {
  const holdings = ruled.map(({ leverage, rule }) => [
    leveragedToken({ leverage, rebalance: rule }),
    perpetual({ exposure: leverage, marginLeverage: 10, stopLoss: 0.08, tradingFee: 0.002 }),
  ]);
  fc.assert(
    fc.property(holdings, bars, (pair, list) => {
      for (const holding of pair) {
        const tape = openTape({ ...inside, holdings: { it: holding }, steps: list.length });
        tape.record(list.map((each) => ({ ...each, funding: 0.0002 })));
        for (const { state } of history(tape.simulation, 'holding/it')) {
          const now = state as Numbers;
          expect(Math.abs(now.value! - 1 - total(now, 'book'))).toBeLessThanOrEqual(
            1e-11 * (1 + Math.abs(now.bookProfit!)),
          );
        }
        for (const state of play(holding, list, inside)) {
          if (state.value! > 0)
            expect(Math.abs(Math.log(state.value!) - total(state, 'log'))).toBeLessThanOrEqual(1e-9);
        }
      }
    }),
    options('books inside'),
  );
});

// Kills: hasFired kept from one bar to the next; an open that is used where nothing is met.
test('bars in which open, high, low and close are one price give what the closes alone give', () => {
  const rules = fc.constantFrom(
    every({ hours: 1 }),
    every({ hours: 24 }),
    dailyWithEmergency(),
    band({ low: 2, high: 4 }),
  );
  fc.assert(
    fc.property(rules, bars, (rule, list) => {
      for (const holding of [token(3, { managementPerDay: 0.001 }, rule), perpetual({ exposure: -2, stopLoss: 0.2 })]) {
        const ranged = play(holding, closesOnly(list), inside).at(-1)!;
        const plain = play(holding, list, { stepMinutes: 60 }).at(-1)!;
        expect(Math.abs(ranged.value! - plain.value!)).toBeLessThanOrEqual(1e-11 * (1 + plain.value!));
        expect([ranged.ruinDays, ranged.liquidationDays, ranged.stopDays]).toEqual([
          plain.ruinDays,
          plain.liquidationDays,
          plain.stopDays,
        ]);
      }
    }),
    options('degenerate bars'),
  );
});

// Kills: the favourable edge taken first.
test('where one bar meets both edges of a band, the adverse one is filled first, and the other not at all', () => {
  const both = (open: number, low: number, high: number) => [{ open, low, high, close: 0 }];
  const filled = (leverage: number, bars: readonly Bar[]) => {
    const tape = openTape({
      ...inside,
      holdings: { it: token(leverage, {}, band({ low: 2, high: 4 })) },
      steps: 1,
    });
    tape.record(bars);
    const { state } = history(tape.simulation, 'holding/it').find(({ phase }) => phase === 'withinBar')!;
    expect(state.rebalances).toBe(1);
    return (state as Numbers).bookProfit! / leverage;
  };
  expect(filled(3, both(0, -0.12, 0.4))).toBeCloseTo(-1 / 9, 14);
  expect(filled(-3, both(0, -0.2, 0.1))).toBeCloseTo(1 / 15, 14);
});

// Kills: ruin seen at the closes alone.
test('a token without an emergency is ruined when the range reaches the price that wipes it out, whatever the close', () => {
  const list = [{ open: 0, low: -0.34, high: 0.01, close: 0.005 }];
  expect(play(token(3), list, inside).at(-1)).toMatchObject({ value: 0 });
  expect(play(token(3), list, { stepMinutes: 60 }).at(-1)!.value).toBeCloseTo(1.015, 12);
  expect(play(token(3, {}, dailyWithEmergency()), list, inside).at(-1)!.value).toBeGreaterThan(0.6);
});
