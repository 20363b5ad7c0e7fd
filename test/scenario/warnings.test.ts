import { expect, test } from 'vitest';
import {
  band,
  constantFunding,
  daily,
  dailyWithEmergency,
  gbm,
  leveragedToken,
  perpetual,
  scenario,
  spot,
} from '../../src/index.ts';
import { clockOf } from '../../src/scenario/open-scenario.ts';
import { scenarioWarnings } from '../../src/scenario/warnings.ts';

function warningsAt(stepMinutes: number): readonly string[] {
  const resolved = scenario({
    question: 'Which of these are watched too seldom?',
    setting: () => ({
      days: 30,
      stepMinutes,
      price: gbm({ volatilityPerYear: 0.8 }),
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

test('a step that is fine enough is not warned of', () => {
  expect(warningsAt(5)).toEqual([]);
});
