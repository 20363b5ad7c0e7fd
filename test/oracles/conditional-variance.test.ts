import { expect, test } from 'vitest';
import type { Model } from '../../src/engine/model.ts';
import { egarch } from '../../src/markets/price/egarch.ts';
import { garch } from '../../src/markets/price/garch.ts';
import { gjrGarch } from '../../src/markets/price/gjr-garch.ts';
import { allDeals, dealtPrice, THREE_NODES } from '../support/dealt-price.ts';
import { normalMean } from '../support/exact.ts';
import oracles from './periods.json' with { type: 'json' };

const volatilityOf = (dailyVariance: number) => Math.sqrt(365 * dailyVariance);
const at = (dailyVariance: number) => ({ startVolatilityPerYear: volatilityOf(dailyVariance) });
// Variances of the oracles are of returns as they are, options are of returns in per cent.
const bollerslev = (start = {}) => garch({ omega: 0.2, alpha: 0.08, beta: 0.9, ...start });
const glosten = (start = {}) => gjrGarch({ omega: 0.15, alpha: 0.04, gamma: 0.06, beta: 0.9, ...start });

/** Daily variances h[0] … h[zs.length], after these normal numbers. */
function variancesAfter(model: Model<'price'>, zs: readonly number[]): readonly number[] {
  return dealtPrice(model, zs.length + 1)([...zs, 0].map((z) => ({ z }))).map(({ variance }) => variance);
}

/** E[of(h[0], z[0], h[k])], exact as long as `of` is of no higher degree than five in each z. */
function expected(model: Model<'price'>, k: number, of: (first: number, z: number, last: number) => number): number {
  return allDeals(k, THREE_NODES).reduce((sum, { zs, weight }) => {
    const variances = variancesAfter(model, zs);
    return sum + weight * of(variances[0]!, zs[0]!, variances[k]!);
  }, 0);
}

const expectClose = (found: number, exact: number, tolerance = 1e-12) =>
  expect(Math.abs(found / exact - 1), `found ${found}, exact ${exact}`).toBeLessThan(tolerance);

// Kills: r in place of r², a lag too many, the compensator counted as a surprise.
test('GAR-03: given its shocks, GARCH has the returns and the variances of the recursion, day by day', () => {
  const { z, sigma2, r } = oracles['GAR-03'].expect;
  const days = dealtPrice(bollerslev(at(0.001)), z.length + 1)([...z, 0].map((each) => ({ z: each })));
  for (const [n, variance] of sigma2.entries()) expectClose(days[n]!.variance, variance, 1e-13);
  for (const [n, each] of r.entries()) {
    expect(Math.abs(days[n]!.logReturn + days[n]!.variance / 2 - each)).toBeLessThan(1e-16);
  }
});

test('GAR-01: GARCH has the oracle’s persistence, half-life, long-run volatility and forecast', () => {
  const { expect: exact } = oracles['GAR-01'];
  const next = (h: number) => expected(bollerslev(at(h)), 1, (_first, _z, last) => last);
  const persistence = (next(0.004) - next(0.001)) / 0.003;
  expectClose(persistence, exact.persistence);
  expectClose(Math.LN2 / -Math.log(persistence), exact.half_life_steps, 1e-10);
  const [longRun] = variancesAfter(bollerslev(), []);
  expectClose(longRun!, exact.unconditional_variance);
  expectClose(volatilityOf(longRun!), exact.annualised_vol);
  const twoNodes = allDeals(10, [
    [-1, 0.5],
    [1, 0.5],
  ]);
  const forecast = twoNodes.reduce(
    (sum, { zs, weight }) => sum + weight * variancesAfter(bollerslev(at(0.004)), zs)[10]!,
    0,
  );
  expectClose(forecast, exact.forecast_10_from_4e_3);
});

