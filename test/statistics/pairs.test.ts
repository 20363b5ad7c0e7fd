import fc from 'fast-check';
import { expect, test } from 'vitest';
import { meanDifference } from '../../src/statistics/mean-difference.ts';
import { medianLogGap } from '../../src/statistics/median-log-gap.ts';
import { probabilityFirstBeats } from '../../src/statistics/probability-first-beats.ts';

const a = Float64Array.of(2, 1, 0, 4, 3, 0);
const b = Float64Array.of(1, 1, 0, 2, 6, 5);

const paired = fc
  .array(fc.tuple(fc.double({ min: 0, max: 1e6, noNaN: true }), fc.double({ min: 0, max: 1e6, noNaN: true })), {
    minLength: 2,
    maxLength: 60,
  })
  .map((pairs) => [Float64Array.from(pairs, ([x]) => x), Float64Array.from(pairs, ([, y]) => y)] as const);

test('ties count one half, in the value and in its standard error', () => {
  // Two wins, two ties, two losses: scores 1, 1/2, 0, whose variance is (2 + 2/4) / 6 - 1/4 = 1/6.
  const estimate = probabilityFirstBeats(a, b);
  expect(estimate.value).toBe(0.5);
  expect(estimate.standardError).toBeCloseTo(1 / 6, 15);
});

test('without ties the standard error is the binomial one', () => {
  const estimate = probabilityFirstBeats(Float64Array.of(1, 2, 3, 4), Float64Array.of(0, 0, 0, 9));
  expect(estimate.value).toBe(0.75);
  expect(estimate.standardError).toBeCloseTo(Math.sqrt((0.75 * 0.25) / 4), 15);
});

test('a holding beats its own twin with one half, with no error', () => {
  const estimate = probabilityFirstBeats(a, a);
  expect([estimate.value, estimate.standardError]).toEqual([0.5, 0]);
});

test('the median gap is taken where both end above zero, and says on how many paths', () => {
  // log 2, log 1, log 2, log 1/2.
  const gap = medianLogGap(a, b);
  expect(gap.paths).toBe(4);
  expect(gap.value).toBeCloseTo(Math.LN2 / 2, 14);
  expect(gap.interval).toEqual([Number.NaN, Number.NaN]);
  expect(medianLogGap(Float64Array.of(0), Float64Array.of(1)).value).toBeNaN();
});

test('the mean difference has the standard error of the differences', () => {
  const { value, standardError } = meanDifference(Float64Array.of(5, 7, 9), Float64Array.of(4, 5, 6));
  expect(value).toBe(2);
  expect(standardError).toBeCloseTo(1 / Math.sqrt(3), 15);
  // Kills the unpaired error: both vary, their difference does not.
  expect(meanDifference(Float64Array.of(1, 2, 3), Float64Array.of(0, 1, 2)).standardError).toBe(0);
});

test('swapping the two turns every comparison round', () => {
  fc.assert(
    fc.property(paired, ([x, y]) => {
      expect(probabilityFirstBeats(x, y).value + probabilityFirstBeats(y, x).value).toBeCloseTo(1, 14);
      expect(probabilityFirstBeats(x, y).standardError).toBeCloseTo(probabilityFirstBeats(y, x).standardError, 12);
      const [gap, back] = [medianLogGap(x, y), medianLogGap(y, x)];
      expect(back.paths).toBe(gap.paths);
      if (gap.paths > 0) expect(back.value).toBeCloseTo(-gap.value, 12);
      if (gap.paths > 5)
        expect([-back.interval[1], -back.interval[0]].map(plusZero)).toEqual(gap.interval.map(plusZero));
      expect(plusZero(meanDifference(x, y).value)).toBe(plusZero(-meanDifference(y, x).value));
    }),
    { seed: 1 },
  );
});

function plusZero(value: number): number {
  return value + 0;
}

test('a path that is not a number leaves no probability of beating', () => {
  expect(probabilityFirstBeats(Float64Array.of(1, Number.NaN), Float64Array.of(0, 0)).value).toBeNaN();
});

test('comparisons leave what they compare untouched', () => {
  const [x, y] = [a.slice(), b.slice()];
  probabilityFirstBeats(x, y);
  medianLogGap(x, y);
  meanDifference(x, y);
  expect([x, y]).toEqual([a, b]);
});
