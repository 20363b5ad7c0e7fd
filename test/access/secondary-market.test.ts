import { describe, expect, test } from 'vitest';
import { eitherMarket } from '../../src/access/either-market.ts';
import { chasingFlow } from '../../src/access/holder-flows.ts';
import { primaryMarket } from '../../src/access/primary-market.ts';
import { secondaryMarket } from '../../src/access/secondary-market.ts';
import type { Model } from '../../src/engine/model.ts';
import { untilExit } from '../../src/investors/until-exit.ts';
import type { Bar, Numbers } from '../support/tape.ts';
import { history, openTape } from '../support/tape.ts';
import { token, untouched } from '../support/tokens.ts';
import { openDesk } from './desk.ts';

/** The states of an access, hour by hour, beside a plan that holds a fund and never deals. */
function seen(
  access: Model<'access'>,
  bars: readonly Bar[],
  fund = untouched(3),
  stepMinutes = 60,
): readonly Numbers[] {
  const plan = untilExit({ of: fund, access, sellsAtEnd: false });
  const tape = openTape({ holdings: { plan }, steps: bars.length, stepMinutes });
  tape.record(bars);
  return history(tape.simulation, 'holding/plan/access')
    .filter(({ phase }) => phase === 'step')
    .map(({ state }) => state as Numbers);
}

const quiet = (steps: number): readonly Bar[] => new Array<Bar>(steps).fill({ close: 0 });
const calm = { deviation: 0, closedDeviation: 0, leanPerReturn: 0 };

describe('the premium', () => {
  // Kills: a deviation of the pushes instead of the premium; a half-life in steps.
  test('has its stated deviation, whatever the step, and half of it is gone after the half-life', () => {
    for (const stepMinutes of [5, 20, 60]) {
      const market = secondaryMarket({ deviation: 0.01, closedDeviation: 0.01, halfLifeMinutes: 20 });
      const premia = seen(market, quiet(40_000), untouched(3), stepMinutes).map(({ premium }) => premium!);
      const n = premia.length;
      const variance = premia.reduce((sum, x) => sum + x * x, 0) / n;
      const covariance = premia.slice(1).reduce((sum, x, i) => sum + x * premia[i]!, 0) / (n - 1);
      // Independent pushes make some n (1 - a²) / (1 + a²) independent squares of them.
      const kept = 0.5 ** (stepMinutes / 20);
      const error = Math.sqrt((2 / n) * ((1 + kept * kept) / (1 - kept * kept)));
      expect(Math.abs(variance / 1e-4 - 1)).toBeLessThan(5 * error);
      expect(Math.abs(covariance / variance - kept)).toBeLessThan(5 / Math.sqrt(n));
    }
  });

  test('is pushed by its closed deviation, and the spread is wider, in the hour in which the fund rebalances, and only then', () => {
    const market = secondaryMarket({
      ...calm,
      closedDeviation: 0.05,
      halfLifeMinutes: 15,
      tradingFee: 0,
      closedHalfSpread: 0.01,
    });
    const hours = seen(market, quiet(48), token(3));
    expect(hours.slice(0, 23).every(({ premium }) => premium === 0)).toBe(true);
    expect(hours[23]!.premium).not.toBe(0);
    expect(hours[24]!.premium).toBeCloseTo(hours[23]!.premium! / 16, 15);
    const spread = ({ buyKept, sellKept }: Numbers) => 1 - buyKept! * sellKept!;
    expect(spread(hours[22]!)).toBeCloseTo(1 - 0.998 / 1.002, 14);
    expect(spread(hours[23]!)).toBeCloseTo(1 - 0.99 / 1.01, 14);
  });

  // Kills: the side of a short token.
  test('leans with the fund’s side of the move while the issuer is closed: down with a long token, up with a short one', () => {
    const market = secondaryMarket({ ...calm, leanPerReturn: 0.5 });
    const fall = [...quiet(23), { close: -0.1 }, { close: -0.1 }];
    const [long, short] = [3, -3].map((leverage) => seen(market, fall, token(leverage)));
    expect(long![23]!.premium).toBeCloseTo(0.5 * Math.log(0.9), 14);
    expect(short![23]!.premium).toBeCloseTo(-0.5 * Math.log(0.9), 14);
    expect(long![24]!.premium).toBeCloseTo(long![23]!.premium! / 16, 14);
  });
});

