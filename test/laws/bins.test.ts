import fc from 'fast-check';
import { expect, test } from 'vitest';
import { generatedClock } from '../../src/engine/clock.ts';
import { binOf, observation } from '../../src/engine/observation.ts';

const { scale } = observation(generatedClock(1, 60));
const { bins, lowest, highest, logLowest, binsPerLog } = scale;

test('zero, what is too small and what is too large have bins of their own', () => {
  expect([0, lowest / 2, lowest, highest * (1 - 1e-12), highest, 1e300].map((value) => binOf(value, scale))).toEqual([
    0,
    1,
    2,
    bins + 1,
    bins + 2,
    bins + 2,
  ]);
});

test('a value is counted in its log-spaced bin, or in the next where it lies within a thousandth of the edge', () => {
  fc.assert(
    fc.property(fc.double({ min: Math.log(lowest), max: Math.log(highest), noNaN: true }), (log) => {
      const place = (log - logLowest) * binsPerLog;
      const bin = binOf(Math.exp(log), scale) - 2;
      expect(bin).toBeGreaterThanOrEqual(Math.floor(place - 1e-3));
      expect(bin).toBeLessThanOrEqual(Math.floor(place + 1e-3));
    }),
    { seed: 7, numRuns: 2000 },
  );
});
