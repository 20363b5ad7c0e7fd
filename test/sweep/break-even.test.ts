import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findBreakEven } from '../../src/sweep/break-even.ts';
import { breakEvenFigure } from '../../src/sweep/cell-figures.ts';
import { solveFor, tokenIn } from './solve.ts';

describe('a root', () => {
  test('is found wherever a rising or falling figure has one, with the error of the figure over its slope', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.double({ min: -0.9, max: 1.9, noNaN: true }),
        fc.double({ min: 0.2, max: 5, noNaN: true }),
        fc.boolean(),
        async (root, steepness, isFalling) => {
          const sign = isFalling ? -1 : 1;
          const figureAt = async (at: number) => ({
            value: sign * Math.expm1(steepness * (at - root)),
            standardError: 0.001,
          });
          const found = await findBreakEven(figureAt, -1, 2);
          expect(Math.abs((await figureAt(found.value!)).value)).toBeLessThanOrEqual(0.001);
          expect(found.slope! * sign).toBeCloseTo(steepness, 0);
          expect(found.standardError! * steepness).toBeGreaterThan(0.0009);
          expect(found.standardError! * steepness).toBeLessThan(0.0011);
        },
      ),
    );
  });

  test('takes no more turns than halving would, also of a figure that jumps', async () => {
    let turns = 0;
    const found = await findBreakEven(
      async (at) => {
        turns++;
        return { value: at < 0.317 ? -50 : 1e-9, standardError: Number.NaN };
      },
      0,
      1,
    );
    expect(found.value).toBeCloseTo(0.317, 5);
    expect(found.standardError).toBeNull();
    expect(turns).toBeLessThan(32);
  });

  test('is found where both ends have one sign and the inside the other', async () => {
    const found = await findBreakEven(async (at) => ({ value: 0.04 - (at - 0.5) ** 2, standardError: 1e-6 }), 0, 1);
    expect([0.3, 0.7].some((root) => Math.abs(root - found.value!) < 1e-5)).toBe(true);
  });

  test('is none where there is none, and both ends are told', async () => {
    const found = await findBreakEven(async (at) => ({ value: at + 1, standardError: 0.1 }), 0, 2);
    expect(found).toEqual({ value: null, standardError: null, slope: null, atLow: 1, atHigh: 3 });
  });
});

test('the figure of a break-even is a logarithm with the error of one, and a ruin is far below every line', () => {
  const of = tokenIn({ seed: 'figure', paths: 400, set: { driftPerYear: -3, horizonDays: 20 } });
  const { median } = of.finalValue;
  expect(median.value!).toBeLessThan(0.7);
  const figure = breakEvenFigure(of, 'median', 400);
  expect(figure.value).toBeCloseTo(Math.log(median.value!), 14);
  expect(figure.standardError).toBeCloseTo(median.standardError! / median.value!, 14);
  expect(breakEvenFigure(of, 'growth', 400)).toEqual(of.logGrowth.mean);
  expect(breakEvenFigure(of, 'spot', 400)).toEqual(of.logGapToSpot);
  expect(breakEvenFigure(of, 'growth', 401).value).toBe(-50);
});

/**
 * Cumulants of log(1 + L (e^x - 1)) of a day, x normal, by the trapezoidal rule, whose error is below 1e-12 here; no more is
 * taken from the code that is tested than the meaning of its options.
 */
function dailyCumulants(leverage: number, drift: number, volatility: number): readonly [number, number, number] {
  const day = 1 / 365;
  const moments = [0, 0, 0, 0];
  for (let i = -900; i <= 900; i++) {
    const z = i / 100;
    const weight = Math.exp(-0.5 * z * z) / Math.sqrt(2 * Math.PI) / 100;
    const x = (drift - 0.5 * volatility ** 2) * day + volatility * Math.sqrt(day) * z;
    const log = Math.log(Math.max(1e-12, 1 + leverage * Math.expm1(x)));
    for (let power = 0; power < 4; power++) moments[power]! += weight * log ** power;
  }
  const [, m1, m2, m3] = moments as [number, number, number, number];
  return [m1, m2 - m1 ** 2, m3 - 3 * m1 * m2 + 2 * m1 ** 3];
}

/** Log median of a sum of days, to second order (Cornish & Fisher 1938), or its mean. */
function logOf(target: 'median' | 'growth', days: number, cumulants: readonly [number, number, number]): number {
  const [mean, variance, third] = cumulants;
  return days * mean - (target === 'median' ? third / (6 * variance) : 0);
}

