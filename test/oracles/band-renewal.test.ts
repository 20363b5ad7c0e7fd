import { expect, test } from 'vitest';
import type { Model } from '../../src/engine/model.ts';
import { noFunding } from '../../src/markets/funding/no-funding.ts';
import { gbm } from '../../src/markets/price/gbm.ts';
import { scenario } from '../../src/scenario/scenario.ts';
import { band } from '../../src/tokens/rebalance/band.ts';
import { bandRenewal, discretisationShift } from '../../src/tokens/renewal.ts';
import { MOST_STANDARD_ERRORS, meanOf, sdOf } from '../support/monte-carlo.ts';
import { runScenario } from '../support/run.ts';
import { token } from '../support/tokens.ts';

/** Leverage, edges, drift, volatility; P(up), rebalances a year, growth a year. Worked out by another program. */
const table = [
  [3, 2, 4, 0, 0.6, 0.25, 10.964406, -1.4342762],
  [3, 2, 4, 0.18, 0.6, 0.29048871, 10.624462, -0.91721666],
  [3, 2, 4, 0.4, 0.6, 0.34309994, 10.313135, -0.29424713],
  [3, 2, 4, 0.4, 0.8, 0.30100684, 18.758486, -1.4026712],
  [-3, 2, 4, 0.4, 0.6, 0.6711972, 47.923156, -2.644527],
  [2, 1.7, 2.3, 0.4, 0.8, 0.39647361, 26.809669, -0.45392944],
  [3, 2.25, 4.125, 0.4, 0.6, 0.45845689, 15.321089, -0.40152443],
  [5, 3.5, 7, 0.4, 0.6, 0.40483155, 45.674928, -2.331602],
] as const;

const unit = (stated: number) => 10 ** -(String(stated).split('.')[1]?.length ?? 0);

// Kills: the other edge first; drift in place of drift - volatility² / 2; a short's edges the wrong way round.
for (const [leverage, low, high, driftPerYear, volatilityPerYear, up, rebalances, growth] of table) {
  test(`a ${leverage}x token with a band of ${low} to ${high} at drift ${driftPerYear} and volatility ${volatilityPerYear} does what is stated, to each digit`, () => {
    const found = bandRenewal({ leverage, low, high, driftPerYear, volatilityPerYear });
    // Half of the last digit that was written down.
    const within = (value: number, stated: number) =>
      expect(Math.abs(value - stated), `${value}, stated ${stated}`).toBeLessThanOrEqual(0.5001 * unit(stated));
    within(found.probabilityUp, up);
    within(found.rebalancesPerYear, rebalances);
    within(found.growthPerYear, growth);
  });
}

// Kills: the series for no drift in place of the formula, or beside it by a factor.
test('a drift that is nearly volatility² / 2 either way gives what no net drift gives', () => {
  const at = (driftPerYear: number) =>
    bandRenewal({ leverage: 3, low: 2, high: 4, driftPerYear, volatilityPerYear: 0.6 });
  const middle = at(0.18);
  for (const off of [1e-10, 1e-8, 1e-6, -1e-6, -1e-8, -1e-10]) {
    const near = at(0.18 + off);
    const most = 1e-7 + 20 * Math.abs(off);
    expect(Math.abs(near.probabilityUp - middle.probabilityUp)).toBeLessThan(most);
    expect(Math.abs(near.rebalancesPerYear / middle.rebalancesPerYear - 1)).toBeLessThan(most);
    expect(Math.abs(near.growthPerYear - middle.growthPerYear)).toBeLessThan(most);
  }
});

test('a narrow band is rebalanced all the time, and grows as constant leverage does', () => {
  for (const leverage of [3, -3, 2, 0.5]) {
    const [low, high] = [Math.abs(leverage) - 0.003, Math.abs(leverage) + 0.003];
    const { growthPerYear } = bandRenewal({ leverage, low, high, driftPerYear: 0.4, volatilityPerYear: 0.6 });
    expect(growthPerYear).toBeCloseTo(leverage * 0.4 - (leverage * 0.6) ** 2 / 2, 4);
  }
});

test('a band that cannot be left, or does not hold its target, has no renewals and is refused', () => {
  const of = (leverage: number, low: number, high: number) => () =>
    bandRenewal({ leverage, low, high, driftPerYear: 0, volatilityPerYear: 0.6 });
  for (const refused of [
    of(3, 1, 4),
    of(3, 0, 4),
    of(-3, 0, 4),
    of(1, 0.5, 2),
    of(0.5, 0.2, 1),
    of(0, 0, 1),
    of(3, 4, 5),
  ]) {
    expect(refused).toThrow(/^bandRenewal: the band must hold leverage/);
  }
  expect(() => bandRenewal({ leverage: 3, low: 2, high: 4, driftPerYear: 0, volatilityPerYear: 0 })).toThrow(
    'bandRenewal: volatilityPerYear must be above 0; got 0',
  );
});

