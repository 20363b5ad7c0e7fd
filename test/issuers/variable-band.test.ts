import fc from 'fast-check';
import { expect, test } from 'vitest';
import { band } from '../../src/tokens/rebalance/band.ts';
import { variableBand } from '../../src/tokens/rebalance/variable-band.ts';
import { evenly, near, pinned } from '../support/arbitraries.ts';
import type { Numbers } from '../support/tape.ts';
import { history, openTape, play } from '../support/tape.ts';
import { token } from '../support/tokens.ts';
import { closes } from './support.ts';

const moves = fc.array(evenly(-0.12, 0.12), { minLength: 24, maxLength: 72 });
const sides = { low: 1.6, high: 3.2, raisedTo: 2.4, loweredTo: 1.9 };

test('without variation and without chance it is a band', () => {
  fc.assert(
    fc.property(fc.constantFrom(2.1, -2.1), moves, (leverage, list) => {
      const rule = variableBand({ ...sides, raisedTo: 2.1, loweredTo: 2.1 });
      const [it, one] = [rule, band({ low: 1.6, high: 3.2 })].map((each) =>
        play(token(leverage, {}, each), closes(list), { stepMinutes: 60 }),
      );
      it!.forEach(({ value, rebalances }, i) => {
        expect(rebalances).toBe(one![i]!.rebalances);
        expect(near(value!, one![i]!.value!)).toBe(true);
      });
    }),
    { seed: pinned('variableBand without variation'), numRuns: 60 },
  );
});

test('from below it goes to one leverage, from above to another, and a short one stays short', () => {
  // l = 2 · 1.3 / 1.6 = 1.625 is inside, 2 · 1.35 / 1.7 = 1.588 below; 2 · 0.72 / 0.44 = 3.27 above.
  const after = (leverage: number, close: number) =>
    play(token(leverage, {}, variableBand(sides)), closes([close]))[1]!.leverage;
  expect(after(2, 0.3)).toBeCloseTo(1.625, 12);
  expect(after(2, 0.35)).toBeCloseTo(2.4, 12);
  expect(after(2, -0.28)).toBeCloseTo(1.9, 12);
  expect(after(-2, -0.2)).toBeCloseTo(-2.4, 12);
  expect(after(-2, 0.3)).toBeCloseTo(-1.9, 12);
});

/** The rule's own state and the leverage of its fund, hour by hour, where the price stands still. */
function standingStill(options: Parameters<typeof variableBand>[0], days: number, stepDays = 1 / 24) {
  const it = token(-2, {}, variableBand(options));
  const tape = openTape({ holdings: { it }, steps: days / stepDays, stepMinutes: 1440 * stepDays });
  const seen = history(tape.simulation, 'holding/it').filter(({ phase }) => phase === 'trade');
  const rules = history(tape.simulation, 'holding/it/rebalance').filter(({ phase }) => phase === 'step');
  return { fund: seen.map(({ state }) => state as Numbers), rule: rules.map(({ state }) => state as Numbers) };
}

/** The hours at which a series has another value than the hour before. */
const changesOf = (series: readonly number[]) =>
  series.flatMap((each, i) => (i > 0 && each !== series[i - 1] ? [i + 1] : []));

test('inside the band it trades at midnights only, as often as is asked, within the variation of its target', () => {
  const { fund, rule } = standingStill(
    { ...sides, betweenTo: 2, tradesBetweenPerDay: 0.25, targetVariation: 0.1, edgeVariation: 0.05 },
    1600,
  );
  const traded = changesOf(fund.map(({ leverage }) => leverage!));
  expect(traded.filter((hour) => hour % 24 !== 0)).toEqual([]);
  // 400 of 1600 midnights, with a standard deviation of 17.3.
  expect(Math.abs(traded.length - 400)).toBeLessThan(70);
  const held = traded.map((hour) => -fund[hour - 1]!.leverage!);
  expect(Math.min(...held)).toBeGreaterThan(1.8);
  expect(Math.max(...held)).toBeLessThan(2.2);
  // Even within ±0.2: a standard deviation of 0.115, of their mean 0.0058.
  expect(Math.abs(held.reduce((sum, each) => sum + each, 0) / held.length - 2)).toBeLessThan(0.026);
  const edges = traded.map((hour) => rule[hour - 1]!);
  for (const { low, high } of edges) {
    expect(Math.abs(low! / 1.6 - 1)).toBeLessThan(0.05);
    expect(Math.abs(high! / 3.2 - 1)).toBeLessThan(0.05);
  }
  expect(new Set(edges.map(({ low, high }) => low! / 1.6 - high! / 3.2)).size).toBeGreaterThan(300);
});

