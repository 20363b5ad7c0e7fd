import { describe, expect, test } from 'vitest';
import { primaryMarket } from '../../src/access/primary-market.ts';
import { untilExit } from '../../src/investors/until-exit.ts';
import { perpetual } from '../../src/rivals/perpetual.ts';
import { tradedPerpetual } from '../../src/rivals/traded-perpetual.ts';
import { leveragedToken } from '../../src/tokens/leveraged-token.ts';
import { lifeCycle } from '../../src/tokens/life/life-cycle.ts';
import { band } from '../../src/tokens/rebalance/band.ts';
import { recentring } from '../../src/tokens/rebalance/recentring.ts';
import { play } from '../support/tape.ts';

const falls = [0, -0.5, 0, 0, 0, 0].map((close) => ({ close }));

describe('a perpetual in a plan', () => {
  // Kills: a margin that is gone counted as a ruined fund; outcomes of the plan read as those of the perpetual.
  test('is liquidated when the perpetual is, not ruined', () => {
    const end = play(untilExit({ of: perpetual({ exposure: 5 }) }), falls).at(-1)!;
    expect(end.value).toBe(0);
    expect(end.liquidationDays).toBe(2);
    expect(end.ruinDays).toBe(-1);
  });

  test('is stopped when the perpetual is', () => {
    const end = play(untilExit({ of: perpetual({ exposure: 1, stopLoss: 0.3 }) }), falls).at(-1)!;
    expect([end.stopDays, end.liquidationDays]).toEqual([2, -1]);
  });

  test('is none of that once its holder has left', () => {
    const end = play(untilExit({ of: perpetual({ exposure: 5 }), leaveOnDay: 1 }), falls).at(-1)!;
    expect([end.stopDays, end.liquidationDays, end.ruinDays]).toEqual([-1, -1, -1]);
  });
});

// Kills: an exposure of nothing held to a margin of nothing.
test('a perpetual of no exposure is never liquidated', () => {
  const end = play(perpetual({ exposure: 0, marginLeverage: 5 }), falls).at(-1)!;
  expect([end.value, end.liquidationDays]).toEqual([1, -1]);
});

// Kills: a re-entry after the last day; a fee on what is closed already.
test('a trader who closes after a day pays for that once, and never opens again', () => {
  const trader = tradedPerpetual({ exposure: 2, tradingFee: 0.001, closeAfterDays: 2, mostReentries: 9 });
  const ends = play(
    trader,
    [0.1, 0.1, 0.1, -0.3].map((close) => ({ close })),
  );
  expect(ends.map(({ notional }) => notional !== 0)).toEqual([true, true, false, false, false]);
  expect(ends[2]!.value).toBeCloseTo(1 - 0.002 + 2 * 0.21 - 0.001 * 2 * 1.21, 12);
  expect(ends[4]!.value).toBe(ends[2]!.value);
});

describe('a fund that was delisted', () => {
  const life = lifeCycle({ delistDay: 2, payOutDays: 0 });
  const costs = { tradingFee: 0.001, managementPerDay: 0 };
  // Each bar opens, and dips, where a band would buy.
  const bars = Array.from({ length: 8 }, () => ({ open: 0, low: -0.01, high: 0.01, close: 0 }));

  // Kills: a fund in cash that buys its way back into its band.
  test('stays in cash in bars with a range, whatever its rule would like', () => {
    const fund = leveragedToken({ leverage: 3, rebalance: band({ low: 2, high: 4 }), life, ...costs });
    const ends = play(fund, bars, { hasRange: true });
    expect(ends.slice(3).map(({ notional }) => notional)).toEqual([0, 0, 0, 0, 0, 0]);
    expect(ends.at(-1)!.rebalances).toBe(1);
  });

  // Kills: a rule that is busy for ever with a fund that has ended.
  test('pays its holders out, though its rule would still be trading', () => {
    const fund = leveragedToken({
      leverage: 2,
      rebalance: recentring({ low: 1.7, high: 2.3, ripcord: 2.6, largestTrade: 0.01 }),
      life,
    });
    const end = play(untilExit({ of: fund, access: primaryMarket(), leaveOnDay: 3 }), bars).at(-1)!;
    expect(end.units).toBe(0);
    expect(end.waitedDays).toBeLessThanOrEqual(1);
  });
});
