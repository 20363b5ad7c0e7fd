import fc from 'fast-check';
import { expect, test } from 'vitest';
import { generatedClock } from '../../src/engine/clock.ts';
import { marketMetric } from '../../src/engine/define.ts';
import type { Model } from '../../src/engine/model.ts';
import { noFunding } from '../../src/markets/funding/no-funding.ts';
import { gbm } from '../../src/markets/price/gbm.ts';
import { roughVolatility, sumOfExponentials } from '../../src/markets/price/rough-volatility.ts';
import { spot } from '../../src/rivals/spot.ts';
import { scenario } from '../../src/scenario/scenario.ts';
import { evenly, pinned } from '../support/arbitraries.ts';
import { expectSampleOf, meanOf, sdOf } from '../support/monte-carlo.ts';
import { runScenario } from '../support/run.ts';
import { stepper } from '../support/step-once.ts';

/**
 * Log variance where the third and the last step begin, one step before the last, and halfway there; and the shock of
 * the last but one.
 */
const logVariance = marketMetric({
  name: 'logVariance',
  options: {},
  state: { last: 0, before: 0, halfway: 0, third: 0, shock: 0, shockBefore: 0 },
  results: ['last', 'before', 'halfway', 'third', 'shockBefore'],
  constants: (_options, { clock }) => ({ half: (clock.steps - 1) / 2, stepYears: clock.stepYears }),
  step: (s, k, _draw, at, ports, math) => {
    s.before = s.last;
    s.last = math.log(ports.price.variance / k.stepYears);
    s.shockBefore = s.shock;
    s.shock = ports.price.shock;
    if (at.step === k.half) s.halfway = s.last;
    if (at.step === 2) s.third = s.last;
  },
});

const STEPS = 129;
const YEARS = STEPS / 365;
const DAY = 1 / 365;

function run(price: Model<'price'>, paths: number, metrics = [logVariance()]) {
  const setting = () => ({
    days: STEPS,
    stepMinutes: 1440,
    price,
    funding: noFunding(),
    holdings: { spot: spot() },
    metrics,
  });
  return runScenario(scenario({ question: 'How rough is it?', setting }).resolve({ paths, seed: 'rough' }));
}

/**
 * Covariance of Y at s <= t: 2 H times the integral over (0, s) of (t - u)^(H - 1/2) (s - u)^(H - 1/2); with s - u =
 * w^p, p = 1 / (H + 1/2), nothing is singular, and the midpoint rule will do.
 */
function covariance(H: number, s: number, t: number): number {
  const [p, cells] = [1 / (H + 0.5), 20_000];
  const end = s ** (1 / p);
  let sum = 0;
  for (let i = 0; i < cells; i++) {
    const w = ((i + 0.5) / cells) * end;
    sum += (t - s + w ** p) ** (H - 0.5);
  }
  return (2 * H * p * sum * end) / cells;
}

// Kills: a weight or a rate that is off; a range that ends before the run.
test('eight exponentials are within 2.5 % of the kernel from one step to the whole run', () => {
  fc.assert(
    fc.property(evenly(0.02, 0.45), fc.integer({ min: 2, max: 10_000 }), evenly(0, 1), (H, steps, place) => {
      const { rates, weights } = sumOfExponentials(0.5 - H, steps);
      const u = steps ** place;
      const sum = weights.reduce((total, weight, i) => total + weight * Math.exp(-rates[i]! * u), 0);
      expect(Math.abs(sum * u ** (0.5 - H) - 1)).toBeLessThan(0.025);
    }),
    { seed: pinned('kernel of rough volatility'), numRuns: 500 },
  );
});

