import { expect, test } from 'vitest';
import { generatedClock } from '../../src/engine/clock.ts';
import { openSimulation } from '../../src/engine/simulation.ts';
import { noFunding } from '../../src/markets/funding/no-funding.ts';
import { gbm } from '../../src/markets/price/gbm.ts';
import { marketPath } from '../../src/metrics/market-path.ts';
import { seedKey } from '../../src/random/seed.ts';
import { spot } from '../../src/rivals/spot.ts';
import { expectedShortfall } from '../../src/statistics/expected-shortfall.ts';
import { meanIsResolved } from '../../src/statistics/mean-is-resolved.ts';
import { probability } from '../../src/statistics/probability.ts';
import { probabilityFirstBeats } from '../../src/statistics/probability-first-beats.ts';
import { quantileSorted } from '../../src/statistics/quantile-sorted.ts';
import { skewness } from '../../src/statistics/skewness.ts';
import { normalCdf } from '../support/exact.ts';
import { runLab } from '../support/lab.ts';
import {
  countOf,
  expectSampleOf,
  expectShareOf,
  MOST_STANDARD_ERRORS,
  meanOf,
  sdOf,
  zOfMean,
} from '../support/monte-carlo.ts';
import type { Columns } from '../support/run.ts';
import { runPaths } from '../support/run.ts';
import oracles from './lognormal.json' with { type: 'json' };

const PATHS = 5000;

/** Final values of the token that is re-levered without pause: its direction and its drag in closed form, less its cost. */
function continuousToken(id: 'GBM-08a' | 'GBM-08b'): { readonly logs: Float64Array; readonly run: Columns } {
  const { L, mu, sigma, cost, T } = oracles[id].params;
  const set = { leverage: L, driftPerYear: mu, volatilityPerYear: sigma, horizonDays: 365 * T };
  const run = runLab({ paths: PATHS, seed: id, only: ['token'], set });
  const drag = 0.5 * L * (L - 1) * sigma * sigma * T;
  return { logs: run('token', 'log/direction').map((direction) => direction - drag - cost * T), run };
}

for (const id of ['GBM-08a', 'GBM-08b'] as const) {
  // The means themselves are carried by a handful of paths: skewness 22 and more, where 5000 paths resolve one of 1.
  test(`${id}: a year of the continuous token has the lognormal law, by our own statistics (4.5 standard errors)`, () => {
    const { expect: exact } = oracles[id];
    const { logs, run } = continuousToken(id);
    expectSampleOf(logs, { mean: exact.log_mean, sd: exact.log_sd, kurtosis: 3 }, 'log');

    const values = logs.map(Math.exp);
    const sorted = values.toSorted();
    for (const [p, quantile] of [
      [0.05, exact.q05],
      [0.5, exact.median],
      [0.95, exact.q95],
    ] as const) {
      const z = (Math.log(quantile) - exact.log_mean) / exact.log_sd;
      expect(Math.abs(normalCdf(z) - p)).toBeLessThan(1e-9);
      const density = Math.exp(-0.5 * z * z) / Math.sqrt(2 * Math.PI);
      const error = (exact.log_sd * Math.sqrt((p * (1 - p)) / PATHS)) / density;
      const off = (Math.log(quantileSorted(sorted, p)) - Math.log(quantile)) / error;
      expect(Math.abs(off), `quantile ${p}: off by ${off} standard errors`).toBeLessThan(MOST_STANDARD_ERRORS);
    }
    for (const [bound, share] of [
      [1, exact.p_below_1],
      [0.1, exact.p_below_0_1],
    ] as const) {
      const hits = countOf(values, (value) => value < bound);
      expectShareOf(hits, PATHS, share, `below ${bound}`);
      const stated = probability(hits, PATHS);
      expect(Math.abs(stated.value - share) / stated.standardError).toBeLessThan(MOST_STANDARD_ERRORS);
    }
    const shortfall = expectedShortfall(sorted, 0.05);
    const off = (shortfall.value - exact.expected_value_given_below_q05) / shortfall.standardError;
    expect(Math.abs(off), `shortfall ${shortfall.value}`).toBeLessThan(MOST_STANDARD_ERRORS);
    expect(meanIsResolved(PATHS, skewness(values))).toBe(false);

    if ('p_beats_spot' in exact) {
      const coin = run(null, 'spotReturn').map((spotReturn) => 1 + spotReturn);
      expectShareOf(PATHS * probabilityFirstBeats(values, coin).value, PATHS, exact.p_beats_spot, 'beats the coin');
    }
  });
}

/** Price ratios after a year of so many equal steps. */
function priceAfterAYear(steps: number, volatilityPerYear: number, paths: number): Float64Array {
  const simulation = openSimulation({
    key: seedKey(`GBM-10 ${steps}`),
    clock: generatedClock(365, 525_600 / steps),
    price: gbm({ driftPerYear: oracles['GBM-10'].params.mu, volatilityPerYear }),
    funding: noFunding(),
    holdings: [{ name: 'spot', model: spot() }],
    metrics: [marketPath()],
    recordingOf: () => ({}),
  });
  return runPaths(simulation, paths)('spot', 'finalValue');
}

test('GBM-10: without volatility the price grows by e^mu in a year of any number of steps, which Euler’s does not (1e-13)', () => {
  const { table, exact_mean } = oracles['GBM-10'].expect;
  for (const { n, euler_mean } of table) {
    const [found] = priceAfterAYear(n, 0, 1);
    expect(Math.abs(found! / exact_mean - 1), `${n} steps`).toBeLessThan(1e-13);
    expect(Math.abs(found! / euler_mean - 1), `${n} steps`).toBeGreaterThan(1e-3);
  }
});

test('GBM-10: a year of 1, 2, 4 or 8 steps has the exact first and second moment, and not those of Euler’s scheme', () => {
  const { params, expect: expected } = oracles['GBM-10'];
  const { exact_mean: mean, exact_second: second, table } = expected;
  const exact = { mean, sd: Math.sqrt(second - mean * mean), skewness: 3.7 };
  const paths = 60_000;
  for (const { n, euler_mean, euler_second } of table.filter((row) => row.n <= 8)) {
    const values = priceAfterAYear(n, params.sigma, paths);
    expectSampleOf(values, exact, `${n} steps`);
    // The square of the price has a skewness of 50; its mean is e^(2 m + 2 v) of the log's mean m and variance v, which are tame.
    const logs = values.map(Math.log);
    const variance = params.sigma ** 2;
    const found = 2 * meanOf(logs) + 2 * sdOf(logs) ** 2;
    const error = Math.sqrt((4 * variance + 8 * variance * variance) / paths);
    expect(Math.abs(found - Math.log(second)) / error, `second moment, ${n} steps`).toBeLessThan(MOST_STANDARD_ERRORS);
    expect(Math.abs(found - Math.log(euler_second)) / error).toBeGreaterThan(2 * MOST_STANDARD_ERRORS);
    if (n <= 2) expect(Math.abs(zOfMean(values, { ...exact, mean: euler_mean }))).toBeGreaterThan(MOST_STANDARD_ERRORS);
  }
});
