import fc from 'fast-check';
import { expect, test } from 'vitest';
import { generatedClock } from '../../src/engine/clock.ts';
import { ScenarioError } from '../../src/engine/errors.ts';
import type { Model } from '../../src/engine/model.ts';
import { noFunding } from '../../src/markets/funding/no-funding.ts';
import { bates } from '../../src/markets/price/bates.ts';
import { gbm } from '../../src/markets/price/gbm.ts';
import { heston } from '../../src/markets/price/heston.ts';
import { math } from '../../src/math/math.ts';
import { spot } from '../../src/rivals/spot.ts';
import { openScenario } from '../../src/scenario/open-scenario.ts';
import { scenario } from '../../src/scenario/scenario.ts';
import { evenly, pinned } from '../support/arbitraries.ts';
import { normalMean } from '../support/exact.ts';

/** Any market, calm or wild; Feller's condition broken as often as not, and variance at zero now and then. */
const markets = fc.record({
  driftPerYear: evenly(-2, 2),
  volatilityPerYear: fc.oneof(evenly(0, 1.5), fc.constant(0)),
  longRunVolatilityPerYear: evenly(0.05, 1.5),
  reversionPerYear: evenly(0.1, 50),
  volatilityOfVariance: fc.oneof(evenly(0, 6), fc.constantFrom(0, 1e-12, 1e-6)),
  correlation: fc.oneof(evenly(-1, 1), fc.constantFrom(-1, 0, 1)),
});

interface Left {
  readonly logReturn: number;
  readonly simpleReturn: number;
  readonly shock: number;
  readonly variance: number;
  readonly variancePerYear: number;
}

/** The first step of a price, of shocks of the price and of variance that are given. */
function firstStep(model: Model<'price'>, stepMinutes: number): (z: number, y: number) => Left {
  const k = model.constants({
    clock: generatedClock(stepMinutes / 1440, stepMinutes),
    hasRange: false,
    targetLeverage: 0,
    limits: { low: 0, high: 0 },
    isPart: false,
    recording: {},
  });
  type Run = (s: object, k: object, draw: object, at: object, ports: object, math: object) => void;
  return (z, ofVariance) => {
    const s = { ...model.state };
    (model.begin as Run)(s, k, {}, {}, {}, math);
    (model.step as Run)(s, k, { z, ofVariance }, {}, {}, math);
    return s as unknown as Left;
  };
}

/** E[f] over both shocks of a step; of the price's a few points do, as the log return is linear in it. */
function meanOverShocks(step: (z: number, y: number) => Left, f: (left: Left) => number): number {
  const width = 0.75;
  return normalMean((y) => {
    let sum = 0;
    for (let z = -9; z <= 9; z += width) sum += f(step(z, y)) * Math.exp((-z * z) / 2);
    return (sum * width) / Math.sqrt(2 * Math.PI);
  });
}

const seeded = (name: string, numRuns: number) => ({ seed: pinned(name), numRuns });

// Kills: a correction left out or half done, of either shape; tilts and variances of the wrong size.
test('the price of one step has its exact mean, in any market and at any step of at most two days', () => {
  fc.assert(
    fc.property(markets, fc.constantFrom(5, 60, 1440, 2880), (market, stepMinutes) => {
      const step = firstStep(heston(market), stepMinutes);
      const mean = meanOverShocks(step, ({ simpleReturn }) => simpleReturn);
      expect(mean).toBeCloseTo(Math.expm1((market.driftPerYear * stepMinutes) / 525_600), 6);
    }),
    seeded('mean of a step', 25),
  );
});

// Kills: the spread of one term of the exact variance; a scale of the exponential that is its rate; a threshold between
// shapes that is too low.
test('variance after a step has the exact mean and variance of the square-root process, in either shape', () => {
  fc.assert(
    fc.property(markets, fc.constantFrom(60, 1440, 14_400), (market, stepMinutes) => {
      const { volatilityPerYear, longRunVolatilityPerYear, reversionPerYear: kappa, volatilityOfVariance: xi } = market;
      const [v0, theta] = [volatilityPerYear ** 2, longRunVolatilityPerYear ** 2];
      const keep = Math.exp((-kappa * stepMinutes) / 525_600);
      const mean = theta + (v0 - theta) * keep;
      const variance = ((xi * xi) / kappa) * (1 - keep) * (v0 * keep + (theta / 2) * (1 - keep));
      const step = firstStep(heston({ ...market, correlation: 0 }), stepMinutes);
      const of = (f: (v: number) => number) => normalMean((y) => f(step(0, y).variancePerYear));
      expect(of((v) => v) / mean).toBeCloseTo(1, 4);
      expect(of((v) => (v - mean) ** 2) - variance).toBeLessThan(1e-3 * variance + 1e-14);
      expect(of((v) => (v - mean) ** 2) - variance).toBeGreaterThan(-1e-3 * variance - 1e-14);
    }),
    seeded('moments of variance', 40),
  );
});

