import fc from 'fast-check';
import { expect, test } from 'vitest';
import { probability } from '../../src/statistics/probability.ts';
import { topOnePercentShare } from '../../src/statistics/top-one-percent-share.ts';
import { wilsonInterval } from '../../src/statistics/wilson-interval.ts';

const hitsOfPaths = fc
  .integer({ min: 2, max: 1_000_000 })
  .chain((paths) => fc.tuple(fc.integer({ min: 0, max: paths }), fc.constant(paths)));

test('a share of paths has the binomial standard error', () => {
  expect(probability(20, 100).value).toBe(0.2);
  expect(probability(20, 100).standardError).toBeCloseTo(0.04, 15);
});

test("Wilson's interval solves |p - share| = z sqrt(p (1 - p) / n) at both ends", () => {
  fc.assert(
    fc.property(hitsOfPaths, ([hits, paths]) => {
      const share = hits / paths;
      for (const p of wilsonInterval(share, paths)) {
        if (p === 0 || p === 1) continue;
        const distance = 1.959963984540054 * Math.sqrt((p * (1 - p)) / paths);
        expect(Math.abs(Math.abs(p - share) - distance)).toBeLessThan(1e-12);
      }
    }),
    { seed: 1 },
  );
});

test('an interval of a probability holds its estimate and stays within 0 and 1', () => {
  fc.assert(
    fc.property(hitsOfPaths, ([hits, paths]) => {
      const { value, interval } = probability(hits, paths);
      expect(interval[0]).toBeGreaterThanOrEqual(0);
      expect(interval[0]).toBeLessThanOrEqual(value);
      expect(interval[1]).toBeGreaterThanOrEqual(value);
      expect(interval[1]).toBeLessThanOrEqual(1);
      expect(interval[1] - interval[0]).toBeGreaterThan(0);
    }),
    { seed: 2, numRuns: 1000 },
  );
});

test('nothing seen in 100 paths still leaves room for 3.7 %', () => {
  const { value, standardError, interval } = probability(0, 100);
  expect([value, standardError, interval[0]]).toEqual([0, 0, 0]);
  // z^2 / (n + z^2)
  expect(interval[1]).toBeCloseTo(3.841458820694124 / (100 + 3.841458820694124), 14);
  expect(probability(100, 100).interval[1]).toBe(1);
});

test('of one path there is a share but no standard error, of none there is nothing', () => {
  expect(probability(1, 1).value).toBe(1);
  expect(probability(1, 1).standardError).toBeNaN();
  expect(probability(0, 0)).toEqual({
    value: Number.NaN,
    standardError: Number.NaN,
    interval: [Number.NaN, Number.NaN],
  });
});

test('the best 1 % are whole paths, rounded up', () => {
  const ones = (n: number) => topOnePercentShare(new Float64Array(n).fill(1));
  expect(ones(100)).toBe(1 / 100);
  expect(ones(101)).toBe(2 / 101);
  expect(ones(50)).toBe(1 / 50);
  expect(ones(700)).toBe(7 / 700);
});

test('one path that holds everything holds a share of 1, and of nothing there is no share', () => {
  const luck = new Float64Array(1000);
  luck[999] = 5;
  expect(topOnePercentShare(luck)).toBe(1);
  expect(topOnePercentShare(new Float64Array(1000))).toBeNaN();
});
