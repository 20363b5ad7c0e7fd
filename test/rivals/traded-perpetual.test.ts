import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Model } from '../../src/engine/model.ts';
import { perpetual } from '../../src/rivals/perpetual.ts';
import { tradedPerpetual } from '../../src/rivals/traded-perpetual.ts';
import { daily } from '../../src/tokens/rebalance/daily.ts';
import { evenly, fundingRates, pinned } from '../support/arbitraries.ts';
import { bars } from '../support/bars.ts';
import type { Bar, Numbers } from '../support/tape.ts';
import { openTape, play, stepEnds } from '../support/tape.ts';
import { token } from '../support/tokens.ts';

const free = { tradingFee: 0, maintenanceMargin: 0, paysToClose: false } as const;
const last = (holding: Model<'holding'>, list: readonly Bar[], hasRange = false) =>
  play(holding, list, { hasRange }).at(-1)!;
const closes = (...list: readonly number[]) => list.map((close) => ({ close }));

// Kills: most of what can go wrong in opening, marking, funding, stopping, liquidating and closing.
test('opened once, with nothing but a stop, it is the plain perpetual: every value, every account', () => {
  const accounts = ['bookProfit', 'bookTrading', 'logFunding', 'logTrading', 'logLiquidation', 'logLeverageDrift'];
  // Here a margin that is gone at the mark pays no funding; there it does, out of the venue's deficit.
  const beyond = ({ bookFunding, bookDeficit, bookLiquidation }: Numbers) =>
    bookFunding! + bookDeficit! + bookLiquidation!;
  const seen = { stopped: 0, liquidated: 0, ended: 0 };
  fc.assert(
    fc.property(
      bars,
      fc.constantFrom(3, -3, 1, -1, 8),
      fc.constantFrom(0, 10, 20),
      fc.constantFrom(0, 0.05, 0.15),
      fundingRates,
      fc.boolean(),
      (list, exposure, marginLeverage, stopLoss, funding, hasRange) => {
        const given = { exposure, marginLeverage, stopLoss };
        const holdings = { plain: perpetual(given), traded: tradedPerpetual(given) };
        const tape = openTape({ holdings, steps: list.length, hasRange, stepMinutes: 60 });
        tape.record(list.map((bar) => ({ ...bar, funding: funding / 10 })));
        const [plain, traded] = [stepEnds(tape.simulation, 'plain'), stepEnds(tape.simulation, 'traded')];
        plain.forEach((one, i) => {
          const other = traded[i]!;
          expect(Math.abs(beyond(other) - beyond(one)), `after step ${i}`).toBeLessThan(1e-11);
          for (const field of ['value', 'stopDays', 'liquidationDays', ...accounts]) {
            expect(Math.abs(other[field]! - one[field]!), `${field} after step ${i}`).toBeLessThan(1e-11);
          }
        });
        const { stopDays, liquidationDays } = plain.at(-1)!;
        seen[stopDays! >= 0 ? 'stopped' : liquidationDays! >= 0 ? 'liquidated' : 'ended'] += 1;
      },
    ),
    { seed: pinned('traded is plain'), numRuns: 300 },
  );
  for (const count of Object.values(seen)) expect(count).toBeGreaterThan(30);
});

// Kills: a re-levering that misses its target, that forgets the fee, or that pays it before funding.
test('a perpetual re-levered daily by hand is the daily token, but for its fees and the cost of getting in', () => {
  fc.assert(
    fc.property(
      fc.array(evenly(-0.08, 0.08), { minLength: 1, maxLength: 30 }),
      fc.constantFrom(3, -3, 2, -1, 5),
      evenly(0, 0.005),
      evenly(-0.002, 0.002),
      (list, exposure, tradingFee, funding) => {
        const byHand = tradedPerpetual({ ...free, exposure, marginMode: 'cross', rebalanceHours: 24, tradingFee });
        const steps = list.map((close) => ({ close, funding }));
        const fund = play(token(exposure, { tradingFee }, daily()), steps);
        const entered = 1 / (1 + tradingFee * Math.abs(exposure));
        play(byHand, steps).forEach(({ value, notional }, i) => {
          expect(Math.abs(value! / (entered * fund[i]!.value!) - 1)).toBeLessThan(1e-11);
          expect(Math.abs(notional! / (entered * fund[i]!.notional!) - 1)).toBeLessThan(1e-11);
        });
      },
    ),
    { seed: pinned('token by hand'), numRuns: 200 },
  );
});

