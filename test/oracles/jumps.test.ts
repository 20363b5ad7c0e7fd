import { expect, test } from 'vitest';
import { hawkesJumps } from '../../src/markets/price/hawkes-jumps.ts';
import { kou } from '../../src/markets/price/kou.ts';
import { merton } from '../../src/markets/price/merton.ts';
import { every } from '../../src/tokens/rebalance/every.ts';
import { KOLMOGOROV_1E4, kolmogorov, normalCdf, normalMean } from '../support/exact.ts';
import { exactOf, poissonShares, runJumps } from '../support/jumps.ts';
import { countOf, expectSampleOf, expectShareOf, MOST_STANDARD_ERRORS, meanOf, sdOf } from '../support/monte-carlo.ts';
import { token } from '../support/tokens.ts';
import oracles from './jumps.json' with { type: 'json' };

const lawOf = (law: (typeof oracles)['JMP-01' | 'JMP-02' | 'JMP-03']) => ({
  mean: law.log_mean,
  sd: Math.sqrt(law.log_variance),
  skewness: law.log_skewness,
  kurtosis: 3 + law.log_excess_kurtosis,
});

const crashes = { driftPerYear: 0.1, volatilityPerYear: 0.6, jumpsPerYear: 12, jumpMean: -0.05, jumpDeviation: 0.1 };

// Kills: kappa = the mean log jump; a deviation that grows with n and not with sqrt(n); the diffusion's variance for
// both.
test('JMP-01: a year of normal jumps has the exact moments, in one step as in twelve', () => {
  const law = oracles['JMP-01'];
  for (const steps of [1, 12]) {
    const found = runJumps({ price: merton(crashes), days: 365, steps, paths: 100_000, seed: `JMP-01 ${steps}` });
    expectSampleOf(found(null, 'sumLogReturn'), lawOf(law), 'log');
    expectSampleOf(found('spot', 'finalValue'), {
      mean: law.mean_S_ratio,
      sd: Math.sqrt(law.variance_S_ratio),
      skewness: 3.2,
    });
  }
});

test('JMP-02: a day of them falls by a fifth, and by a third, as often as a sum over counts says, and has its law', () => {
  const law = oracles['JMP-02'];
  const found = runJumps({ price: merton(crashes), days: 1, paths: 250_000, seed: 'JMP-02' });
  const logs = found(null, 'sumLogReturn');
  expectSampleOf(logs, lawOf(law));
  expectShareOf(
    countOf(logs, (x) => x <= Math.log(0.8)),
    logs.length,
    law.p_drop_20pct,
    'a fifth',
  );
  expectShareOf(
    countOf(logs, (x) => x <= Math.log(2 / 3)),
    logs.length,
    law.p_drop_third,
    'a third',
  );
  const drift = law.log_mean + (12 / 365) * 0.05;
  const shares = poissonShares(12 / 365, 12);
  const cdf = (x: number) =>
    shares.reduce((sum, p, n) => sum + p * normalCdf((x - drift + 0.05 * n) / Math.sqrt(0.36 / 365 + 0.01 * n)), 0);
  expect(kolmogorov(logs.subarray(0, 60_000), cdf)).toBeLessThan(KOLMOGOROV_1E4);
  expect(kolmogorov(logs.subarray(0, 60_000), (x) => cdf(1.05 * x))).toBeGreaterThan(KOLMOGOROV_1E4);
});

// Kills: eta taken for a mean; shares of up and down exchanged; a compensator of log jumps.
test('JMP-03: a month of double exponential jumps has the exact moments, in one step as in thirty', () => {
  const price = kou({ volatilityPerYear: 0.5, jumpsPerYear: 20, upShare: 0.4, upMean: 1 / 25, downMean: 1 / 20 });
  const jump = (k: number) => 0.4 / (1 - k / 25) + 0.6 / (1 + k / 20) - 1;
  const exact = exactOf((k) => Math.exp((30 / 365) * ((k * (k - 1) * 0.25) / 2 + 20 * (jump(k) - k * jump(1)))));
  expect(exact.mean).toBeCloseTo(oracles['JMP-03'].mean_S_ratio, 14);
  for (const steps of [1, 30]) {
    const found = runJumps({ price, days: 30, steps, paths: 60_000, seed: `JMP-03 ${steps}` });
    expectSampleOf(found(null, 'sumLogReturn'), lawOf(oracles['JMP-03']), 'log');
    expectSampleOf(found('spot', 'finalValue'), exact, 'price');
  }
});

/**
 * Variance of the number of self-exciting jumps after a calm start: the equations of their first two moments, step by
 * step.
 */
function hawkesVariance(calm: number, alpha: number, beta: number, years: number): number {
  const steps = 100_000;
  const dt = years / steps;
  let [rate, square, count, product, squaredCount] = [calm, calm * calm, 0, 0, 0];
  for (let i = 0; i < steps; i++) {
    const change = [
      beta * (calm - rate) + alpha * rate,
      2 * beta * (calm * rate - square) + 2 * alpha * square + alpha * alpha * rate,
      rate,
      beta * (calm * count - product) + alpha * product + square + alpha * rate,
      2 * product + rate,
    ] as const;
    rate += dt * change[0];
    square += dt * change[1];
    count += dt * change[2];
    product += dt * change[3];
    squaredCount += dt * change[4];
  }
  return squaredCount - count * count;
}

