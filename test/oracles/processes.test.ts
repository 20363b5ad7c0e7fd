import { expect, test } from 'vitest';
import { marketMetric } from '../../src/engine/define.ts';
import type { Model } from '../../src/engine/model.ts';
import { meanRevertingFunding } from '../../src/markets/funding/mean-reverting-funding.ts';
import { noFunding } from '../../src/markets/funding/no-funding.ts';
import { twoFactorFunding } from '../../src/markets/funding/two-factor-funding.ts';
import { gbm } from '../../src/markets/price/gbm.ts';
import { meanReverting } from '../../src/markets/price/mean-reverting.ts';
import { spot } from '../../src/rivals/spot.ts';
import { scenario } from '../../src/scenario/scenario.ts';
import { CHI_SQUARE_99_1E4, chiSquareOf100, KOLMOGOROV_1E4, kolmogorov, normalCdf } from '../support/exact.ts';
import { expectSampleOf, meanOf, sdOf } from '../support/monte-carlo.ts';
import { runScenario } from '../support/run.ts';
import oracles from './stochastic.json' with { type: 'json' };

/** The last rate, the one three steps before it, and the log price at half of the run. */
const late = marketMetric({
  name: 'late',
  options: {},
  state: { lastRate: 0, earlierRate: 0, log: 0, logHalfway: 0 },
  results: ['lastRate', 'earlierRate', 'logHalfway'],
  constants: (_options, { clock }) => ({ steps: clock.steps, half: clock.steps / 2 }),
  step: (s, k, _draw, at, ports) => {
    s.log += ports.price.logReturn;
    s.lastRate = ports.funding.rate;
    if (at.step === k.steps - 4) s.earlierRate = ports.funding.rate;
    if (at.step + 1 === k.half) s.logHalfway = s.log;
  },
});

interface Market {
  readonly price: Model<'price'>;
  readonly funding?: Model<'funding'>;
  readonly days: number;
  readonly stepMinutes: number;
  readonly paths: number;
  readonly seed: string;
}

function run({ price, funding = noFunding(), days, stepMinutes, paths, seed }: Market) {
  const setting = () => ({ days, stepMinutes, price, funding, holdings: { spot: spot() }, metrics: [late()] });
  return runScenario(scenario({ question: 'What is the law of this market?', setting }).resolve({ paths, seed }));
}

/** Sample mean of a product of two centred quantities against its exact value, by the sample's own error. */
function expectCovariance(a: Float64Array, b: Float64Array, means: readonly [number, number], exact: number): void {
  const products = a.map((value, path) => (value - means[0]) * (b[path]! - means[1]));
  const z = (meanOf(products) - exact) / (sdOf(products) / Math.sqrt(products.length));
  expect(Math.abs(z), `covariance ${meanOf(products)}, exact ${exact}`).toBeLessThan(4.5);
}

const { kappa, theta, eta, f0, dt, n } = oracles['FND-01'].params;
const deviation = eta / Math.sqrt(2 * kappa);
const ou = (correlation: number) =>
  meanRevertingFunding({
    meanPerYear: theta,
    deviationPerYear: deviation,
    halfLifeDays: (365 * Math.LN2) / kappa,
    startDeviations: (f0 - theta) / deviation,
    correlation,
    capPer8h: 1,
  });

test('FND-01: a rate that returns to its mean has the exact law at the last of 90 stamps, and so has the sum it charges', () => {
  const { expect: expected } = oracles['FND-01'];
  const market = { price: gbm({ volatilityPerYear: 0.8 }), funding: ou(0), days: n / 3, stepMinutes: 480 };
  const found = run({ ...market, paths: 10_000, seed: 'FND-01' });
  // Charged per stamp, compared per year: 1095 stamps make a year.
  const [last, earlier, sum] = [found(null, 'lastRate'), found(null, 'earlierRate'), found(null, 'fundingSum')].map(
    (rates) => rates.map((rate) => rate / dt),
  ) as [Float64Array, Float64Array, Float64Array];
  expectSampleOf(last, { mean: expected.mean_n, sd: Math.sqrt(expected.variance_n), kurtosis: 3 }, 'last rate');
  expectSampleOf(sum, { mean: expected.sum_mean, sd: Math.sqrt(expected.sum_variance), kurtosis: 3 }, 'sum');
  const keep = expected.ar_coefficient;
  const variance = expected.stationary_variance * (1 - keep ** (2 * (n - 3)));
  const earlierMean = theta + (f0 - theta) * keep ** (n - 3);
  expectCovariance(last, earlier, [expected.mean_n, earlierMean], expected.autocorr_lag3 * variance);
});