test('half a spread is paid like a fee, and posted to slippage', () => {
  const list = closes(0.1, -0.05);
  const fee = last(tradedPerpetual({ ...free, exposure: 3, rebalanceHours: 24, tradingFee: 0.003 }), list);
  const both = last(
    tradedPerpetual({ ...free, exposure: 3, rebalanceHours: 24, tradingFee: 0.001, halfSpread: 0.002 }),
    list,
  );
  expect(both.value).toBeCloseTo(fee.value!, 13);
  expect(both.bookSlippage! / both.bookTrading!).toBeCloseTo(2, 3);
  expect(fee.bookSlippage).toBe(0);
});

test('a target fills at its price inside the bar, and at the open of a bar that opens beyond it', () => {
  const taker = tradedPerpetual({ ...free, exposure: 2, takeProfit: 0.1 });
  expect(last(taker, [{ close: 0.05, high: 0.2 }], true).value).toBeCloseTo(1.2, 13);
  expect(last(taker, [{ close: -0.5, open: 0.15, high: 0.2, low: -0.5 }], true).value).toBeCloseTo(1.3, 13);
  expect(last(taker, closes(0.2, -0.3)).value).toBeCloseTo(1.4, 13);
  const short = tradedPerpetual({ ...free, exposure: -2, takeProfit: 0.1 });
  expect(last(short, [{ close: -0.05, low: -0.2 }], true)).toMatchObject({ profitsTaken: 1 });
});

// Kills: the favourable extreme of a bar taken for its first.
test('a bar that meets both the stop and the target is a loss', () => {
  for (const exposure of [1, -1]) {
    const both = tradedPerpetual({ ...free, exposure, stopLoss: 0.1, takeProfit: 0.1 });
    const end = last(both, [{ close: 0, low: -0.2, high: 0.2 }], true);
    expect(end).toMatchObject({ stops: 1, profitsTaken: 0, value: expect.closeTo(0.9, 13) });
  }
});

// 1, 1.5, 1.35: 10 % below the best is met at 1.35, whatever the price at the entry was.
test('a trailing stop follows the best price, for longs and for shorts, and never turns back', () => {
  const long = play(tradedPerpetual({ ...free, exposure: 1, trailingStop: 0.1 }), closes(0.5, -0.05, -0.08, 0.5));
  expect(long.map(({ stops }) => stops)).toEqual([0, 0, 0, 1, 1]);
  expect(long.at(-1)!.value).toBeCloseTo(1.5 * 0.95 * 0.92, 13);
  const short = play(tradedPerpetual({ ...free, exposure: -1, trailingStop: 0.1 }), closes(-0.2, 0.05, 0.07, -0.5));
  expect(short.map(({ stops }) => stops)).toEqual([0, 0, 0, 1, 1]);
});

// Kills: a stop that hangs on the best price of a position that is closed.
test('a position that is opened again follows its own best price', () => {
  const again = tradedPerpetual({ ...free, exposure: 1, trailingStop: 0.1, mostReentries: 5 });
  const ends = play(again, closes(0.5, -0.2, 0, -0.05, 0));
  expect(ends.map(({ stops }) => stops)).toEqual([0, 0, 1, 1, 1, 1]);
  expect(ends.at(-1)!.notional).toBeCloseTo(1.2 * 0.95, 13);
});

test('it is opened again after the hours it waits, in the same direction, with what is left, and so often only', () => {
  const again = tradedPerpetual({ ...free, exposure: 2, stopLoss: 0.1, mostReentries: 1, reentryHours: 48 });
  const ends = play(again, closes(-0.1, 0.3, 0, -0.2, 0, 0, 0));
  expect(ends.map(({ notional }) => notional! > 0)).toEqual([true, false, false, true, false, false, false, false]);
  expect(ends[3]!.notional).toBeCloseTo(1.6, 13);
  expect(ends.at(-1)!.value).toBeCloseTo(0.8 * 0.6, 13);
  expect(ends.at(-1)!.stops).toBe(2);
});

test('margin is topped up from free money before it is short, which moves the liquidation away and changes no worth', () => {
  const list = closes(-0.06, -0.06, 0.2);
  const given = { ...free, exposure: 2, marginLeverage: 10, maintenanceMargin: 0.01 };
  expect(last(tradedPerpetual(given), list).liquidationDays).toBe(2);
  const [, first, , end] = play(tradedPerpetual({ ...given, topUpBelow: 0.05 }), list);
  // Margin 0.2 - 0.12, filled up to a tenth of 1.88.
  expect(first!.margin).toBeCloseTo(0.188, 13);
  expect(first!.value).toBeCloseTo(0.88, 13);
  expect(end).toMatchObject({ liquidationDays: -1, topUps: 2 });
  expect(end!.value).toBeCloseTo(1 + 2 * (0.94 * 0.94 * 1.2 - 1), 13);
});

