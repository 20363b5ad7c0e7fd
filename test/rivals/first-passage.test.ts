import { expect, test } from 'vitest';
import { noFunding } from '../../src/markets/funding/no-funding.ts';
import { gbm } from '../../src/markets/price/gbm.ts';
import { tradedPerpetual } from '../../src/rivals/traded-perpetual.ts';
import { scenario } from '../../src/scenario/scenario.ts';
import { countOf, MOST_STANDARD_ERRORS } from '../support/monte-carlo.ts';
import { runScenario } from '../support/run.ts';

/** The standard normal distribution by its own series, which shares nothing with the project's. */
function phi(x: number): number {
  if (Math.abs(x) > 7) return x > 0 ? 1 : 0;
  let [term, sum] = [x, x];
  for (let n = 1; n < 400; n++) {
    term *= (x * x) / (2 * n + 1);
    sum += term;
  }
  return 0.5 + (sum * Math.exp((-x * x) / 2)) / Math.sqrt(2 * Math.PI);
}

const VOLATILITY = 0.6;

/** That a Brownian price with this drift has been at or below a barrier under its start, watched all the time. */
function passage(barrier: number, drift: number, days: number): number {
  const nu = drift - VOLATILITY ** 2 / 2;
  const spread = VOLATILITY * Math.sqrt(days / 365);
  const gone = (nu * days) / 365;
  const b = Math.log(barrier);
  return phi((b - gone) / spread) + barrier ** ((2 * nu) / VOLATILITY ** 2) * phi((b + gone) / spread);
}

const MAINTENANCE = 0.004;
const barrierOf = (leverage: number) => (1 - 1 / leverage) / (1 - MAINTENANCE);
const cases = [
  { days: 30, drift: 0, column: 0 },
  { days: 30, drift: 0.18, column: 1 },
  { days: 90, drift: 0.4, column: 2 },
];
const published: readonly (readonly [leverage: number, shares: readonly number[]])[] = [
  [2, [8.677e-5, 6.168e-5, 0.01342306]],
  [3, [0.02389123, 0.01960337, 0.1377166]],
  [5, [0.22565135, 0.20268637, 0.40126702]],
  [10, [0.58382282, 0.55572142, 0.686997]],
  [20, [0.80156716, 0.78340001, 0.8473536]],
];

test('the closed form of a barrier that is always watched gives fifteen known numbers', () => {
  for (const [leverage, shares] of published) {
    for (const { days, drift, column } of cases) {
      const known = shares[column]!;
      expect(Math.abs(passage(barrierOf(leverage), drift, days) / known - 1)).toBeLessThan(known < 1e-3 ? 1e-4 : 1e-6);
    }
  }
});

const leverages = published.map(([leverage]) => leverage);

function liquidated(days: number, drift: number, stepMinutes: number, paths: number): readonly number[] {
  const venue = { exposure: 1, maintenanceMargin: MAINTENANCE, tradingFee: 0, paysToClose: false } as const;
  const setting = () => ({
    days,
    stepMinutes,
    price: gbm({ driftPerYear: drift, volatilityPerYear: VOLATILITY }),
    funding: noFunding(),
    holdings: Object.fromEntries(leverages.map((x) => [`${x}x`, tradedPerpetual({ ...venue, marginLeverage: x })])),
  });
  const run = runScenario(scenario({ question: 'Who is liquidated?', setting }).resolve({ paths, seed: 'passage' }));
  return leverages.map((x) => countOf(run(`${x}x`, 'liquidationDays'), (day) => day >= 0) / paths);
}

/**
 * A barrier watched at step ends only is, to first order, one that is always watched and lies beta · spread further away,
 * beta = -zeta(1/2) / sqrt(2 pi): Broadie, Glasserman & Kou (1997). What that leaves out falls with the step.
 */
const shifted = (barrier: number, drift: number, days: number, stepMinutes: number) =>
  passage(barrier * Math.exp(-0.5825971579390106 * VOLATILITY * Math.sqrt(stepMinutes / 525_600)), drift, days);

const steps = [
  { stepMinutes: 1440, paths: 12_000, beyond: 0.012 },
  { stepMinutes: 60, paths: 4000, beyond: 0.001 },
  { stepMinutes: 5, paths: 1200, beyond: 0 },
];

for (const { days, drift } of cases) {
  test(`in ${days} days at a drift of ${drift}, finer steps come nearer from below, each by its own barrier`, () => {
    const gaps = steps.map(({ stepMinutes, paths, beyond }) => {
      const shares = liquidated(days, drift, stepMinutes, paths);
      let gap = 0;
      leverages.forEach((leverage, i) => {
        const barrier = barrierOf(leverage);
        const expected = shifted(barrier, drift, days, stepMinutes);
        const error = Math.sqrt((expected * (1 - expected)) / paths);
        const label = `${leverage}x at ${stepMinutes} minutes: ${shares[i]} of ${expected}`;
        expect(Math.abs(shares[i]! - expected), label).toBeLessThan(MOST_STANDARD_ERRORS * error + beyond + 1 / paths);
        expect(expected, label).toBeLessThan(passage(barrier, drift, days));
        gap += passage(barrier, drift, days) - shares[i]!;
      });
      return gap;
    });
    expect(gaps[0]).toBeGreaterThan(0.05);
    expect(gaps[1]).toBeLessThan(gaps[0]! / 2);
    expect(Math.abs(gaps[2]!)).toBeLessThan(gaps[0]! / 2);
  });
}
