import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { primaryMarket } from '../../src/access/primary-market.ts';
import { secondaryMarket } from '../../src/access/secondary-market.ts';
import type { Model } from '../../src/engine/model.ts';
import { regularSaving } from '../../src/investors/regular-saving.ts';
import { shareOfToken } from '../../src/investors/share-of-token.ts';
import { untilExit } from '../../src/investors/until-exit.ts';
import { perpetual } from '../../src/rivals/perpetual.ts';
import { spot } from '../../src/rivals/spot.ts';
import { evenly, fees, gentleReturns, leverages, pinned, returns } from '../support/arbitraries.ts';
import type { Bar, Numbers } from '../support/tape.ts';
import { openTape, play } from '../support/tape.ts';
import { token, untouched } from '../support/tokens.ts';

const free = () => primaryMarket({ subscriptionFee: 0, redemptionFee: 0 });
const bars = fc.array(
  returns.map((close) => ({ close })),
  { minLength: 1, maxLength: 30 },
);
const hourly = { stepMinutes: 60 };
const still = (hours: number): readonly Bar[] => new Array<Bar>(hours).fill({ close: 0 });
const last = (ends: readonly Numbers[]): Numbers => ends.at(-1)!;

/** Runs the path to its end through the engine, which throws where books do not balance. */
function balances(holding: Model<'holding'>, list: readonly Bar[], options = {}): void {
  const tape = openTape({ ...options, holdings: { holding }, steps: list.length });
  tape.record(list);
  const { simulation } = tape;
  const columns = simulation.columns.map(() => new Float64Array(1));
  simulation.runBlock(0, 1, { columns, fans: [new Uint32Array(simulation.observation.size)], samples: [] });
}

describe('a plan that adds nothing is what it holds', () => {
  const plans: Readonly<Record<string, (of: Model<'holding'>) => Model<'holding'>>> = {
    'a share of 1': (of) => shareOfToken({ of, share: 1, everyDays: 1 }),
    'a lump sum that never leaves': (of) => untilExit({ of }),
    'saving in a single payment': (of) => regularSaving({ of, payments: 1 }),
    'a share of 1 through an access without fees': (of) => shareOfToken({ of, share: 1, everyDays: 1, access: free() }),
  };
  // Kills: worth that is not units times value; a rebalance against nothing.
  test.each(Object.entries(plans))('%s: to 1e-12, in any market, for any token', (name, plan) => {
    fc.assert(
      fc.property(leverages, fees, fees, bars, (leverage, tradingFee, managementPerDay, list) => {
        const costs = { tradingFee, managementPerDay };
        const alone = play(token(leverage, costs), list);
        // Held by another, a fund takes nothing for getting in and out.
        const held = play(plan(token(leverage, { ...costs, subscriptionFee: 0.1, redemptionFee: 0.1 })), list);
        held.forEach(({ value }, i) => {
          expect(Math.abs(value! - alone[i]!.value!)).toBeLessThanOrEqual(1e-12 * Math.max(1, alone[i]!.value!));
        });
      }),
      { seed: pinned(name), numRuns: 40 },
    );
  });
});

test('a share of a fund that keeps its worth keeps its share: half in a coin that doubles is half again after a rebalance', () => {
  // 0.5 in the coin becomes 1 of 1.5; 0.25 is sold for cash.
  const end = last(play(shareOfToken({ of: spot(), share: 0.5, everyDays: 1, sellsAtEnd: false }), [{ close: 1 }]));
  expect([end.value, end.money, end.units, end.sold]).toEqual([1.5, 0.75, 0.375, 0.25]);
});

// Kills: a trade that forgets its own cost.
test('a share lands on target after its costs, bought or sold', () => {
  const access = secondaryMarket({
    deviation: 0,
    closedDeviation: 0,
    leanPerReturn: 0,
    halfSpread: 0.05,
    closedHalfSpread: 0.05,
  });
  fc.assert(
    fc.property(evenly(0.05, 0.95), evenly(-0.5, 1), (share, close) => {
      const ends = play(shareOfToken({ of: spot(), access, share, everyDays: 1, sellsAtEnd: false }), [{ close }]);
      for (const { value, money } of ends) expect(1 - money! / value!).toBeCloseTo(share, 12);
    }),
    { seed: pinned('lands on target'), numRuns: 50 },
  );
});

