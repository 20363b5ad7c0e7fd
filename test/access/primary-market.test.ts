import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { primaryMarket } from '../../src/access/primary-market.ts';
import type { Model } from '../../src/engine/model.ts';
import { untilExit } from '../../src/investors/until-exit.ts';
import { spot } from '../../src/rivals/spot.ts';
import { leveragedToken } from '../../src/tokens/leveraged-token.ts';
import { daily } from '../../src/tokens/rebalance/daily.ts';
import { evenly, pinned } from '../support/arbitraries.ts';
import { openTape } from '../support/tape.ts';
import { token, untouched } from '../support/tokens.ts';
import type { Desk, Hour } from './desk.ts';
import { CASH, openDesk } from './desk.ts';

type Options = Parameters<typeof primaryMarket>[0];

const open = (options: Options, fund: Model<'holding'> = untouched(3)): Desk =>
  openDesk({ fund, access: (flow) => primaryMarket({ ...options, flow }) });

const worthOf = ({ fund, holder }: ReturnType<Desk['standing']>) => holder.units! * fund.value!;

describe('no free money', () => {
  const orders = fc.array(fc.record({ buys: evenly(0, 0.5), sells: evenly(0, 0.5) }), { maxLength: 30 });
  const fees = fc.tuple(evenly(0, 0.02), evenly(0, 0.02));

  // Kills: a fee that is added instead of taken; an order that is paid twice.
  test('at an unchanged price no sequence of subscriptions and redemptions returns more than was put in', () => {
    fc.assert(
      fc.property(orders, fees, fc.boolean(), (list, [a, b], isLimited) => {
        const limits = isLimited ? { holderLimitPerDay: 0.4, totalLimitPerDay: 0.3, holderShare: 0.5 } : {};
        const desk = open({ subscriptionFee: a, redemptionFee: b, ...limits });
        let wealth = CASH;
        for (const order of list) {
          const standing = desk.pass(order);
          const now = standing.holder.cash! + worthOf(standing);
          expect(now).toBeLessThanOrEqual(wealth + 1e-15);
          wealth = now;
        }
        expect(wealth).toBeLessThanOrEqual(CASH);
      }),
      { seed: pinned('no free money'), numRuns: 100 },
    );
  });

  test('one round trip of M returns exactly M (1 - a) (1 - b)', () => {
    fc.assert(
      fc.property(evenly(0.01, 1), fees, (money, [a, b]) => {
        const desk = open({ subscriptionFee: a, redemptionFee: b });
        const sells = worthOf(desk.pass({ buys: money }));
        const { holder } = desk.pass({ sells });
        expect(holder.cash! - (CASH - money)).toBeCloseTo(money * (1 - a) * (1 - b), 14);
        expect(holder.units).toBe(0);
      }),
      { seed: pinned('round trip'), numRuns: 50 },
    );
  });

  // Bybit help centre 000001481: 200 units at 7 cost 0.05 % of 1400, 100 units at 10 cost 0.05 % of 1000.
  test('the fees of a published example: 0.7 on 1400 subscribed, 0.5 on 1000 redeemed', () => {
    const desk = open({ subscriptionFee: 0.0005, redemptionFee: 0.0005 });
    const bought = worthOf(desk.pass({ buys: 0.14 }));
    expect(10_000 * (0.14 - bought)).toBeCloseTo(0.7, 10);
    expect(10_000 * (0.1 - (desk.pass({ sells: 0.1 }).holder.cash! - 0.86))).toBeCloseTo(0.5, 10);
  });

  // Kills: a fee on the order instead of on its size.
  test('subscribing x and then y is subscribing x + y, in either order', () => {
    fc.assert(
      fc.property(evenly(0, 0.5), evenly(0, 0.5), (x, y) => {
        const worth = [
          [x, y],
          [y, x],
          [x + y, 0],
        ].map((orders) => {
          const desk = open({});
          for (const buys of orders) desk.pass({ buys });
          return worthOf(desk.standing());
        });
        expect(worth[1]).toBeCloseTo(worth[0]!, 14);
        expect(worth[2]).toBeCloseTo(worth[0]!, 14);
      }),
      { seed: pinned('additive'), numRuns: 30 },
    );
  });
});

