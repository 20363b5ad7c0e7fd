import { describe, expect, test } from 'vitest';
import type { Model } from '../../src/engine/model.ts';
import {
  band,
  constantFunding,
  daily,
  dailyWithEmergency,
  garch,
  gbm,
  leveragedToken,
  perpetual,
  riskPerTrade,
  scenario,
  shareOfToken,
  spot,
  tradedPerpetual,
  untilExit,
} from '../../src/index.ts';
import { clockOf } from '../../src/scenario/open-scenario.ts';
import { scenarioWarnings } from '../../src/scenario/warnings.ts';

function warningsAt(stepMinutes: number, price: Model<'price'> = gbm({ volatilityPerYear: 0.8 })): readonly string[] {
  const resolved = scenario({
    question: 'Which of these are watched too seldom?',
    setting: () => ({
      days: 30,
      stepMinutes,
      price,
      funding: constantFunding({ fundingPerYear: 0 }),
      holdings: {
        'daily only': leveragedToken({ leverage: 3, rebalance: daily() }),
        emergency: leveragedToken({ leverage: 3, rebalance: dailyWithEmergency() }),
        band: leveragedToken({ leverage: -3, rebalance: band({ low: 2, high: 4 }) }),
        stop: perpetual({ exposure: 2, stopLoss: 0.02 }),
        spot: spot(),
      },
    }),
  }).resolve();
  return scenarioWarnings(resolved, clockOf(resolved, new Map()));
}

test('a step that is too coarse for a trigger is warned of, by the name of the holding', () => {
  const warnings = warningsAt(1440);
  expect(warnings).toHaveLength(3);
  expect(warnings[0]).toBe(
    '“emergency” acts when the price has moved 11.8 %, and one step moves it 4.2 %: its triggers are seen late, at the ' +
      'end of a step. Take a shorter step.',
  );
  expect(warnings[1]).toContain('“band”');
  expect(warnings[2]).toContain('“stop”');
});

test('so it is where the volatility is that of a long run, and no option says so', () => {
  // 1.681 / (1 - 0.9) is 4.1 squared.
  expect(warningsAt(1440, garch({ omega: 1.681, alpha: 0.1, beta: 0.8 }))[0]).toContain('one step moves it 4.1 %');
  expect(warningsAt(1440, garch({ omega: 1.681, alpha: 0.1, beta: 0.8 }))).toHaveLength(3);
});

test('a step that is fine enough is not warned of', () => {
  expect(warningsAt(5)).toEqual([]);
});

describe('a stop that liquidation comes before', () => {
  function warningsOf(each: Model<'holding'>): readonly string[] {
    expect(each.problems).toEqual([]);
    const resolved = scenario({
      question: 'Is it ever met?',
      setting: () => ({
        days: 1,
        stepMinutes: 1,
        price: gbm({ volatilityPerYear: 0.1 }),
        funding: constantFunding({ fundingPerYear: 0 }),
        holdings: { a: each },
      }),
    }).resolve();
    return scenarioWarnings(resolved, clockOf(resolved, new Map()));
  }
  const line = (stop: string, liquidation: string) =>
    `“a”: its stop at ${stop} lies beyond liquidation at ${liquidation}: it is never met.`;
  const far = { exposure: 3, marginLeverage: 20, stopLoss: 0.1 };

  // By hand: a long at 20x is liquidated at (0.005 - 0.05) / (1 - 0.005) = -4.52 %, a short at 0.045 / 1.005 = 4.48 %.
  test.each([
    ['a perpetual', perpetual(far), '4.5 %'],
    ['a short', perpetual({ ...far, exposure: -3, maintenanceMargin: 0.01 }), '4 %'],
    ['all money as margin', perpetual({ exposure: 10, stopLoss: 0.1 }), '9.5 %'],
    ['a traded one', tradedPerpetual(far), '4.5 %'],
    ['a traded short with a target', tradedPerpetual({ ...far, exposure: -3, takeProfit: 0.02 }), '4.5 %'],
    ['one in a plan', untilExit({ of: perpetual(far), leaveOnDay: 1 }), '4.5 %'],
    ['one in a plan in a plan', shareOfToken({ of: untilExit({ of: tradedPerpetual(far) }) }), '4.5 %'],
  ])('is told of %s', (_, each, liquidation) => {
    expect(warningsOf(each)).toEqual([line('10 %', liquidation)]);
  });

  test.each([
    ['nearer', perpetual({ ...far, stopLoss: 0.044 })],
    ['nearer, of a short', perpetual({ ...far, exposure: -3, stopLoss: 0.044 })],
    ['of one without any', perpetual({ exposure: 3, marginLeverage: 20 })],
    ['of a long that nothing liquidates', perpetual({ exposure: 0.5, stopLoss: 0.9 })],
    ['on a plan’s own value', untilExit({ of: perpetual({ exposure: 3, marginLeverage: 20 }), stopLoss: 0.2 })],
    ['that trails the price', tradedPerpetual({ exposure: 3, marginLeverage: 20, trailingStop: 0.1 })],
    ['after margin was added', tradedPerpetual({ ...far, topUpBelow: 0.02 })],
    ['after its exposure was restored', tradedPerpetual({ exposure: 10, stopLoss: 0.1, rebalanceHours: 8 })],
    [
      'of what a partial liquidation left open',
      tradedPerpetual({ ...far, partialLiquidation: true, tiers: 'binance BTCUSDT 2024-10', capital: 10_000_000 }),
    ],
    ['of a size not known beforehand', tradedPerpetual({ ...far, sizing: riskPerTrade({ risk: 0.01, stop: 0.1 }) })],
  ])('is not told of where it can be met: %s', (_, each) => {
    expect(warningsOf(each)).toEqual([]);
  });

  test.each([
    [0, 'none'],
    [0.3, 'one at 30 %'],
  ])('and a trader with a stop at %d, sized for another, is told so', (stopLoss, has) => {
    const sizing = riskPerTrade({ risk: 0.02, stop: 0.1 });
    expect(warningsOf(untilExit({ of: tradedPerpetual({ exposure: 1, stopLoss, sizing }) }))).toEqual([
      `“a” is sized for a stop at 10 %, and has ${has}: it risks another sum.`,
    ]);
    expect(warningsOf(tradedPerpetual({ exposure: 1, stopLoss: 0.1, sizing }))).toEqual([]);
  });
});