describe('a share that is brought back every so many days', () => {
  const every = { of: spot(), share: 0.5, sellsAtEnd: false };

  // Kills: a rebalance in every step; the first one counted from nothing.
  test('is left alone on the days between', () => {
    const ends = play(shareOfToken({ ...every, everyDays: 2 }), [{ close: 1 }, { close: 0 }, { close: 0 }]);
    expect(ends.map(({ money }) => money)).toEqual([0.5, 0.5, 0.75, 0.75]);
    expect(last(ends).rebalances).toBe(1);
  });

  // Kills: an order that is given up when a part of it is refused.
  test('buys, and sells, on the days that follow what a limit has refused', () => {
    const limited = (holderLimitPerDay: number) =>
      primaryMarket({ subscriptionFee: 0, redemptionFee: 0, holderLimitPerDay });
    const bought = play(shareOfToken({ ...every, access: limited(0.3), everyDays: 30 }), still(2));
    expect(bought.map(({ units }) => units)).toEqual([0.3, 0.5, 0.5]);
    // At day 2 the coin is at 4: 0.75 of 2 is too much, and a day takes 0.5.
    const list = [{ close: 0 }, { close: 3 }, { close: 0 }, { close: 0 }];
    const sold = play(shareOfToken({ ...every, access: limited(0.5), everyDays: 2 }), list.slice(0, 3));
    expect(sold.map((each) => each.sold)).toEqual([0, 0, 0.5, 0.25]);
  });
});

describe('saving', () => {
  const saving = { of: spot(), payments: 4, everyDays: 1 };

  test('on a flat market loses its costs and nothing else: a fee on what is paid in, and one on what is taken out', () => {
    const access = primaryMarket({ subscriptionFee: 0.01, redemptionFee: 0.02 });
    const end = last(play(regularSaving({ ...saving, access }), still(6)));
    expect(end.value).toBeCloseTo(0.99 * 0.98, 14);
    expect([end.bookEntry, end.bookExit]).toEqual([expect.closeTo(-0.01, 14), expect.closeTo(-0.99 * 0.02, 14)]);
    expect([end.bookProfit, end.logHeld]).toEqual([0, 0]);
  });

  test('pays at the start and then on its days, until nothing is left', () => {
    const ends = play(regularSaving({ ...saving, payments: 3, everyDays: 2, sellsAtEnd: false }), still(6));
    expect(ends.map(({ money }) => money)).toEqual(
      [2 / 3, 2 / 3, 1 / 3, 1 / 3, 0, 0, 0].map((x) => expect.closeTo(x, 14)),
    );
    expect(last(ends).money).toBe(0);
  });

  // Kills: a payment that buys at the price before it.
  test('buys each part at its own price: a quarter at each of 1, 2, 4 and 8 is worth 8 (1/4 + 1/8 + 1/16 + 1/32)', () => {
    const end = last(play(regularSaving({ ...saving, sellsAtEnd: false }), [{ close: 1 }, { close: 1 }, { close: 1 }]));
    expect(end.value).toBeCloseTo(8 * (1 / 4 + 1 / 8 + 1 / 16 + 1 / 32), 14);
    expect(end.navReturn).toBe(7);
  });

  test('waits with what the issuer does not take, and pays it in as soon as it may', () => {
    const access = primaryMarket({ subscriptionFee: 0, redemptionFee: 0, holderLimitPerDay: 0.2 });
    const ends = play(regularSaving({ ...saving, payments: 2, access, sellsAtEnd: false }), still(7));
    expect(ends.map(({ paidIn }) => paidIn)).toEqual(
      [0.2, 0.4, 0.6, 0.8, 1, 1, 1, 1].map((x) => expect.closeTo(x, 14)),
    );
  });

  // Kills: a payment that is lost when the issuer is closed on its day.
  test('pays what fell due behind closed doors when they open', () => {
    const access = primaryMarket({ subscriptionFee: 0, redemptionFee: 0, windowHours: 48 });
    const ends = play(regularSaving({ ...saving, access, sellsAtEnd: false }), still(4));
    expect(ends.map(({ paidIn }) => paidIn)).toEqual([0.25, 0.25, 0.75, 0.75, 1]);
  });

  // Kills: a last payment that is bought and sold in one step, for two fees.
  test('does not buy in the step in which it sells all', () => {
    const access = primaryMarket({ subscriptionFee: 0.01, redemptionFee: 0.02 });
    const end = last(play(regularSaving({ ...saving, access }), still(2)));
    expect([end.paidIn, end.value]).toEqual([0.5, expect.closeTo(0.5 + 0.5 * 0.99 * 0.98, 14)]);
  });

  test('is blocked while it cannot buy, though it could sell', () => {
    const access = primaryMarket({ subscriptionFee: 0, redemptionFee: 0, holderLimitPerDay: 0.2 });
    const end = last(play(regularSaving({ ...saving, payments: 1, access, sellsAtEnd: false }), still(24), hourly));
    expect(end.paidIn).toBeCloseTo(0.4, 14);
    expect(end.blockedShare).toBeCloseTo(23 / 24, 14);
  });
});

