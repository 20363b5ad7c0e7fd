import { expect, test } from 'vitest';
import { noFunding } from '../../src/markets/funding/no-funding.ts';
import { garch } from '../../src/markets/price/garch.ts';
import { studentT } from '../../src/markets/price/student-t.ts';
import { gammaTails, logGamma } from '../../src/math/gamma.ts';
import { spot } from '../../src/rivals/spot.ts';
import { scenario } from '../../src/scenario/scenario.ts';
import { dealtPrice } from '../support/dealt-price.ts';
import {
  CHI_SQUARE_99_1E4,
  chiSquareOf100,
  KOLMOGOROV_1E4,
  kolmogorov,
  normalCdf,
  normalMean,
} from '../support/exact.ts';
import { runScenario } from '../support/run.ts';
import oracles from './periods.json' with { type: 'json' };

const DAILY = 0.8 / Math.sqrt(365);
const expectClose = (found: number, exact: number, tolerance: number) =>
  expect(Math.abs(found / exact - 1), `found ${found}, exact ${exact}`).toBeLessThan(tolerance);

/** The deviation of a day, in those of a mean day, that belongs to a score. */
function deviationAt(degreesOfFreedom: number): (score: number) => number {
  const day = dealtPrice(studentT({ volatilityPerYear: 0.8, degreesOfFreedom }), 1);
  return (mixing) => Math.sqrt(day([{ mixing }])[0]!.variance) / DAILY;
}

// Kills: a scale of sqrt(nu / (nu - 2)) or none, nu for nu / 2, scores turned round.
test('STU-01: Student-t days have the oracle’s probabilities far out, below -4 deviations and below two thirds', () => {
  for (const { nu, belowMinus4sd, belowTwoThirds } of oracles['STU-01'].expect) {
    const deviation = deviationAt(nu);
    const below = (level: number) => normalMean((score) => normalCdf(level / deviation(score)));
    expectClose(below(-4), belowMinus4sd, 1e-5);
    expectClose(below(Math.log(2 / 3) / DAILY), belowTwoThirds, 1e-5);
  }
});

test('the variance of the mixture is 1 and its kurtosis 3 + 6 / (nu - 4), where they can be seen', () => {
  const deviation = deviationAt(12);
  expectClose(
    normalMean((score) => deviation(score) ** 2),
    1,
    2e-5,
  );
  expectClose(
    normalMean((score) => 3 * deviation(score) ** 4),
    3 + 6 / 8,
    5e-5,
  );
});

// With an even number nu of degrees of freedom, chi² / 2 is above x with the chance of fewer than nu / 2 events of a Poisson law.
test('a score stands for that quantile of chi-square which it is of the normal law, between the entries of the table too', () => {
  for (const nu of [4, 6]) {
    const deviation = deviationAt(nu);
    for (const score of [-5.9, -3.001, -1, -0.123, 0, 0.777, 2, 4.5]) {
      const x = (nu / 2 - 1) / deviation(score) ** 2;
      const events = nu === 4 ? 1 + x : 1 + x + (x * x) / 2;
      expect(Math.abs(Math.exp(-x) * events - normalCdf(-score))).toBeLessThan(2e-6);
    }
  }
});

test('days of three 8-hour steps are Student-t with three degrees of freedom: Kolmogorov and chi-square at 1e-4', () => {
  const days = (price: ReturnType<typeof studentT>) => {
    const setting = () => ({ days: 1, stepMinutes: 480, price, funding: noFunding(), holdings: { spot: spot() } });
    const asked = scenario({ question: 'Is a day Student-t?', setting }).resolve({ paths: 20_000, seed: 'STU' });
    return runScenario(asked)(null, 'sumLogReturn');
  };
  const cdf = (x: number) => {
    const t = (x - 0.5 / 365) / DAILY;
    return 0.5 + (t / (1 + t * t) + Math.atan(t)) / Math.PI;
  };
  const price = { driftPerYear: 0.5, degreesOfFreedom: 3 };
  const logs = days(studentT({ ...price, volatilityPerYear: 0.8 }));
  expect(kolmogorov(logs, cdf)).toBeLessThan(KOLMOGOROV_1E4);
  expect(chiSquareOf100(logs, cdf)).toBeLessThan(CHI_SQUARE_99_1E4);
  const still = days(garch({ ...price, omega: 64e2 / 365, alpha: 0, beta: 0 }));
  for (const [path, log] of logs.entries()) expect(Math.abs(still[path]! - log)).toBeLessThan(1e-12);
});

test('the logarithm of the gamma function is that of factorials, and of their halves', () => {
  let [whole, half] = [0, Math.log(Math.PI) / 2];
  for (let n = 1; n <= 60; n++) {
    expect(Math.abs(logGamma(n) - whole)).toBeLessThan(1e-14 * Math.max(1, whole));
    expect(Math.abs(logGamma(n - 0.5) - half)).toBeLessThan(1e-14 * Math.max(1, half));
    whole += Math.log(n);
    half += Math.log(n - 0.5);
  }
});

test('the tails of the gamma distribution are those of squares of normal numbers, and of waiting times', () => {
  for (const x of [1e-6, 0.1, 0.5, 1, 1.9, 2.1, 4, 9, 18]) {
    const square = gammaTails(0.5, x);
    expectClose(square.above, 2 * normalCdf(-Math.sqrt(2 * x)), 1e-12);
    const third = gammaTails(3, x);
    expectClose(third.above, Math.exp(-x) * (1 + x + (x * x) / 2), 1e-12);
    expectClose(third.logDensity, Math.log(x ** 3 / 2) - x, 1e-13);
    expect(Math.abs(third.below + third.above - 1)).toBeLessThan(1e-15);
  }
  expectClose(gammaTails(3, 1e-4).below, 1e-12 / 6 - 1e-16 / 8 + 1e-20 / 20, 1e-12);
});