describe('the state machine of a fund', () => {
  // Kills: a block that never ends, or an hour too long.
  test('rebalancing at midnight closes it in that hour and for the minutes after, and not longer', () => {
    const closed = (blockedMinutes: number) => {
      const desk = open({ blockedMinutes }, token(3));
      return Array.from({ length: 48 }, (_, i) => (desk.pass({ close: 0.001 }).access.canSell ? 0 : i + 1)).filter(
        Boolean,
      );
    };
    expect(closed(0)).toEqual([24, 48]);
    expect(closed(60)).toEqual([24, 48]);
    expect(closed(61)).toEqual([24, 25, 48]);
    expect(closed(180)).toEqual([24, 25, 26, 48]);
  });

  test('a halt closes both sides for as long as it lasts; the fund goes on', () => {
    const desk = open({});
    desk.pass({ buys: 0.5 });
    for (let i = 0; i < 5; i++) {
      const { access, holder } = desk.pass({ isHalted: true, close: 0.01, buys: 0.1, sells: 0.1 });
      expect([access.canBuy, access.canSell, holder.bought, holder.sold]).toEqual([false, false, 0, 0]);
    }
    const { access, fund, holder } = desk.pass({ sells: 0.1 });
    expect([access.canSell, holder.sold]).toEqual([true, 0.1]);
    expect(fund.value).toBeCloseTo(1 + 3 * (1.01 ** 5 - 1), 14);
  });

  test('what has ended stays ended: nobody deals again, whatever the price does', () => {
    const desk = open({});
    desk.pass({ buys: 0.5 });
    desk.pass({ close: -0.4 });
    for (const hour of [{}, { close: 9 }, { buys: 0.1, sells: 0.1, redeemed: 1 }] satisfies Hour[]) {
      const { access, fund, holder } = desk.pass(hour);
      expect([fund.value, access.canBuy, access.canSell, holder.cash]).toEqual([0, false, false, 0.5]);
    }
  });

  // Kills: batches counted from the start of the run, or every hour of one.
  test('a window every eight hours opens at 08:00, 16:00 and 24:00 UTC and at no other time', () => {
    const desk = open({ windowHours: 8 });
    const hours = Array.from({ length: 48 }, (_, i) => (desk.pass({}).access.canBuy ? i + 1 : 0)).filter(Boolean);
    expect(hours).toEqual([8, 16, 24, 32, 40, 48]);
  });
});