test('a token that looks at its leverage every day sees a price 1.83 % past the edge, and acts as one of 1.96 to 4.23', () => {
  const shifted = discretisationShift({ leverage: 3, low: 2, high: 4, volatilityPerYear: 0.6, stepMinutes: 1440 });
  // 0.5826 · 0.6 / sqrt(365); (4/3) e^0.0183 = 1.358 and (8/9) e^-0.0183 = 0.8728, of which 3 X / (3 X - 2).
  expect(shifted.beyond).toBeCloseTo((0.5826 * 0.6) / Math.sqrt(365), 6);
  expect(shifted.low).toBeCloseTo(1.9644, 4);
  expect(shifted.high).toBeCloseTo(4.2346, 4);
  const late = discretisationShift({ leverage: -3, low: 2, high: 20, volatilityPerYear: 2, stepMinutes: 1440 });
  expect(late.high).toBe(Number.POSITIVE_INFINITY);
});

/**
 * Rebalances and growth a year of one holding in its second and third year, when how it began is forgotten: a run of three
 * years goes through the first year of a run of one on the same random numbers.
 */
function settled(of: {
  readonly market: Parameters<typeof gbm>[0];
  readonly stepMinutes: number;
  readonly paths: number;
  readonly holding: Model<'holding'>;
}) {
  const run = (years: number) => {
    const question = scenario({
      question: 'How often does a band token trade?',
      setting: () => ({
        days: 365 * years,
        stepMinutes: of.stepMinutes,
        price: gbm(of.market),
        funding: noFunding(),
        holdings: { it: of.holding },
      }),
    });
    return runScenario(question.resolve({ seed: 'renewal', paths: of.paths }));
  };
  const [first, third] = [run(1), run(3)];
  const later = (holding: string | null, name: string, f = (x: number) => x) =>
    third(holding, name).map((value, path) => (f(value) - f(first(holding, name)[path]!)) / 2);
  const coin = later(null, 'sumLogReturn');
  return { rebalances: later('it', 'rebalances'), growth: later('it', 'finalValue', Math.log), coin };
}

// Kills: an edge that counts as outside; a rebalance that misses its target; the shift the other way, or of one edge only.
for (const [leverage, low, high, stepMinutes, paths] of [
  [3, 2, 4, 120, 3000],
  [3, 2, 4, 30, 800],
  [-3, 2, 4, 30, 400],
  [2, 1.7, 2.3, 30, 600],
] as const) {
  test(`a ${leverage}x token that sees its band of ${low} to ${high} every ${stepMinutes} minutes trades and grows as renewal theory says, with both edges shifted outwards`, () => {
    const market = { driftPerYear: 0.4, volatilityPerYear: 0.6 };
    const of = { leverage, low, high };
    const seen = discretisationShift({ ...of, ...market, stepMinutes });
    const theory = bandRenewal({ ...of, ...market, ...seen });
    const holding = token(leverage, {}, band({ low, high }));
    const { rebalances, growth, coin } = settled({ market, stepMinutes, paths, holding });
    // Less L times what the coin did beyond its mean: most of the noise of growth, and zero on average.
    const steadier = growth.map((value, path) => value - leverage * (coin[path]! - (0.4 - 0.18)));
    const error = (values: Float64Array) => sdOf(values) / Math.sqrt(paths);
    const zOf = (values: Float64Array, stated: number) => (meanOf(values) - stated) / error(values);
    const shown = `${meanOf(rebalances)} ± ${error(rebalances)} of ${theory.rebalancesPerYear}; ${meanOf(steadier)} ± ${error(steadier)} of ${theory.growthPerYear}`;
    expect(Math.abs(zOf(rebalances, theory.rebalancesPerYear)), shown).toBeLessThan(MOST_STANDARD_ERRORS);
    expect(Math.abs(zOf(steadier, theory.growthPerYear)), shown).toBeLessThan(MOST_STANDARD_ERRORS);
    // And not as it says without the shift.
    const unshifted = bandRenewal({ ...of, ...market });
    expect(Math.abs(zOf(rebalances, unshifted.rebalancesPerYear)), shown).toBeGreaterThan(MOST_STANDARD_ERRORS);
  });
}