test('a round trip on the exchange costs two fees and the spread, as can be worked out by hand', () => {
  // Fee 0.1 %, half spread 0.2 %, no premium: 0.999 · 0.999 · 0.998 / 1.002.
  const desk = openDesk({ fund: untouched(3), access: () => secondaryMarket(calm) });
  const bought = desk.pass({ buys: 1 });
  expect(bought.holder.units).toBeCloseTo(0.999 / 1.002, 14);
  expect(desk.pass({ sells: bought.holder.units! }).holder.cash).toBeCloseTo(0.994013, 5);
});

test('the exchange stays open while the fund rebalances, and closes in a halt and when the fund has ended', () => {
  const desk = openDesk({ fund: token(3), access: () => secondaryMarket() });
  for (let hour = 1; hour < 24; hour++) desk.pass({});
  expect(desk.pass({}).access).toMatchObject({ canBuy: true, canSell: true });
  expect(desk.pass({ isHalted: true }).access).toMatchObject({ canBuy: false, canSell: false });
  expect(desk.pass({}).access.canSell).toBe(true);
  expect(desk.pass({ close: -0.5 }).access).toMatchObject({ canBuy: false, canSell: false });
});

describe('either market', () => {
  const primary = { subscriptionFee: 0.003, redemptionFee: 0.001 };
  const secondary = { ...calm, tradingFee: 0, halfSpread: 0.002, closedHalfSpread: 0.002 };
  const either = () => eitherMarket({ primary: primaryMarket(primary), secondary: secondaryMarket(secondary) });

  test('is the better price on each side: here to buy on the exchange, and to redeem with the issuer', () => {
    const { access } = openDesk({ fund: untouched(3), access: either }).pass({});
    expect(access.buyKept).toBeCloseTo(1 / 1.002, 14);
    expect(access.sellKept).toBeCloseTo(0.999, 14);
  });

  test('is the exchange alone while the fund rebalances, and nothing in a halt', () => {
    const desk = openDesk({ fund: token(3), access: either });
    for (let hour = 1; hour < 24; hour++) expect(desk.pass({}).access.sellKept).toBeCloseTo(0.999, 14);
    expect(desk.pass({}).access.sellKept).toBeCloseTo(0.998, 14);
    expect(desk.pass({ isHalted: true }).access).toMatchObject({ canBuy: false, canSell: false });
  });

  // Kills: one market's price with the other's limit.
  test('takes no more than the one that it has chosen', () => {
    const cheap = primaryMarket({ subscriptionFee: 0, redemptionFee: 0, holderLimitPerDay: 0.1 });
    const dear = primaryMarket({ subscriptionFee: 0.02, redemptionFee: 0.02, holderLimitPerDay: 0.1 });
    const takes = (issuer: Model<'access'>) => {
      const access = () => eitherMarket({ primary: issuer, secondary: secondaryMarket(secondary) });
      return openDesk({ fund: untouched(3), access }).pass({}).access;
    };
    expect(takes(cheap)).toMatchObject({ buyable: 0.1, sellable: 0.1 });
    expect(Math.min(takes(dear).buyable!, takes(dear).sellable!)).toBeGreaterThan(1);
  });

  // Kills: a market that is closed chosen for its price.
  test('never gives worse than either of them that is open', () => {
    const markets = {
      primary: primaryMarket({ windowHours: 4, blockedMinutes: 150 }),
      secondary: secondaryMarket({ deviation: 0.01, closedDeviation: 0.1 }),
    };
    const plan = untilExit({ of: token(3), access: eitherMarket(markets), sellsAtEnd: false });
    const tape = openTape({ holdings: { plan }, steps: 400, stepMinutes: 60 });
    const at = (place: string) =>
      history(tape.simulation, `holding/plan/access${place}`)
        .filter(({ phase }) => phase === 'step')
        .map(({ state }) => state as Numbers);
    const [chosen, first, second] = ['', '/primary', '/secondary'].map(at);
    const offers = { issuer: 0, exchange: 0 };
    chosen!.forEach((each, i) => {
      const open = [first![i]!, second![i]!].filter(({ canSell }) => canSell);
      expect(each.sellKept).toBe(Math.max(...open.map(({ sellKept }) => sellKept!)));
      expect(each.buyKept).toBe(Math.max(...open.map(({ buyKept }) => buyKept!)));
      offers[each.sellKept === first![i]!.sellKept ? 'issuer' : 'exchange'] += 1;
    });
    expect(Math.min(offers.issuer, offers.exchange)).toBeGreaterThan(20);
  });
});

