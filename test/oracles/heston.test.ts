import { describe, expect, test } from 'vitest';
import { marketMetric } from '../../src/engine/define.ts';
import type { Model } from '../../src/engine/model.ts';
import { noFunding } from '../../src/markets/funding/no-funding.ts';
import { bates } from '../../src/markets/price/bates.ts';
import { heston } from '../../src/markets/price/heston.ts';
import { spot } from '../../src/rivals/spot.ts';
import { scenario } from '../../src/scenario/scenario.ts';
import { every } from '../../src/tokens/rebalance/every.ts';
import {
  call,
  chanceAbove,
  type HestonLaw,
  LOG_PRICE,
  logToken,
  logTokenOverPrice,
  moment,
} from '../support/heston-law.ts';
import { countOf, expectSampleOf, expectShareOf, meanOf, sdOf } from '../support/monte-carlo.ts';
import { type Columns, runScenario } from '../support/run.ts';
import { token } from '../support/tokens.ts';
import oracles from './heston.json' with { type: 'json' };

/** Variance at the end of the run, and what the price has met of it; v' = 2 · variance / dt - v. */
const varianceOfPath = marketMetric({
  name: 'varianceOfPath',
  options: {},
  state: { last: 0, sum: 0, jumpSum: 0 },
  results: ['last', 'sum', 'jumpSum'],
  constants: (_options, { clock }) => ({ overHalfStep: 2 / clock.stepYears, start: oracles['VOL-01'].law.v0 }),
  step: (s, k, _draw, at, ports) => {
    s.last = k.overHalfStep * ports.price.variance - (at.step === 0 ? k.start : s.last);
    s.sum += ports.price.variance;
    s.jumpSum += ports.price.jump;
  },
});

const hestonOf = ({ v0, theta, kappa, xi, rho, mu = 0 }: HestonLaw) =>
  heston({
    driftPerYear: mu,
    volatilityPerYear: Math.sqrt(v0),
    longRunVolatilityPerYear: Math.sqrt(theta),
    reversionPerYear: kappa,
    volatilityOfVariance: xi,
    correlation: rho,
  });

interface Run {
  readonly steps: number;
  readonly paths: number;
  readonly seed: string;
  readonly price?: Model<'price'>;
  readonly holdings?: Readonly<Record<string, Model<'holding'>>>;
}

function run(law: HestonLaw, { steps, paths, seed, price = hestonOf(law), holdings = {} }: Run): Columns {
  const setting = () => ({
    days: law.T * 365,
    stepMinutes: (law.T * 525_600) / steps,
    price,
    funding: noFunding(),
    holdings: { spot: spot(), ...holdings },
    metrics: [varianceOfPath()],
  });
  return runScenario(scenario({ question: 'What is the law of this market?', setting }).resolve({ paths, seed }));
}

/** A sample mean whose exact error is not known, by the sample's own; what is averaged must be bounded or nearly so. */
function expectMean(values: Float64Array, exact: number, label: string): void {
  const z = (meanOf(values) - exact) / (sdOf(values) / Math.sqrt(values.length));
  expect(Math.abs(z), `${label}: ${meanOf(values)}, exact ${exact}`).toBeLessThan(4.5);
}

/** Puts, because their payoff is bounded: a call is a put and the mean, which is exact. */
function expectPut(prices: Float64Array, strike: number, callValue: number, mean: number, label: string): void {
  const payoffs = prices.map((price) => Math.max(strike - price, 0));
  expectMean(payoffs, callValue - mean + strike, `${label}, put at ${strike}`);
}

test('the formula that the simulation is held to gives the published calls, and chances', () => {
  for (const { name, law, rate, prices, digits, ...rest } of oracles.calls) {
    for (const [strike, value] of Object.entries(prices)) {
      const found = 100 * Math.exp(-rate * law.T) * call(law, LOG_PRICE, Number(strike) / 100);
      expect(found, `${name}, ${strike}`).toBeCloseTo(value, digits);
    }
    if ('chanceAboveStart' in rest) expect(chanceAbove(law, LOG_PRICE, 0)).toBeCloseTo(rest.chanceAboveStart!, 11);
  }
});

