import fc from 'fast-check';
import { expect, test } from 'vitest';
import ownImpact from '../../scenarios/own-impact.ts';
import type { DailyToken } from '../../src/tokens/capacity.ts';
import { costPerDayAtSize, fundSizeAtCost } from '../../src/tokens/capacity.ts';
import { peakImpact } from '../../src/tokens/execution/square-root-law.ts';
import { evenly, near, pinned } from '../support/arbitraries.ts';
import { normalMean } from '../support/exact.ts';
import { MOST_STANDARD_ERRORS, meanOf, sdOf } from '../support/monte-carlo.ts';
import { runScenario } from '../support/run.ts';

const BTC = { volatilityPerDay: 0.03, dailyVolume: 20e9 };
const THIN_ALT = { volatilityPerDay: 0.07, dailyVolume: 50e6 };

// Kills: the square root of the wrong ratio; a cost per unit where the move is meant.
test('a 3x fund of 50 million trades 15 million after a move of 5 %: that moves BTC by 8.2 bp, and a thin alt by 383', () => {
  const traded = 3 * (3 - 1) * 0.05 * 50e6;
  expect(traded).toBeCloseTo(15e6, 6);
  expect((10_000 * peakImpact({ traded, ...BTC })).toFixed(1)).toBe('8.2');
  expect((10_000 * peakImpact({ traded, ...THIN_ALT })).toFixed(0)).toBe('383');
  expect(peakImpact({ traded, ...BTC, impactCoefficient: 0.5 })).toBeCloseTo(0.5 * peakImpact({ traded, ...BTC }), 15);
});

// Kills: |r| to another power in the mean; 2/3 left out, or applied to the spread.
test('the cost of a day is the mean, over normal returns, of what the trade of that day costs', () => {
  const cases: readonly (readonly [number, DailyToken])[] = [
    [50e6, { leverage: 3, ...BTC }],
    [1e6, { leverage: -3, ...THIN_ALT, halfSpread: 0.001 }],
    [20e6, { leverage: 2, ...BTC, impactCoefficient: 0.7, frontRunProbability: 0.4, frontRunMultiple: 1.5 }],
  ];
  for (const [size, token] of cases) {
    const { leverage, volatilityPerDay, dailyVolume, impactCoefficient = 1, halfSpread = 0 } = token;
    const worse = (token.frontRunProbability ?? 0) * (token.frontRunMultiple ?? 0);
    const costOf = (z: number) => {
      const share = Math.abs(leverage * (leverage - 1) * volatilityPerDay * z);
      const peak = impactCoefficient * volatilityPerDay * Math.sqrt((share * size) / dailyVolume);
      return share * (halfSpread + (2 / 3 + worse) * peak);
    };
    // |z| and its powers have a corner at zero, where the sum is good to the square of its step only.
    expect(costPerDayAtSize(size, token) / normalMean(costOf)).toBeCloseTo(1, 4);
  }
});

test('10 bp a day is reached by a 3x fund at 11.6 billion on BTC, at 0.42 million on a thin alt, and by a -3x one at an eighth', () => {
  expect(fundSizeAtCost({ leverage: 3, ...BTC }) / 1e9).toBeCloseTo(11.6, 1);
  expect(fundSizeAtCost({ leverage: 3, ...THIN_ALT }) / 1e6).toBeCloseTo(0.42, 2);
  expect(fundSizeAtCost({ leverage: -3, ...BTC }) / fundSizeAtCost({ leverage: 3, ...BTC })).toBeCloseTo(1 / 8, 12);
});

// Kills: a capacity that falls with volume; the spread left out of one of the two directions.
test('the size at a cost is the inverse of the cost at a size, and grows with the volume and with what may be lost', () => {
  const tokens = fc.record({
    leverage: fc.constantFrom(3, -3, 2, -1, 0.5),
    volatilityPerDay: evenly(0.005, 0.1),
    dailyVolume: evenly(1e6, 1e11),
    halfSpread: evenly(0, 0.001),
    frontRunProbability: fc.constantFrom(0, 0.5, 1),
  });
  fc.assert(
    fc.property(tokens, evenly(0.0001, 0.01), (token, costPerDay) => {
      const size = fundSizeAtCost({ ...token, costPerDay });
      const spread = costPerDayAtSize(0, token);
      if (spread >= costPerDay) {
        expect(size).toBe(0);
        return;
      }
      expect(near(costPerDayAtSize(size, token), costPerDay, 1e-12)).toBe(true);
      const twice = { ...token, dailyVolume: 2 * token.dailyVolume };
      expect(fundSizeAtCost({ ...twice, costPerDay }) / size).toBeCloseTo(2, 9);
      expect(fundSizeAtCost({ ...token, costPerDay: 1.1 * costPerDay })).toBeGreaterThan(size);
    }),
    { seed: pinned('capacity'), numRuns: 300 },
  );
  expect(fundSizeAtCost({ leverage: 1, ...BTC })).toBe(Number.POSITIVE_INFINITY);
});