function exactRoot(of: (at: number) => number, low: number, high: number): number {
  let [a, b] = [low, high];
  for (let turn = 0; turn < 60; turn++) {
    const middle = (a + b) / 2;
    if (of(middle) > 0 === of(a) > 0) a = middle;
    else b = middle;
  }
  return (a + b) / 2;
}

describe('the break-even of a daily token under geometric Brownian motion', () => {
  const days = 30;

  test.each([
    ['median', 3],
    ['median', -2],
    ['growth', 3],
    ['growth', 2],
  ] as const)(
    'in the drift, where the %s of a %ix token is nothing, lies within its errors of the exact one',
    async (target, leverage) => {
      const exact = exactRoot((drift) => logOf(target, days, dailyCumulants(leverage, drift, 0.6)), -4, 4);
      const set = { leverage, volatilityPerYear: 0.6, horizonDays: days };
      const found = await solveFor('driftPerYear', [-4, 4], { seed: 'drift', paths: 2000, set }, target);
      expect(found.standardError).toBeLessThan(0.12);
      expect(Math.abs(found.value! - exact) / found.standardError!).toBeLessThan(3);
    },
  );

  test.each([
    ['median', 3],
    ['median', 2],
    ['growth', 3],
  ] as const)(
    'in the volatility, where the %s of a %ix token is nothing, lies within its errors of the exact one',
    async (target, leverage) => {
      const exact = exactRoot((volatility) => logOf(target, days, dailyCumulants(leverage, 0.4, volatility)), 0.05, 2);
      // In continuous time it is sqrt(2 drift / L): the exact one is near it.
      expect(exact).toBeCloseTo(Math.sqrt((2 * 0.4) / leverage), 1);
      const set = { leverage, driftPerYear: 0.4, horizonDays: days };
      const found = await solveFor('volatilityPerYear', [0.05, 2], { seed: 'volatility', paths: 2000, set }, target);
      expect(found.standardError).toBeLessThan(0.08);
      expect(Math.abs(found.value! - exact) / found.standardError!).toBeLessThan(3);
    },
  );

  test('against the coin, a token of hourly rebalances is even where sqrt(2 drift / (L + 1)) says', async () => {
    const set = { leverage: 3, driftPerYear: 0.4, horizonDays: 30, stepMinutes: 240, rebalanceHours: 4 };
    const found = await solveFor('volatilityPerYear', [0.1, 1.5], { seed: 'spot', paths: 1000, set }, 'spot');
    expect(Math.abs(found.value! - Math.sqrt((2 * 0.4) / 4)) / found.standardError!).toBeLessThan(3);
  });

  test('the figure at the root is within its own error of the target', async () => {
    const set = { leverage: 3, driftPerYear: 0.4, horizonDays: days };
    const cell = { seed: 'at the root', paths: 1000, set };
    const { value } = await solveFor('volatilityPerYear', [0.05, 2], cell);
    const there = breakEvenFigure(tokenIn({ ...cell, set: { ...set, volatilityPerYear: value! } }), 'median', 1000);
    expect(Math.abs(there.value)).toBeLessThanOrEqual(0.05 * there.standardError);
  });

  test('over forty seeds the 95 % interval holds the exact one about as often as it says', async () => {
    const exact = {
      driftPerYear: exactRoot((drift) => logOf('median', days, dailyCumulants(3, drift, 0.6)), -4, 4),
      volatilityPerYear: exactRoot((volatility) => logOf('median', days, dailyCumulants(3, 0.6, volatility)), 0.1, 2),
    };
    const sets = { driftPerYear: { volatilityPerYear: 0.6 }, volatilityPerYear: { driftPerYear: 0.6 } };
    const brackets = { driftPerYear: [-4, 4], volatilityPerYear: [0.1, 2] } as const;
    for (const parameter of ['driftPerYear', 'volatilityPerYear'] as const) {
      let held = 0;
      for (let seed = 0; seed < 40; seed++) {
        const cell = {
          seed: `coverage ${seed}`,
          paths: 300,
          set: { leverage: 3, horizonDays: days, ...sets[parameter] },
        };
        const { value, standardError } = await solveFor(parameter, brackets[parameter], cell);
        if (Math.abs(value! - exact[parameter]) <= 1.96 * standardError!) held++;
      }
      // Binomial with 0.95: fewer than 33 of 40 would come by chance once in 900.
      expect(held, parameter).toBeGreaterThanOrEqual(33);
      // An error so wide that it always holds would say nothing.
      const wide = await solveFor(parameter, brackets[parameter], {
        seed: 'width',
        paths: 300,
        set: { leverage: 3, horizonDays: days, ...sets[parameter] },
      });
      expect(wide.standardError).toBeLessThan(parameter === 'driftPerYear' ? 0.35 : 0.12);
    }
  });
});