// Kills: a correlation turned round, or dropped from the shock that funding reads.
test('price and variance move together as they are correlated, and the shock is a standard normal behind the return', () => {
  fc.assert(
    fc.property(markets, evenly(-1, 1), (market, correlation) => {
      const start = { volatilityPerYear: 0.8, reversionPerYear: 5, volatilityOfVariance: 1, driftPerYear: 0 };
      const step = firstStep(heston({ ...market, ...start, correlation }), 60);
      const shocks = (f: (left: Left) => number) => meanOverShocks(step, f);
      expect(shocks(({ shock }) => shock * shock)).toBeCloseTo(1, 9);
      const own = shocks(({ logReturn, shock }) => logReturn * shock);
      expect(own / (0.8 * Math.sqrt(1 / 8760))).toBeCloseTo(1, 2);
      const together = shocks(({ logReturn, variancePerYear }) => logReturn * (variancePerYear - 0.64));
      expect(together / (0.64 / 8760)).toBeCloseTo(correlation, 2);
    }),
    seeded('correlation', 4),
  );
});

// Kills: differences of nearly equal numbers over a small xi.
test('as the volatility of variance goes to nothing a step becomes that of a Brownian price, shock by shock', () => {
  fc.assert(
    fc.property(markets, evenly(-3, 3), evenly(-3, 3), fc.constantFrom(1e-13, 1e-9, 1e-6), (market, z, y, xi) => {
      const still = { ...market, volatilityPerYear: market.longRunVolatilityPerYear, volatilityOfVariance: xi };
      const left = firstStep(heston(still), 60)(z, y);
      const [dt, sigma] = [1 / 8760, still.longRunVolatilityPerYear];
      const brownian = (still.driftPerYear - (sigma * sigma) / 2) * dt + sigma * Math.sqrt(dt) * left.shock;
      // Correlation acts over the mean reversion of a step, too: a factor 1 + kappa dt / 2 that vanishes with the step.
      expect(Math.abs(left.logReturn - brownian)).toBeLessThan(3e-6 + 4 * sigma * Math.sqrt(dt) * 50 * dt);
    }),
    seeded('small xi', 200),
  );
});

const traced = (price: Model<'price'>, days: number, stepMinutes: number) => {
  const setting = () => ({ days, stepMinutes, price, funding: noFunding(), holdings: { spot: spot() } });
  const simulation = openScenario(
    scenario({ question: 'What is in each step?', setting }).resolve({ seed: 'traced' }),
    new Map(),
    'plain',
  );
  const found: Left[] = [];
  simulation.trace(1, (_step, phase, place, state) => {
    if (phase === 'step' && place === 'price') found.push({ ...state } as unknown as Left);
  });
  return found;
};

test('without volatility of variance, from its long run on, it is geometric Brownian motion on the same random numbers', () => {
  const still = { volatilityPerYear: 0.7, longRunVolatilityPerYear: 0.7, reversionPerYear: 3, volatilityOfVariance: 0 };
  const steps = traced(heston({ ...still, driftPerYear: 0.3, correlation: -0.5 }), 30, 60);
  const brownian = traced(gbm({ driftPerYear: 0.3, volatilityPerYear: 0.7 }), 30, 60);
  expect(steps.length).toBe(720);
  for (const [i, { logReturn, shock, variance }] of steps.entries()) {
    expect(Math.abs(logReturn - brownian[i]!.logReturn)).toBeLessThan(1e-16);
    expect(shock).toBe(brownian[i]!.shock);
    expect(Math.abs(variance / brownian[i]!.variance - 1)).toBeLessThan(1e-13);
  }
});

