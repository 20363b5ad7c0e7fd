import { describe, test } from 'vitest';
import { modelNamed } from '../../src/calibration/catalogue.ts';
import { poissonNumber, randomOf, studentNumber } from '../../src/calibration/shocks.ts';
import { countOf, expectSampleOf, expectShareOf } from '../support/monte-carlo.ts';

const N = 40_000;
const sample = (seed: string, draw: (random: ReturnType<typeof randomOf>) => number) => {
  const random = randomOf(seed, 0);
  return Float64Array.from({ length: N }, () => draw(random));
};

describe('random numbers of calibration', () => {
  test('a t of 12 degrees of freedom has variance 1 and kurtosis 3 + 6 / 8', () => {
    const values = sample('t', (random) => studentNumber(random, 12));
    expectSampleOf(values, { mean: 0, sd: 1, kurtosis: 3.75 });
  });

  test('a Poisson number has its mean for a variance, and is 0 with chance e^-mean', () => {
    const values = sample('poisson', (random) => poissonNumber(random, 0.7));
    expectSampleOf(values, { mean: 0.7, sd: Math.sqrt(0.7), kurtosis: 3 + 1 / 0.7, skewness: 1 / Math.sqrt(0.7) });
    expectShareOf(
      countOf(values, (count) => count === 0),
      N,
      Math.exp(-0.7),
    );
  });
});

describe('simulated histories have the moments of their law', () => {
  const simulate = (model: string, values: readonly number[]) =>
    modelNamed(model).simulate(values, N, randomOf(`moments of ${model}`, 0), 1);

  test('merton: variance s² + λ (a² + d²)', () => {
    const [mean, s, lambda, a, d] = [0.001, 0.02, 0.3, -0.02, 0.04] as const;
    const [k2, k4] = [s * s + lambda * (a * a + d * d), lambda * (a ** 4 + 6 * a * a * d * d + 3 * d ** 4)];
    const exact = { mean: mean + lambda * a, sd: Math.sqrt(k2), kurtosis: 3 + k4 / (k2 * k2) };
    expectSampleOf(simulate('merton', [mean, s, lambda, a, d]), exact);
  });

  test('kou: variance s² + 2 λ (p a² + q b²)', () => {
    const [mean, s, lambda, p, a, b] = [0.001, 0.02, 0.3, 0.4, 0.03, 0.04] as const;
    const k2 = s * s + 2 * lambda * (p * a * a + (1 - p) * b * b);
    const k4 = 24 * lambda * (p * a ** 4 + (1 - p) * b ** 4);
    const exact = { mean: mean + lambda * (p * a - (1 - p) * b), sd: Math.sqrt(k2), kurtosis: 3 + k4 / (k2 * k2) };
    expectSampleOf(simulate('kou', [mean, s, lambda, p, a, b]), exact);
  });
});