// Kills: a limit on what is bought, read as one on what is spent.
test('where a day takes 0.45 of worth and a tenth of the money is the fee, half of the money is spent', () => {
  const access = primaryMarket({ subscriptionFee: 0.1, holderLimitPerDay: 0.45 });
  const [start] = play(untilExit({ of: spot(), access }), still(1));
  expect([start!.bought, start!.money]).toEqual([expect.closeTo(0.45, 14), expect.closeTo(0.5, 14)]);
});

describe('one who wants out', () => {
  const crash: readonly Bar[] = [{ close: 0 }, { close: -0.2 }, { close: -0.1 }, { close: -0.1 }, { close: 0 }];

  test('without an access is out on his day, at the fund’s own value, and stays in cash', () => {
    const ends = play(untilExit({ of: spot(), leaveOnDay: 2 }), crash);
    expect(ends.map(({ value }) => value)).toEqual([1, 1, 0.8, 0.8, 0.8, 0.8]);
    expect(last(ends)).toMatchObject({
      waitedDays: 0,
      slippageOfWaiting: 0,
      refusedShare: 0,
      lockedIn: 0,
      blockedShare: 0,
    });
    expect(last(ends).navReturn).toBeCloseTo(-0.2, 14);
  });

  test.each([
    ['a loss of 15 %', { stopLoss: 0.15 }, 0.8, 2],
    ['a fall of 25 % from the top', { trailingStop: 0.25 }, 0.72, 3],
    ['a gain of 15 %', { takeProfit: 0.15 }, 0.648, -1],
  ])('leaves on %s', (_, rule, value, stopDays) => {
    const end = last(play(untilExit({ of: spot(), ...rule }), crash));
    expect(end.value).toBeCloseTo(value, 14);
    expect(end.stopDays).toBe(stopDays);
    expect(end.waitedDays).toBe(stopDays < 0 ? -1 : 0);
  });

  // Kills: a trailing stop that hangs on the start.
  test('follows the top with a trailing stop: after a doubling, a fall of 28 % is out at 1.44', () => {
    const list = [{ close: 1 }, { close: -0.2 }, { close: -0.1 }, { close: -0.5 }];
    const end = last(play(untilExit({ of: spot(), trailingStop: 0.25 }), list));
    expect([end.value, end.stopDays]).toEqual([expect.closeTo(1.44, 14), 3]);
  });

  // Kills: a wish that a recovery takes back; unsold units that count as lost; locked in by a wait of just a day.
  test('still wants out when the door opens a day later, though the price has come back', () => {
    const access = primaryMarket({ subscriptionFee: 0, redemptionFee: 0, windowHours: 48 });
    const list = [{ close: -0.2 }, { close: 0.5 }, { close: -0.5 }];
    const ends = play(untilExit({ of: spot(), access, stopLoss: 0.15 }), list);
    expect(ends[1]).toMatchObject({ refusedShare: 1, slippageOfWaiting: 0, waitedDays: 0, sold: 0 });
    expect(ends[2]).toMatchObject({ waitedDays: 1, lockedIn: 0, units: 0 });
    expect(last(ends).value).toBeCloseTo(1.2, 14);
    expect(last(ends).slippageOfWaiting).toBeCloseTo(0.5, 14);
  });

  // Kills: a wait counted in steps; a slippage against the price of the sale.
  test('waits while the issuer rebalances, and pays for it: locked in for two hours of a crash', () => {
    // Hour 24: the fund rebalances and he wants out at 1. Closed at 24 and 25; out at 26, after -10 % and -10 %, fee 1 %.
    const access = primaryMarket({ subscriptionFee: 0, redemptionFee: 0.01, blockedMinutes: 120 });
    const list = [...still(24), { close: -0.1 }, { close: -0.1 }, { close: -0.5 }];
    const end = last(play(untilExit({ of: token(1), access, leaveOnDay: 1 }), list, hourly));
    expect(end.value).toBeCloseTo(0.81 * 0.99, 14);
    expect(end.waitedDays).toBeCloseTo(2 / 24, 14);
    expect(end.slippageOfWaiting).toBeCloseTo(0.81 * 0.99 - 1, 14);
    expect([end.refusedShare, end.blockedShare]).toEqual([1, expect.closeTo(2 / 27, 14)]);
    expect(end.navReturn).toBeCloseTo(-0.19, 14);
  });

  test('sells what a day’s limit lets him, day after day, and was locked in if a day was not enough', () => {
    const access = primaryMarket({ subscriptionFee: 0, redemptionFee: 0, holderLimitPerDay: 0.4 });
    const ends = play(untilExit({ of: spot(), access, leaveOnDay: 4 }), still(8));
    const sold = [0, 0, 0, 0, 0.4, 0.4, 0.2, 0, 0].map((each) => expect.closeTo(each, 14));
    expect(ends.map((each) => each.sold)).toEqual(sold);
    expect(last(ends)).toMatchObject({ waitedDays: 2, lockedIn: 1, refusedShare: expect.closeTo(0.6, 14) });
  });

  test('who cannot get out before the fund ends gets nothing: slippage of -1', () => {
    const access = primaryMarket({ blockedMinutes: 6000 });
    const list = [...still(24), { close: -0.5 }, { close: 0 }];
    const end = last(play(untilExit({ of: token(3), access, leaveOnDay: 1 }), list, hourly));
    expect([end.value, end.slippageOfWaiting, end.refusedShare]).toEqual([0, -1, 1]);
  });

  test('is never shown to have sold more than was to be had', () => {
    fc.assert(
      fc.property(
        fc.array(
          gentleReturns.map((close) => ({ close })),
          { minLength: 30, maxLength: 60 },
        ),
        (list) => {
          const access = primaryMarket({ holderLimitPerDay: 0.2, blockedMinutes: 90 });
          for (const { sold, bought } of play(untilExit({ of: token(3), access, trailingStop: 0.05 }), list, hourly)) {
            expect(Math.max(sold!, bought!)).toBeLessThanOrEqual(0.2 + 1e-15);
          }
        },
      ),
      { seed: pinned('no more than offered'), numRuns: 20 },
    );
  });
});

