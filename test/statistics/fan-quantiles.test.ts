import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fanQuantiles } from '../../src/statistics/fan-quantiles.ts';

const axes = { bins: 40, lowest: 1e-4, highest: 1e4 };

/** Counts at one point, put together without the code under test. */
function counted(values: readonly number[]): Uint32Array {
  const counts = new Uint32Array(axes.bins + 3);
  for (const value of values) {
    const bin =
      value === 0
        ? 0
        : value < axes.lowest
          ? 1
          : value >= axes.highest
            ? axes.bins + 2
            : 2 + Math.floor((axes.bins * Math.log10(value / axes.lowest)) / 8);
    counts[bin] = (counts[bin] as number) + 1;
  }
  return counts;
}

test('a bin answers with its geometric middle, zeros with 0, and both ends with their bounds', () => {
  // Forty bins over eight decades: five a decade, so the bin from 1 to 10^0.2 has its middle at 10^0.1.
  const counts = counted([0, 1e-9, 1.2, 1e9]);
  const { quantiles, resolution } = fanQuantiles(counts, axes, [0.25, 0.5, 0.75, 1]);
  expect(quantiles.map((q) => q[0])).toEqual([0, axes.lowest, expect.closeTo(10 ** 0.1, 12), axes.highest]);
  expect(resolution).toBeCloseTo(10 ** 0.1 - 1, 14);
});

test('each point of time has its own quantiles, and one without paths has none', () => {
  const counts = Uint32Array.from([...counted([0, 0]), ...counted([1.2, 1.2]), ...counted([])]);
  const median = fanQuantiles(counts, axes, [0.5]).quantiles[0];
  expect(Array.from(median ?? [])).toEqual([0, expect.closeTo(10 ** 0.1, 12), Number.NaN]);
});

test('within the bins a quantile is off by no more than the stated resolution', () => {
  const values = fc.array(fc.double({ min: 1.01e-4, max: 0.99e4, noNaN: true }), { minLength: 1, maxLength: 50 });
  fc.assert(
    fc.property(values, fc.double({ min: 0.01, max: 1, noNaN: true }), (sample, p) => {
      const { quantiles, resolution } = fanQuantiles(counted(sample), axes, [p]);
      const exact = sample.toSorted((x, y) => x - y)[Math.max(1, Math.ceil(p * sample.length)) - 1] as number;
      const ratio = (quantiles[0]?.[0] as number) / exact;
      expect(Math.max(ratio, 1 / ratio)).toBeLessThanOrEqual((1 + resolution) * (1 + 1e-9));
    }),
    { seed: 1 },
  );
});

test('quantiles of a fan never fall with p', () => {
  const values = fc.array(fc.oneof(fc.constant(0), fc.double({ min: 0, max: 1e6, noNaN: true })), { minLength: 1 });
  fc.assert(
    fc.property(values, (sample) => {
      const { quantiles } = fanQuantiles(counted(sample), axes, [0, 0.05, 0.25, 0.5, 0.75, 0.95, 1]);
      const row = quantiles.map((q) => q[0] as number);
      expect(row).toEqual(row.toSorted((x, y) => x - y));
    }),
    { seed: 2 },
  );
});
