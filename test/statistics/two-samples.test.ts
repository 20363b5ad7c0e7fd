import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { holm } from '../../src/statistics/holm.ts';
import { kolmogorovSmirnov } from '../../src/statistics/kolmogorov-smirnov.ts';
import { signTest } from '../../src/statistics/sign-test.ts';

const values = fc
  .array(fc.integer({ min: 0, max: 12 }), { minLength: 1, maxLength: 30 })
  .map((all) => Float64Array.from(all).sort());

describe('Kolmogorov–Smirnov', () => {
  test('the distance is the largest between the two shares of values at or below any value', () => {
    fc.assert(
      fc.property(values, values, (a, b) => {
        const share = (sample: Float64Array, at: number) => sample.filter((v) => v <= at).length / sample.length;
        const apart = Math.max(...[...a, ...b].map((at) => Math.abs(share(a, at) - share(b, at))));
        expect(kolmogorovSmirnov(a, b).distance).toBeCloseTo(apart, 14);
        expect(kolmogorovSmirnov(b, a)).toEqual(kolmogorovSmirnov(a, b));
      }),
      { seed: 1 },
    );
  });

  test('the chance is that of Kolmogorov’s law, by the other of its two series (Marsaglia, Tsang & Wang 2003, eq. 2)', () => {
    const n = 1000;
    const root = Math.sqrt(n / 2);
    for (const shift of [20, 40, 60, 75, 90]) {
      const a = Float64Array.from({ length: n }, (_, i) => i);
      const { distance, pValue } = kolmogorovSmirnov(
        a,
        a.map((value) => value + shift),
      );
      expect(distance).toBeCloseTo(shift / n, 14);
      const x = (root + 0.12 + 0.11 / root) * distance;
      let below = 0;
      for (let k = 1; k < 50; k++) below += Math.exp((-((2 * k - 1) ** 2) * Math.PI ** 2) / (8 * x * x));
      expect(pValue).toBeCloseTo(1 - (Math.sqrt(2 * Math.PI) / x) * below, 10);
    }
  });

  test('what is the same is not told apart', () => {
    const same = Float64Array.of(0, 0, 1, 2);
    expect(kolmogorovSmirnov(same, same)).toEqual({ distance: 0, pValue: 1 });
  });
});

describe('the sign test', () => {
  test('is the share of all coins thrown that fall as far to one side, or further', () => {
    for (let n = 1; n <= 12; n++) {
      for (let more = 0; more <= n; more++) {
        let asFar = 0;
        for (let coins = 0; coins < 2 ** n; coins++) {
          const heads = coins.toString(2).replaceAll('0', '').length;
          if (Math.abs(2 * heads - n) >= Math.abs(2 * more - n)) asFar++;
        }
        expect(signTest(more, n - more)).toBeCloseTo(asFar / 2 ** n, 13);
      }
    }
  });

  test('goes on smoothly where the exact sum ends', () => {
    expect(signTest(550, 450)).toBeCloseTo(signTest(551, 451), 3);
    expect(signTest(500, 500)).toBe(1);
    expect(signTest(10_000, 0)).toBe(0);
    expect(signTest(0, 0)).toBe(1);
  });
});

test('Holm’s adjustment, by hand: the smallest times four, the next times three, never below the one before', () => {
  const adjusted = holm([0.01, 0.04, 0.03, 0.005]);
  for (const [i, expected] of [0.03, 0.06, 0.06, 0.02].entries()) expect(adjusted[i]).toBeCloseTo(expected, 14);
  expect(holm([])).toEqual([]);
  expect(holm([0.9, 0.8])).toEqual([1, 1]);
});