test('FND-02: funding correlated with the price covaries with it exactly as two correlated Brownian motions do', () => {
  const { params, expect: expected } = oracles['FND-02'];
  const price = gbm({ driftPerYear: params.mu, volatilityPerYear: params.sigma });
  const found = run({ price, funding: ou(params.rho), days: n / 3, stepMinutes: 480, paths: 10_000, seed: 'FND-02' });
  // The price after a stamp does not covary with its rate, so that stamp k adds sigma eta rho (1 - e^(-kappa t_k)) / kappa.
  let charged = 0;
  for (let k = 1; k <= n; k++) charged += (dt * params.sigma * eta * params.rho * -Math.expm1(-kappa * k * dt)) / kappa;
  expect(Math.abs(charged / expected.cov_X_I - 1)).toBeLessThan(0.03);
  const means = [(params.mu - params.sigma ** 2 / 2) * params.T, oracles['FND-01'].expect.sum_mean * dt] as const;
  expectCovariance(found(null, 'sumLogReturn'), found(null, 'fundingSum'), means, charged);
});

test('funding with two factors has the variance of both, and the autocovariance of both half-lives', () => {
  const [fast, slow] = [0.2, 0.3];
  const options = {
    meanPerYear: 0.1,
    fastDeviationPerYear: fast,
    fastHalfLifeHours: 8,
    slowDeviationPerYear: slow,
    slowHalfLifeDays: 2,
  };
  const found = run({
    price: gbm({ volatilityPerYear: 0.8 }),
    funding: twoFactorFunding({ ...options, capPer8h: 1 }),
    days: 20,
    stepMinutes: 480,
    paths: 8000,
    seed: 'two factors',
  });
  const [last, earlier] = [found(null, 'lastRate'), found(null, 'earlierRate')].map((rates) =>
    rates.map((rate) => rate * 1095),
  ) as [Float64Array, Float64Array];
  const variance = (stamps: number) => fast * fast * (1 - 0.25 ** stamps) + slow * slow * (1 - 2 ** (-stamps / 3));
  expectSampleOf(last, { mean: 0.1, sd: Math.sqrt(variance(60)), kurtosis: 3 }, 'last rate');
  const kept = fast * fast * (1 - 0.25 ** 57) * 0.5 ** 3 + slow * slow * (1 - 2 ** (-57 / 3)) * 2 ** -0.5;
  expectCovariance(last, earlier, [0.1, 0.1], kept);
});

test('a pulled log price has the exact variance and autocovariance at any step, and keeps its stationary law', () => {
  const [volatility, halfLifeDays, days] = [0.8, 5, 40];
  const pull = (365 * Math.LN2) / halfLifeDays;
  const variance = (elapsed: number) =>
    ((volatility * volatility) / (2 * pull)) * -Math.expm1((-2 * pull * elapsed) / 365);
  for (const stepMinutes of [1440, 5760]) {
    const found = run({
      price: meanReverting({ volatilityPerYear: volatility, halfLifeDays }),
      days,
      stepMinutes,
      paths: 12_000,
      seed: `OU ${stepMinutes}`,
    });
    const [end, half] = [found(null, 'sumLogReturn'), found(null, 'logHalfway')];
    expectSampleOf(end, { mean: 0, sd: Math.sqrt(variance(days)), kurtosis: 3 }, 'log price');
    expectSampleOf(half, { mean: 0, sd: Math.sqrt(variance(days / 2)), kurtosis: 3 }, 'log price halfway');
    expectCovariance(end, half, [0, 0], variance(days / 2) * 2 ** (-days / 2 / halfLifeDays));
    const [mean, log] = [Math.exp(variance(days) / 2), Math.expm1(variance(days))];
    expectSampleOf(found('spot', 'finalValue'), { mean, sd: mean * Math.sqrt(log), skewness: 0.5 }, 'price');
  }
});

test('daily log returns, and months of 6-hour ones, are normal: Kolmogorov and chi-square at 1e-4', () => {
  for (const [days, stepMinutes, paths] of [
    [1, 1440, 40_000],
    [30, 360, 4000],
  ] as const) {
    const found = run({
      price: gbm({ driftPerYear: 0.3, volatilityPerYear: 0.8 }),
      days,
      stepMinutes,
      paths,
      seed: `PIT ${days}`,
    });
    const spread = 0.8 * Math.sqrt(days / 365);
    const cdf = (x: number) => normalCdf((x - (0.3 - 0.32) * (days / 365)) / spread);
    const logs = found(null, 'sumLogReturn');
    expect(kolmogorov(logs, cdf)).toBeLessThan(KOLMOGOROV_1E4);
    expect(chiSquareOf100(logs, cdf)).toBeLessThan(CHI_SQUARE_99_1E4);
    const wrong = (x: number) => cdf(x * 1.05);
    if (paths === 40_000) expect(kolmogorov(logs, wrong)).toBeGreaterThan(KOLMOGOROV_1E4);
  }
});
