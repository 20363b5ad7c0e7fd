import { describe, expect, test } from 'vitest';
import lab from '../../scenarios/lab.ts';
import { perpetual } from '../../src/rivals/perpetual.ts';
import { every } from '../../src/tokens/rebalance/every.ts';
import { countOf, expectShareOf, MOST_STANDARD_ERRORS } from '../support/monte-carlo.ts';
import { runScenario } from '../support/run.ts';
import { expectMean, leastValue, runWatched, watchedToken } from '../support/watched.ts';
import oracles from './bridge.json' with { type: 'json' };

const happened = (days: Float64Array) => countOf(days, (day) => day >= 0);
const positionsOf = (exposures: readonly number[], maintenanceMargin: number) =>
  Object.fromEntries(
    exposures.map((exposure) => [`${exposure}x`, perpetual({ exposure, maintenanceMargin, tradingFee: 0 })]),
  );

const { table, maintenanceMargin, ...month } = oracles['PRP-01'];
const sides = table.flatMap(({ leverage, long, short }) => [
  { exposure: leverage, share: long },
  { exposure: -leverage, share: short },
]);

describe('PRP-01: twelve positions over a month', () => {
  const holdings = positionsOf(
    sides.map(({ exposure }) => exposure),
    maintenanceMargin,
  );

  // Kills: a range that positions do not look at; a bridge of another variance than the step’s; one that forgets its end.
  test.each([
    [60, 2500],
    [480, 12_000],
    [1440, 15_000],
  ])(
    'watched without pause are liquidated as often as first passage says, at steps of %d minutes',
    (stepMinutes, paths) => {
      const found = runWatched({ ...month, stepMinutes, paths, seed: `PRP-01 ${stepMinutes}`, holdings });
      for (const { exposure, share } of sides) {
        expectShareOf(happened(found(`${exposure}x`, 'liquidationDays')), paths, share, `${exposure}x`);
      }
    },
  );

  test('looked at once a day are liquidated less often, ten of the twelve by more than chance', () => {
    const paths = 15_000;
    const found = runWatched({ ...month, stepMinutes: 1440, paths, seed: 'PRP-01 1440', holdings, isBlind: true });
    const missed = sides.filter(({ exposure, share }) => {
      const fewer = share * paths - happened(found(`${exposure}x`, 'liquidationDays'));
      return fewer > MOST_STANDARD_ERRORS * Math.sqrt(share * (1 - share) * paths);
    });
    expect(missed.length).toBeGreaterThanOrEqual(10);
  });
});

/** Maintenance 0.4 %, volatility 60 %: a month at drift 0 and 0.18, a quarter at 0.4. Worked out by another program. */
const known = [
  [2, [8.677e-5, 6.168e-5, 0.01342306]],
  [3, [0.02389123, 0.01960337, 0.1377166]],
  [5, [0.22565135, 0.20268637, 0.40126702]],
  [10, [0.58382282, 0.55572142, 0.686997]],
  [20, [0.80156716, 0.78340001, 0.8473536]],
] as const;

test.each([
  [30, 0, 0],
  [30, 0.18, 1],
  [90, 0.4, 2],
] as const)('in %d days at a drift of %d five longs are liquidated as often as is known', (days, drift, column) => {
  const paths = 4000;
  const longs = known.map(([leverage]) => leverage);
  const holdings = positionsOf(longs, 0.004);
  const found = runWatched({
    days,
    drift,
    volatility: 0.6,
    stepMinutes: 480,
    paths,
    seed: `longs ${column}`,
    holdings,
  });
  for (const [leverage, shares] of known) {
    const hits = happened(found(`${leverage}x`, 'liquidationDays'));
    // Of an event that is hardly ever seen the number is not normal: none to five are what chance brings.
    if (paths * shares[column] < 5) expect(hits).toBeLessThanOrEqual(5);
    else expectShareOf(hits, paths, shares[column], `${leverage}x`);
  }
});

/** Drift, volatility, leverage, days, and the share of tokens, re-levered without pause, that were once below a tenth. */
test.each([
  [0, 0.6, 3, 90, 0.0291302],
  [0.4, 0.6, -3, 365, 0.73501741],
] as const)(
  'at drift %d and volatility %d a %dx token was below a tenth within %d days as often as is known',
  (drift, volatility, leverage, days, share) => {
    const paths = 1500;
    const fund = watchedToken(leverage, every({ hours: 4 }), leastValue());
    const market = { drift, volatility, days, stepMinutes: 240, paths, seed: `least ${leverage} ${days}` };
    const least = runWatched({ ...market, holdings: { fund } })('fund', 'least');
    expectShareOf(
      countOf(least, (value) => value < 0.1),
      paths,
      share,
      `${leverage}x`,
    );
  },
);

describe('the workbench with intraStep=bridge', () => {
  // Kills: a liquidation filled at the low, or at the step’s end; a workbench that does not pass the bridge on.
  test('PRP-03: a 5x long is worth what is stated, forfeits what is stated, and owes nobody anything', () => {
    const { leverage, forfeit, lossToInsuranceFund, liquidated } = oracles['PRP-03'];
    const paths = 3000;
    const set = { intraStep: 'bridge', perpLeverage: String(leverage) };
    const found = runScenario(lab.resolve({ paths, seed: 'PRP-03 bridge', set }), { only: ['perp'] });
    const values = found('perp', 'finalValue');
    const forfeited = found('perp', 'book/liquidation').map((value) => -value);
    const returned = values.map((value, path) => value + forfeited[path]!);
    expectMean(values, forfeit * leverage, 'worth');
    expectMean(returned, 1, 'worth, with what was forfeited');
    const days = found('perp', 'liquidationDays');
    expectShareOf(happened(days), paths, liquidated, 'liquidated');
    // All forfeit the same, for all are closed at the very price of liquidation.
    const each = (lossToInsuranceFund * leverage) / liquidated;
    for (const [path, value] of forfeited.entries()) expect(value).toBeCloseTo(days[path]! < 0 ? 0 : each, 10);
    expect(Math.max(...found('perp', 'book/deficit').map(Math.abs))).toBeLessThan(1e-12);
  });

  test('watches only where it is asked to, and knows no other way', () => {
    expect(lab.resolve().price.name).toBe('gbm');
    expect(lab.resolve({ set: { intraStep: 'bridge' } }).price.hasRange).toBe(true);
    expect(() => lab.resolve({ set: { intraStep: 'bridges' } })).toThrow(
      '--set intraStep: must be one of "none", "bridge"',
    );
  });
});