test('from a day on all its leverages are other ones, edges too', () => {
  const { fund } = standingStill(
    { ...sides, betweenTo: 2, tradesBetweenPerDay: 0.5, laterLevel: 1.5, laterAfterDays: 200 },
    400,
  );
  const held = fund.map(({ leverage }) => -leverage!);
  // 2 is below 1.6 · 1.5: the first step of another level trades at once, up to 2.4 · 1.5.
  expect(held.slice(0, 4800).every((each) => Math.abs(each - 2) < 1e-12)).toBe(true);
  expect(held[4800]).toBeCloseTo(3.6, 12);
  expect(held.at(-1)).toBeCloseTo(3, 12);
});

test('a level drawn by chance moves edges and targets together, about as often as is said', () => {
  const { fund, rule } = standingStill(
    {
      ...sides,
      raisedTo: 1.7,
      loweredTo: 3,
      betweenTo: 2.2,
      tradesBetweenPerDay: 1,
      levelVariation: 0.1,
      levelDays: 4,
    },
    1600,
  );
  const levels = rule.map(({ level }) => level!);
  const changed = changesOf(levels);
  expect(changed.filter((hour) => hour % 24 !== 0)).toEqual([]);
  // A quarter of 1600 midnights, with a standard deviation of 17.3.
  expect(Math.abs(changed.length - 400)).toBeLessThan(70);
  const drawn = changed.map((hour) => levels[hour - 1]!);
  expect(Math.min(...drawn)).toBeGreaterThan(0.9);
  expect(Math.max(...drawn)).toBeLessThan(1.1);
  // Even within ±0.1: a standard deviation of 0.058, of their mean 0.0029.
  expect(Math.abs(drawn.reduce((sum, each) => sum + each, 0) / drawn.length - 1)).toBeLessThan(0.013);
  // 2.2 of any level is inside the band of any other, so that every midnight goes to 2.2 times the level.
  for (const hour of changed) expect(-fund[hour - 1]!.leverage! / levels[hour - 1]!).toBeCloseTo(2.2, 12);
});

test('a step of a week has seven midnights, each with its own chance', () => {
  const chances = { tradesBetweenPerDay: 0.1, levelVariation: 0.1, levelDays: 5 };
  const levels = standingStill({ ...sides, ...chances }, 7 * 4000, 7).rule.map(({ level }) => level!);
  // 1 - 0.8^7 = 0.790 of 4000 steps: 3161, with a standard deviation of 25.7.
  expect(Math.abs(changesOf(levels).length - 3161)).toBeLessThan(105);
  const { fund } = standingStill({ ...sides, betweenTo: 2, tradesBetweenPerDay: 0.1, targetVariation: 0.1 }, 28_000, 7);
  // 1 - 0.9^7 = 0.522: 2087, with a standard deviation of 31.6.
  expect(Math.abs(changesOf(fund.map(({ leverage }) => leverage!)).length - 2087)).toBeLessThan(130);
});

test('a level outside which leverage lies is one that it trades to', () => {
  const { fund, rule } = standingStill(
    { low: 1.95, high: 2.05, raisedTo: 2, loweredTo: 2, levelVariation: 0.2, levelDays: 3 },
    300,
  );
  fund.forEach(({ leverage }, i) => {
    const relative = -leverage! / rule[i]!.level!;
    expect(relative > 1.95 - 1e-12 && relative < 2.05 + 1e-12).toBe(true);
  });
  expect(new Set(fund.map(({ leverage }) => leverage!.toFixed(6))).size).toBeGreaterThan(40);
});

test('a band that may come to exclude what it trades to is refused', () => {
  expect(variableBand({ ...sides, edgeVariation: 0.25 }).problems).toEqual([
    'variableBand: the narrowest band, [2, 2.4000000000000004], must hold all that trades go to; got [1.9, 2.4]',
  ]);
  expect(variableBand({ ...sides, levelVariation: 0.1 }).problems).toEqual([
    'variableBand: levelVariation and levelDays must be given together; got 0.1 and 0',
  ]);
  expect(variableBand({ ...sides, levelVariation: 0.1, levelDays: 0.5 }).problems).toEqual([
    'variableBand: levelDays must be 0, or 1 or more; got 0.5',
  ]);
  expect(token(3.5, {}, variableBand(sides)).problems).toEqual([
    "leveragedToken: variableBand: [low, high] must hold the target's |leverage| 3.5; got [1.6, 3.2]",
  ]);
});