test.each([0.05, 0.1, 0.3])(
  'log variance of H = %f has the mean, variance and covariances of fractional noise',
  (hurst) => {
    const [eta, sigma, correlation] = [1.3, 0.7, -0.6];
    const found = run(
      roughVolatility({ volatilityPerYear: sigma, hurst, logVarianceDeviation: eta, correlation }),
      20_000,
    );
    const [last, before, halfway] = [found(null, 'last'), found(null, 'before'), found(null, 'halfway')];
    const end = YEARS - DAY;
    const variance = eta * eta * end ** (2 * hurst);
    // The kernel's error makes the deviation up to half a per cent too large: of 20,000 paths, one standard error.
    expectSampleOf(last, { mean: Math.log(sigma * sigma) - variance / 2, sd: Math.sqrt(variance), kurtosis: 3 });
    const early = eta * eta * (2 * DAY) ** (2 * hurst);
    const third = { mean: Math.log(sigma * sigma) - early / 2, sd: Math.sqrt(early), kurtosis: 3 };
    expectSampleOf(found(null, 'third'), third, 'third step');
    const centre = (values: Float64Array) => {
      const mean = meanOf(values);
      return values.map((value) => value - mean);
    };
    const expectMean = (values: Float64Array, exact: number, slack: number) =>
      expect(Math.abs(meanOf(values) - exact)).toBeLessThan(
        4.5 * (sdOf(values) / Math.sqrt(values.length)) + slack * exact,
      );
    const [x, y] = [centre(last), centre(halfway)];
    expectMean(
      x.map((value, path) => value * y[path]!),
      eta * eta * covariance(hurst, end / 2, end),
      0.01,
    );
    const change = centre(last.map((value, path) => value - before[path]!));
    const exactChange = variance + eta * eta * ((end - DAY) ** (2 * hurst) - 2 * covariance(hurst, end - DAY, end));
    expectMean(
      change.map((value) => value * value),
      exactChange,
      0.01,
    );
    // A shock of the price reaches log variance as one of dB does: by the kernel's mean over the step.
    const shock = found(null, 'shockBefore');
    const reached = correlation * eta * Math.sqrt(2 * hurst) * (DAY ** hurst / (hurst + 0.5));
    const together = x.map((value, path) => value * shock[path]!);
    expect(Math.abs(meanOf(together) - reached)).toBeLessThan((4.5 * sdOf(together)) / Math.sqrt(together.length));
  },
);

test('the mean of variance is the same at every time, and the mean of the price has the drift', () => {
  const found = run(
    roughVolatility({
      driftPerYear: 0.4,
      volatilityPerYear: 0.6,
      hurst: 0.1,
      logVarianceDeviation: 0.5,
      correlation: -0.5,
    }),
    30_000,
  );
  const variances = found(null, 'last').map((log) => Math.exp(log));
  const log = 0.25 * (YEARS - DAY) ** 0.2;
  expectSampleOf(variances, { mean: 0.36, sd: 0.36 * Math.sqrt(Math.expm1(log)), skewness: 2 });
  const prices = found('spot', 'finalValue');
  const z = (meanOf(prices) - Math.exp(0.4 * YEARS)) / (sdOf(prices) / Math.sqrt(prices.length));
  expect(Math.abs(z)).toBeLessThan(4.5);
});

// Kills: half a variance that is subtracted a step early or late.
test('where no shock comes, log variance falls below that of the mean by half its own variance', () => {
  for (const hurst of [0.05, 0.3]) {
    const price = roughVolatility({ volatilityPerYear: 0.7, hurst, logVarianceDeviation: 1.3, correlation: -0.5 });
    const once = stepper(price, generatedClock(STEPS, 1440));
    for (const step of [0, 1, 2, 10, STEPS - 1]) {
      const { variancePerYear } = once({}, { z: 0, older: 0, latest: 0 }, step);
      const subtracted = -2 * Math.log(variancePerYear! / 0.49);
      expect(Math.abs(subtracted / (1.69 * ((step + 1) * DAY) ** (2 * hurst)) - 1), `step ${step}`).toBeLessThan(0.01);
    }
  }
});

test('without a deviation of log variance it is geometric Brownian motion on the same random numbers', () => {
  const still = { volatilityPerYear: 0.7, logVarianceDeviation: 0, hurst: 0.1, correlation: 0.4 };
  const [one, other] = [roughVolatility(still), gbm({ volatilityPerYear: 0.7 })].map((price) =>
    run(price, 20, [])('spot', 'finalValue'),
  );
  for (const [path, value] of one!.entries()) expect(Math.abs(value / other![path]! - 1)).toBeLessThan(1e-13);
});

test('a positive correlation is legal, and what it does to the mean of the price is said', () => {
  const says = (correlation: number) =>
    roughVolatility({ volatilityPerYear: 1, hurst: 0.1, logVarianceDeviation: 1, correlation }).assumptions.join();
  expect(says(0.1)).toMatch(/Gassiat/);
  expect(says(-0.1)).not.toMatch(/Gassiat/);
});
