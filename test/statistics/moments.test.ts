import fc from 'fast-check';
import { expect, test } from 'vitest';
import { arithmeticMean } from '../../src/statistics/arithmetic-mean.ts';
import { mean } from '../../src/statistics/mean.ts';
import { meanIsResolved } from '../../src/statistics/mean-is-resolved.ts';
import { skewness } from '../../src/statistics/skewness.ts';
import { variance } from '../../src/statistics/variance.ts';

const returns = Float64Array.of(0.01, -0.02, 0.035, -0.05, 0.002, 0.015, -0.008, 0.027);
const samples = fc
  .array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 2, maxLength: 60 })
  .map((values) => Float64Array.from(values));

const relative = (got: number, wanted: number) => Math.abs(got - wanted) / Math.abs(wanted);

test('mean, variance and skewness of eight returns agree with exact rationals to 1e-12', () => {
  // 11/8000 and 8371/11200000 exactly; g1 = m3 / m2^1.5 in 25 digits.
  expect(relative(arithmeticMean(returns), 0.001375)).toBeLessThan(1e-12);
  expect(relative(variance(returns), 8371 / 11200000)).toBeLessThan(1e-12);
  expect(relative(skewness(returns), -0.6590159978315839)).toBeLessThan(1e-12);
});

test('the mean carries the standard deviation with n - 1, and that over the root of n as its standard error', () => {
  const estimate = mean(Float64Array.of(1, 2, 3, 4));
  expect(estimate.value).toBe(2.5);
  expect(relative(estimate.standardDeviation, Math.sqrt(5 / 3))).toBeLessThan(1e-15);
  expect(relative(estimate.standardError, Math.sqrt(5 / 12))).toBeLessThan(1e-15);
});

// Kills the one-pass variance, sum x^2 - n mean^2.
test('a variance of 30 around a mean of a thousand million is exactly 30', () => {
  const values = Float64Array.of(1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16);
  expect(arithmeticMean(values)).toBe(1000000010);
  expect(variance(values)).toBe(30);
});

// Kills plain and Kahan summation, which both give 1 / 4000.
test('large values that cancel leave the small ones between them', () => {
  const values = Float64Array.from({ length: 4000 }, (_, i) => [1e16, 1, -1e16, 1][i % 4] as number);
  expect(arithmeticMean(values)).toBe(0.5);
});

test('a mean does not overflow where only its sum does', () => {
  expect(arithmeticMean(Float64Array.of(1e308, 1e308))).toBe(1e308);
});

test('of one value there is a mean and no error, of none there is nothing', () => {
  const one = mean(Float64Array.of(3));
  expect(one).toEqual({ value: 3, standardError: Number.NaN, standardDeviation: Number.NaN });
  expect(skewness(Float64Array.of(3))).toBeNaN();
  expect(mean(new Float64Array(0)).value).toBeNaN();
});

test('a constant has itself as its mean, bit for bit, and neither variance nor skewness', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.integer({ min: 2, max: 300 }), (value, n) => {
      const values = new Float64Array(n).fill(value);
      expect(arithmeticMean(values)).toBe(value);
      expect(variance(values)).toBe(0);
      expect(skewness(values)).toBe(0);
    }),
    { seed: 1 },
  );
});

test('a mean lies within the data', () => {
  fc.assert(
    fc.property(samples, (values) => {
      const value = arithmeticMean(values);
      expect(value).toBeGreaterThanOrEqual(Math.min(...values));
      expect(value).toBeLessThanOrEqual(Math.max(...values));
    }),
    { seed: 2 },
  );
});

test('doubling the data doubles the mean, quadruples the variance and leaves the skewness, bit for bit', () => {
  const tame = samples.map((values) => values.map((value) => Math.round(value * 64) / 64));
  fc.assert(
    fc.property(tame, (values) => {
      const doubled = values.map((value) => 2 * value);
      expect(arithmeticMean(doubled)).toBe(2 * arithmeticMean(values));
      expect(variance(doubled)).toBe(4 * variance(values));
      expect(skewness(doubled)).toBe(skewness(values));
    }),
    { seed: 3 },
  );
});

test('moving the data moves the mean and leaves the variance', () => {
  // Whole numbers and a whole shift: the only roundings left are those of the statistics.
  const whole = fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 2, maxLength: 60 });
  fc.assert(
    fc.property(whole, fc.integer({ min: -1e9, max: 1e9 }), (numbers, shift) => {
      const values = Float64Array.from(numbers);
      const moved = values.map((value) => value + shift);
      expect(Math.abs(arithmeticMean(moved) - shift - arithmeticMean(values))).toBeLessThan(1e-6);
      expect(Math.abs(variance(moved) - variance(values))).toBeLessThanOrEqual(1e-9 * variance(values) + 1e-9);
    }),
    { seed: 4 },
  );
});

test('mirroring the data mirrors the skewness, and no sample shows more of it than (n - 2) / sqrt(n - 1)', () => {
  fc.assert(
    fc.property(samples, (values) => {
      const g1 = skewness(values);
      expect(skewness(values.map((value) => -value))).toBe(-g1 + 0);
      expect(Math.abs(g1)).toBeLessThanOrEqual((values.length - 2) / Math.sqrt(values.length - 1) + 1e-9);
    }),
    { seed: 5 },
  );
  // One value far from all others attains the bound.
  const lone = new Float64Array(101);
  lone[0] = 1;
  expect(relative(skewness(lone), 9.9)).toBeLessThan(1e-12);
});

// Kills a cube of the raw deviation, which underflows to 0 / 0 here.
test('the skewness of very small values is that of the same values at an ordinary size', () => {
  expect(relative(skewness(returns.map((value) => value * 1e-150)), skewness(returns))).toBeLessThan(1e-12);
});

test('a mean is resolved from 4300 paths per squared skewness on', () => {
  expect(meanIsResolved(17200, 2)).toBe(true);
  expect(meanIsResolved(17199, 2)).toBe(false);
  expect(meanIsResolved(17199, -2)).toBe(false);
  expect(meanIsResolved(1, 0)).toBe(true);
  expect(meanIsResolved(1e9, Number.NaN)).toBe(false);
});
