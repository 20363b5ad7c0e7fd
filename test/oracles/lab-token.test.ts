import { expect, test } from 'vitest';
import type { TokenOnGbm } from '../support/exact.ts';
import { DAY, tokenMoments } from '../support/exact.ts';
import { runLab } from '../support/lab.ts';
import { expectSampleOf } from '../support/monte-carlo.ts';
import deterministic from './deterministic.json' with { type: 'json' };
import oracles from './stochastic.json' with { type: 'json' };

const only = ['token'];
const setOf = ({ L, mu, sigma, n, phi = 0 }: TokenOnGbm) => ({
  leverage: L,
  driftPerYear: mu,
  volatilityPerYear: sigma,
  horizonDays: n,
  managementPerDay: phi,
});

test('DET-01, DET-05 and DET-06 in the workbench: without volatility every path is the closed form (1e-12)', () => {
  const value = (set: Readonly<Record<string, number>>, seed: string) => {
    const ends = runLab({ paths: 3, seed, only, set: { volatilityPerYear: 0, horizonDays: 365, ...set } })(
      'token',
      'finalValue',
    );
    expect(new Set(ends).size).toBe(1);
    return ends[0]!;
  };
  const { params, expect: expected } = deterministic['DET-01'];
  params.cases.forEach(({ L, mu, n, phi }, i) => {
    const found = value({ leverage: L, driftPerYear: mu, horizonDays: n, managementPerDay: phi }, `DET-01 ${i}`);
    const closed = ((1 + L * Math.expm1(mu * DAY)) * (1 - phi)) ** n;
    expect(Math.abs(found / closed - 1)).toBeLessThan(1e-12);
    if (phi === 0 || L === 0) expect(Math.abs(found / expected.nav_ratio[i]! - 1)).toBeLessThan(1e-12);
  });
  const funding = deterministic['DET-05'].expect;
  const paid = { fundingPerYear: 0.1095, stepMinutes: 480 };
  expect(Math.abs(value({ ...paid, rebalanceHours: 8 }, 'a') - funding.long_each)).toBeLessThan(1e-12);
  expect(Math.abs(value({ ...paid, rebalanceHours: 24 }, 'b') - funding.long_daily)).toBeLessThan(1e-12);
  expect(Math.abs(value({ ...paid, leverage: -3 }, 'c') - funding.short_daily)).toBeLessThan(1e-12);
});

test('the closed-form moments used here are those of the reference, for six tokens (1e-9)', () => {
  for (const id of ['GBM-01a', 'GBM-01c', 'GBM-01d', 'GBM-01e', 'GBM-01g', 'GBM-01h'] as const) {
    const { params, expect: expected } = oracles[id];
    const { mean, sd, skewness, kurtosis } = tokenMoments({ ...params, fee: 'subtracted' });
    expect(Math.abs(mean / expected.mean - 1)).toBeLessThan(1e-11);
    expect(Math.abs(sd / expected.std - 1)).toBeLessThan(1e-10);
    expect(Math.abs(skewness - expected.skewness)).toBeLessThan(1e-8);
    expect(Math.abs(kurtosis / expected.kurtosis - 1)).toBeLessThan(1e-9);
  }
});

// As many paths as the skewness of each asks for; the fee multiplies here, and its closed form with it.
for (const [id, paths] of [
  ['GBM-01a', 31_000],
  ['GBM-01c', 28_000],
  ['GBM-01d', 22_000],
  ['GBM-01e', 10_000],
  ['GBM-01g', 20_000],
  ['GBM-01h', 50_000],
] as const) {
  test(`${id}: mean and standard deviation of a token re-levered daily (4.5 exact standard errors)`, () => {
    const { params } = oracles[id];
    const values = runLab({ paths, seed: id, only, set: setOf(params) })('token', 'finalValue');
    expectSampleOf(values, tokenMoments(params), id);
  });
}

test('GBM-02: the management fee multiplies, to a thousandth of its effect, over a week', () => {
  const [free, paid] = [0, 0.001].map((phi) =>
    runLab({ paths: 200, seed: 'GBM-02', only, set: setOf({ L: 3, mu: 0.2, sigma: 0.8, n: 7, phi }) })(
      'token',
      'finalValue',
    ),
  );
  for (const [path, value] of paid!.entries()) expect(Math.abs(value / free![path]! - 0.999 ** 7)).toBeLessThan(1e-13);
});
