import fc from 'fast-check';
import { expect, test } from 'vitest';
import { math } from '../../src/math/math.ts';
import { autocovariances } from '../../src/statistics/autocovariances.ts';
import { automaticBlockLength } from '../../src/statistics/automatic-block-length.ts';
import { bootstrapVarianceOfSum } from '../../src/statistics/bootstrap-variance.ts';
import { probability } from '../../src/statistics/probability.ts';
import { probabilityFirstBeats } from '../../src/statistics/probability-first-beats.ts';
import { quantileInterval } from '../../src/statistics/quantile-interval.ts';
import { quantileRanks } from '../../src/statistics/quantile-ranks.ts';
import { pinned } from '../support/arbitraries.ts';
import { drawn, pinnedUniforms } from './pinned-random.ts';

function pinnedNormals(n: number, seed: number): Float64Array {
  const uniform = pinnedUniforms(seed);
  return drawn(n, () => math.normalQuantile(uniform()));
}

test('autocovariances are the sums they say, on a line and on a circle', () => {
  const series = Float64Array.of(1, 2, 4, 1);
  const centred = [-1, 0, 2, -1];
  const over = (lag: number, pairs: number) =>
    Array.from({ length: pairs }, (_, t) => centred[t]! * centred[(t + lag) % 4]!).reduce((a, b) => a + b, 0) / 4;
  expect([...autocovariances(series, 3)]).toEqual([over(0, 4), over(1, 3), over(2, 2), over(3, 1)]);
  expect([...autocovariances(series, 3, true)]).toEqual([0, 1, 2, 3].map((lag) => over(lag, 4)));
});

// Of an autoregression G / g is 2 r / (1 - r²), so that the best length is (2 r / (1 - r²))^(2/3) n^(1/3).
test('of an autoregression of the first order it finds the best length there is', () => {
  const n = 50_000;
  for (const r of [0.3, 0.6, -0.5]) {
    const shocks = pinnedNormals(n, 7);
    const series = new Float64Array(n);
    for (let t = 1; t < n; t++) series[t] = r * series[t - 1]! + shocks[t]!;
    const best = (Math.abs(2 * r) / (1 - r * r)) ** (2 / 3) * n ** (1 / 3);
    expect(Math.abs(automaticBlockLength(series) / best - 1), `r = ${r}`).toBeLessThan(0.05);
  }
});

/** The formula as the paper has it: sums over lags of both signs, and a window that is a function. */
function asPrinted(series: Float64Array): number {
  const n = series.length;
  const R = (lag: number) => autocovariances(series, Math.abs(lag)).at(-1)!;
  const isNone = (lag: number) => Math.abs(R(lag) / R(0)) < 2 * Math.sqrt(Math.log10(n) / n);
  let first = 1;
  while (![0, 1, 2, 3, 4].every((more) => isNone(first + more))) first++;
  const M = 2 * first;
  const window = (t: number) => (Math.abs(t) <= 0.5 ? 1 : 2 * (1 - Math.abs(t)));
  let [g, G] = [0, 0];
  for (let k = -M; k <= M; k++) {
    g += window(k / M) * R(k);
    G += window(k / M) * Math.abs(k) * R(k);
  }
  return ((2 * G * G) / (2 * g * g)) ** (1 / 3) * n ** (1 / 3);
}

test('it is the formula of Politis & White, to the last lag and its weight', () => {
  for (const r of [0.4, 0.7, -0.6]) {
    const series = pinnedNormals(500, 21);
    for (let t = 1; t < series.length; t++) series[t]! += r * series[t - 1]!;
    expect(automaticBlockLength(series) / asPrinted(series), `r = ${r}`).toBeCloseTo(1, 12);
  }
});

test('what has no memory asks for blocks of hardly more than a value, and what never changes has no length', () => {
  expect(automaticBlockLength(pinnedNormals(20_000, 3))).toBeLessThan(6);
  expect(automaticBlockLength(new Float64Array(100))).toBeNaN();
  expect(automaticBlockLength(new Float64Array(8))).toBeNaN();
});

test('it depends neither on level nor on scale, and is at most a third, and three roots, of the number of values', () => {
  const wave = (n: number) => Float64Array.from({ length: n }, (_, t) => Math.sin((2 * Math.PI * t) / 5));
  expect(automaticBlockLength(wave(30))).toBe(10);
  expect(automaticBlockLength(wave(900))).toBe(90);
  const calm = pinnedNormals(900, 12);
  const moved = calm.map((x) => 3 + 1024 * x);
  expect(automaticBlockLength(moved) / automaticBlockLength(calm)).toBeCloseTo(1, 9);
});

test('a sum of a whole circle of one block has no variance but what joints give it, and none without joints', () => {
  const series = Float64Array.of(3, 1, 4, 1, 5, 9, 2, 6);
  const covariances = autocovariances(series, 7, true);
  expect(bootstrapVarianceOfSum(covariances, 1e12, 8)).toBeCloseTo(0, 9);
  expect(bootstrapVarianceOfSum(covariances, 1e12, 16)).toBeCloseTo(0, 8);
  expect(bootstrapVarianceOfSum(covariances, 1, 5)).toBeCloseTo(5 * covariances[0]!, 12);
});

// Kills: errors of as many paths as there are windows.
test('where so many paths tell as much as one, errors are those of so many fewer', () => {
  expect(probability(30, 100, 4)).toEqual({
    ...probability(30, 100),
    standardError: 2 * probability(30, 100).standardError,
    interval: probability(7.5, 25).interval,
  });
  const [a, b] = [pinnedNormals(64, 1), pinnedNormals(64, 2)];
  const [alone, overlapping] = [probabilityFirstBeats(a, b), probabilityFirstBeats(a, b, 4)];
  expect(overlapping.value).toBe(alone.value);
  expect(overlapping.standardError).toBeCloseTo(2 * alone.standardError, 15);
});

test('ranks of values that overlap lie as high as those of as many that do not, rounded outwards', () => {
  fc.assert(
    fc.property(fc.integer({ min: 6, max: 3000 }), fc.double({ min: 1, max: 60, noNaN: true }), (n, overlap) => {
      const { lower, upper } = quantileRanks(n, 0.5, overlap);
      const independent = Math.max(1, Math.floor(n / overlap));
      const those = quantileRanks(independent, 0.5);
      expect(lower / (n + 1)).toBeLessThanOrEqual(those.lower / (independent + 1) + 1e-12);
      expect(upper / (n + 1)).toBeGreaterThanOrEqual(those.upper / (independent + 1) - 1e-12);
      expect((lower + 1) / (n + 1)).toBeGreaterThan(those.lower / (independent + 1));
      expect((upper - 1) / (n + 1)).toBeLessThan(those.upper / (independent + 1));
      expect(quantileRanks(n, 0.5, 1)).toEqual(quantileRanks(n, 0.5));
    }),
    { seed: pinned('overlap'), numRuns: 100 },
  );
});

test('an interval of the median widens with the overlap, until so few are left that it has no ends', () => {
  const sorted = pinnedNormals(300, 5).toSorted();
  const [narrow, wide, none] = [1, 20, 100].map((overlap) => quantileInterval(sorted, 0.5, overlap));
  expect(wide![0]).toBeLessThan(narrow![0]);
  expect(wide![1]).toBeGreaterThan(narrow![1]);
  expect(none).toEqual([Number.NaN, Number.NaN]);
});
