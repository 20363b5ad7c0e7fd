import { expect, test } from 'vitest';
import { generatedClock } from '../../src/engine/clock.ts';
import type { Model } from '../../src/engine/model.ts';
import type { Kernels } from '../../src/engine/simulation.ts';
import { constantFunding } from '../../src/markets/funding/constant-funding.ts';
import { gbm } from '../../src/markets/price/gbm.ts';
import * as fixed from '../../src/rivals/sizing/fixed-exposure.ts';
import * as kelly from '../../src/rivals/sizing/kelly-fraction.ts';
import * as risk from '../../src/rivals/sizing/risk-per-trade.ts';
import * as volatility from '../../src/rivals/sizing/volatility-sizing.ts';
import { tradedPerpetual } from '../../src/rivals/traded-perpetual.ts';
import { openScenario } from '../../src/scenario/open-scenario.ts';
import { scenario } from '../../src/scenario/scenario.ts';
import { expectSameBits } from '../support/kernels.ts';
import type { Bar } from '../support/tape.ts';
import { play } from '../support/tape.ts';
import { examplesOf, outsideSubset } from '../support/try-models.ts';

const modules = { fixed, kelly, risk, volatility };
const { fixedExposure } = fixed;
const { riskPerTrade } = risk;
const { kellyFraction } = kelly;
const { volatilitySizing } = volatility;

const free = { tradingFee: 0, maintenanceMargin: 0, marginMode: 'cross', paysToClose: false } as const;
/** Notional per unit of equity at the end of each step. */
const exposures = (sizing: Model<'sizing'>, bars: readonly Bar[], exposure = 100) =>
  play(tradedPerpetual({ ...free, exposure, sizing }), bars).map(({ notional, value }) => notional! / value!);

const still = [{ close: 0 }, { close: 0 }];

test('a sized position opens at the end of the first step, at the size its rule gives', () => {
  expect(exposures(fixedExposure({ exposure: 2.5 }), still)).toEqual([0, 2.5, 2.5]);
  // 2 % of equity lost at a stop 10 % away.
  expect(exposures(riskPerTrade({ risk: 0.02, stop: 0.1 }), still)[1]).toBeCloseTo(0.2, 15);
  // Half of 0.36 / 0.6².
  expect(exposures(kellyFraction({ fraction: 0.5, driftPerYear: 0.36, volatilityPerYear: 0.6 }), still)[1]).toBe(0.5);
});

test('whoever expects a loss opens nothing, and the exposure of the trader caps every size', () => {
  expect(exposures(kellyFraction({ fraction: 1, driftPerYear: -0.3, volatilityPerYear: 0.6 }), still)).toEqual([
    0, 0, 0,
  ]);
  expect(exposures(fixedExposure({ exposure: 9 }), still, 4)).toEqual([0, 4, 4]);
  expect(exposures(fixedExposure({ exposure: 9 }), still, -4)).toEqual([0, -4, -4]);
});

// Kills: a stop distance that is not divided by; risk taken of the money at the start in place of what is left.
test('riskPerTrade loses its fraction of what is there at every stop without a gap, trade after trade', () => {
  const stop = 0.1;
  const trader = tradedPerpetual({
    ...free,
    exposure: 50,
    stopLoss: stop,
    mostReentries: 10,
    sizing: riskPerTrade({ risk: 0.02, stop }),
  });
  const bars = Array.from({ length: 7 }, () => ({ close: -0.2, open: 0, low: -0.2, high: 0 }));
  const ends = play(trader, bars, { hasRange: true });
  // Opened at the end of one bar, stopped inside the next, opened again a step after that.
  ends.slice(1).forEach(({ value }, n) => {
    expect(value! / 0.98 ** Math.floor((n + 1) / 2)).toBeCloseTo(1, 12);
  });
  expect(ends.at(-1)!.stops).toBe(3);
});

test('volatilitySizing weighs squared returns with a half-life, and takes the most where nothing moves', () => {
  const sizing = volatilitySizing({ targetPerYear: 1, usualPerYear: 0.5, memoryDays: 1, most: 3 });
  const trader = tradedPerpetual({ ...free, exposure: 100, rebalanceHours: 24, sizing });
  const bars = [{ close: Math.expm1(0.05) }, { close: Math.expm1(-0.01) }, { close: 0 }, { close: 0 }, { close: 0 }];
  let variance = 0.25;
  const wanted = [0.05, -0.01, 0, 0, 0].map((x) => {
    variance = variance / 2 + (x * x * 365) / 2;
    return Math.min(3, 1 / Math.sqrt(variance));
  });
  play(trader, bars)
    .slice(1)
    .forEach(({ notional, value }, n) => {
      expect(notional! / value! / wanted[n]!).toBeCloseTo(1, 12);
    });
  expect(wanted.at(-1)).toBe(3);
  expect(generatedClock(1, 1440).stepYears).toBe(1 / 365);
});

for (const { file, index, model } of examplesOf(modules)) {
  test(`${file}, example ${index}: within the kernel subset, and the same bits compiled`, () => {
    expect(model.problems).toEqual([]);
    expect(outsideSubset(model)).toEqual([]);
    const sizing = model as Model<'sizing'>;
    const holdings = {
      long: tradedPerpetual({ exposure: 20, marginLeverage: 25, stopLoss: 0.02, mostReentries: 20, sizing }),
      short: tradedPerpetual({ exposure: -9, rebalanceHours: 4, sizing }),
    };
    const question = scenario({
      question: 'Are the bits the same?',
      setting: () => ({
        days: 4,
        stepMinutes: 60,
        price: gbm({ volatilityPerYear: 1 }),
        funding: constantFunding({ fundingPerYear: 0.2 }),
        holdings,
      }),
    }).resolve({ seed: 'sizing' });
    expectSameBits((kernels: Kernels) => openScenario(question, new Map(), kernels), [[0, 19]]);
  });
}

test('a sizing that cannot be is refused, and so is something else in its place', () => {
  const problemsOf = (sizing: unknown) => tradedPerpetual({ exposure: 3, sizing: sizing as Model<'sizing'> }).problems;
  expect(problemsOf(riskPerTrade({ risk: -2, stop: 0.1 }))).toEqual([
    'tradedPerpetual: riskPerTrade: risk must be a number from 0 to 1; got -2',
  ]);
  expect(problemsOf(gbm({ volatilityPerYear: 1 }))).toEqual([
    'tradedPerpetual: sizing must be a sizing; got the price gbm',
  ]);
});
