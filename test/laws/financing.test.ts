import fc from 'fast-check';
import { expect, test } from 'vitest';
import { constantFunding } from '../../src/markets/funding/constant-funding.ts';
import { meanRevertingFunding } from '../../src/markets/funding/mean-reverting-funding.ts';
import { noFunding } from '../../src/markets/funding/no-funding.ts';
import { recordedInterest } from '../../src/markets/funding/recorded-interest.ts';
import { gbm } from '../../src/markets/price/gbm.ts';
import { recordedCloses } from '../../src/markets/price/recorded.ts';
import { openScenario, requestsOf } from '../../src/scenario/open-scenario.ts';
import { requestKey } from '../../src/scenario/recording-tables.ts';
import { scenario } from '../../src/scenario/scenario.ts';
import { leveragedToken } from '../../src/tokens/leveraged-token.ts';
import { daily } from '../../src/tokens/rebalance/daily.ts';
import { runPaths } from '../support/run.ts';
import { openTape, stepEnds } from '../support/tape.ts';

const DAY_MS = 86_400_000;
const free = {
  rebalance: daily(),
  tradingFee: 0,
  managementPerDay: 0,
  subscriptionFee: 0,
  redemptionFee: 0,
  fundingPaidBy: 'nobody',
} as const;

// Kills: interest on notional instead of what is borrowed, interest that is due twice, of the wrong sign.
test('a rate that never moves costs what the same rate costs as a constant', () => {
  const leverages = [-3, -1, 0.5, 1, 2, 3];
  const holdings = Object.fromEntries(
    leverages.flatMap((leverage) => [
      [`part ${leverage}`, leveragedToken({ ...free, leverage, financing: constantFunding({ fundingPerYear: 0.05 }) })],
      [`constant ${leverage}`, leveragedToken({ ...free, leverage, financingPerYear: 0.05 })],
    ]),
  );
  const steps = 40;
  const { simulation, record } = openTape({ holdings, steps });
  fc.assert(
    fc.property(fc.array(fc.double({ min: -0.1, max: 0.1, noNaN: true }), { maxLength: steps }), (closes) => {
      record(closes.map((close) => ({ close })));
      for (const leverage of leverages) {
        const [part, constant] = ['part', 'constant'].map(
          (name) => stepEnds(simulation, `${name} ${leverage}`).at(-1)!,
        );
        expect(Math.abs(part!.value! / constant!.value! - 1)).toBeLessThan(1e-12);
      }
    }),
    { seed: 41, numRuns: 30 },
  );
});

/** Value of a fund on a market that stands still, after closes on these days, with these yields known at those closes. */
function standingStill(leverage: number, days: readonly number[], yields: readonly number[], yearDays?: 360 | 365) {
  const setting = () => ({
    price: recordedCloses({ file: 'closes.csv', time: 'date', barMinutes: 1440 }),
    funding: noFunding(),
    holdings: {
      fund: leveragedToken({
        ...free,
        leverage,
        financing: recordedInterest({ file: 'yields.csv', time: 'date', ...(yearDays && { yearDays }) }),
      }),
    },
  });
  const resolved = scenario({ question: 'What does borrowing cost?', setting }).resolve({ paths: 1 });
  const timeMs = Float64Array.from(days, (day) => day * DAY_MS);
  const recordings = new Map(
    requestsOf(resolved).map((request) => [
      requestKey(request),
      request.kind === 'bars'
        ? { closeTimeMs: timeMs, open: null, high: null, low: null, close: new Float64Array(days.length).fill(100) }
        : { timeMs, level: Float64Array.from(yields) },
    ]),
  );
  return stepEnds(openScenario(resolved, recordings, 'plain'), 'fund').map(({ value }) => value!);
}

// Kills: a day's interest by session, the yield of the close that ends a step, 365 for 360, the spot yield annualised twice.
test('interest runs by elapsed days, over 360, at the yield known when they began', () => {
  // Thursday, Friday, Monday: one day at 3.6 %, then three at 7.2 %; what a third close knows costs nothing yet.
  const [, friday, monday] = standingStill(3, [1, 2, 5], [3.6, 7.2, 99]);
  expect(friday).toBeCloseTo(1 - 2 * 0.0001, 15);
  expect(monday! / friday!).toBeCloseTo(1 - 2 * 3 * 0.0002, 15);
  expect(standingStill(3, [1, 2], [3.65, 0], 365)[1]).toBeCloseTo(1 - 2 * 0.0001, 15);
});

