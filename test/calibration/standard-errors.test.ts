import { describe, expect, test } from 'vitest';
import { calibrate } from '../../src/calibration/calibrate.ts';
import type { CalibrationModel } from '../../src/calibration/contracts.ts';
import { autoregressiveModel } from '../../src/calibration/models/autoregressive.ts';
import { garchModel } from '../../src/calibration/models/garch.ts';
import { gbmModel } from '../../src/calibration/models/gbm.ts';
import { mertonModel } from '../../src/calibration/models/merton.ts';
import { studentTModel } from '../../src/calibration/models/student-t.ts';
import { unbrokenSeries } from '../../src/calibration/series.ts';
import { randomOf } from '../../src/calibration/shocks.ts';
import { meanOf } from '../support/monte-carlo.ts';

const fitTo = (model: CalibrationModel, values: readonly number[], days: number, seed: string) => {
  const returns = model.simulate(values, days, randomOf(seed, 0), 1);
  return { returns, fit: calibrate(model, unbrokenSeries(returns, 1)) };
};
const moments = (values: Float64Array) => {
  const mean = meanOf(values);
  const central = (k: number) => meanOf(values.map((x) => (x - mean) ** k));
  return {
    mean,
    variance: central(2),
    kurtosis: central(4) / central(2) ** 2,
    skewness: central(3) / central(2) ** 1.5,
  };
};

describe('gbm has everything in closed form', () => {
  const { returns, fit } = fitTo(gbmModel, [0.001, 0.04], 500, 'closed form');
  const { mean, variance, kurtosis } = moments(returns);
  const n = returns.length;
  const { driftPerYear, volatilityPerYear } = fit.options;

  test('the estimates are the mean and the standard deviation, in years of 365 days', () => {
    expect(volatilityPerYear!.value).toBeCloseTo(Math.sqrt(365 * variance), 7);
    expect(driftPerYear!.value).toBeCloseTo(365 * (mean + variance / 2), 7);
  });

  test('the volatility errs by σ / sqrt(2n) where the model is true', () => {
    expect(volatilityPerYear!.standardErrorIfTrue! / (volatilityPerYear!.value / Math.sqrt(2 * n))).toBeCloseTo(1, 3);
  });

  test('and by sqrt((kurtosis - 1) / 4n) of itself whatever is true', () => {
    const robust = volatilityPerYear!.value * Math.sqrt((kurtosis - 1) / (4 * n));
    expect(volatilityPerYear!.standardError! / robust).toBeCloseTo(1, 3);
  });

  test('the drift errs by that of the mean and of half the variance, which are independent', () => {
    const exact = 365 * Math.sqrt(variance / n + variance ** 2 / (2 * n));
    expect(driftPerYear!.standardErrorIfTrue! / exact).toBeCloseTo(1, 3);
  });

  test('the log-likelihood at its peak is -n/2 (log 2πs² + 1), and the criteria follow', () => {
    const peak = (-n / 2) * (Math.log(2 * Math.PI * variance) + 1);
    expect(fit.logLikelihood).toBeCloseTo(peak, 6);
    expect(fit.aic).toBeCloseTo(4 - 2 * peak, 5);
    expect(fit.bic).toBeCloseTo(2 * Math.log(n) - 2 * peak, 5);
  });
});

test('the fitted normal law of fat-tailed returns has robust errors as wide as their kurtosis asks', () => {
  const returns = studentTModel.simulate([0, 0.02, 3], 4000, randomOf('fat', 0), 1);
  const { options } = calibrate(gbmModel, unbrokenSeries(returns, 1));
  const { standardError, standardErrorIfTrue } = options.volatilityPerYear!;
  expect(standardError! / standardErrorIfTrue!).toBeCloseTo(Math.sqrt((moments(returns).kurtosis - 1) / 2), 2);
  expect(standardError! / standardErrorIfTrue!).toBeGreaterThan(2);
});

test('φ errs by sqrt((1 - φ²) / n)', () => {
  const { fit } = fitTo(autoregressiveModel, [0, 0.03, -0.4], 5000, 'phi');
  const { value, standardErrorIfTrue } = fit.options.phi!;
  expect(standardErrorIfTrue! / Math.sqrt((1 - value ** 2) / 5000)).toBeCloseTo(1, 2);
});

test('the degrees of freedom of a t err as Fisher’s information says', () => {
  const { fit } = fitTo(studentTModel, [0, 0.02, 4], 20_000, 'information');
  const { value: nu, standardErrorIfTrue } = fit.options.degreesOfFreedom!;
  const trigamma = (x: number): number =>
    x > 30 ? 1 / x + 1 / (2 * x * x) + 1 / (6 * x ** 3) - 1 / (30 * x ** 5) : trigamma(x + 1) + 1 / (x * x);
  // Lange, Little & Taylor (1989), JASA 84, appendix B: information of ν, and of ν with log scale.
  const own = 0.25 * (trigamma(nu / 2) - trigamma((nu + 1) / 2)) - (nu + 5) / (2 * nu * (nu + 1) * (nu + 3));
  const withScale = -2 / ((nu + 1) * (nu + 3));
  const ofScale = (2 * nu) / (nu + 3);
  const variance = 1 / (own - withScale ** 2 / ofScale) / 20_000;
  expect(standardErrorIfTrue! / Math.sqrt(variance)).toBeCloseTo(1, 2);
});

describe('at the end of its range', () => {
  test('persistence is held, has no error, and leaves the others theirs', () => {
    // Volatility that only grows never comes back: the best persistence is as near 1 as there is.
    const { nextNormal } = randomOf('growing', 0);
    const returns = Float64Array.from({ length: 1500 }, (_, day) => 0.005 * Math.exp(day / 500) * nextNormal());
    const fit = calibrate(garchModel, unbrokenSeries(returns, 1));
    const persistence = fit.parameters.find(({ name }) => name === 'persistence')!;
    expect(persistence).toMatchObject({ isAtBound: true, value: expect.closeTo(0.999877, 5) });
    expect(fit.facts.persistence!.standardError).toBeNull();
    expect(fit.options.alpha!.standardError).toBeGreaterThan(0);
    expect(fit.warnings.join()).toMatch(/persistence is at the end of its range \(0\.9999\): it is held there/);
  });
});

describe('warnings say what the numbers do not', () => {
  test('many jumps are called what they are', () => {
    const { fit } = fitTo(mertonModel, [0, 0.013, 0.7, 0, 0.04], 1500, 'many jumps');
    expect(fit.warnings.join()).toMatch(/jumps a year are no jumps/);
  });
  test('a drift of the past is not to be forecast with', () => {
    const { fit } = fitTo(gbmModel, [0.001, 0.04], 365, 'drift');
    expect(fit.warnings.join()).toMatch(/driftPerYear is the drift of the past, .* ± 0\.7\d a year/);
  });
});

test.each([
  ['too few values', new Float64Array(99).map((_, i) => i), /at least 100 values are required; got 99/],
  ['values that are all the same', new Float64Array(200), /values that vary are required; got 200 times 0/],
])('%s are refused', (_what, values, message) => {
  expect(() => calibrate(gbmModel, unbrokenSeries(values, 1))).toThrow(message);
});
