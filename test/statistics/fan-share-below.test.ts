import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fanShareBelow } from '../../src/statistics/fan-share-below.ts';

const axes = { bins: 40, lowest: 1e-4, highest: 1e4 };

/** Counts of values at one point, put together without the code under test. */
function counted(values: readonly number[]): Uint32Array {
  const counts = new Uint32Array(axes.bins + 3);
  for (const value of values) {
    const inside = 2 + Math.floor(5 * Math.log10(value / axes.lowest) + 1e-9);
    const bin = value === 0 ? 0 : value < axes.lowest ? 1 : value >= axes.highest ? axes.bins + 2 : inside;
    counts[bin] = counts[bin]! + 1;
  }
  return counts;
}

test('zeros and what is below the bins are below; what is at an edge is not; each point of time has its own share', () => {
  const counts = Uint32Array.from([...counted([0, 1e-9, 0.5, 1]), ...counted([2, 3, 1e9]), ...counted([])]);
  expect([...fanShareBelow(counts, axes, 1)]).toEqual([expect.closeTo(0.75, 12), 0, Number.NaN]);
});

test('inside a bin the share is divided as the logarithm divides it', () => {
  // From 1 to 10^0.2, asked in its middle.
  expect(fanShareBelow(counted([1.2, 1.3]), axes, 10 ** 0.1)[0]).toBeCloseTo(0.5, 12);
});

test('a value that no bin holds has no share', () => {
  expect(fanShareBelow(counted([1]), axes, 1e5)[0]).toBeNaN();
  expect(fanShareBelow(counted([1]), axes, 1e-5)[0]).toBeNaN();
});

test('the share is off by the paths of one bin at most', () => {
  const values = fc.array(fc.double({ min: 1.01e-4, max: 0.99e4, noNaN: true }), { minLength: 1, maxLength: 50 });
  fc.assert(
    fc.property(values, fc.double({ min: 2e-4, max: 0.9e4, noNaN: true }), (sample, value) => {
      const counts = counted(sample);
      const exact = sample.filter((each) => each < value).length;
      const width = 10 ** 0.2 * (1 + 1e-9);
      const near = sample.filter((each) => each > value / width && each < value * width).length;
      expect(Math.abs(fanShareBelow(counts, axes, value)[0]! * sample.length - exact)).toBeLessThanOrEqual(near + 1e-9);
    }),
    { seed: 6 },
  );
});
