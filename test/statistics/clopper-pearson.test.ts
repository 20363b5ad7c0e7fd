import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { binomialAtMost } from '../../src/statistics/binomial-weights.ts';
import { clopperPearsonInterval } from '../../src/statistics/clopper-pearson-interval.ts';

const counts = fc.integer({ min: 1, max: 400 }).chain((n) => fc.tuple(fc.integer({ min: 0, max: n }), fc.constant(n)));

/** n over k times p^k (1 - p)^(n - k), by logarithms: nothing of it is in the code. */
function chanceOf(k: number, n: number, p: number): number {
  let log = 0;
  for (let i = 1; i <= k; i++) log += Math.log((n - k + i) / i);
  return Math.exp(log + k * Math.log(p) + (n - k) * Math.log1p(-p));
}

describe('the exact interval of a probability', () => {
  test('leaves the true probability out at most 2.5 % of the time on either side, whatever it is', () => {
    for (const n of [1, 2, 7, 30, 101]) {
      const intervals = Array.from({ length: n + 1 }, (_, k) => clopperPearsonInterval(k, n));
      for (const p of [0.001, 0.01, 0.05, 0.1, 0.25, 0.5, 0.7, 0.9, 0.99, 0.999]) {
        let [above, below] = [0, 0];
        for (const [k, [low, high]] of intervals.entries()) {
          if (low > p) above += chanceOf(k, n, p);
          if (high < p) below += chanceOf(k, n, p);
        }
        expect(Math.max(above, below), `n = ${n}, p = ${p}`).toBeLessThan(0.025 + 1e-9);
      }
    }
  });

  test('holds its share, grows with the hits, and is mirrored when hits and misses change places', () => {
    fc.assert(
      fc.property(counts, ([hits, n]) => {
        const [low, high] = clopperPearsonInterval(hits, n);
        const [otherLow, otherHigh] = clopperPearsonInterval(n - hits, n);
        expect(low).toBeLessThanOrEqual(hits / n);
        expect(high).toBeGreaterThanOrEqual(hits / n);
        expect(otherLow).toBeCloseTo(1 - high, 12);
        expect(otherHigh).toBeCloseTo(1 - low, 12);
        if (hits < n) {
          const [more, most] = clopperPearsonInterval(hits + 1, n);
          expect(more).toBeGreaterThan(low);
          expect(most).toBeGreaterThanOrEqual(high);
        }
      }),
      { seed: 1, numRuns: 60 },
    );
  });

  test('of no hits ends at 1 - 0.025^(1/n), some 3.7 in n', () => {
    for (const n of [1, 50, 367, 10_000]) {
      const [low, high] = clopperPearsonInterval(0, n);
      expect(low).toBe(0);
      expect(high).toBeCloseTo(1 - 0.025 ** (1 / n), 14);
    }
  });

  // Quantiles of beta laws, by SciPy 1.17.1.
  test.each([
    [7, 20, 0.1539092047845412, 0.5921885345328282],
    [1, 10, 0.002528578544461785, 0.4450161170281954],
    [489, 1000, 0.4575891208084364, 0.5204758115790998],
    [3, 100_000, 6.186763958922033e-6, 8.7670202566362e-5],
  ])('of %i hits in %i is that of the beta law', (hits, n, low, high) => {
    const interval = clopperPearsonInterval(hits, n);
    expect(interval[0] / low).toBeCloseTo(1, 9);
    expect(interval[1] / high).toBeCloseTo(1, 9);
  });

  test('of windows that share days is at least as wide as that of as many as are independent', () => {
    expect(clopperPearsonInterval(25, 100, 5)).toEqual(clopperPearsonInterval(5, 20));
    const [low, high] = clopperPearsonInterval(27, 100, 5);
    expect(low).toBe(clopperPearsonInterval(5, 20)[0]);
    expect(high).toBe(clopperPearsonInterval(6, 20)[1]);
    expect(clopperPearsonInterval(0, 0)).toEqual([Number.NaN, Number.NaN]);
  });
});

test('counts at most k are as likely as their single chances add up to', () => {
  for (const [k, n, p] of [
    [0, 5, 0.3],
    [3, 12, 0.5],
    [40, 40, 0.9],
  ] as const) {
    let sum = 0;
    for (let i = 0; i <= k; i++) sum += chanceOf(i, n, p);
    expect(binomialAtMost(k, n, p)).toBeCloseTo(sum, 12);
  }
});
