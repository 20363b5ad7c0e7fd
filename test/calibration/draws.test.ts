import { describe, expect, test } from 'vitest';
import { calibrate } from '../../src/calibration/calibrate.ts';
import type { CalibrationModel } from '../../src/calibration/contracts.ts';
import { drawsOf } from '../../src/calibration/draws.ts';
import { garchTModel } from '../../src/calibration/models/garch.ts';
import { gbmModel } from '../../src/calibration/models/gbm.ts';
import { twoFactorFundingModel } from '../../src/calibration/models/two-factor-funding.ts';
import { unbrokenSeries } from '../../src/calibration/series.ts';
import { randomOf } from '../../src/calibration/shocks.ts';
import { expectSampleOf, MOST_STANDARD_ERRORS, sdOf } from '../support/monte-carlo.ts';

const fitOf = (model: CalibrationModel, values: readonly number[], days: number) =>
  calibrate(model, unbrokenSeries(model.simulate(values, days, randomOf('draws', 0), 1), 1));
const gbmFit = fitOf(gbmModel, [0.001, 0.04], 800);

describe('draws from the law of the estimates', () => {
  test('have its mean and its variance', () => {
    const draws = drawsOf(gbmFit, 20_000, 'law');
    const point = Math.log(gbmFit.options.volatilityPerYear!.value);
    const sd = Math.sqrt(gbmFit.covariance[1]![1]!);
    const logs = Float64Array.from(draws, ({ volatilityPerYear }) => Math.log(volatilityPerYear!));
    expectSampleOf(logs, { mean: point, sd, kurtosis: 3 }, 'log volatility');
  });

  test('go together as the estimates do', () => {
    const fit = fitOf(garchTModel, [0.001, 5e-5, 0.95, 0.1, 5], 1500);
    const draws = drawsOf(fit, 4000, 'together');
    const [share, nu] = [3, 4].map((i) => {
      const sd = Math.sqrt(fit.covariance[i]![i]!);
      return { i, sd };
    }) as [{ i: number; sd: number }, { i: number; sd: number }];
    const wanted = fit.covariance[share.i]![nu.i]! / (share.sd * nu.sd);
    const logit = (x: number) => Math.log(x / (1 - x));
    const a = draws.map(({ alpha, beta }) => logit(alpha! / (alpha! + beta!)));
    const b = draws.map(({ degreesOfFreedom }) => logit((degreesOfFreedom! - 2) / 198));
    const mean = (values: readonly number[]) => values.reduce((sum, x) => sum + x, 0) / values.length;
    const [ma, mb] = [mean(a), mean(b)];
    const product = mean(a.map((x, k) => (x - ma) * (b[k]! - mb)));
    const found = product / Math.sqrt(mean(a.map((x) => (x - ma) ** 2)) * mean(b.map((x) => (x - mb) ** 2)));
    expect(Math.abs(found - wanted)).toBeLessThan((MOST_STANDARD_ERRORS * (1 - wanted ** 2)) / Math.sqrt(4000));
  });

  test('are never impossible', () => {
    const fit = fitOf(garchTModel, [0, 4e-6, 0.9998, 0.08, 4], 300);
    for (const { omega, alpha, beta, degreesOfFreedom, startVolatilityPerYear } of drawsOf(fit, 500, 'possible')) {
      expect(omega).toBeGreaterThan(0);
      expect(alpha! + beta!).toBeLessThan(1);
      expect(degreesOfFreedom).toBeGreaterThan(2);
      expect(startVolatilityPerYear).toBe(fit.options.startVolatilityPerYear!.value);
    }
  });

  // Kills: draws that are all the estimate, where nothing is known of its errors.
  test('are refused where the fit knows no errors, and say how to draw instead', () => {
    const covariance = gbmFit.covariance.map((row) => row.map(() => 0));
    expect(() => drawsOf({ ...gbmFit, covariance }, 3, 'a')).toThrow(
      "drawsOf: the covariance of gbm is not positive definite, so that nothing is known of its errors; draw by 'bootstrap' instead",
    );
  });

  test('depend on the seed and their number alone', () => {
    expect(drawsOf(gbmFit, 9, 'a').slice(0, 4)).toEqual(drawsOf(gbmFit, 4, 'a'));
    expect(drawsOf(gbmFit, 4, 'b')).not.toEqual(drawsOf(gbmFit, 4, 'a'));
  });
});

describe('draws by bootstrap', () => {
  test('spread as the standard errors say where samples are large', () => {
    const volatilities = drawsOf(gbmFit, 400, 'again', 'bootstrap').map(({ volatilityPerYear }) => volatilityPerYear!);
    const ratio = sdOf(volatilities) / gbmFit.options.volatilityPerYear!.standardErrorIfTrue!;
    // The deviation of 400 normal numbers errs by 1 / sqrt(800) of itself.
    expect(Math.abs(ratio - 1)).toBeLessThan(MOST_STANDARD_ERRORS / Math.sqrt(800));
  });

  test('serve models without a likelihood too', () => {
    const fit = fitOf(twoFactorFundingModel, [1e-4, 2.5e-4, 0.5, 0.7, 0.99], 3000);
    const [first, second] = drawsOf(fit, 2, 'funding', 'bootstrap');
    expect(first!.slowHalfLifeDays).not.toBe(second!.slowHalfLifeDays);
    expect(first!.stampHours).toBe(24);
  });
});

test('a fit of a model that is not known is refused, with the one that was probably meant', () => {
  expect(() => drawsOf({ ...gbmFit, model: 'gmb' }, 1, 'x')).toThrow('no model "gmb"; did you mean "gbm"?');
});
