import fc from 'fast-check';
import { expect, test } from 'vitest';
import { math } from '../../src/math/math.ts';
import { normalQuantile } from '../../src/math/normal.ts';
import { expectedShortfall } from '../../src/statistics/expected-shortfall.ts';
import { quantileInterval } from '../../src/statistics/quantile-interval.ts';
import { quantileRanks } from '../../src/statistics/quantile-ranks.ts';
import { quantileSorted } from '../../src/statistics/quantile-sorted.ts';

const samples = fc
  .array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 80 })
  .map((values) => Float64Array.from(values).sort());
const probability = fc.double({ min: 0, max: 1, noNaN: true });

const relative = (got: number, wanted: number) => Math.abs(got - wanted) / Math.abs(wanted);

test('quantiles of eight returns agree with type 7 to 1e-12', () => {
  const sorted = Float64Array.of(0.01, -0.02, 0.035, -0.05, 0.002, 0.015, -0.008, 0.027).sort();
  expect(relative(quantileSorted(sorted, 0.05), -0.0395)).toBeLessThan(1e-12);
  expect(relative(quantileSorted(sorted, 0.25), -0.011)).toBeLessThan(1e-12);
  expect(relative(quantileSorted(sorted, 0.5), 0.006)).toBeLessThan(1e-12);
  expect(relative(quantileSorted(sorted, 0.95), 0.0322)).toBeLessThan(1e-12);
});

test('quantiles never decrease in p and never leave the data, bit for bit', () => {
  fc.assert(
    fc.property(samples, probability, probability, (sorted, p, q) => {
      const low = quantileSorted(sorted, Math.min(p, q));
      const high = quantileSorted(sorted, Math.max(p, q));
      expect(low).toBeLessThanOrEqual(high);
      expect(low).toBeGreaterThanOrEqual(sorted[0] as number);
      expect(high).toBeLessThanOrEqual(sorted[sorted.length - 1] as number);
    }),
    { seed: 1, numRuns: 2000 },
  );
});

test('quantiles and shortfalls double with the data, bit for bit', () => {
  fc.assert(
    fc.property(samples, fc.double({ min: 0.01, max: 1, noNaN: true }), (sorted, p) => {
      // Without subnormal values, whose halves are rounded.
      const tame = sorted.map((value) => Math.round(value * 1024) / 1024);
      const doubled = tame.map((value) => 2 * value);
      expect(quantileSorted(doubled, p)).toBe(2 * quantileSorted(tame, p));
      expect(expectedShortfall(doubled, p).value).toBe(2 * expectedShortfall(tame, p).value);
    }),
    { seed: 2 },
  );
});

test('quantiles and shortfalls move with the data', () => {
  fc.assert(
    fc.property(
      samples,
      fc.double({ min: 0.01, max: 1, noNaN: true }),
      fc.integer({ min: -1e6, max: 1e6 }),
      (x, p, c) => {
        const moved = x.map((value) => value + c);
        expect(Math.abs(quantileSorted(moved, p) - c - quantileSorted(x, p))).toBeLessThan(1e-8);
        expect(Math.abs(expectedShortfall(moved, p).value - c - expectedShortfall(x, p).value)).toBeLessThan(1e-8);
      },
    ),
    { seed: 3 },
  );
});

test('data that holds a NaN has no quantiles, no intervals and no shortfall', () => {
  const sorted = Float64Array.of(Number.NaN, 1, 2, 3, 4, 5, 6, 7).sort();
  expect(quantileSorted(sorted, 0)).toBeNaN();
  expect(quantileInterval(sorted, 0.5)).toEqual([Number.NaN, Number.NaN]);
  expect(expectedShortfall(sorted, 0.5)).toEqual({ value: Number.NaN, standardError: Number.NaN });
  expect(quantileSorted(new Float64Array(0), 0.5)).toBeNaN();
});

// Kills a normal approximation, < for <=, and ranks off by one.
test('the ranks of distribution-free 95 % intervals are the exact binomial ones, coverage to 1e-9', () => {
  // n, p, 1-based ranks and coverage, by exact summation of the binomial law in 50 digits.
  const exact = [
    [1000, 0.05, 37, 65, 0.9580952682],
    [10_000, 0.05, 458, 544, 0.9515280547],
    [10_000, 0.5, 4902, 5099, 0.9511670501],
    [100_000, 0.01, 939, 1063, 0.9512338613],
    [1_000_000, 0.001, 939, 1063, 0.9502066318],
  ] as const;
  for (const [n, p, lower, upper, coverage] of exact) {
    const ranks = quantileRanks(n, p);
    expect([ranks.lower, ranks.upper]).toEqual([lower, upper]);
    expect(relative(ranks.coverage, coverage)).toBeLessThan(1e-9);
  }
});

test('six values bound their median by the least and the greatest, five cannot', () => {
  // Both tails hold 2^-6 = 1.6 % with six values and 2^-5 = 3.1 % with five.
  expect(quantileInterval(Float64Array.of(1, 2, 3, 4, 5, 6), 0.5)).toEqual([1, 6]);
  expect(quantileRanks(6, 0.5).coverage).toBe(1 - 2 / 64);
  expect(quantileInterval(Float64Array.of(1, 2, 3, 4, 5), 0.5)).toEqual([Number.NaN, Number.NaN]);
});