// A law of h with the stationary first and second moments is kept by a day of GARCH, and only such a law.
test('GAR-01: GARCH keeps the oracle’s variance and kurtosis, and squares of returns have its autocorrelations', () => {
  const { expect: exact } = oracles['GAR-01'];
  const mean = exact.unconditional_variance;
  const square = (exact.kurtosis / 3) * mean * mean;
  const spread = Math.sqrt(square - mean * mean);
  const overBoth = (k: number, of: (first: number, z: number, last: number) => number) =>
    [mean - spread, mean + spread].reduce((sum, h) => sum + expected(bollerslev(at(h)), k, of) / 2, 0);
  expectClose(
    overBoth(1, (_first, _z, last) => last),
    mean,
  );
  expectClose(
    overBoth(1, (_first, _z, last) => last * last),
    square,
  );
  for (const [lag, correlation] of [
    [1, exact.acf_sq_lag1],
    [5, exact.acf_sq_lag5],
  ] as const) {
    const product = overBoth(lag, (first, z, last) => first * z * z * last);
    expectClose((product - mean * mean) / (3 * square - mean * mean), correlation, 1e-11);
  }
});

// Kills: gamma after rises, gamma as a whole in the persistence.
test('GAR-02: GJR-GARCH has the oracle’s persistence, long-run variance and half-life, and only falls add gamma', () => {
  const { expect: exact } = oracles['GAR-02'];
  const next = (h: number) => expected(glosten(at(h)), 1, (_first, _z, last) => last);
  const persistence = (next(0.004) - next(0.001)) / 0.003;
  expectClose(persistence, exact.persistence);
  expectClose(Math.LN2 / -Math.log(persistence), exact.half_life_steps, 1e-10);
  const [longRun] = variancesAfter(glosten(), []);
  expectClose(longRun!, exact.unconditional_variance);
  expectClose(next(longRun!), longRun!);
  const after = (z: number) => variancesAfter(glosten(at(0.001)), [z])[1]!;
  expectClose(after(-2), 1.5e-5 + (0.04 + 0.06) * 0.004 + 0.0009);
  expectClose(after(2), 1.5e-5 + 0.04 * 0.004 + 0.0009);
});

// Kills: units lost in the logarithm, the constant of E|z| left out, signs of gamma.
test('EGARCH follows its recursion, in per cent as it was fitted, and starts where the log of its variance returns to', () => {
  const [omega, alpha, gamma, beta] = [0.05, 0.15, -0.05, 0.98];
  const zs = [0.5, -1.2, 2, -0.3, 1.7, -2.5, 0, 0.8];
  const found = variancesAfter(egarch({ omega, alpha, gamma, beta }), zs);
  let perCent = Math.exp(omega / (1 - beta));
  for (const [n, z] of zs.entries()) {
    expectClose(found[n]!, perCent / 1e4);
    perCent = Math.exp(omega + alpha * (Math.abs(z) - Math.sqrt(2 / Math.PI)) + gamma * z + beta * Math.log(perCent));
  }
  const start = Math.log(found[0]!);
  const next = (z: number) => Math.log(variancesAfter(egarch({ omega, alpha, gamma, beta }), [z])[1]!);
  expect(Math.abs(normalMean(next) - start)).toBeLessThan(2e-6);
  const variance = normalMean((z) => (next(z) - start) ** 2);
  expectClose(variance, alpha * alpha * (1 - 2 / Math.PI) + gamma * gamma, 1e-4);
});

test('EGARCH with Student-t shocks starts where those shocks leave the log of its variance on average', () => {
  // E|t| of variance 1 is 2 / pi with three degrees of freedom, and sqrt(1 / 2) with four.
  for (const [degreesOfFreedom, meanSize] of [
    [3, 2 / Math.PI],
    [4, Math.SQRT1_2],
  ] as const) {
    const model = egarch({ omega: 0.05, alpha: 0.2, gamma: 0, beta: 0.9, degreesOfFreedom });
    const { logVariance } = dealtPrice(model, 1)([{}])[0] as unknown as { logVariance: number };
    const exact = (0.05 + 0.2 * (meanSize - Math.sqrt(2 / Math.PI))) / 0.1 - Math.log(1e4);
    expect(Math.abs(logVariance - exact)).toBeLessThan(1e-5);
  }
});

test('the variance of EGARCH is never above that of its highest volatility', () => {
  const model = egarch({ omega: 0.05, alpha: 0.2, gamma: 0, beta: 0.98, mostVolatilityPerYear: 5 });
  expectClose(variancesAfter(model, [1000])[1]!, 25 / 365);
});
