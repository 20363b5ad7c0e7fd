import fc from 'fast-check';
import { expect, test } from 'vitest';
import { math } from '../../src/math/math.ts';
import { normalQuantile } from '../../src/math/normal.ts';
import { type LogDensity, logDensity } from '../../src/statistics/log-density.ts';

function spacingOf({ values }: LogDensity): number {
  return Math.log((values[1] as number) / (values[0] as number));
}

function area(density: LogDensity): number {
  return density.density.reduce((sum, height) => sum + height, 0) * spacingOf(density);
}

test('of a lognormal it is the normal density widened by the kernel, to 1 % of the peak', () => {
  const [n, deviation] = [20_000, 0.5];
  const values = Float64Array.from({ length: n }, (_, i) =>
    math.exp(0.2 + deviation * normalQuantile((i + 0.5) / n, math)),
  );
  const density = logDensity(values, 256);
  // Silverman's rule for a normal law: IQR / 1.34 is 0.9933 of wanted deviation 1.0066, so the deviation is the lesser.
  expect(Math.abs(density.bandwidth / (0.9 * deviation * n ** -0.2) - 1)).toBeLessThan(0.002);
  const widened = Math.sqrt(deviation ** 2 + density.bandwidth ** 2);
  const peak = 1 / (widened * Math.sqrt(2 * Math.PI));
  for (const [i, value] of density.values.entries()) {
    const wanted = peak * Math.exp(-0.5 * ((Math.log(value) - 0.2) / widened) ** 2);
    expect(Math.abs((density.density[i] as number) - wanted)).toBeLessThan(0.01 * peak);
  }
  expect(density.positiveShare).toBe(1);
});

test('the area under it is 1 whatever the values, far outliers included', () => {
  const samples = fc.array(fc.double({ min: 1e-12, max: 1e12, noNaN: true }), { minLength: 1, maxLength: 60 });
  fc.assert(
    fc.property(samples, fc.integer({ min: 10, max: 300 }), (values, points) => {
      const density = logDensity(Float64Array.from(values), points);
      expect(density.values.length).toBe(points);
      expect(Math.abs(area(density) - 1)).toBeLessThan(1e-3);
      expect(density.bandwidth).toBeGreaterThanOrEqual(spacingOf(density) * (1 - 1e-9));
    }),
    { seed: 1 },
  );
});

test('values of zero are left out and counted', () => {
  const density = logDensity(Float64Array.of(0, 0, 0, 1), 64);
  expect(density.positiveShare).toBe(0.25);
  expect(Math.abs(area(density) - 1)).toBeLessThan(1e-3);
  expect(logDensity(new Float64Array(3), 64)).toMatchObject({ positiveShare: 0, values: new Float64Array(0) });
});

test('multiplying all values moves the curve and leaves its shape', () => {
  const values = Float64Array.of(0.5, 0.7, 1, 1.1, 1.9, 4);
  const [here, there] = [
    logDensity(values, 50),
    logDensity(
      values.map((value) => 8 * value),
      50,
    ),
  ];
  for (let i = 0; i < 50; i++) {
    expect((there.values[i] as number) / (here.values[i] as number)).toBeCloseTo(8, 10);
    expect(there.density[i]).toBeCloseTo(here.density[i] as number, 10);
  }
});