test('variance is never below zero and what the price meets of it never either, wherever it starts and however wild it is', () => {
  const wild = fc.record({
    xi: evenly(0, 20),
    start: fc.constantFrom(0, 1e-150, 0.01, 3),
    theta: fc.constantFrom(0, 0.3, 2),
  });
  fc.assert(
    fc.property(markets, wild, fc.constantFrom(15, 1440), (market, { xi, start, theta }, stepMinutes) => {
      const levels = { volatilityPerYear: start, longRunVolatilityPerYear: theta, volatilityOfVariance: xi };
      const steps = traced(heston({ ...market, ...levels }), (100 * stepMinutes) / 1440, stepMinutes);
      expect(steps.length).toBe(100);
      for (const { variancePerYear, variance } of steps) {
        expect(variancePerYear).toBeGreaterThanOrEqual(0);
        expect(variance).toBeGreaterThanOrEqual(0);
      }
    }),
    seeded('not below zero', 40),
  );
});

test('a Bates price without jumps is its Heston price, to the bit, and with them differs by the jumps and what they add to the drift', () => {
  const of = () => heston({ ...calm, volatilityOfVariance: 3, correlation: -0.4 });
  const smooth = traced(of(), 20, 60);
  expect(traced(bates({ of: of(), jumpsPerYear: 0, jumpMean: -1, jumpDeviation: 1 }), 20, 60).map(returns)).toEqual(
    smooth.map(returns),
  );
  const jumpy = traced(bates({ of: of(), jumpsPerYear: 300, jumpMean: -0.1, jumpDeviation: 0 }), 20, 60);
  const compensator = (300 / 8760) * Math.expm1(-0.1);
  const jumps = jumpy.map(({ logReturn }, i) => (logReturn - smooth[i]!.logReturn + compensator) / -0.1);
  expect(jumps.filter((n) => Math.abs(n) > 0.5).length).toBeGreaterThan(8);
  for (const n of jumps) expect(Math.abs(n - Math.round(n))).toBeLessThan(1e-12);
});

const calm = { volatilityPerYear: 0.6, longRunVolatilityPerYear: 0.6, reversionPerYear: 3 };
const returns = ({ logReturn, shock, variance }: Left) => ({ logReturn, shock, variance });

test('steps of at most 0.4 / reversionPerYear years keep the mean of the price, whatever else is asked for', () => {
  fc.assert(
    fc.property(markets, evenly(0.01, 20), evenly(0, 0.4), (market, xi, share) => {
      const stepMinutes = (share / market.reversionPerYear) * 525_600 + 1;
      expect(
        firstStep(heston({ ...market, volatilityOfVariance: xi }), stepMinutes)(0.3, 2).simpleReturn,
      ).toBeGreaterThan(-1);
    }),
    seeded('short enough', 500),
  );
});

test('a broken Feller condition is legal and said by name; what cannot be simulated honestly is refused by name', () => {
  const feller = (volatilityOfVariance: number) =>
    heston({ ...calm, volatilityOfVariance, correlation: 0 }).assumptions.some((line) => line.includes('Feller'));
  // 2 kappa theta = 2.16 = 1.4697².
  expect([feller(1.46), feller(1.48)]).toEqual([false, true]);
  const open = (price: Model<'price'>, stepMinutes: number) => () => traced(price, stepMinutes / 720, stepMinutes);
  const wild = (correlation: number) => heston({ ...calm, reversionPerYear: 6, volatilityOfVariance: 18, correlation });
  expect(open(wild(1), 87_600)).toThrow(ScenarioError);
  expect(open(wild(1), 87_600)).toThrow(/heston: .* too large for steps of 0\.167 years: .*; at most 0\.0667 years/);
  expect(open(wild(1), 34_560)).not.toThrow();
  expect(open(wild(-1), 87_600)).not.toThrow();
  const sizes = { jumpsPerYear: 1000, jumpMean: 0, jumpDeviation: 0 };
  expect(open(bates({ of: wild(0), ...sizes }), 14_400)).toThrow(
    /bates: a step must expect at most 16 jumps, or the law of their number does not hold; got 27\.40/,
  );
  expect(bates({ of: gbm({ volatilityPerYear: 1 }), ...sizes }).problems.join()).toMatch(
    /of must be a price of heston/,
  );
});
