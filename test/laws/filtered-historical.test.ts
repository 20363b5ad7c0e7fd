import { expect, test } from 'vitest';
import { marketMetric } from '../../src/engine/define.ts';
import { filtered, filteredHistorical } from '../../src/markets/price/filtered-historical.ts';
import { openScenario } from '../../src/scenario/open-scenario.ts';
import { countOf, expectShareOf, meanOf, sdOf, zOfMean } from '../support/monte-carlo.ts';
import { ask, barsOf, recordingsOf, rowsSeen, stepsOf } from '../support/resampled.ts';
import { runPaths } from '../support/run.ts';

const OPTIONS = { file: 'past.csv', barMinutes: 1440 };
/** A hundred daily log returns, calm at first and then wild. */
const LOGS = Float64Array.from(
  { length: 100 },
  (_, i) => 0.002 + (i < 50 ? 0.01 : 0.05) * Math.sin(7 * i + i * i) * (i % 9 === 0 ? 2 : 1),
);
const BARS = barsOf(
  Array.from(LOGS, (x) => ({ close: Math.expm1(x) })),
  1440,
);

const lastMoves = marketMetric({
  name: 'lastMoves',
  options: {},
  state: { variance: 0, squared: 0 },
  results: ['variance', 'squared'],
  constants: () => ({}),
  step: (s, _k, _draw, _at, ports) => {
    s.variance = ports.price.variance;
    s.squared = ports.price.logReturn * ports.price.logReturn;
  },
});

function run(given: Partial<Parameters<typeof filteredHistorical>[0]>, days: number, paths: number) {
  const price = filteredHistorical({ ...OPTIONS, ...given });
  const metrics = [lastMoves(), rowsSeen({ rows: LOGS.length })];
  const question = ask({ price, days, stepMinutes: 1440, paths, metrics, seed: `FHS ${days}` });
  return runPaths(openScenario(question, recordingsOf(question, BARS)), paths);
}

// Kills: a mean that is lost; residuals that are not those of the row; a volatility that reacts though it must not.
test('without alpha and beta it draws single returns of the recording', () => {
  const price = filteredHistorical({ ...OPTIONS, alpha: 0, beta: 0 });
  const question = ask({ price, days: 200, stepMinutes: 1440 });
  for (const { row, logReturn } of stepsOf(question, recordingsOf(question, BARS), 3).price) {
    expect(Math.abs(logReturn! - LOGS[row!]!)).toBeLessThan(1e-15);
  }
  const found = run({ alpha: 0, beta: 0 }, 20, 4000);
  const joints = found(null, 'joints').reduce((sum, count) => sum + count, 0);
  expectShareOf(joints, 4000 * 19, 0.99, 'joints');
  for (const row of [0, 50, 99]) {
    expectShareOf(
      countOf(found(null, 'lastRow'), (value) => value === row),
      4000,
      0.01,
      `row ${row}`,
    );
  }
});

// By hand: V = 0.015; expected variances 0.015, 0.0275, 0.015625, 0.00765625, and 0.0106640625 for the step after.
test('the filter is the recursion, from the variance of the recording on, with the surprise of each step in that of the next', () => {
  const returns = Float64Array.of(0.25, -0.05, 0.05, -0.05);
  const { mean, variance, lastVariance, residuals } = filtered(returns, { alpha: 0.5, beta: 0.25 });
  expect(mean).toBeCloseTo(0.05, 16);
  expect(variance).toBeCloseTo(0.015, 16);
  expect(lastVariance).toBeCloseTo(0.0106640625, 16);
  const raw = [0.2 / Math.sqrt(0.015), -0.1 / Math.sqrt(0.0275), 0, -0.1 / Math.sqrt(0.00765625)];
  const middle = meanOf(raw);
  const deviation = sdOf(raw) * Math.sqrt(3 / 4);
  raw.forEach((z, i) => {
    expect(residuals[i]).toBeCloseTo((z - middle) / deviation, 14);
  });
});

test('residuals have mean 0 and variance 1, and those of a market twice as wild are the same', () => {
  const weights = { alpha: 0.1, beta: 0.85 };
  const [one, other] = [
    filtered(LOGS, weights),
    filtered(
      LOGS.map((x) => 2 * x),
      weights,
    ),
  ];
  expect(Math.abs(meanOf(one.residuals))).toBeLessThan(1e-15);
  expect(Math.abs(meanOf(one.residuals.map((z) => z * z)) - 1)).toBeLessThan(1e-14);
  one.residuals.forEach((z, i) => {
    expect(Math.abs(other.residuals[i]! - z)).toBeLessThan(1e-13);
  });
  expect(other.lastVariance / one.lastVariance).toBeCloseTo(4, 12);
});

// Kills: a recursion without its floor, or fed with the return instead of the surprise; the start of another unit.
test('the expected variance returns to that of the recording at the rate alpha + beta, from wherever it starts', () => {
  const [alpha, beta] = [0.08, 0.82];
  const { mean, variance } = filtered(LOGS, { alpha, beta });
  for (const startVolatilityPerYear of [0.2, 1.5]) {
    const start = startVolatilityPerYear ** 2 / 365;
    for (const days of [1, 2, 12]) {
      const found = run({ alpha, beta, startVolatilityPerYear }, days, 20_000);
      const expected = variance + (alpha + beta) ** (days - 1) * (start - variance);
      const variances = found(null, 'variance');
      if (days === 1) expect(variances[0]).toBeCloseTo(start, 16);
      else expect(Math.abs(zOfMean(variances, { mean: expected, sd: sdOf(variances) })), `${days}`).toBeLessThan(4.5);
      const squares = found(null, 'squared');
      const second = expected + mean * mean;
      expect(Math.abs(zOfMean(squares, { mean: second, sd: sdOf(squares) })), `squares, ${days}`).toBeLessThan(4.5);
    }
  }
});

test('it starts where the filter ends, unless it is told', () => {
  const { lastVariance } = filtered(LOGS, { alpha: 0.0973, beta: 0.8744 });
  expect(run({}, 1, 2)(null, 'variance')[0]).toBeCloseTo(lastVariance, 15);
});

test('a volatility that would never return is refused by name', () => {
  expect(filteredHistorical({ ...OPTIONS, alpha: 0.2, beta: 0.8 }).problems).toEqual([
    'filteredHistorical: not stationary: alpha + beta must be below 1, or volatility never returns; got 0.2 + 0.8',
  ]);
});
