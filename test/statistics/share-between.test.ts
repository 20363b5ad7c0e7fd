import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { math } from '../../src/math/math.ts';
import { pooledQuantile } from '../../src/statistics/pooled-quantile.ts';
import { quantileSorted } from '../../src/statistics/quantile-sorted.ts';
import { shareBetween } from '../../src/statistics/share-between.ts';
import { evenly, pinned } from '../support/arbitraries.ts';
import { pinnedUniforms } from './pinned-random.ts';

const groupsOf = (...groups: readonly (readonly number[])[]) => groups.map((each) => Float64Array.from(each));

describe('the share of a variance that lies between groups', () => {
  // Kills: sums of squares for variances; n for n - 1; the share within.
  test('can be worked out by hand', () => {
    // Means 2, 4, 9: variance 13. Variances 2, 8, 2: mean 4.
    const { value } = shareBetween(groupsOf([1, 3], [2, 6], [8, 10]));
    expect(value).toBeCloseTo(13 / 17, 14);
  });

  test('is nothing where all groups are alike, all where they hold one value each time, and not known of two groups', () => {
    expect(shareBetween(groupsOf([1, 5], [1, 5], [1, 5])).value).toBe(0);
    expect(shareBetween(groupsOf([1, 1], [5, 5], [6, 6])).value).toBe(1);
    expect(shareBetween(groupsOf([1, 1], [1, 1], [1, 1])).value).toBe(0);
    expect(shareBetween(groupsOf([1, 5], [2, 5])).value).toBeNaN();
  });

  test('depends neither on the unit nor on the level nor on the order of the groups', () => {
    const group = fc.array(evenly(-10, 10), { minLength: 2, maxLength: 6 });
    fc.assert(
      fc.property(
        fc.array(group, { minLength: 3, maxLength: 6 }),
        evenly(0.1, 10),
        evenly(-5, 5),
        (all, unit, level) => {
          const { value, standardError } = shareBetween(groupsOf(...all));
          const moved = shareBetween(groupsOf(...all.map((each) => each.map((x) => unit * x + level)).reverse()));
          expect(Math.abs(moved.value - value)).toBeLessThan(1e-9);
          if (!Number.isNaN(standardError)) expect(Math.abs(moved.standardError - standardError)).toBeLessThan(1e-7);
        },
      ),
      { seed: pinned('share between'), numRuns: 200 },
    );
  });

  // What a draw that does more than shift leaves in B, as said: here r W is the mean of scale · scale between two groups.
  test('carries of luck that all groups share what is said of it, and nothing where draws only shift', () => {
    const uniforms = pinnedUniforms(20261129);
    const size = 20;
    const luck = () => Array.from({ length: size }, () => math.normalQuantile(uniforms()));
    const between = (groups: readonly Float64Array[]) => {
      const means = groups.map((each) => each.reduce((sum, x) => sum + x, 0) / size);
      const within = groups.map((each, i) => each.reduce((sum, x) => sum + (x - means[i]!) ** 2, 0) / (size - 1));
      const { value } = shareBetween(groups);
      return (value / (1 - value)) * (within.reduce((sum, x) => sum + x, 0) / groups.length);
    };
    const shifted = luck();
    expect(between([1, 2, 6].map((level) => Float64Array.from(shifted, (x) => x + level)))).toBeCloseTo(7, 12);
    for (const [scales, noise] of [
      [[1, 2, 3], (14 / 3 - 11 / 3) / size],
      // Good luck of one is bad luck of another: more than W over the size of a group, which is 0.05.
      [[1, -1, 1], (1 + 1 / 3) / size],
    ] as const) {
      const found = Array.from({ length: 4000 }, () => {
        const shared = luck();
        return between(scales.map((scale) => Float64Array.from(shared, (x) => scale * x)));
      });
      // B is the noise times the square of a normal, whose deviation is sqrt 2.
      const mean = found.reduce((sum, x) => sum + x, 0) / found.length;
      expect(Math.abs(mean / noise - 1)).toBeLessThan(4.5 * Math.sqrt(2 / found.length));
    }
  });

  // Kills: a jackknife without its factor (n - 1)² / n.
  test('states the error that it has, over many repetitions', () => {
    const uniforms = pinnedUniforms(20261128);
    const normals = () => math.normalQuantile(uniforms());
    const repeat = () => {
      const luck = Array.from({ length: 300 }, normals);
      return shareBetween(
        Array.from({ length: 30 }, () => {
          const level = 0.5 * normals();
          return Float64Array.from(luck, (x) => level + x);
        }),
      );
    };
    const found = Array.from({ length: 400 }, repeat);
    const values = found.map(({ value }) => value);
    const mean = values.reduce((sum, x) => sum + x, 0) / values.length;
    const spread = Math.sqrt(values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (values.length - 1));
    const stated = found.reduce((sum, { standardError }) => sum + standardError, 0) / found.length;
    // A quarter of the variance of luck lies between: a fifth of all of it.
    expect(Math.abs(mean - 0.2)).toBeLessThan(0.02);
    expect(stated / spread).toBeGreaterThan(0.8);
    expect(stated / spread).toBeLessThan(1.25);
  });
});

test('a pooled quantile is that of all values in one', () => {
  const groups = groupsOf([5, 1], [], [4, 2, 3]);
  for (const p of [0, 0.05, 0.5, 0.9, 1]) {
    expect(pooledQuantile(groups, p)).toBe(quantileSorted(Float64Array.of(1, 2, 3, 4, 5), p));
  }
  expect(pooledQuantile([], 0.5)).toBeNaN();
});
