import { describe, expect, test } from 'vitest';
import { studentShock } from '../../src/calibration/densities.ts';
import type { LikelihoodModel } from '../../src/calibration/maximum-likelihood.ts';
import { autoregressiveModel } from '../../src/calibration/models/autoregressive.ts';
import { egarchTModel } from '../../src/calibration/models/egarch.ts';
import { garchModel, garchTModel } from '../../src/calibration/models/garch.ts';
import { gjrTModel } from '../../src/calibration/models/gjr-garch.ts';
import { kouModel } from '../../src/calibration/models/kou.ts';
import { meanRevertingModel } from '../../src/calibration/models/mean-reverting.ts';
import { mertonModel } from '../../src/calibration/models/merton.ts';
import { threeRegimesModel, twoRegimesModel } from '../../src/calibration/models/regimes.ts';
import { studentTModel } from '../../src/calibration/models/student-t.ts';
import { unbrokenSeries } from '../../src/calibration/series.ts';
import { logGamma } from '../../src/math/gamma.ts';
import oracle from '../oracles/calibration.json' with { type: 'json' };

/** Values of scipy 1.17 and mpmath 1.3, where each law is written another way; see the keys of the file. */
const { threeReturns } = oracle;

function densities(model: LikelihoodModel, values: readonly number[], returns: readonly number[], starts = [0]) {
  const into = new Float64Array(returns.length);
  model.logDensities(values, { ...unbrokenSeries(Float64Array.from(returns), 1), starts }, into);
  return Array.from(into);
}

const close = (found: readonly number[], wanted: readonly number[], digits = 11) =>
  wanted.forEach((value, i) => {
    expect(found[i]).toBeCloseTo(value, digits);
  });

describe('special functions', () => {
  test.each(oracle.logGamma as [number, number][])('log Γ(%d)', (x, wanted) => {
    expect(Math.abs(logGamma(x) - wanted)).toBeLessThan(4e-15 * Math.max(1, Math.abs(wanted)) + 2e-15);
  });

  test.each(oracle.studentShock as [number, number, number][])(
    'log density at %d of a t with %d degrees of freedom, scaled to variance 1',
    (z, nu, wanted) => {
      expect(studentShock(nu)(z)).toBeCloseTo(wanted, 12);
    },
  );
});

describe('three returns, by hand', () => {
  const { returns } = threeReturns;
  test('GARCH, normal', () => {
    const { mean, omega, alpha, beta, logDensities } = threeReturns.garch;
    close(densities(garchModel, [mean, omega, alpha + beta, alpha / (alpha + beta)], returns), logDensities);
  });
  test('GARCH-t', () => {
    const { mean, omega, alpha, beta, nu, logDensities } = threeReturns['garch-t'];
    close(densities(garchTModel, [mean, omega, alpha + beta, alpha / (alpha + beta), nu], returns), logDensities);
  });
  test('GJR-t: a fall weighs more', () => {
    const { mean, omega, alpha, gamma, beta, nu, logDensities } = threeReturns['gjr-t'];
    const persistence = alpha + gamma / 2 + beta;
    const values = [mean, omega, persistence, (alpha + gamma / 2) / persistence, gamma / 2 / (alpha + gamma / 2), nu];
    close(densities(gjrTModel, values, returns), logDensities);
    expect(gjrTModel.options(values, 1)).toMatchObject({
      alpha: expect.closeTo(alpha, 12),
      gamma: expect.closeTo(gamma, 12),
      beta: expect.closeTo(beta, 12),
    });
  });
  test('EGARCH-t', () => {
    const { mean, omega, alpha, gamma, beta, nu, logDensities } = threeReturns['egarch-t'];
    close(densities(egarchTModel, [mean, omega, alpha, gamma, beta, nu], returns), logDensities);
  });
  test('what is counted in per cent is the same model', () => {
    const { mean, omega, alpha, gamma, beta, nu, logDensities } = threeReturns['egarch-t'];
    const perCent = egarchTModel.options([mean, omega, alpha, gamma, beta, nu], 1).omega!;
    const inPerCent = densities(
      egarchTModel,
      [100 * mean, perCent, alpha, gamma, beta, nu],
      returns.map((x) => 100 * x),
    );
    close(
      inPerCent,
      logDensities.map((density) => density - Math.log(100)),
    );
  });
});

