import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lowestPaths, tellingPaths } from '../../src/result/telling-paths.ts';

const columns = fc
  .array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 40 })
  .map((values) => Float64Array.from(values));

test('the lowest paths are those that a sort would put first, ties in path order', () => {
  fc.assert(
    fc.property(columns, fc.integer({ min: 1, max: 7 }), (column, count) => {
      const sorted = Array.from(column, (_, path) => path).sort((a, b) => column[a]! - column[b]! || a - b);
      expect(lowestPaths(column, count)).toEqual(sorted.slice(0, count));
    }),
    { seed: 4 },
  );
});

test('the worst, the middle and the best path have the lowest, the middle and the highest value, the earliest of equal ones', () => {
  fc.assert(
    fc.property(columns, (column) => {
      const { worst, middle, best } = tellingPaths(column);
      const [low, high] = [Math.min(...column), Math.max(...column)];
      expect([worst, best]).toEqual([column.indexOf(low), column.indexOf(high)]);
      const below = column.filter((value) => value < column[middle]!).length;
      const notAbove = column.filter((value) => value <= column[middle]!).length;
      expect(below).toBeLessThanOrEqual((column.length - 1) / 2);
      expect(notAbove).toBeGreaterThanOrEqual(column.length / 2);
      expect(middle).toBe(column.indexOf(column[middle]!));
    }),
    { seed: 5 },
  );
});

test('three paths of 3, 1 and 2: the worst is path 1, the middle path 2, the best path 0', () => {
  expect(tellingPaths(Float64Array.of(3, 1, 2))).toEqual({ worst: 1, middle: 2, best: 0 });
  expect(() => tellingPaths(new Float64Array(0))).toThrow(/one path at least/);
});