test('so does it for tokens that are re-levered all the time: calls, moments, medians, chances to beat the coin', () => {
  const { law, rows } = oracles.tokens;
  for (const { L, ...row } of rows) {
    const log = logToken(L);
    expect(call(law, log, 1)).toBeCloseTo(row.call1, 8);
    expect(call(law, log, 1.5)).toBeCloseTo(row['call1.5'], 8);
    if (row.square === undefined) continue;
    expect(moment(law, log, 2)).toBeCloseTo(row.square, 8);
    expect(moment(law, log, 0.5)).toBeCloseTo(row.root, 8);
    expect(chanceAbove(law, log, Math.log(row.median))).toBeCloseTo(0.5, 8);
    expect(1 - chanceAbove(law, logTokenOverPrice(L), 0)).toBeCloseTo(row.belowPrice, 8);
  }
});

// v(T) is non-central chi-square: its fourth moment gives the error of the sample's variance.
test('VOL-01: variance has the exact mean and spread of the square-root process, and the price meets its integral', () => {
  const { law, mean, variance, integrated } = oracles['VOL-01'];
  const { kappa, theta, xi, v0, T } = law;
  const freedom = (4 * kappa * theta) / (xi * xi);
  const shift = (4 * kappa * v0) / (xi * xi * Math.expm1(kappa * T));
  const kurtosis = 3 + (12 * (freedom + 4 * shift)) / (freedom + 2 * shift) ** 2;
  const found = run(law, { steps: 120, paths: 20_000, seed: 'VOL-01' });
  expectSampleOf(found(null, 'last'), { mean, sd: Math.sqrt(variance), skewness: 2, kurtosis }, 'v(T)');
  expectMean(found(null, 'sum'), integrated, 'integrated variance');
});

describe.each(['VOL-02a', 'VOL-02b'] as const)('%s', (name) => {
  test('the log price has the exact mean, variance, skewness and kurtosis', () => {
    const { law, mean, variance, skewness, excessKurtosis } = oracles[name];
    const logs = run(law, { steps: 120, paths: 20_000, seed: name })(null, 'sumLogReturn');
    const sd = Math.sqrt(variance);
    expectSampleOf(logs, { mean, sd, skewness, kurtosis: 3 + excessKurtosis }, name);
    const powerOf = (k: number) => logs.map((log) => ((log - mean) / sd) ** k);
    expectMean(powerOf(3), skewness, 'skewness');
    expectMean(powerOf(4), 3 + excessKurtosis, 'kurtosis');
  });
});

describe.each(oracles.calls)('$name', ({ law, rate, prices, name }) => {
  test('steps of a month or less give the published options, Feller’s condition or not', () => {
    const steps = name.startsWith('Andersen, case II') ? 180 : 120;
    const values = run(law, { steps, paths: 20_000, seed: name })('spot', 'finalValue');
    const forward = Math.exp(law.mu * law.T);
    for (const [strike, value] of Object.entries(prices)) {
      expectPut(values, Number(strike) / 100, (value / 100) * Math.exp(rate * law.T), forward, name);
    }
    const above = countOf(values, (value) => value > 1);
    expectShareOf(above, values.length, chanceAbove(law, LOG_PRICE, 0), `${name}: above its start`);
  });
});

test('what the scheme is off by falls with the step: fifteen years of Andersen’s case II in half-years and in months', () => {
  const { law } = oracles.calls.find(({ name }) => name === 'Andersen, case II')!;
  const exact = chanceAbove(law, LOG_PRICE, 0);
  const [coarse, fine] = [30, 180].map((steps) => {
    const values = run(law, { steps, paths: 40_000, seed: 'bias' })('spot', 'finalValue');
    return countOf(values, (value) => value > 1) / values.length - exact;
  });
  // One standard error is 0.0025.
  expect(coarse).toBeGreaterThan(0.009);
  expect(Math.abs(fine!)).toBeLessThan(0.009);
});