test('front-running of every trade at twice its own impact leaves a sixteenth of the capacity', () => {
  const alone = fundSizeAtCost({ leverage: 3, ...BTC });
  const met = fundSizeAtCost({ leverage: 3, ...BTC, frontRunProbability: 1, frontRunMultiple: 2 });
  expect(alone / met).toBeCloseTo(16, 12);
});

const run = (set: Readonly<Record<string, string>>, paths: number) => {
  const resolved = ownImpact.resolve({ paths, seed: 'capacity', set });
  return { columns: runScenario(resolved), holdings: resolved.holdings.map(({ name }) => name) };
};

/** Log points of slippage a day, with their error. */
function slippage(columns: ReturnType<typeof runScenario>, holding: string, days: number) {
  const values = columns(holding, 'log/slippage').map((value) => -value / days);
  return { mean: meanOf(values), error: sdOf(values) / Math.sqrt(values.length) };
}

/** What a 3x fund that is rebalanced daily loses to slippage in one day, in log points: the day worked out again. */
function exactSlippage(size: number, { volatilityPerDay: v, dailyVolume }: typeof BTC, multiple: number): number {
  return normalMean((z) => {
    const r = Math.expm1(v * z - (v * v) / 2);
    const paidIn = 0.999;
    const value = paidIn * (1 + 3 * r) * 0.9999;
    const held = 3 * paidIn * (1 + r);
    const wanted = Math.abs(3 * value - held);
    const perUnit = 0.00005 + (2 / 3 + multiple) * v * Math.sqrt((wanted * size) / dailyVolume);
    // It sells at a loss to itself, or buys: leverage is 3 once fee and slippage are paid.
    const side = 3 * value > held ? 1 : -1;
    const fee = 0.0005 + perUnit;
    const after = (value + fee * side * held) / (1 + fee * side * 3);
    // Six deviations down, the fund has ended.
    return after > 0 ? Math.log1p((perUnit * Math.abs(3 * after - held)) / after) : 0;
  });
}

// Kills: impact on another notional than the traded one; a fund size that is not the one in the name.
test('own-impact: the funds that are rebalanced daily pay, in one day, what they must, and the closed form to its order', () => {
  for (const [market, known, order] of [
    ['BTC', BTC, 0.03],
    ['thin alt', THIN_ALT, 0.3],
  ] as const) {
    const { columns, holdings } = run({ market, horizonDays: '1' }, 20_000);
    const sizes = { '1M': 1e6, '10M': 1e7, '100M': 1e8, '1B': 1e9 };
    let seen = 0;
    for (const [name, size] of Object.entries(sizes)) {
      for (const frontRunProbability of [0, 1]) {
        const holding = `daily, ${name}${frontRunProbability === 1 ? ', front-run' : ''}`;
        if (!holdings.includes(holding)) continue;
        seen += 1;
        const { mean, error } = slippage(columns, holding, 1);
        const exact = exactSlippage(size, known, 2 * frontRunProbability);
        const shown = `${market}, ${holding}: ${mean} ± ${error}, exact ${exact}`;
        expect(Math.abs(mean - exact), shown).toBeLessThan(MOST_STANDARD_ERRORS * error);
        const stated = costPerDayAtSize(size, { leverage: 3, ...known, halfSpread: 0.00005, frontRunProbability });
        expect(exact / stated, shown).toBeGreaterThan(1);
        expect(exact / stated, shown).toBeLessThan(1 + order);
      }
    }
    expect(seen).toBe(market === 'BTC' ? 8 : 4);
  }
});

test('own-impact: over a month a band costs less than rebalancing every day, and a fund that is front-run more than its twin', () => {
  const { columns, holdings } = run({}, 2000);
  const alone = holdings.filter((name) => !name.includes('front-run') && name !== 'spot');
  expect(alone).toHaveLength(8);
  for (const name of alone) {
    const [own, met] = [slippage(columns, name, 30), slippage(columns, `${name}, front-run`, 30)];
    expect(met.mean).toBeGreaterThan(own.mean + MOST_STANDARD_ERRORS * met.error);
    if (!name.startsWith('daily')) continue;
    const banded = slippage(columns, name.replace('daily', 'band'), 30);
    expect(banded.mean).toBeLessThan(own.mean - MOST_STANDARD_ERRORS * own.error);
  }
});
