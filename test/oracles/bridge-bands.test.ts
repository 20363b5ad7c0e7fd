import { expect, test } from 'vitest';
import lab from '../../scenarios/lab.ts';
import { openScenario } from '../../src/scenario/open-scenario.ts';
import { band } from '../../src/tokens/rebalance/band.ts';
import { bandRenewal } from '../../src/tokens/renewal.ts';
import { countOf, expectShareOf } from '../support/monte-carlo.ts';
import type { Numbers } from '../support/tape.ts';
import { history } from '../support/tape.ts';
import { expectMean, runWatched, tradesInside, watchedToken } from '../support/watched.ts';
import oracles from './bridge.json' with { type: 'json' };

const watched = (leverage: number, low: number, high: number) =>
  watchedToken(leverage, band({ low, high }), tradesInside());

/** As long as all but one in a hundred thousand need to leave, at steps in which nobody meets two edges. */
const runs = [
  { days: 260, stepMinutes: 720, paths: 3000 },
  { days: 260, stepMinutes: 720, paths: 3000 },
  { days: 60, stepMinutes: 60, paths: 1500 },
  { days: 300, stepMinutes: 720, paths: 3000 },
];

// Kills: an edge met at the step’s end only; the wrong edge of two; a trade at another price than the edge’s.
oracles['BND-01'].forEach(({ leverage, low, high, drift, volatility, up, years, navUp, navDown }, i) => {
  test(`BND-01: a ${leverage}x token in [${low}, ${high}] at drift ${drift} leaves upwards, and after so many days, as is stated`, () => {
    const { days, stepMinutes, paths } = runs[i]!;
    const market = { drift, volatility, days, stepMinutes, paths, seed: `BND-01 ${i}` };
    const found = runWatched({ ...market, holdings: { it: watched(leverage, low, high) } });
    const first = found('it', 'firstDays');
    expect(countOf(first, (day) => day < 0)).toBe(0);
    const isUp = (value: number) => (value > (navUp + navDown) / 2 ? navUp > navDown : navUp < navDown);
    expectShareOf(countOf(found('it', 'firstValue'), isUp), paths, up, 'upwards');
    // The step in which it left is half over on average.
    expectMean(first, years * 365 + stepMinutes / 2880, 'days');
  });
});

// Kills: a rebalance that is not at its edge; edges that are met late, as those that are looked at step by step are.
test.each([
  [3, 2, 4, 0.4, 0.6, 240, 300],
  [-3, 2, 4, 0.4, 0.6, 120, 100],
  [2, 1.7, 2.3, 0.4, 0.8, 120, 100],
  [5, 3.5, 7, 0.4, 0.6, 120, 100],
] as const)(
  'a %dx token in [%d, %d] trades and grows as renewal theory says without any shift',
  (leverage, low, high, drift, volatility, stepMinutes, paths) => {
    const market = { driftPerYear: drift, volatilityPerYear: volatility };
    const theory = bandRenewal({ leverage, low, high, ...market });
    const holdings = { it: watched(leverage, low, high) };
    const found = runWatched({ drift, volatility, days: 1095, stepMinutes, paths, seed: `band ${leverage}`, holdings });
    expectMean(
      found('it', 'laterTrades').map((trades) => trades / 2),
      theory.rebalancesPerYear,
      'rebalances a year',
    );
    expectMean(
      found('it', 'laterGrowth').map((growth) => growth / 2),
      theory.growthPerYear,
      'growth a year',
    );
  },
);

// Kills: a second trade in a step; a trade at the step's price although its edge lies inside the step.
test('the workbench trades "band" at its edges to the last digit, at most once a step, where intraStep is bridge', () => {
  const set = { intraStep: 'bridge', volatilityPerYear: '1.5', stepMinutes: '240' };
  const simulation = openScenario(lab.resolve({ seed: 'edges', set }), new Map(), 'plain');
  let before: Numbers = {};
  let trades = 0;
  for (let path = 0; path < 5; path++) {
    for (const { phase, state } of history(simulation, 'holding/band', path)) {
      const now = state as Numbers;
      if (phase === 'withinBar' && now.rebalances! > before.rebalances!) {
        trades += 1;
        expect(now.rebalances! - before.rebalances!).toBe(1);
        expect(
          Math.min(Math.abs(now.value! / before.atTarget! - 2), Math.abs(now.value! / before.atTarget! - 2 / 3)),
        ).toBeLessThan(1e-12);
      }
      if (phase !== 'withinBar') expect(now.rebalances).toBe(phase === 'begin' ? 0 : before.rebalances);
      const isAtTarget = phase === 'begin' || now.rebalances! > before.rebalances!;
      before = { ...now, atTarget: isAtTarget ? now.value! : before.atTarget! };
    }
  }
  expect(trades).toBeGreaterThan(10);
});
