import fc from 'fast-check';
import { expect, test } from 'vitest';
import { expectedShortfall } from '../../src/statistics/expected-shortfall.ts';
import { logDensity } from '../../src/statistics/log-density.ts';
import { mean } from '../../src/statistics/mean.ts';
import { medianLogGap } from '../../src/statistics/median-log-gap.ts';
import { quantileInterval } from '../../src/statistics/quantile-interval.ts';
import { quantileSorted } from '../../src/statistics/quantile-sorted.ts';
import { skewness } from '../../src/statistics/skewness.ts';
import { topOnePercentShare } from '../../src/statistics/top-one-percent-share.ts';
import { variance } from '../../src/statistics/variance.ts';
import { drawn, pinnedUniforms } from './pinned-random.ts';

const statistics: readonly ((values: Float64Array) => unknown)[] = [
  mean,
  variance,
  skewness,
  topOnePercentShare,
  (values) => quantileSorted(values, 0.05),
  (values) => quantileInterval(values, 0.5),
  (values) => expectedShortfall(values, 0.05),
  (values) => logDensity(values, 128),
  (values) => medianLogGap(values, values),
];

// Kills spreads of data into arguments, which fail with a RangeError from some 120,000 values on, and anything quadratic.
test('every statistic takes a million values within seconds', () => {
  const values = drawn(1_000_000, pinnedUniforms(1)).sort();
  const begin = performance.now();
  for (const statistic of statistics) statistic(values);
  expect(performance.now() - begin).toBeLessThan(8000);
});

test('no statistic changes the values it is given', () => {
  const values = drawn(500, pinnedUniforms(2));
  const before = values.slice();
  for (const statistic of statistics) statistic(values);
  expect(values).toEqual(before);
});

test('the order of the paths changes a mean, a deviation or a skewness by rounding only', () => {
  const samples = fc.array(fc.double({ min: -1e3, max: 1e3, noNaN: true }), { minLength: 3, maxLength: 60 });
  fc.assert(
    fc.property(samples, (numbers) => {
      const [values, reversed] = [Float64Array.from(numbers), Float64Array.from(numbers).reverse()];
      expect(Math.abs(mean(values).value - mean(reversed).value)).toBeLessThan(1e-12);
      expect(Math.abs(variance(values) - variance(reversed))).toBeLessThanOrEqual(1e-12 * variance(values));
      expect(Math.abs(skewness(values) - skewness(reversed))).toBeLessThan(1e-9);
    }),
    { seed: 3 },
  );
});