describe('holders who run after the past', () => {
  const flowOf = (bars: readonly Bar[]) => {
    const flow = chasingFlow({
      turnoverPerDay: 0,
      chasePerDay: 0.5,
      fleePerDay: 0.25,
      memoryDays: 1,
      panicBelow: -0.3,
      panicSharePerDay: 1,
    });
    const plan = untilExit({ of: untouched(1), access: primaryMarket({ flow }), sellsAtEnd: false });
    const tape = openTape({ holdings: { plan }, steps: bars.length });
    tape.record(bars);
    return history(tape.simulation, 'holding/plan/access/flow')
      .filter(({ phase }) => phase === 'step')
      .map(({ state }) => state as Numbers);
  };

  // Kills: a sign; a memory that does not fade.
  test('come after a rise and leave after a fall, half as many a day later', () => {
    const [up, later] = flowOf([{ close: 0.1 }, { close: 0 }]);
    expect([up!.subscribed, up!.redeemed]).toEqual([expect.closeTo(0.5 * Math.log(1.1), 12), 0]);
    expect(later!.subscribed).toBeCloseTo(0.25 * Math.log(1.1), 12);
    const [down] = flowOf([{ close: -0.1 }]);
    expect([down!.subscribed, down!.redeemed]).toEqual([0, expect.closeTo(-0.25 * Math.log(0.9), 12)]);
  });

  // Kills: a usual turnover that goes on coming in a panic.
  test('come and go at the usual turnover in a still market; in a panic nobody comes', () => {
    const flow = chasingFlow({ turnoverPerDay: 0.1, fleePerDay: 0, panicBelow: -0.3, panicSharePerDay: 0.5 });
    const plan = untilExit({ of: untouched(1), access: primaryMarket({ flow }), sellsAtEnd: false });
    const tape = openTape({ holdings: { plan }, steps: 2 });
    tape.record([{ close: 0 }, { close: -0.4 }]);
    const [still, crash] = history(tape.simulation, 'holding/plan/access/flow')
      .filter(({ phase }) => phase === 'step')
      .map(({ state }) => state as Numbers);
    expect([still!.subscribed, still!.redeemed]).toEqual([expect.closeTo(0.1, 14), expect.closeTo(0.1, 14)]);
    expect([crash!.subscribed, crash!.redeemed]).toEqual([0, expect.closeTo(0.6, 14)]);
  });

  test('panic while the loss in memory is beyond the limit, and never ask for more than all', () => {
    const [crash, after] = flowOf([{ close: -0.4 }, { close: 0 }]);
    expect([crash!.subscribed, crash!.redeemed]).toEqual([0, 1]);
    expect(after!.redeemed).toBeCloseTo(-0.25 * 0.5 * Math.log(0.6), 12);
  });
});

test('a spread or a deviation that shrinks when the issuer closes is one clear message', () => {
  expect(secondaryMarket({ halfSpread: 0.01, closedHalfSpread: 0.005 }).problems).toEqual([
    'secondaryMarket: closedHalfSpread must be at least halfSpread; got 0.005 and 0.01',
  ]);
  expect(secondaryMarket({ deviation: 0.05 }).problems).toEqual([
    'secondaryMarket: closedDeviation must be at least deviation; got 0.02 and 0.05',
  ]);
});
