import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { program } from '../../src/batch/program.ts';
import { type Aim, whereIt } from '../../src/finder/aim.ts';
import { marginOf, pathValuesOf } from '../../src/finder/condition.ts';
import { findMarket } from '../../src/finder/find-market.ts';
import { ordersOf, otherOrders } from '../../src/finder/other-orders.ts';
import { parseCondition } from '../../src/finder/parse-condition.ts';
import { simplerMarkets } from '../../src/finder/simpler-markets.ts';
import type { Moves, OpenScript } from '../../src/finder/try-markets.ts';
import { liveThrough, marginsIn } from '../../src/finder/try-markets.ts';
import {
  always,
  gbm,
  leveragedToken,
  mean,
  noFunding,
  perpetual,
  probability,
  quantile,
  scenario,
  spot,
} from '../../src/index.ts';
import { band } from '../../src/tokens/rebalance/band.ts';
import { daily } from '../../src/tokens/rebalance/daily.ts';

const names = ['3x daily', '3x band', 'perp', 'spot', '__proto__', `it's "<b>"`];
const held = scenario({
  question: 'What does a written market do?',
  setting: () => ({
    days: 30,
    stepMinutes: 60,
    price: gbm({ volatilityPerYear: 0.8 }),
    funding: noFunding(),
    holdings: Object.fromEntries([
      ['3x daily', leveragedToken({ leverage: 3, rebalance: daily() })],
      ['3x band', leveragedToken({ leverage: 3, rebalance: band({ low: 2, high: 4 }) })],
      ['perp', perpetual({ exposure: 3 })],
      ['spot', spot()],
      ['__proto__', spot({ entryFee: 0.01 })],
      [`it's "<b>"`, spot({ entryFee: 0.02 })],
    ]),
    claims: {
      'the token gains where the coin does': always(
        ({ '3x daily': token }, { spotReturn }) => spotReturn < 0.2 || token!.finalValue > 1,
      ),
      'the token seldom loses': probability(({ '3x daily': token }) => token!.finalValue < 1, { below: 0.3 }),
      'the token mostly gains': probability(({ '3x daily': token }) => token!.finalValue >= 1, { above: 0.7 }),
      'the middle token keeps nine tenths': quantile('3x daily', 0.5, { above: 0.9 }),
      'the mean drawdown is below a half': mean('3x daily', { below: 0.5 }, 'maxDrawdown'),
      'the token stays with the other': mean(
        ({ '3x daily': token, '3x band': other }) => token!.finalValue - other!.finalValue,
        { below: 0.2 },
      ),
      'the perpetual grows no less than the token': quantile(
        ({ '3x daily': token, perp }) => perp!.logGrowth - token!.logGrowth,
        0.5,
        { above: -0.1 },
      ),
      'the coin keeps 0.93': mean('spot', { above: 0.93 }),
    },
  }),
});
const prepared = program({ default: held }).prepare({});
const open: OpenScript = (scripts, days) => prepared.inScript(scripts, days, names).open(new Map(), 'plain');
const find = (where: string, mostDays = 5) => {
  const aim = whereIt(parseCondition(where, names), names);
  return { aim, ...findMarket(open, aim, { mostDays, isOver: () => false, seed: 1 }) };
};
const headline = `coin >= 120 % and '3x daily' < 1`;

describe('the coin ends up 20 % and the 3x token loses', () => {
  const { moves, tried, aim } = find(headline);

  test('takes two days, up 50 % and down 20 %, and every simpler market was tried', () => {
    expect(moves).toEqual([500, -200]);
    expect(tried.map(({ days, isAll }) => [days, isAll])).toEqual([
      [1, true],
      [2, true],
    ]);
  });

  test('by hand: the engine ends where a pocket calculator does', () => {
    let value = 1 - 0.001;
    let exposure = 3 * value;
    for (const move of [0.5, -0.2]) {
      value += exposure * move;
      exposure *= 1 + move;
      value *= 1 - 0.0001;
      // After the fee of 5 bp of what is traded the exposure is three times what is left.
      const isBuying = 3 * value > exposure;
      const fee = isBuying ? 0.0005 : -0.0005;
      value = (value + fee * exposure) / (1 + 3 * fee);
      exposure = 3 * value;
    }
    value *= 1 - 0.001;
    const [end] = pathValuesOf(liveThrough(open, [moves!]));
    expect(end!.metric('3x daily', 'finalValue')).toBeCloseTo(value, 12);
    expect(value.toFixed(4)).toBe('0.9957');
    expect(end!.coin).toBeCloseTo(1.2, 12);
  });

  test('no pair of whole per cents of a smaller sum does it, even if costs took half a per cent', () => {
    const ends = (a: number, b: number) =>
      (1 + a / 100) * (1 + b / 100) > 1.2 - 1e-9 &&
      (1 + (3 * a) / 100) * (1 + (3 * b) / 100) * 0.995 < 1 - 1e-9 &&
      1 + (3 * Math.min(a, b)) / 100 > 0;
    for (let a = -69; a <= 69; a++)
      for (let b = -69 + Math.abs(a); b <= 69 - Math.abs(a); b++) expect(ends(a, b)).toBe(false);
    expect(marginsIn(open, aim, [[500, -200]])[0]).toBeGreaterThan(0);
  });

  test('is so in either order of the days', () => {
    expect(otherOrders(open, aim, moves!)).toMatchObject({ orders: 2, holding: 2 });
  });
});