describe('limits', () => {
  // Kills: a limit of 24 hours instead of a day; a dealing at midnight that belongs to the day that ends.
  test('a day’s limit is used up, and whole again at midnight UTC', () => {
    const desk = open({ subscriptionFee: 0, redemptionFee: 0, holderLimitPerDay: 0.3 });
    for (let hour = 1; hour < 23; hour++) desk.pass({});
    expect(desk.pass({ buys: 0.2 }).holder.refused).toBe(0);
    // The hour that ends at midnight: a new day, with 0.3 of its own.
    expect(desk.pass({ buys: 0.3 }).holder).toMatchObject({ refused: 0, bought: 0.3 });
    expect(desk.pass({ buys: 0.01 }).holder).toMatchObject({ refused: 1, bought: 0 });
    expect(desk.standing().access).toMatchObject({ canBuy: false, buyable: 0, sellable: 0.3 });
  });

  test('what is accepted in a day never exceeds the limit, of the holder and of all', () => {
    const hour = fc.record({
      buys: evenly(0, 0.3),
      sells: evenly(0, 0.3),
      subscribed: evenly(0, 0.2),
      redeemed: evenly(0, 0.2),
    });
    fc.assert(
      fc.property(fc.array(hour, { minLength: 30, maxLength: 60 }), (list) => {
        const desk = open({ holderLimitPerDay: 0.25, totalLimitPerDay: 0.1, holderShare: 0.2 });
        let [bought, sold] = [0, 0];
        list.forEach((each, i) => {
          if ((i + 1) % 24 === 0) [bought, sold] = [0, 0];
          const { access, holder } = desk.pass(each);
          bought += holder.bought!;
          sold += holder.sold!;
          expect(Math.max(bought, sold)).toBeLessThanOrEqual(0.25 + 1e-12);
          expect(Math.max(access.subscribed!, access.redeemed!)).toBeLessThanOrEqual(0.1 * access.unitsOfDay! + 1e-12);
        });
      }),
      { seed: pinned('limits'), numRuns: 30 },
    );
  });

  test('others are served first: a panic that fills the day’s limit leaves the holder nothing until midnight', () => {
    const desk = open({ totalLimitPerDay: 0.1, holderShare: 0.01 });
    desk.pass({ buys: 1 });
    expect(desk.pass({ redeemed: 0.09, sells: 0.5 }).holder).toMatchObject({ refused: 0, sold: 0.5 });
    const { access, holder } = desk.pass({ redeemed: 0.09, sells: 0.1 });
    expect([access.canSell, holder.sold]).toEqual([false, 0]);
    for (let hour = 4; hour < 24; hour++) expect(desk.pass({ sells: 0.1 }).holder.sold).toBe(0);
    expect(desk.pass({ sells: 0.1 }).holder.sold).toBe(0.1);
  });

  test('what is left of a limit below the smallest order is not offered', () => {
    const desk = open({ subscriptionFee: 0, holderLimitPerDay: 0.3, smallestOrder: 0.1 });
    expect(desk.pass({ buys: 0.2 }).access).toMatchObject({ canBuy: true, buyable: 0.3 });
    expect(desk.pass({ buys: 0.05 }).access.buyable).toBeCloseTo(0.1, 15);
    expect(desk.pass({ buys: 0.04 }).access.canBuy).toBe(false);
  });

  // Kills: others who redeem units that the holder holds.
  test('others redeem their own units: when all of them have left, the holder’s are still his to redeem', () => {
    const desk = open({ subscriptionFee: 0, redemptionFee: 0, holderShare: 0.5 });
    desk.pass({ buys: 1 });
    const { access } = desk.pass({ redeemed: 1 });
    expect([access.unitsOfOthers, access.unitsOfHolder]).toEqual([0, 0.5]);
    expect(desk.pass({ redeemed: 1, sells: 1 }).holder).toMatchObject({ refused: 0, cash: 1, units: 0 });
    expect(desk.standing().access).toMatchObject({ unitsOfOthers: 0, redeemed: 0.5 });
  });

  // Kills: a division by the units outstanding.
  test('the last unit can be redeemed, and the next is subscribed at the value the fund then has', () => {
    const desk = open({ subscriptionFee: 0, redemptionFee: 0, holderShare: 1 });
    desk.pass({ buys: 1 });
    const { holder } = desk.pass({ sells: 1 });
    expect([holder.units, holder.cash]).toEqual([0, 1]);
    const empty = desk.pass({ subscribed: 0.5, redeemed: 1, close: 0.1 });
    expect([empty.access.unitsOfHolder, empty.access.unitsOfOthers]).toEqual([0, 0]);
    const again = desk.pass({ buys: 0.65 });
    expect(again.fund.value).toBeCloseTo(1.3, 14);
    expect(again.holder.units).toBeCloseTo(0.5, 14);
    expect(desk.pass({}).access.unitsOfHolder).toBeCloseTo(0.5, 14);
  });
});

describe('what cannot be meant is one clear message', () => {
  test.each([
    [{ windowHours: 5 }, 'primaryMarket: windowHours must divide a day into equal parts, or be whole days; got 5'],
    [{ windowHours: 36 }, 'primaryMarket: windowHours must divide a day into equal parts, or be whole days; got 36'],
    [
      { holderLimitPerDay: 0.01, smallestOrder: 0.1 },
      'primaryMarket: smallestOrder must be at most holderLimitPerDay, or nobody ever deals; got 0.1 and 0.01',
    ],
    [
      { totalLimitPerDay: 1e-6, smallestOrder: 0.1 },
      'primaryMarket: smallestOrder must be at most totalLimitPerDay / holderShare, or nobody ever deals; got 0.1 and 0.000001 / 0.0001',
    ],
    [
      { redemptionFee: 0.7 },
      'primaryMarket: redemptionFee must be a number from 0 to 0.5; got 0.7 (values are fractions, not per cent: 0.7 % is 0.006999999999999999)',
    ],
  ] as const)('%o', (options, problem) => {
    expect(primaryMarket(options).problems).toEqual([problem]);
  });

  test('a window that never opens on the clock of the run', () => {
    const plan = untilExit({ of: spot(), access: primaryMarket({ windowHours: 48 }) });
    expect(plan.problems).toEqual([]);
    const opened = (steps: number) => () => openTape({ holdings: { plan }, steps });
    expect(opened(2)).not.toThrow();
    expect(opened(1)).toThrow(
      'primaryMarket: windowHours must be short enough for a window to open before the run ends; got 48',
    );
  });

  test('an access is asked for by name where something else is given', () => {
    const wrong = leveragedToken({ leverage: 3, rebalance: daily() }) as unknown as Model<'access'>;
    expect(untilExit({ of: spot(), access: wrong }).problems).toEqual([
      'untilExit: access must be an access, such as primaryMarket({ … }); got the holding leveragedToken',
    ]);
  });
});
