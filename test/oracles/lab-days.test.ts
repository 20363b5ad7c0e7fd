import { expect, test } from 'vitest';
import type { TokenOnGbm } from '../support/exact.ts';
import { DAY, dailyLogGrowth, normalCdf, tokenMoments } from '../support/exact.ts';
import { runLab } from '../support/lab.ts';
import { countOf, expectSampleOf, expectShareOf, sdOf } from '../support/monte-carlo.ts';
import oracles from './stochastic.json' with { type: 'json' };

const only = ['token'];
const setOf = ({ L, mu, sigma, n }: TokenOnGbm) => ({
  leverage: L,
  driftPerYear: mu,
  volatilityPerYear: sigma,
  horizonDays: n,
});

test('GBM-03: the share of tokens wiped out in one day is the normal tail beyond ln(1 - 1/L), long and short', () => {
  for (const { L, sigma, p_one_day } of oracles['GBM-03'].expect.table) {
    const paths = 20_000;
    const run = runLab({ paths, seed: `GBM-03 ${L} ${sigma}`, only, set: setOf({ L, mu: 0, sigma, n: 1 }) });
    const ruined = countOf(run('token', 'ruinDays'), (days) => days >= 0);
    expectShareOf(ruined, paths, p_one_day, `L ${L}, sigma ${sigma}`);
    expect(countOf(run('token', 'finalValue'), (value) => value === 0)).toBe(ruined);
  }
});

test('GBM-03: over a year of days, as many are wiped out as independent days say', () => {
  const { p_365_days } = oracles['GBM-03'].expect.table.find(({ L, sigma }) => L === 3 && sigma === 2.5)!;
  const run = runLab({ paths: 3000, seed: 'GBM-03 year', only, set: setOf({ L: 3, mu: 0, sigma: 2.5, n: 365 }) });
  expectShareOf(
    countOf(run('token', 'ruinDays'), (days) => days >= 0),
    3000,
    p_365_days,
  );
});

test('GBM-04: a floor at zero creates value, and exactly as much as somebody else bears', () => {
  for (const id of ['GBM-04a', 'GBM-04b', 'GBM-04c'] as const) {
    const { params, expect: expected } = oracles[id];
    const { L, sigma } = params;
    const run = runLab({ paths: 60_000, seed: id, only, set: setOf({ ...params, n: 1 }) });
    const [floored, deficit] = [run('token', 'finalValue'), run('token', 'book/deficit')];
    const open = tokenMoments({ L, mu: 0, sigma, n: 1 });
    // The floored second moment, term by term, as the floored mean: each lognormal moment up to the edge of ruin.
    const s = sigma * Math.sqrt(DAY);
    const edge = (Math.log(1 - 1 / L) + (s * s) / 2) / s;
    const part = (j: number) => Math.exp(((j * j - j) * s * s) / 2) * normalCdf(Math.sign(L) * (j * s - edge));
    expect(Math.abs((1 - L) * part(0) + L * part(1) - expected.floored_mean)).toBeLessThan(1e-12);
    const second = (1 - L) ** 2 * part(0) + 2 * L * (1 - L) * part(1) + L * L * part(2);
    expectSampleOf(floored, { mean: expected.floored_mean, sd: Math.sqrt(second - expected.floored_mean ** 2) }, id);
    expectSampleOf(
      floored.map((value, path) => value - deficit[path]!),
      open,
      `${id} unfloored`,
    );
    expectShareOf(
      countOf(floored, (value) => value === 0),
      60_000,
      expected.p_wipe,
      id,
    );
  }
});

test('GBM-05: expected daily turnover is |L (L - 1)| E|R|, as much for -1x as for 2x', () => {
  for (const id of ['GBM-05a', 'GBM-05b'] as const) {
    const { params, expect: expected } = oracles[id];
    const s2 = params.sigma ** 2 * DAY;
    const growth = params.mu * DAY;
    const square = Math.exp(2 * growth + s2) - 2 * Math.exp(growth) + 1;
    for (const [L, mean] of Object.entries(expected.turnover)) {
      const size = Math.abs(Number(L) * (Number(L) - 1));
      const run = runLab({ paths: 20_000, seed: `${id} ${L}`, only, set: setOf({ ...params, L: Number(L), n: 1 }) });
      expectSampleOf(
        run('token', 'turnover'),
        { mean, sd: size * Math.sqrt(square - expected.E_abs_R ** 2) },
        `${id} ${L}`,
      );
    }
  }
});

test('GBM-11: mean and standard deviation of the log growth of a month of days, which the volatility drags down', () => {
  const { params, expect: expected } = oracles['GBM-11'];
  for (const [L, daily] of Object.entries(expected.values)) {
    const exact = dailyLogGrowth({ L: Number(L), mu: 0, sigma: params.sigma });
    expect(Math.abs(exact.mean - daily)).toBeLessThan(1e-12);
    const set = setOf({ L: Number(L), mu: 0, sigma: params.sigma, n: 30 });
    const logs = runLab({ paths: 8000, seed: `GBM-11 ${L}`, only, set })('token', 'finalValue').map(Math.log);
    expectSampleOf(logs, { mean: 30 * exact.mean, sd: Math.sqrt(30) * exact.sd, kurtosis: 3.1 }, `GBM-11 ${L}`);
  }
});

test('GBM-07: re-levered hourly, log growth is L x - L (L - 1) x² / 2 summed, within the cubic term of its series', () => {
  const set = { ...setOf({ L: 3, mu: 0, sigma: 0.8, n: 30 }), stepMinutes: 60, rebalanceHours: 1 };
  const run = runLab({ paths: 1500, seed: 'GBM-07', only, set });
  const drift = run('token', 'log/leverageDrift');
  // The series of ln(1 + L (e^x - 1)) goes on with 5 x³ at L = 3, and the sixth moment of a normal x is 15 s⁶.
  const step = 0.8 / Math.sqrt(8760);
  expect(Math.abs(sdOf(drift) / (5 * Math.sqrt(15 * 720) * step ** 3) - 1)).toBeLessThan(0.1);
  for (let path = 0; path < drift.length; path++) {
    const direct = run('token', 'log/direction')[path]! + run('token', 'log/varianceDrag')[path]!;
    const growth = 3 * Math.log1p(run(null, 'spotReturn')[path]!) - 3 * run(null, 'sumSquaredLogReturn')[path]!;
    expect(Math.abs(direct - growth)).toBeLessThan(1e-12);
  }
});

// The gap has a kurtosis of about 105, so that its mean is not near enough to normal to be tested with these paths.
test('GBM-15: a token differs from L static units of the coin by the stated deviation (4.5 standard errors of it)', () => {
  const paths = 30_000;
  for (const id of ['GBM-15a', 'GBM-15b'] as const) {
    const { params, expect: expected } = oracles[id];
    const run = runLab({ paths, seed: id, only: ['token', 'spot'], set: setOf(params) });
    const coin = run('spot', 'finalValue');
    const gap = run('token', 'finalValue').map((value, path) => value - (1 + params.L * (coin[path]! - 1)));
    const error = Math.abs(sdOf(gap) / expected.sd - 1);
    expect(error, `${id}: ${sdOf(gap)}, exact ${expected.sd}`).toBeLessThan((4.5 * Math.sqrt(105 / paths)) / 2);
  }
});