// Kills: a posting that is forgotten; a log of the wrong ratio.
test('the books of every plan balance, in money and in logs, in any market', () => {
  fc.assert(
    fc.property(bars, evenly(0, 1), fc.boolean(), (list, share, isPrimary) => {
      const access = isPrimary ? primaryMarket({ holderLimitPerDay: 0.3 }) : secondaryMarket({ deviation: 0.02 });
      const of = token(3, { tradingFee: 0.001 });
      const everyDays = 1 / 12;
      for (const plan of [
        untilExit({ of, access, trailingStop: 0.2, takeProfit: 0.5 }),
        regularSaving({ of, access, everyDays, payments: 9 }),
        shareOfToken({ of, access, everyDays, share }),
      ]) {
        balances(plan, list, hourly);
      }
    }),
    { seed: pinned('books of plans'), numRuns: 60 },
  );
});

test('a plan has the family, the leverage and the triggers of what it holds, and its own', () => {
  const of = perpetual({ exposure: 2, stopLoss: 0.2 });
  expect(untilExit({ of })).toMatchObject({ family: 'perpetual', targetLeverage: 2, triggers: of.triggers });
  expect(untilExit({ of, stopLoss: 0.3 }).triggers.at(-1)).toBeCloseTo(-0.15, 14);
  expect(shareOfToken({ of: untouched(3), share: 0.25 }).targetLeverage).toBe(0.75);
  expect(regularSaving({ of: spot() })).toMatchObject({ family: 'spot', targetLeverage: 1 });
});

test('a plan of nothing is one clear message', () => {
  const nothing = {} as { of: Model<'holding'> };
  for (const [name, plan] of Object.entries({ untilExit, regularSaving, shareOfToken })) {
    expect(plan(nothing).problems).toEqual([
      `${name}: of must be a holding, such as leveragedToken({ … }) or spot(); got undefined`,
    ]);
  }
});