test('the interval of a median holds the median, mirrors with the data, and covers at least 95 %', () => {
  fc.assert(
    fc.property(fc.integer({ min: 6, max: 5000 }), (n) => {
      const { lower, upper, coverage } = quantileRanks(n, 0.5);
      expect(lower + upper).toBe(n + 1);
      expect(lower).toBeLessThanOrEqual((n + 1) / 2);
      expect(coverage).toBeGreaterThanOrEqual(0.95);
    }),
    { seed: 4 },
  );
});

test('four times the paths make the interval of a median half as wide, in shares of the paths', () => {
  const width = (n: number) => {
    const { lower, upper } = quantileRanks(n, 0.5);
    return (upper - lower) / n;
  };
  expect(relative(width(40_000), width(10_000) / 2)).toBeLessThan(0.01);
});

test('the shortfall counts the boundary value by the fraction of it that belongs to the tail', () => {
  // A quarter of ten values is two and a half: (1 + 2 + 3 / 2) / 2.5.
  const sorted = Float64Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
  expect(expectedShortfall(sorted, 0.25).value).toBeCloseTo(1.8, 14);
  expect(expectedShortfall(sorted, 0.05).value).toBe(1);
  expect(expectedShortfall(sorted, 1).value).toBe(5.5);
});

test('the standard error of a shortfall is that of the tail, plus that of its boundary', () => {
  // Tail 1, 2 and half of 3 about 1.8: squares 0.64 + 0.04 + 0.72 over 1.5; boundary 3: three quarters of 1.2 squared.
  const sorted = Float64Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
  const { standardError } = expectedShortfall(sorted, 0.25);
  expect(standardError).toBeCloseTo(Math.sqrt((1.4 / 1.5 + 0.75 * 1.44) / 2.5), 14);
});

test('a shortfall of fewer than two values has no standard error, that of equal values has none to speak of', () => {
  expect(expectedShortfall(Float64Array.of(1, 2, 3), 0.5).standardError).toBeNaN();
  expect(expectedShortfall(new Float64Array(40).fill(0.1), 0.05)).toEqual({ value: 0.1, standardError: 0 });
});

test('the mean of a tail is at most the quantile that bounds it, at least the least value, and never falls with p', () => {
  fc.assert(
    fc.property(
      samples,
      fc.double({ min: 0.001, max: 1, noNaN: true }),
      fc.double({ min: 0.001, max: 1, noNaN: true }),
      (sorted, p, q) => {
        const rounding = 1e-9;
        const { value } = expectedShortfall(sorted, p);
        expect(value).toBeLessThanOrEqual(quantileSorted(sorted, p) + rounding);
        expect(value).toBeGreaterThanOrEqual((sorted[0] as number) - rounding);
        const [low, high] = [Math.min(p, q), Math.max(p, q)];
        expect(expectedShortfall(sorted, low).value).toBeLessThanOrEqual(
          expectedShortfall(sorted, high).value + rounding,
        );
      },
    ),
    { seed: 5, numRuns: 1000 },
  );
});

// Kills a mean over all losses, and a mean of floor(n p) values divided by n p.
test('the worst twentieth of two portfolios together is no worse than that of each alone', () => {
  const paired = fc.array(
    fc.tuple(fc.double({ min: -1e3, max: 1e3, noNaN: true }), fc.double({ min: -1e3, max: 1e3, noNaN: true })),
    { minLength: 1, maxLength: 80 },
  );
  fc.assert(
    fc.property(paired, fc.double({ min: 0.01, max: 1, noNaN: true }), (pairs, p) => {
      const tail = (value: (pair: [number, number]) => number) =>
        expectedShortfall(Float64Array.from(pairs, value).sort(), p).value;
      expect(tail(([a, b]) => a + b)).toBeGreaterThanOrEqual(tail(([a]) => a) + tail(([, b]) => b) - 1e-9);
    }),
    { seed: 6, numRuns: 500 },
  );
});

test('the worst twentieth of a lognormal agrees with its closed form as fast as the grid is refined', () => {
  // A continuously rebalanced 3x token after a year, and a -2x one: log mean, log deviation, q05, mean below q05.
  const laws = [
    [-2.3165, 2.4, 0.0019033330274653947, 0.000919792680095766],
    [-1, 1.4, 0.036780220021336144, 0.022818395522595656],
  ] as const;
  for (const [logMean, logDeviation, q05, meanBelow] of laws) {
    const error = (n: number) => {
      // Midpoint quantiles: the sample that a perfectly even draw would give.
      const grid = Float64Array.from({ length: n }, (_, i) =>
        math.exp(logMean + logDeviation * normalQuantile((i + 0.5) / n, math)),
      );
      expect(relative(quantileSorted(grid, 0.05), q05)).toBeLessThan(100 / n);
      return relative(expectedShortfall(grid, 0.05).value, meanBelow);
    };
    // The tail of 20,000 values is a thousand midpoints, and the error of the midpoint rule falls faster than their number grows.
    expect(error(20_000)).toBeLessThan(1e-5);
    expect(error(200_000)).toBeLessThan(1e-6);
  }
});