// Kills: a rest that is spared the fall in which a part was cut.
test('what is left after a cut lives through the rest of the bar', () => {
  const tiers = 'binance BTCUSDT 2024-10';
  const given = { ...free, exposure: 8, marginLeverage: 10, capital: 100_000, tiers, liquidationFee: 0 } as const;
  const it = tradedPerpetual({ ...given, partialLiquidation: true, recoversRest: true });
  const [shallow, deep] = [-0.0955, -0.2].map((low) => last(it, [{ close: 0, low }], true));
  expect(shallow).toMatchObject({ partialLiquidations: 1, liquidations: 0 });
  expect(shallow!.notional).toBeGreaterThan(6);
  expect(deep).toMatchObject({ partialLiquidations: 1, liquidations: 1, notional: 0 });
});

// Kills: a liquidation that pays the gap between last and mark price out to the trader.
test('a liquidation never gives back more than the margin at the mark price', () => {
  const given = { ...free, maintenanceMargin: 0.05, liquidationFee: 0, recoversRest: true, gapDeviation: 0.01 };
  const ends = [5, -5].map((exposure) =>
    last(tradedPerpetual({ ...given, exposure }), closes(-0.17 * Math.sign(exposure))),
  );
  for (const end of ends) {
    expect(end.liquidations).toBe(1);
    expect(end.value).toBeLessThanOrEqual(0.15 + 1e-13);
  }
  expect(Math.max(...ends.map(({ bookSlippage }) => bookSlippage!))).toBeGreaterThan(0.001);
});

// Kills: free money below zero.
test('no more is topped up than there is', () => {
  // Of 1, 0.8 is margin; after -0.1 of 2 it is 0.6 of 1.8, which should be 0.72, and 0.2 are there; then 0.4 of 1.6, and 0.08.
  const given = { ...free, exposure: 2, marginLeverage: 2.5, topUpBelow: 0.35 };
  const ends = play(tradedPerpetual(given), closes(-0.1, -1 / 9, -1 / 8));
  expect(ends.map((each) => each.free)).toEqual([0.2, 0.08, 0, 0].map((x) => expect.closeTo(x, 13)));
  expect(ends.map(({ margin }) => margin)).toEqual([0.8, 0.72, 0.6, 0.4].map((x) => expect.closeTo(x, 13)));
});

// Kills: a spread that is paid on the way in only.
test('the spread is paid on the way out too', () => {
  const end = last(tradedPerpetual({ ...free, exposure: 2, halfSpread: 0.01, paysToClose: true }), closes(0));
  expect([end.value, end.bookSlippage]).toEqual([expect.closeTo(0.96, 13), expect.closeTo(-0.04, 13)]);
});

// Kills: a margin without the amount that is taken off it, which liquidates in every market.
test('in a tier it is liquidated where margin is 0.65 % of the notional less 950, and not before', () => {
  const tiers = 'binance BTCUSDT 2024-10';
  const it = tradedPerpetual({ ...free, exposure: 8, marginLeverage: 10, capital: 100_000, tiers });
  // 80 000 - 800 000 d = 0.0065 · 800 000 (1 - d) - 950.
  const drop = (80_000 + 950 - 5200) / (800_000 - 5200);
  for (const hasRange of [false, true]) {
    expect(last(it, closes(1e-9 - drop), hasRange)).toMatchObject({ liquidations: 0, liquidationDays: -1 });
    expect(last(it, closes(-1e-9 - drop), hasRange)).toMatchObject({ liquidations: 1, liquidationDays: 1 });
  }
});

// 800 000 USDT at 10x: 9.59 % lower, 723 280 are backed by 3280, and 3751 are asked.
test('a position in a higher tier is cut to the lower one, pays the fee on what was cut, and lives on', () => {
  const given = {
    ...free,
    exposure: 8,
    marginLeverage: 10,
    capital: 100_000,
    tiers: 'binance BTCUSDT 2024-10',
    liquidationFee: 0.001,
    recoversRest: true,
  } as const;
  const drop = closes(-0.0959);
  const size = 800_000 * (1 - 0.0959);
  const margin = 80_000 - 800_000 * 0.0959;
  const cut = last(tradedPerpetual({ ...given, partialLiquidation: true }), drop);
  expect(margin).toBeLessThan(size * 0.0065 - 950);
  expect(cut).toMatchObject({ partialLiquidations: 1, liquidations: 0 });
  expect(cut.notional! * 100_000).toBeCloseTo(600_000, 6);
  expect(cut.margin! * 100_000).toBeCloseTo(margin - 0.001 * (size - 600_000), 6);
  const whole = last(tradedPerpetual(given), drop);
  expect(whole).toMatchObject({ partialLiquidations: 0, liquidations: 1, notional: 0 });
  expect(whole.value! * 100_000).toBeCloseTo(20_000 + margin - 0.001 * size, 6);
});

