import { expect, test } from 'vitest';
import type { Model } from '../../src/engine/model.ts';
import { constantFunding } from '../../src/markets/funding/constant-funding.ts';
import { meanRevertingFunding } from '../../src/markets/funding/mean-reverting-funding.ts';
import { noFunding } from '../../src/markets/funding/no-funding.ts';
import { twoFactorFunding } from '../../src/markets/funding/two-factor-funding.ts';
import { gbm } from '../../src/markets/price/gbm.ts';
import { meanReverting } from '../../src/markets/price/mean-reverting.ts';
import { scenario } from '../../src/scenario/scenario.ts';
import { band } from '../../src/tokens/rebalance/band.ts';
import { daily } from '../../src/tokens/rebalance/daily.ts';
import { dailyWithEmergency } from '../../src/tokens/rebalance/daily-with-emergency.ts';
import { every } from '../../src/tokens/rebalance/every.ts';
import { runScenario } from '../support/run.ts';
import { token } from '../support/tokens.ts';

interface Parts {
  readonly price?: Model<'price'>;
  readonly funding?: Model<'funding'>;
  readonly rule?: Model<'rule'>;
  readonly leverage?: number;
}

/** End values of 40 paths of ten days in 8-hour steps. */
function ends({
  price = gbm({ volatilityPerYear: 0.8 }),
  funding = noFunding(),
  rule = daily(),
  leverage = 3,
}: Parts): Float64Array {
  const holdings = { it: token(leverage, { tradingFee: 0.001 }, rule) };
  const setting = () => ({ days: 10, stepMinutes: 480, price, funding, holdings });
  return runScenario(
    scenario({ question: 'Is one model the other?', setting }).resolve({ paths: 40, seed: 'nesting' }),
  )('it', 'finalValue');
}

function expectSame(one: Parts, other: Parts, tolerance: number): void {
  const [a, b] = [ends(one), ends(other)];
  for (const [path, value] of a.entries()) expect(Math.abs(value / b[path]! - 1)).toBeLessThanOrEqual(tolerance);
}

test('a pull of a hundred years is no pull: the log price moves as a Brownian one without drift', () => {
  const pulled = meanReverting({ volatilityPerYear: 0.8, halfLifeDays: 36_500 });
  expectSame({ price: pulled }, { price: gbm({ driftPerYear: 0.32, volatilityPerYear: 0.8 }) }, 2e-4);
  const still = meanReverting({ volatilityPerYear: 0, halfLifeDays: 5, levelGrowthPerYear: 0.3 });
  expectSame({ price: still }, { price: gbm({ driftPerYear: 0.3, volatilityPerYear: 0 }) }, 1e-13);
});

test('funding without deviation is constant, and constant funding of nothing is none', () => {
  const steady = constantFunding({ fundingPerYear: 0.2 });
  const [meanPerYear, still] = [0.2, 0];
  expectSame(
    { funding: meanRevertingFunding({ meanPerYear, deviationPerYear: still, halfLifeDays: 3 }) },
    { funding: steady },
    1e-14,
  );
  const factors = { fastDeviationPerYear: still, slowDeviationPerYear: still };
  expectSame({ funding: twoFactorFunding({ meanPerYear, ...factors }) }, { funding: steady }, 1e-14);
  expectSame({ funding: constantFunding({ fundingPerYear: 0 }) }, {}, 0);
});

test('a dead zone of no width leaves the premium as it is', () => {
  const given = { meanPerYear: 0.1, deviationPerYear: 0.5, halfLifeDays: 3 };
  const through = meanRevertingFunding({ ...given, throughPremium: true, deadZonePer8h: 0 });
  expectSame({ funding: through }, { funding: meanRevertingFunding(given) }, 0);
});

test('an emergency out of reach is no emergency, and a band that holds everything never trades', () => {
  expectSame({ rule: dailyWithEmergency({ emergencyMultiple: 100 }) }, { rule: daily() }, 0);
  expectSame(
    { rule: band({ low: 0, high: 100 }), leverage: 1.5 },
    { rule: every({ hours: 876_000 }), leverage: 1.5 },
    0,
  );
});

test('every 24 hours from midnight is daily at midnight, and a band of one leverage trades at every step', () => {
  expectSame({ rule: every({ hours: 24 }) }, { rule: daily() }, 0);
  expectSame({ rule: band({ low: 3, high: 3 }) }, { rule: every({ hours: 8 }) }, 0);
});
