import fc from 'fast-check';
import { expect, test } from 'vitest';
import { stampsLacking, wholeDays, windowsOf } from '../../src/data/whole-days.ts';
import { pinned } from '../support/arbitraries.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const first = Date.UTC(2021, 0, 1);
/** Closes of hourly bars from midnight on, `hours` after the first, without some. */
const closes = (hours: number, missing: readonly number[] = []) =>
  Float64Array.from(
    [...new Array(hours + 1).keys()].filter((hour) => !missing.includes(hour)),
    (hour) => first + hour * HOUR_MS,
  );

test('two days and a half of hours have two whole days, and half a day that is left out', () => {
  const found = wholeDays({ closeTimeMs: closes(60) }, 60, 60);
  expect([...found.days]).toEqual([first / DAY_MS, first / DAY_MS + 1]);
  expect([found.rowsPerDay, found.barsPerRow, found.begins.length, found.leftOut]).toEqual([24, 1, 48, 12]);
});

// Kills: a return over a gap; half a day, after which all hours are of another time of day.
test('a day that lacks one bar is left out whole, and so is the next where the bar was the one at midnight', () => {
  const inside = wholeDays({ closeTimeMs: closes(96, [30]) }, 60, 60);
  expect([...inside.days].map((day) => day - first / DAY_MS)).toEqual([0, 2, 3]);
  expect(inside.leftOut).toBe(95 - 72);
  const atMidnight = wholeDays({ closeTimeMs: closes(96, [48]) }, 60, 60);
  expect([...atMidnight.days].map((day) => day - first / DAY_MS)).toEqual([0, 3]);
});

test('a recording that begins in the afternoon has its first whole day at the next midnight', () => {
  const late = closes(60).map((ms) => ms + 15 * HOUR_MS);
  const { days, begins } = wholeDays({ closeTimeMs: late }, 60, 240);
  expect([...days]).toEqual([first / DAY_MS + 1, first / DAY_MS + 2]);
  expect(begins[0]).toBe(9);
});

test('rows of whole bars cover their day without a gap or an overlap, from midnight to midnight', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(60, 120, 240, 480, 720, 1440),
      fc.integer({ min: 24, max: 200 }),
      fc.uniqueArray(fc.integer({ min: 0, max: 200 }), { maxLength: 3 }),
      (rowMinutes, hours, missing) => {
        const closeTimeMs = closes(hours, missing);
        const { days, begins, barsPerRow, rowsPerDay, leftOut } = wholeDays({ closeTimeMs }, 60, rowMinutes);
        expect(begins.length).toBe(days.length * rowsPerDay);
        begins.forEach((bar, row) => {
          const begin = days[Math.floor(row / rowsPerDay)]! * DAY_MS + (row % rowsPerDay) * rowMinutes * 60_000;
          expect(closeTimeMs[bar]).toBe(begin);
          expect(closeTimeMs[bar + barsPerRow]).toBe(begin + rowMinutes * 60_000);
        });
        expect(leftOut + begins.length * barsPerRow).toBe(closeTimeMs.length - 1);
      },
    ),
    { seed: pinned('whole days'), numRuns: 100 },
  );
});

test('closes a millisecond early are closes on the hour', () => {
  expect(wholeDays({ closeTimeMs: closes(48).map((ms) => ms - 1) }, 60, 60).days.length).toBe(2);
});

// Kills: a window over a gap; windows counted from where the last one was found.
test('windows begin every so many days after the first whole one, and those that meet a gap are left out and counted', () => {
  const ten = wholeDays({ closeTimeMs: closes(240, [100]) }, 60, 720);
  // The fifth day is not whole; windows of three days begin on days 0, 2, 4, 6.
  const { starts, leftOut } = windowsOf(ten, 3, 2);
  expect([...starts]).toEqual([0, 10]);
  expect([...starts].map((row) => ten.days[row / 2]! - first / DAY_MS)).toEqual([0, 6]);
  expect(leftOut).toBe(2);
  expect(windowsOf(ten, 11, 1)).toEqual({ starts: new Float64Array(0), leftOut: 0 });
  expect(windowsOf(ten, 0.5, 1).starts.length).toBe(9);
});

test('of the stamps of whole days, and of no others, those that the funding lacks are counted', () => {
  const days = wholeDays({ closeTimeMs: closes(96, [30]) }, 60, 60);
  const timeMs = closes(96).filter((_, hour) => hour % 8 === 0 && hour !== 56 && hour !== 32);
  expect(stampsLacking({ timeMs }, days, 480)).toBe(1);
  expect(stampsLacking({ timeMs: timeMs.map((ms) => ms + 7) }, days, 480)).toBe(1);
});