test.each([1, -1])(
  'what is traded fills at the last price, which the mark price knows nothing of: on side %d the gap is paid both ways',
  (side) => {
    const gapped = tradedPerpetual({
      ...free,
      exposure: 2 * side,
      stopLoss: 0.1,
      gapDeviation: 0.01,
      mostReentries: 9,
    });
    const ends = play(gapped, closes(...[-0.1, 0, 0, -0.1, 0, 0, 0.1].map((gain) => side * gain)));
    let slipped = 0;
    ends.slice(1).forEach((now, i) => {
      const before = ends[i]!;
      if (now.stops! > before.stops!) slipped += before.notional! * (1 - side * 0.1) * now.gap!;
      if (now.notional !== 0 && before.notional === 0) slipped -= now.notional! * now.gap!;
      expect(now.bookSlippage).toBeCloseTo(slipped, 13);
      expect(Math.abs(now.gap!)).toBeLessThanOrEqual(0.05);
    });
    expect(ends.at(-1)!.stops).toBe(2);
    expect(slipped).not.toBe(0);
  },
);

// Kills: pushes of the gap's own deviation, which add up to more of it with every step.
test('the gap between last and mark price has its stated deviation in the long run', () => {
  const it = tradedPerpetual({ ...free, exposure: 1, gapDeviation: 0.01, gapHalfLifeHours: 5 });
  const ends = play(it, new Array<Bar>(8000).fill({ close: 0 }), { stepMinutes: 60 });
  const variance = ends.reduce((sum, { gap }) => sum + gap! * gap!, 0) / ends.length;
  // As good as 1100 independent ones: a standard deviation of 4.3 %.
  expect(Math.abs(variance / 1e-4 - 1)).toBeLessThan(0.17);
});

test('all money backs a cross position: it outlives the isolated one, and loses more where it does not', () => {
  const given = { ...free, exposure: 2, marginLeverage: 10, maintenanceMargin: 0.01 } as const;
  const [isolated, cross] = [tradedPerpetual(given), tradedPerpetual({ ...given, marginMode: 'cross' })];
  expect(last(isolated, closes(-0.3)).value).toBeCloseTo(0.8, 13);
  expect(last(cross, closes(-0.3, 0.3)).value).toBeCloseTo(1 + 2 * (0.7 * 1.3 - 1), 13);
  expect(last(cross, closes(-0.6)).value).toBe(0);
});

const refused: readonly (readonly [problem: string, given: Parameters<typeof tradedPerpetual>[0]])[] = [
  ['exposure must not be 0, or there is nothing to trade; got 0', { exposure: 0 }],
  [
    '|exposure| must be at most marginLeverage, or the margin exceeds the money; got 3 at 2x',
    { exposure: 3, marginLeverage: 2 },
  ],
  [
    '1 / leverage less the costs must exceed the maintenance margin, or it is liquidated at entry; got 1 / 20 and 0.05',
    { exposure: 3, marginLeverage: 20, maintenanceMargin: 0.05 },
  ],
  [
    'leverage must be at most 75 for a notional of 1000000 with binance BTCUSDT 2024-10; got 80',
    { exposure: 1, marginLeverage: 80, capital: 1e6, tiers: 'binance BTCUSDT 2024-10' },
  ],
  [
    '|exposure| · capital must be at most 1200000000 with binance ETHUSDT 2024-10; got 1500000000',
    { exposure: 1.5, capital: 1e9, tiers: 'binance ETHUSDT 2024-10' },
  ],
  [
    '|exposure| · (tradingFee + halfSpread + 5 gapDeviation) must be below 1, or a trade could cost all; got 5 · 0.2005',
    { exposure: 5, gapDeviation: 0.04 },
  ],
  ['stopLoss of a long must be below 1; got 1', { exposure: 3, stopLoss: 1 }],
  ['trailingStop of a long must be below 1; got 1', { exposure: 3, trailingStop: 1 }],
  ['takeProfit of a short must be below 1; got 1.5', { exposure: -3, takeProfit: 1.5 }],
  ['mostReentries must be above 0 where reentryHours are given; got 0 after 4 hours', { exposure: 3, reentryHours: 4 }],
  [
    'tiers must be those of a venue where partialLiquidation is true; got "flat"',
    { exposure: 3, partialLiquidation: true },
  ],
  [
    'topUpBelow needs isolated margin and a marginLeverage: otherwise there is no free money to top up from',
    { exposure: 3, topUpBelow: 0.1 },
  ],
  [
    'topUpBelow must lie between the maintenance margin and 1 / marginLeverage, 0.005 and 0.1; got 0.2',
    { exposure: 3, marginLeverage: 10, topUpBelow: 0.2 },
  ],
];

for (const [problem, given] of refused) {
  test(`refused in one line: ${problem}`, () => {
    expect(tradedPerpetual(given).problems).toEqual([`tradedPerpetual: ${problem}`]);
  });
}