test('tokens re-levered every six hours on a Heston price have the law of those re-levered all the time', () => {
  const { law, rows } = oracles.tokens;
  const holdings = Object.fromEntries(rows.map(({ L }) => [`${L}x`, token(L, {}, every({ hours: 6 }))]));
  const found = run(law, { steps: 365, paths: 10_000, seed: 'tokens', holdings });
  const coin = found('spot', 'finalValue');
  for (const { L, ...row } of rows) {
    const values = found(`${L}x`, 'finalValue');
    expectPut(values, 1, row.call1, 1, `${L}x`);
    expectPut(values, 1.5, row['call1.5'], 1, `${L}x`);
    if (row.square === undefined) continue;
    expectMean(values.map(Math.sqrt), row.root, `${L}x, root`);
    const below = (level: number) => countOf(values, (value) => value < level);
    expectShareOf(below(row.median), values.length, 0.5, `${L}x, median`);
    const worse = countOf(values, (value, path) => value < coin[path]!);
    expectShareOf(worse, values.length, row.belowPrice, `${L}x below the coin`);
  }
});

// Ahn, Haugh & Jain (2015): the token is itself a Heston price. Its square is too skewed for the mean of a sample this
// size.
test('a Heston price of L² the variance, |L| its volatility and sign(L) the correlation is that token', () => {
  const { law, rows } = oracles.tokens;
  for (const { L, ...row } of rows.filter(({ square }) => square !== undefined)) {
    const { v0, theta, xi, rho } = law;
    const scaled = { v0: L * L * v0, theta: L * L * theta, xi: Math.abs(L) * xi, rho: Math.sign(L) * rho };
    const values = run({ ...law, ...scaled }, { steps: 60, paths: 20_000, seed: `${L}x` })('spot', 'finalValue');
    const root = row.root!;
    expectSampleOf(values.map(Math.sqrt), { mean: root, sd: Math.sqrt(1 - root * root), skewness: 2 }, `${L}x, root`);
    expectPut(values, 1, row.call1, 1, `${L}x`);
    expectPut(values, 1.5, row['call1.5'], 1, `${L}x`);
  }
});

test('jumps of normal size at Poisson times change the law of the price as Bates has it, and leave its mean', () => {
  const jumps = { perYear: 30, mean: -0.08, deviation: 0.1 };
  const law: HestonLaw = { ...oracles.tokens.law, mu: 0.1, jumps };
  const sizes = { jumpsPerYear: jumps.perYear, jumpMean: jumps.mean, jumpDeviation: jumps.deviation };
  for (const steps of [10, 120]) {
    const price = bates({ of: hestonOf(law), ...sizes });
    const found = run(law, { price, steps, paths: 20_000, seed: `Bates ${steps}` });
    const values = found('spot', 'finalValue');
    const mean = Math.exp(law.mu! * law.T);
    for (const strike of [0.7, 1, 1.4]) expectPut(values, strike, call(law, LOG_PRICE, strike), mean, `${steps} steps`);
    expectShareOf(
      countOf(values, (value) => value > 1),
      values.length,
      chanceAbove(law, LOG_PRICE, 0),
      'above',
    );
    const [n, { mean: m, deviation: d }] = [jumps.perYear * law.T, jumps];
    const variance = n * (m * m + d * d);
    const fourth = n * (m ** 4 + 6 * m * m * d * d + 3 * d ** 4);
    const exact = { mean: n * m, sd: Math.sqrt(variance), skewness: 1, kurtosis: 3 + fourth / variance ** 2 };
    expectSampleOf(found(null, 'jumpSum'), exact, 'what jumps added');
  }
});
