import { expect, test } from 'vitest';
import { returnDriven } from '../../src/markets/funding/return-driven.ts';
import { twoFactorFunding } from '../../src/markets/funding/two-factor-funding.ts';
import { gbm } from '../../src/markets/price/gbm.ts';
import { expectSampleOf } from '../support/monte-carlo.ts';
import { expectCovarianceOf, sample } from './support.ts';

const [volatility, drift] = [0.7, 0.6];
const driving = { meanPerYear: 0.1, responsePerYear: 2, memoryDays: 6, delayHours: 18 };
const own = { fastDeviationPerYear: 0.1, fastHalfLifeHours: 10, slowDeviationPerYear: 0.2, slowHalfLifeDays: 5 };
const price = gbm({ driftPerYear: drift, volatilityPerYear: volatility });

const [m, d] = [driving.memoryDays, driving.delayHours / 24];
const c = m / (m - d);
/** The weight of a return, summed over ages from 0 to t days. */
const weightUntil = (t: number) => c * (m * -Math.expm1(-t / m) - d * -Math.expm1(-t / d));
const variancePerDay = (volatility * volatility) / 365;
const logDriftPerDay = (drift - (volatility * volatility) / 2) / 365;

interface Case {
  readonly stepMinutes: number;
  readonly lag: number;
}

function run({ stepMinutes, lag }: Case) {
  const days = 30;
  const found = sample({
    ...{ funding: returnDriven({ ...driving, ...own, capPer8h: 1 }), price, days, stepMinutes, lag },
    ...{ paths: 12_000, seed: `return driven ${stepMinutes} ${lag}` },
  });
  // Several stamps of a step are charged together, and compared one by one, a year.
  const last = found.last.map((rate) => (rate * 1095) / (stepMinutes / 480));
  const step = stepMinutes / 1440;
  const n = days / step;
  let squares = 0;
  for (let k = 0; k < n; k++) squares += (weightUntil((k + 1) * step) - weightUntil(k * step)) ** 2 / step;
  const ownVariance =
    own.fastDeviationPerYear ** 2 * (1 - 0.25 ** ((24 * days) / own.fastHalfLifeHours)) +
    own.slowDeviationPerYear ** 2 * (1 - 0.25 ** (days / own.slowHalfLifeDays));
  const t = lag * step;
  return {
    last,
    recentLog: found.recentLog,
    t,
    exact: {
      mean: driving.meanPerYear + driving.responsePerYear * logDriftPerDay * weightUntil(days),
      sd: Math.sqrt(driving.responsePerYear ** 2 * variancePerDay * squares + ownVariance),
      kurtosis: 3,
    },
    covariance: driving.responsePerYear * variancePerDay * weightUntil(t),
  };
}

// Kills: the return of this step counted in full; a memory that is a half-life; response of the sum, or with the other sign.
test('under Brownian prices the rate has its exact law, and its covariance with past returns is that of the formula', () => {
  for (const each of [
    { stepMinutes: 480, lag: 1 },
    { stepMinutes: 480, lag: 21 },
    { stepMinutes: 1440, lag: 7 },
    { stepMinutes: 2880, lag: 7 },
  ]) {
    const { last, recentLog, t, exact, covariance } = run(each);
    const label = `steps of ${each.stepMinutes} minutes, ${t} days`;
    expectSampleOf(last, exact, label);
    expectCovarianceOf(last, recentLog, { means: [exact.mean, logDriftPerDay * t], covariance }, label);
  }
});

// Kills: a weight of the return that depends on the step.
test('in hourly steps its trailing return has the variance of continuous time', () => {
  const still = { fastDeviationPerYear: 0, slowDeviationPerYear: 0 };
  const { last } = sample({
    funding: returnDriven({ ...driving, ...still, capPer8h: 1, stampHours: 1 }),
    ...{ price: gbm({ driftPerYear: volatility ** 2 / 2, volatilityPerYear: volatility }) },
    ...{ days: 60, stepMinutes: 60, lag: 1, paths: 3000, seed: 'hourly' },
  });
  const variance = variancePerDay * c * c * (m / 2 + d / 2 - (2 * m * d) / (m + d));
  const sd = driving.responsePerYear * Math.sqrt(variance);
  expectSampleOf(
    last.map((rate) => rate * 8760),
    { mean: driving.meanPerYear, sd, kurtosis: 3 },
    'hourly',
  );
});

// Kills: a trailing return that is there without response; own shocks shared with the price.
test('without response it knows nothing of the price: it is funding with two factors, to the bit', () => {
  const market = { days: 10, stepMinutes: 240, lag: 1, paths: 40, seed: 'nesting' };
  const settled = { meanPerYear: 0.1, ...own, throughPremium: true, deadZonePer8h: 0.0001, stampHours: 4 } as const;
  const uncorrelated = { fastCorrelation: 0, slowCorrelation: 0 };
  const expected = sample({ ...market, funding: twoFactorFunding({ ...settled, ...uncorrelated }) }).last;
  for (const of of [price, gbm({ volatilityPerYear: 3 })]) {
    const funding = returnDriven({ ...settled, responsePerYear: 0 });
    expect(sample({ ...market, price: of, funding }).last).toEqual(expected);
  }
});

// Kills: a delay that divides by nothing; a return heard of a step too late.
test('without delay a return counts at once, and fades by half in ln 2 of the memory', () => {
  const sure = gbm({ driftPerYear: 0.5, volatilityPerYear: 0 });
  const still = { fastDeviationPerYear: 0, slowDeviationPerYear: 0 };
  const funding = returnDriven({ ...driving, ...still, delayHours: 0, capPer8h: 1 });
  const { first, last } = sample({
    ...{ funding, price: sure, days: 60, stepMinutes: 480, lag: 1 },
    ...{ paths: 1, seed: 'sure' },
  });
  const after = (days: number) => (0.1 + 2 * (0.5 / 365) * m * -Math.expm1(-days / m)) / 1095;
  expect(first[0]).toBeCloseTo(after(1 / 3), 15);
  expect(last[0]).toBeCloseTo(after(60), 15);
});

test('a delay as long as the memory is refused by name', () => {
  expect(returnDriven({ memoryDays: 2, delayHours: 48 }).problems).toEqual([
    'returnDriven: delayHours must be below 24 · memoryDays; got 48 and 24 · 2',
  ]);
});
