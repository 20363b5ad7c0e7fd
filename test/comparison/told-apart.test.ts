import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { MetricChange } from '../../src/comparison/compare-samples.ts';
import { tellingFigure, toldApart } from '../../src/comparison/told-apart.ts';

test('two numbers have the same decimals, and as many as it takes to tell them apart', () => {
  expect(toldApart(0.5788, 0.57877, 5)).toEqual(['0.57880', '0.57877']);
  expect(toldApart(0.57881, 0.57883, 4)).toEqual(['0.57881', '0.57883']);
  expect(toldApart(30, 31, 5)).toEqual(['30', '31']);
  expect(toldApart(16, 20.5, 4)).toEqual(['16.0', '20.5']);
  expect(toldApart(0, 0, 4)).toEqual(['0', '0']);
  expect(toldApart(1e-9, 2e-9, 4)).toEqual(['1e-9', '2e-9']);
  const number = fc.double({ min: 0.001, max: 1000, noNaN: true });
  fc.assert(
    fc.property(number, fc.double({ min: 1e-10, max: 1, noNaN: true }), (a, by) => {
      const [first, second] = toldApart(a, a * (1 + by), 4);
      expect(first).not.toBe(second);
      expect(first.split('.')[1]?.length).toBe(second.split('.')[1]?.length);
    }),
    { seed: 11, numRuns: 200 },
  );
});

test('what moved is shown by a figure that moved: that of the clearest test, else the median, else another', () => {
  const heights = [0.05, 0.25, 0.5, 0.75, 0.95];
  const change = (b: readonly number[], height: number | null): MetricChange => ({
    holding: 'token',
    metric: 'turnover',
    differing: null,
    quantiles: heights.map((each, i) => ({ height: each, a: 0, b: b[i]!, standardError: 0.1 })),
    mean: { a: 0, b: 0.5, standardError: 0.2 },
    pValue: 0,
    adjusted: 0,
    by: '',
    height,
    hasMoved: true,
  });
  const shown = (b: readonly number[], height: number | null) => tellingFigure(change(b, height)).of;
  expect(shown([0, 0, 1, 2, 3], 0.75)).toBe('75th percentile');
  expect(shown([0, 0, 1, 2, 3], null)).toBe('median');
  expect(shown([0, 0, 0, 2, 3], null)).toBe('95th percentile');
  expect(shown([0, 0, 1e-15, 2, 3], 0.5)).toBe('95th percentile');
  expect(tellingFigure(change([0, 0, 0, 0, 0], 0.5))).toEqual({ of: 'mean', a: 0, b: 0.5, standardError: 0.2 });
});
