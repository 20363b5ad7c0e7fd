import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sortAround } from '../../src/statistics/sort-around.ts';

/** Long enough to be divided, with values that repeat and values that do not. */
const values = fc
  .tuple(fc.integer({ min: 1, max: 3000 }), fc.integer({ min: 1, max: 4000 }), fc.integer())
  .map(([length, kinds, seed]) => {
    let state = seed | 1;
    return Float64Array.from({ length }, () => {
      state = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9;
      return ((state >>> 1) % kinds) - kinds / 2;
    });
  });

test('between the places asked for, and at them, stands what a sort puts there', () => {
  fc.assert(
    fc.property(values, fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(60), (given, share, more) => {
      const first = Math.floor(share * (given.length - 1));
      const last = Math.min(given.length - 1, first + more);
      const placed = sortAround(given.slice(), first, last);
      const sorted = given.toSorted();
      expect(placed.subarray(first, last + 1)).toEqual(sorted.subarray(first, last + 1));
      expect(placed.toSorted()).toEqual(sorted);
    }),
    { seed: 3, numRuns: 300 },
  );
});

test('values that are not a number go last, as in a sort, wherever they were', () => {
  fc.assert(
    fc.property(values, fc.nat(3000), (given, where) => {
      given[where % given.length] = Number.NaN;
      const middle = given.length >> 1;
      const placed = sortAround(given.slice(), middle, middle);
      expect(placed.at(-1)).toBeNaN();
      expect(placed[middle]).toBe(given.toSorted()[middle]);
    }),
    { seed: 4, numRuns: 100 },
  );
});

test('one value that repeats a million times takes no longer than others', () => {
  const placed = sortAround(new Float64Array(1_000_000).fill(7), 499_999, 500_000);
  expect([placed[0], placed[499_999]]).toEqual([7, 7]);
});