describe('jumps', () => {
  test.each(oracle.merton.densities)('Merton: a mixture of normals at %d', (x, density) => {
    expect(Math.exp(densities(mertonModel, oracle.merton.values, [x])[0]!)).toBeCloseTo(density, 10);
  });
  test.each(oracle.kou.densities)('Kou: the Fourier integral at %d', (x, density) => {
    expect(Math.exp(densities(kouModel, oracle.kou.values, [-0.3, x, 0.25])[1]!)).toBeCloseTo(density, 9);
  });
  test('without jumps both are one normal law', () => {
    const returns = [-0.03, 0.001, 0.02];
    const wanted = returns.map((x) => -0.5 * (Math.log(2 * Math.PI * 4e-4) + (x - 0.001) ** 2 / 4e-4));
    close(densities(mertonModel, [0.001, 0.02, 1e-14, 0, 0.05], returns), wanted, 9);
    close(densities(kouModel, [0.001, 0.02, 1e-14, 0.5, 0.05, 0.05], returns), wanted, 9);
  });
});

describe('regimes: the filter is the sum over every way the states may have gone', () => {
  const returns = [0.01, -0.08, 0.05, 0.002, -0.001, 0.03];
  const normal = (x: number, mean: number, sd: number) =>
    Math.exp(-0.5 * ((x - mean) / sd) ** 2) / (sd * Math.sqrt(2 * Math.PI));

  function overAllWays(means: number[], sds: number[], p: number[][]): number {
    // The stationary law by going round until nothing changes.
    let stationary = means.map(() => 1 / means.length);
    for (let round = 0; round < 20_000; round++) {
      stationary = stationary.map((_, j) => stationary.reduce((sum, s, i) => sum + s * p[i]![j]!, 0));
    }
    const from = (t: number, state: number, weight: number): number => {
      const here = weight * normal(returns[t]!, means[state]!, sds[state]!);
      if (t === returns.length - 1) return here;
      return means.reduce((sum, _, next) => sum + from(t + 1, next, here * p[state]![next]!), 0);
    };
    return Math.log(stationary.reduce((sum, weight, state) => sum + from(0, state, weight), 0));
  }

  test('of two', () => {
    const found = densities(twoRegimesModel, [0.001, -0.002, 0.015, 3, 20, 8], returns);
    const p = [
      [19 / 20, 1 / 20],
      [1 / 8, 7 / 8],
    ];
    expect(found.reduce((a, b) => a + b)).toBeCloseTo(overAllWays([0.001, -0.002], [0.015, 0.045], p), 10);
  });

  test('of three', () => {
    const found = densities(threeRegimesModel, [0.001, 0, -0.002, 0.01, 3, 2, 20, 8, 5, 0.9, 0.6, 0.7], returns);
    const p = [
      [19 / 20, 0.9 / 20, 0.1 / 20],
      [0.6 / 8, 7 / 8, 0.4 / 8],
      [0.3 / 5, 0.7 / 5, 4 / 5],
    ];
    expect(found.reduce((a, b) => a + b)).toBeCloseTo(overAllWays([0.001, 0, -0.002], [0.01, 0.03, 0.06], p), 10);
  });
});

describe('what remembers, as one joint normal law', () => {
  test('the closes of an Ornstein–Uhlenbeck price around a growing level', () => {
    const { values, levels, logDensity } = oracle.ornsteinUhlenbeck;
    const returns = levels.map((level, i) => level - (levels[i - 1] ?? 0));
    expect(densities(meanRevertingModel, values, returns).reduce((a, b) => a + b)).toBeCloseTo(logDensity, 10);
  });
  test('autoregressive returns', () => {
    const { values, returns, logDensity } = oracle.autoregressive;
    expect(densities(autoregressiveModel, values, returns).reduce((a, b) => a + b)).toBeCloseTo(logDensity, 10);
  });
});

describe('after a gap', () => {
  const returns = [0.03, -0.05, 0.01, 0.03, -0.05, 0.01];
  test.each([
    ['garch-t', garchTModel, [0.001, 2e-5, 0.95, 0.1, 4.5]],
    ['regimes-2', twoRegimesModel, [0.001, -0.002, 0.015, 3, 20, 8]],
    ['autoregressive', autoregressiveModel, [0.001, 0.03, -0.4]],
  ] as const)('%s begins anew', (_name, model, values) => {
    const found = densities(model, values, returns, [0, 3]);
    expect(found.slice(3)).toEqual(found.slice(0, 3));
    expect(densities(model, values, returns)[3]).not.toBe(found[3]);
  });
});

test('densities of what is independent hold all chance there is', () => {
  const grid = Array.from({ length: 8001 }, (_, i) => (i - 4000) * 5e-4);
  for (const [model, values] of [
    [studentTModel, [0.001, 0.01, 6]],
    [mertonModel, [0.001, 0.02, 0.4, -0.01, 0.05]],
    [kouModel, [0.001, 0.02, 0.4, 0.4, 0.03, 0.04]],
  ] as const) {
    const total = densities(model, values, grid).reduce((sum, density) => sum + Math.exp(density) * 5e-4, 0);
    expect(total, model.name).toBeCloseTo(1, 6);
  }
});
