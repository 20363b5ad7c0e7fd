import { describe, expect, test } from 'vitest';
import { indexCoop } from '../../src/tokens/issuers/index-coop.ts';
import { recentring } from '../../src/tokens/rebalance/recentring.ts';
import type { Bar, Numbers } from '../support/tape.ts';
import { openTape, play, stepEnds } from '../support/tape.ts';
import { closes, free } from './support.ts';

/** Return from a fresh position at 2x to a leverage: X = l (2 - 1) / (2 (l - 1)). */
const to = (leverage: number) => leverage / (2 * (leverage - 1)) - 1;
const token = () => indexCoop({ leverage: 2, ...free });
/** The same rule for a fund so small that no trade is cut into pieces. */
const uncut = () => indexCoop({ leverage: 2, ...free, rebalance: recentring({ low: 1.7, high: 2.3, ripcord: 2.6 }) });

// FlexibleLeverageStrategyExtension: newLR = max(1.7, min(2.3, CLR · 0.95 + 2 · 0.05)); the ripcord goes to 2.3.
describe('Index Coop, a day after its last trade', () => {
  // Kills: recentring to the target; the ripcord to the target; the speed taken as what is kept.
  test.each([
    [2.2, 2.19],
    [2.1, 2.095],
    [1.8, 1.81],
    [2.5, 2.3],
    [1.5, 1.7],
    [2.6, 2.3],
    [3, 2.3],
  ])('goes from %dx to %dx', (at, wanted) => {
    expect(play(uncut(), closes([to(at)]))[1]!.leverage).toBeCloseTo(wanted, 10);
  });

  // The 28 pieces that fit into a day of fifty minutes each are 0.373 of the fund's first value, and 0.4 are wanted.
  test('does not get all the way from 1.5x to 1.7x in one day, at the size its trades have', () => {
    const [, day, next] = play(token(), closes([to(1.5), 0]));
    expect(day!.leverage).toBeCloseTo(1.5 + (28 * 0.8) / 60 / 2, 10);
    expect(day!.isRebalancing).toBe(true);
    expect(next!.leverage).toBeCloseTo(1.7, 10);
  });

  // Kills: an epoch counted from the start of the run in place of the last trade.
  test('loses a twentieth of its distance a day where the price stands still, half of it in about thirteen and a half', () => {
    const ends = play(token(), closes([to(2.2), ...Array.from({ length: 14 }, () => 0)]));
    ends.slice(1).forEach(({ leverage }, day) => {
      expect(leverage! - 2).toBeCloseTo(0.2 * 0.95 ** (day + 1), 10);
    });
    expect(ends[13]!.leverage! - 2).toBeGreaterThan(0.1);
    expect(ends[14]!.leverage! - 2).toBeLessThan(0.1);
  });
});

describe('Index Coop within a day', () => {
  const hourly = (bars: readonly Bar[]) => play(token(), bars, { stepMinutes: 60 });

  test('does nothing inside its range', () => {
    expect(hourly(closes([to(2.29), 0, 0])).at(-1)!.rebalances).toBe(0);
  });

  // Kills: a trade without a limit; dealing open between the trades; dealing closed for good after them.
  test('cuts a large trade into pieces of 0.8 million dollars, one an hour, and deals with nobody until the last is done', () => {
    const ends = hourly(closes([to(2.5), ...Array.from({ length: 12 }, () => 0)])) as readonly (Numbers & {
      isRebalancing?: unknown;
    })[];
    const piece = 0.8 / 60;
    const value = 1 + 2 * to(2.5);
    // 0.2 of leverage on two thirds of value are ten pieces.
    for (let hour = 1; hour <= 10; hour++) {
      expect(ends[hour]!.rebalances).toBe(hour);
      expect(ends[hour]!.leverage).toBeCloseTo(2.5 - (hour * piece) / value, 10);
      expect(ends[hour]!.isRebalancing).toBe(true);
    }
    expect(ends[10]!.leverage).toBeCloseTo(2.3, 10);
    expect(ends[11]!.rebalances).toBe(10);
    expect(ends[11]!.isRebalancing).toBe(false);
  });

  test('stops early when the price does the rest, and opens again', () => {
    const back = (1 + to(2.2)) / (1 + to(2.5)) - 1;
    const ends = hourly(closes([to(2.5), back, 0, 0]));
    expect(ends[1]!.rebalances).toBe(1);
    expect(ends.at(-1)!.rebalances).toBe(1);
    expect(ends[3]!.isRebalancing).toBe(false);
  });

  // Kills: trades of one rebalance without a pause between them.
  test('pauses for fifty minutes between two pieces, and is closed while it waits', () => {
    const ends = play(token(), closes([to(2.5), ...Array.from({ length: 12 }, () => 0)]), { stepMinutes: 10 });
    const counts = ends.slice(1).map(({ rebalances }) => rebalances);
    expect(counts).toEqual([1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 3, 3, 3]);
    for (const { isRebalancing } of ends.slice(1)) expect(isRebalancing).toBe(true);
  });

  // Kills: the ripcord in pieces of the ordinary size.
  test('when the ripcord is pulled, trades what sixty of the larger pieces come to in an hour, and once is enough', () => {
    const ends = hourly(closes([to(2.7), 0]));
    expect(ends[1]!.leverage).toBeCloseTo(2.3, 10);
    expect(ends[1]!.rebalances).toBe(1);
    expect(ends[2]!.isRebalancing).toBe(false);
  });

  test('minute by minute the ripcord takes pieces of 2.4 million dollars until leverage is below 2.6', () => {
    const ends = play(token(), closes([to(2.7), 0, 0, 0]), { stepMinutes: 1 });
    const value = 1 + 2 * to(2.7);
    const piece = 2.4 / 60 / value;
    expect(ends[1]!.leverage).toBeCloseTo(2.7 - piece, 10);
    expect(ends[2]!.leverage).toBeCloseTo(2.7 - 2 * piece, 10);
    expect(ends[2]!.leverage).toBeLessThan(2.6);
    // From there on it is an ordinary rebalance, which waits its fifty minutes.
    expect(ends[3]!.rebalances).toBe(2);
    expect(ends[3]!.isRebalancing).toBe(true);
  });
});

test('its holders cannot deal while it is busy', () => {
  const access = indexCoop.access({ leverage: 2 });
  expect(access.problems).toEqual([]);
  const tape = openTape({ holdings: { it: token() }, steps: 3, stepMinutes: 60 });
  tape.record(closes([to(2.5), 0, 0]));
  expect(stepEnds(tape.simulation, 'it').map(({ isRebalancing }) => isRebalancing)).toEqual([false, true, true, true]);
});

test('a range that the target is not in, and a ripcord within the range, are each refused in one line', () => {
  expect(indexCoop({ leverage: 2, rebalance: recentring({ low: 2.1, high: 2.3, ripcord: 2.6 }) }).problems).toEqual([
    'indexCoop: recentring: [low, high] must hold the target 2; got [2.1, 2.3]',
  ]);
  expect(recentring({ low: 1.7, high: 2.3, ripcord: 2.2 }).problems).toEqual([
    'recentring: ripcord must be above high; got 2.2 and 2.3',
  ]);
});