test('who is short, or holds less than his money, earns it; whose rate is below zero is paid to borrow', () => {
  expect(standingStill(-1, [1, 2], [3.6, 0])[1]).toBeCloseTo(1 + 2 * 0.0001, 15);
  expect(standingStill(0.5, [1, 2], [3.6, 0])[1]).toBeCloseTo(1 + 0.5 * 0.0001, 15);
  expect(standingStill(3, [1, 2], [-0.36, 0])[1]).toBeCloseTo(1 + 2 * 0.00001, 15);
});

test('a fund that pays funding, or a constant rate, is refused a second interest', () => {
  const financing = constantFunding({ fundingPerYear: 0.05 });
  const { fundingPaidBy, ...rest } = free;
  expect(leveragedToken({ ...rest, leverage: 3, financing }).problems).toEqual([
    'leveragedToken: financing must be 0 where holders pay funding: a fund holds perpetuals or borrows, not both',
  ]);
  expect(leveragedToken({ ...rest, fundingPaidBy, leverage: 3, financing, financingPerYear: 0.04 }).problems).toEqual([
    'leveragedToken: financingPerYear must be 0 where financing is constantFunding: interest is due once; got 0.04',
  ]);
});

// Kills: a part that a kernel reads as the constants of a missing one.
test('a kernel pays what the functions pay, to the bit', () => {
  const setting = () => ({
    days: 30,
    stepMinutes: 240,
    price: gbm({ volatilityPerYear: 0.8 }),
    funding: noFunding(),
    holdings: Object.fromEntries(
      [-2, 0.5, 3].map((leverage) => [
        `${leverage}`,
        leveragedToken({
          ...free,
          leverage,
          financingSpreadPerYear: 0.01,
          financing: meanRevertingFunding({ meanPerYear: 0.04, deviationPerYear: 0.02, halfLifeDays: 90 }),
        }),
      ]),
    ),
  });
  const resolved = scenario({ question: 'Is it the same?', setting }).resolve({ paths: 40 });
  const [kernel, plain] = (['wasm', 'plain'] as const).map((how) => {
    const simulation = openScenario(resolved, new Map(), how);
    expect(simulation.plainBecause).toEqual([]);
    return runPaths(simulation, 40);
  });
  for (const { name } of resolved.holdings) {
    expect(kernel!(name, 'finalValue')).toEqual(plain!(name, 'finalValue'));
    expect(kernel!(name, 'book/funding')).toEqual(plain!(name, 'book/funding'));
    expect(kernel!(name, 'book/funding').every((paid) => paid !== 0)).toBe(true);
  }
});

// Kills: a transition over one step length, taken over a weekend as over a day.
test('a rate that is drawn is refused on a recording with gaps, as a funding process is', () => {
  const financing = meanRevertingFunding({ meanPerYear: 0.04, deviationPerYear: 0.02, halfLifeDays: 90 });
  const setting = () => ({
    price: recordedCloses({ file: 'closes.csv', time: 'date', barMinutes: 1440 }),
    funding: noFunding(),
    holdings: { fund: leveragedToken({ ...free, leverage: 3, financing }) },
  });
  const resolved = scenario({ question: 'Does it run over a weekend?', setting }).resolve({ paths: 1 });
  const closesAfter = (...days: number[]) => {
    const closeTimeMs = Float64Array.from(days, (day) => day * DAY_MS);
    const bars = { closeTimeMs, open: null, high: null, low: null, close: closeTimeMs.map(() => 100) };
    return new Map(requestsOf(resolved).map((request) => [requestKey(request), bars]));
  };
  expect(() => openScenario(resolved, closesAfter(1, 2, 5), 'plain')).toThrow(
    /meanRevertingFunding: needs steps of equal length/,
  );
  expect(() => openScenario(resolved, closesAfter(1, 2, 3), 'plain')).not.toThrow();
});