// Kills: an intensity frozen over the step; excitement that is not fed back; a half-life taken for a rate.
test('HWK-01: the mean number of jumps is exact at any step; their variance comes nearer in proportion to the step', () => {
  const [calm, alpha, beta] = [5, 30, 50];
  const price = hawkesJumps({
    volatilityPerYear: 0,
    jumpsPerYear: calm,
    branching: alpha / beta,
    halfLifeDays: (365 * Math.LN2) / beta,
    jumpMean: 0.01,
    jumpDeviation: 0,
  });
  const exact = hawkesVariance(calm, alpha, beta, 1);
  const missing = [73, 365].map((steps) => {
    const found = runJumps({ price, days: 365, steps, paths: 20_000, seed: `HWK-01 ${steps}` });
    const counts = found(null, 'jumps').map((sum) => 100 * sum);
    const [mean, sd] = [meanOf(counts), sdOf(counts)];
    const z = (mean - oracles['HWK-01'].expected_count) / (sd / Math.sqrt(counts.length));
    expect(Math.abs(z), `${steps} steps: ${mean} jumps`).toBeLessThan(MOST_STANDARD_ERRORS);
    return 1 - (sd * sd) / exact;
  });
  const [coarse, fine] = missing as [number, number];
  expect(coarse).toBeGreaterThan(0.2);
  // The standard error of either is 0.017: the fourth moment of these counts is 6.6 squared variances.
  expect(Math.abs(fine - coarse / 5)).toBeLessThan(MOST_STANDARD_ERRORS * 0.017);
});

const tokenRows = oracles.jumpsOfTokens.map((row) => ({ ...row, name: `${row.leverage}x` }));

// Between jumps an hourly token is nearly a continuous one: two jumps in an hour come on 0.3 % of these paths.
test('a jump multiplies a token by its closed-form factor on average, and ruins it as often as the closed form says', () => {
  const [days, drift, rate, m, s] = [18, 0.4, 10, -0.1, 0.15];
  const price = merton({
    driftPerYear: drift,
    volatilityPerYear: 0.5,
    jumpsPerYear: rate,
    jumpMean: m,
    jumpDeviation: s,
  });
  const holdings = Object.fromEntries(
    tokenRows.map(({ name, leverage }) => [name, token(leverage, {}, every({ hours: 1 }))]),
  );
  const found = runJumps({ price, days, steps: 24 * days, paths: 40_000, seed: 'tokens', holdings });
  const T = days / 365;
  const kappa = Math.expm1(m + (s * s) / 2);
  for (const { name, leverage: L, factor, ruin } of tokenRows) {
    const jump = (p: number) => normalMean((z) => Math.max(0, 1 + L * Math.expm1(m + s * z)) ** p);
    expect(Math.abs(jump(1) / factor - 1)).toBeLessThan(1e-4);
    const growth = (p: number) => p * L * (drift - rate * kappa) + ((p * (p - 1)) / 2) * L * L * 0.25;
    const exact = exactOf((p) => Math.exp(T * (growth(p) + rate * ((p === 1 ? factor : jump(p)) - 1))));
    const values = found(name, 'finalValue');
    expectSampleOf(values, exact, name);
    expectShareOf(
      countOf(values, (value) => value === 0),
      values.length,
      -Math.expm1(-rate * T * ruin),
      `${name} ruined`,
    );
  }
});

// Kills: jumps that are not independent of the diffusion, a variance of the count other than its mean.
test('Merton’s option prices of 1976 are met to half a cent and the error of the mean, with the price itself as control', () => {
  for (const { share, jumps, years, strike, price } of oracles.merton76) {
    const deviation = Math.sqrt((share * 0.0625) / jumps);
    const found = runJumps({
      price: merton({
        driftPerYear: 0.08,
        volatilityPerYear: Math.sqrt((1 - share) * 0.0625),
        jumpsPerYear: jumps,
        jumpMean: (-deviation * deviation) / 2,
        jumpDeviation: deviation,
      }),
      days: 365 * years,
      paths: 50_000,
      seed: 'Merton 1976',
    });
    const discount = Math.exp(-0.08 * years);
    const ends = found('spot', 'finalValue').map((value) => 100 * value * discount);
    const payoffs = ends.map((end) => Math.max(0, end - strike * discount));
    const slope =
      meanOf(payoffs.map((payoff, i) => payoff * (ends[i]! - 100))) / meanOf(ends.map((end) => (end - 100) ** 2));
    const controlled = payoffs.map((payoff, i) => payoff - slope * (ends[i]! - 100));
    const error = sdOf(controlled) / Math.sqrt(controlled.length);
    expect(
      Math.abs(meanOf(controlled) - price),
      `${share} ${jumps} ${years} ${strike}: ${meanOf(controlled)} ± ${error}`,
    ).toBeLessThan(0.005 + MOST_STANDARD_ERRORS * error);
  }
});
