import { expect, test } from 'vitest';
import { seedKey } from '../../src/random/seed.ts';
import { openStream } from '../../src/random/stream.ts';
import { runLab } from '../support/lab.ts';
import { MOST_STANDARD_ERRORS, meanOf, sdOf } from '../support/monte-carlo.ts';
import oracles from './lognormal.json' with { type: 'json' };

const BATCHES = 25;

function covarianceOf(a: Float64Array, b: Float64Array): number {
  const [meanA, meanB] = [meanOf(a), meanOf(b)];
  // With n - 1, as the deviations have it.
  return (meanOf(a.map((value, i) => (value - meanA) * (b[i]! - meanB))) * a.length) / (a.length - 1);
}

const correlationOf = (a: Float64Array, b: Float64Array) => covarianceOf(a, b) / (sdOf(a) * sdOf(b));

/** Holds a statistic of two samples to its exact value, by how it differs between batches of them. */
function expectOver(
  [a, b]: readonly [Float64Array, Float64Array],
  statistic: (a: Float64Array, b: Float64Array) => number,
  exact: number,
  label: string,
): void {
  const size = a.length / BATCHES;
  const found = Array.from({ length: BATCHES }, (_, i) =>
    statistic(a.subarray(i * size, (i + 1) * size), b.subarray(i * size, (i + 1) * size)),
  );
  const error = sdOf(found) / Math.sqrt(BATCHES);
  const off = (meanOf(found) - exact) / error;
  expect(Math.abs(off), `${label}: ${meanOf(found)} ± ${error}, exact ${exact}`).toBeLessThan(MOST_STANDARD_ERRORS);
  // A bar too wide would find nothing.
  expect(error / Math.abs(exact), `${label}: its error bar`).toBeLessThan(0.05);
}

for (const id of ['GBM-13a', 'GBM-13b'] as const) {
  test(`${id}: a month of a token covaries with the coin as stated, and so much of its variance the coin takes away`, () => {
    const { params, expect: exact } = oracles[id];
    const { L, n, mu, sigma } = params;
    const set = { leverage: L, horizonDays: n, driftPerYear: mu, volatilityPerYear: sigma };
    const run = runLab({ paths: 50_000, seed: id, only: ['token', 'spot'], set });
    const sample = [run('token', 'finalValue'), run('spot', 'finalValue')] as const;
    expectOver(sample, covarianceOf, exact.covariance, 'covariance');
    expectOver(sample, correlationOf, exact.correlation, 'correlation');
    const left = (token: Float64Array, coin: Float64Array) => {
      const controlled = token.map((value, path) => value - exact.optimal_beta * coin[path]!);
      return (sdOf(controlled) / sdOf(token)) ** 2;
    };
    expectOver(sample, left, exact.variance_ratio_after_control, 'variance left');
  });
}

// At s = 2.4, a 3x token over a year, the exact value is -0.003: no sample shows it, and an antithetic path buys nothing.
test('GBM-14: e^(s z) and e^(-s z) of our own normals are correlated by -e^(-s²)', () => {
  const stream = openStream(seedKey('GBM-14'), 'normals');
  stream.startPath(0);
  const normals = Float64Array.from({ length: 100_000 }, () => stream.nextNormal());
  for (const [s, exact] of Object.entries(oracles['GBM-14'].expect.corr)) {
    if (Number(s) > 1) continue;
    const sample = [1, -1].map((sign) => normals.map((z) => Math.exp(sign * Number(s) * z)));
    expectOver([sample[0]!, sample[1]!], correlationOf, exact, `s = ${s}`);
  }
});
