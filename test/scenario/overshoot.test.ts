import { expect, test } from 'vitest';
import { untilExit } from '../../src/investors/until-exit.ts';
import { noFunding } from '../../src/markets/funding/no-funding.ts';
import { gbm } from '../../src/markets/price/gbm.ts';
import { spot } from '../../src/rivals/spot.ts';
import { clockOf } from '../../src/scenario/open-scenario.ts';
import { overshootNotes } from '../../src/scenario/overshoot.ts';
import { scenario } from '../../src/scenario/scenario.ts';
import type { Setting } from '../../src/scenario/setting.ts';
import { leveragedToken } from '../../src/tokens/leveraged-token.ts';
import { band } from '../../src/tokens/rebalance/band.ts';
import { daily } from '../../src/tokens/rebalance/daily.ts';
import { discretisationShift } from '../../src/tokens/renewal.ts';

const notes = (holdings: Setting['holdings'], volatilityPerYear = 0.6, stepMinutes = 120) => {
  const setting = () => ({ days: 10, stepMinutes, price: gbm({ volatilityPerYear }), funding: noFunding(), holdings });
  const resolved = scenario({ question: 'How late is it seen?', setting }).resolve();
  return overshootNotes(resolved, clockOf(resolved, new Map()));
};
const banded = (leverage: number, low: number, high: number) =>
  leveragedToken({ leverage, rebalance: band({ low, high }) });

// Kills: a band that narrows; the shift of the other edge; logs taken for simple returns.
test.each([
  [3, 2, 4],
  [-3, 2, 4],
  [2, 1.7, 2.3],
] as const)('a %dx token in [%d, %d] is said to act as the theory of renewals says it does', (leverage, low, high) => {
  const [note] = notes({ it: banded(leverage, low, high) });
  const shifted = discretisationShift({ leverage, low, high, volatilityPerYear: 0.6, stepMinutes: 120 });
  const shown = (value: number) => String(Number(value.toPrecision(3)));
  expect(note).toContain(
    `${low}x to ${high}x around ${leverage}x acts as ${shown(shifted.low)}x to ${shown(shifted.high)}x`,
  );
  expect(note).toContain(`every 2 h, when the price is on average ${shown(100 * shifted.beyond)} % past them`);
});

test('a band inside a plan is looked at no more often than one outside', () => {
  expect(notes({ it: untilExit({ of: banded(3, 2, 4), leaveOnDay: 5 }) })).toEqual(notes({ it: banded(3, 2, 4) }));
});

test('nothing is said where nothing is triggered, or nothing moves', () => {
  expect(notes({ it: leveragedToken({ leverage: 3, rebalance: daily() }), spot: spot() })).toEqual([]);
  expect(notes({ it: banded(3, 2, 4) }, 0)).toEqual([]);
});