test('a found market satisfies what was asked in the ordinary engine, and no market a little simpler does', () => {
  for (const where of [
    `spot > 1 and '3x daily' < 0.5`,
    `'3x band' < '3x daily' and coin > 1`,
    `perp.isLiquidated and coin >= 1`,
    `'3x daily'.rebalances >= 3 and coin > 1.1 and '3x daily' < 0.99`,
    `__proto__ > 1 and 'it''s "<b>"' < 1`,
  ]) {
    const { moves, aim, tried } = find(where);
    expect(moves, where).not.toBeNull();
    expect(marginsIn(open, aim, [moves!])[0], where).toBeGreaterThan(0);
    const unit = tried.at(-1)!.gridPercent * 10;
    const simpler = simplerMarkets(moves!.map((move) => move / unit)).map((each) => each.map((move) => move * unit));
    for (const margin of marginsIn(open, aim, simpler)) expect(margin, where).toBeLessThanOrEqual(0);
  }
});

test('what cannot be is not found, and all markets of one and two days were tried', () => {
  const { moves, tried } = find('spot > coin', 2);
  expect(moves).toBeNull();
  expect(tried[0]).toEqual({ days: 1, gridPercent: 1, markets: 191, isAll: true });
  expect(tried[1]).toEqual({ days: 2, gridPercent: 1, markets: 191 ** 2, isAll: true });
});

test('a search that is out of time says that it has not tried all', () => {
  const aim = whereIt(parseCondition('spot > coin', names), names);
  const { moves, tried } = findMarket(open, aim, { mostDays: 5, isOver: () => true, seed: 1 });
  expect(moves).toBeNull();
  expect(tried).toEqual([{ days: 1, gridPercent: 1, markets: 191, isAll: true }]);
});

test('a path of many lives through its own market, whatever stands beside it', () => {
  const moves = fc.array(fc.integer({ min: -900, max: 1000 }), { minLength: 3, maxLength: 3 });
  fc.assert(
    fc.property(fc.array(moves, { minLength: 1, maxLength: 5 }), (markets: Moves[]) => {
      const together = pathValuesOf(liveThrough(open, markets)).map((path) => [
        path.coin,
        path.metric('3x band', 'finalValue'),
      ]);
      const alone = markets.flatMap((each) => pathValuesOf(liveThrough(open, [each])));
      expect(together).toEqual(alone.map((path) => [path.coin, path.metric('3x band', 'finalValue')]));
      for (const [index, each] of markets.entries()) {
        const product = each.reduce((all, move) => all * (1 + move / 1000), 1);
        expect(together[index]![0]! / product).toBeCloseTo(1, 10);
      }
    }),
    { numRuns: 20, seed: 7 },
  );
});

test('orders are all there are, each once', () => {
  expect(ordersOf([1, 2, 1])).toEqual([
    [1, 2, 1],
    [1, 1, 2],
    [2, 1, 1],
  ]);
  expect(ordersOf([1, 2, 3, 4, 5])).toHaveLength(120);
});

test('a condition and its negation are never both so', () => {
  const number = fc.double({ min: -2, max: 2, noNaN: true });
  fc.assert(
    fc.property(number, number, fc.constantFrom('<', '<=', '>', '>='), (coin, value, sign) => {
      const path = { coin, metric: () => value };
      const holds = (where: string) => marginOf(parseCondition(where, names), path) > 0;
      expect(holds(`coin ${sign} spot`)).toBe(!holds(`not coin ${sign} spot`));
    }),
    { numRuns: 200, seed: 3 },
  );
});

describe('a market that speaks against a claim', () => {
  const against = (claim: string): Aim => ({
    holdings: names,
    marginsIn: (lived) => prepared.against(claim, lived),
  });

  test.each([
    ['the token gains where the coin does', `coin >= 1.2 and '3x daily' <= 1`],
    ['the token seldom loses', `'3x daily' < 1`],
    ['the token mostly gains', `'3x daily' < 1`],
    ['the middle token keeps nine tenths', `'3x daily' < 0.9`],
    ['the mean drawdown is below a half', `'3x daily'.maxDrawdown > 0.5`],
  ])('“%s” is the one in which %s', (claim, where) => {
    const limits = { mostDays: 5, isOver: () => false, seed: 1 };
    const { moves } = findMarket(open, against(claim), limits);
    expect(moves).not.toBeNull();
    expect(moves).toEqual(findMarket(open, whereIt(parseCondition(where, names), names), limits).moves);
  });

  test('the limit itself, a rounding aside, does not speak against it', () => {
    const [least, most, beyond] = marginsIn(open, against('the coin keeps 0.93'), [[-70], [-69], [-71]]);
    expect(least).toBeLessThan(0);
    expect(most).toBeLessThan(0);
    expect(beyond).toBeGreaterThan(0);
  });

  test('a path on which its figure is not a number does not speak against it, and ends no search', () => {
    // Both are left with nothing: of two logs of nothing there is no difference.
    const aim = against('the perpetual grows no less than the token');
    expect(marginsIn(open, aim, [[-900], [0]])[0]).toBe(Number.NEGATIVE_INFINITY);
    const { moves } = findMarket(open, aim, { mostDays: 2, isOver: () => false, seed: 1 });
    expect(moves).not.toBeNull();
  });

  test('a number of two holdings is looked at in its own units', () => {
    const { moves } = findMarket(open, against('the token stays with the other'), {
      mostDays: 3,
      isOver: () => false,
      seed: 1,
    });
    const [end] = pathValuesOf(liveThrough(open, [moves!]));
    expect(end!.metric('3x daily', 'finalValue') - end!.metric('3x band', 'finalValue')).toBeGreaterThan(0.2);
  });
});
