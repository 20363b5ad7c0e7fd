import fc from 'fast-check';
import { expect, test } from 'vitest';
import { kinds } from '../../src/engine/kinds.ts';
import { math } from '../../src/math/math.ts';
import { spot } from '../../src/rivals/spot.ts';
import { leveragedToken } from '../../src/tokens/leveraged-token.ts';
import { daily } from '../../src/tokens/rebalance/daily.ts';
import { evenly, fees, fundingRates, gentleReturns, leverages, near, pinned, returns } from '../support/arbitraries.ts';
import { play } from '../support/tape.ts';
import { token, untouched } from '../support/tokens.ts';

const options = (name: string, numRuns = 300) => ({ seed: pinned(name), numRuns });
const closes = (list: readonly number[]) => list.map((close) => ({ close }));
const end = (leverage: number, list: readonly number[]) => play(token(leverage), closes(list)).at(-1)!;
const paths = fc.array(gentleReturns, { minLength: 1, maxLength: 100 });
const gross = (list: readonly number[]) => list.reduce((sum, r) => sum + Math.log1p(r), 0);

// Kills: the log return used as the simple one; the fee taken on the notional.
test('a steady price compounds L times its simple return, less the fee', () => {
  fc.assert(
    fc.property(leverages, gentleReturns, fees, fc.integer({ min: 1, max: 100 }), (leverage, close, fee, steps) => {
      const { value } = play(token(leverage, { managementPerDay: fee }), closes(new Array(steps).fill(close))).at(-1)!;
      const expected = ((1 + leverage * close) * (1 - fee)) ** steps;
      expect(Math.abs(value! - expected)).toBeLessThanOrEqual(
        1e-12 * steps * Math.max(expected, Math.abs(leverage) / 1000),
      );
    }),
    options('I-22'),
  );
});

// Kills: a rebalance that trades at a leverage of one; funding charged on value in place of notional.
test('a token of leverage 1 is the coin and never trades; one of leverage 0 is cash less the management fee', () => {
  fc.assert(
    fc.property(fc.array(returns, { minLength: 1, maxLength: 60 }), fees, fundingRates, (list, fee, rate) => {
      const one = play(token(1, { tradingFee: fee }), closes(list)).at(-1)!;
      const coin = play(spot(), closes(list)).at(-1)!;
      expect(one.value).toBe(coin.value);
      expect(one.turnover).toBe(0);
      const market = list.map((close) => ({ close, funding: rate }));
      const none = play(token(0, { tradingFee: fee, managementPerDay: fee }), market).at(-1)!;
      expect(near(none.value!, (1 - fee) ** list.length)).toBe(true);
      expect(Math.abs(none.bookFunding!)).toBe(0);
      expect(none.turnover).toBe(0);
    }),
    options('I-23'),
  );
});

// Kills: any absolute amount of money inside a step.
test('twice the money is the same fund twice, to the bit', () => {
  const fund = leveragedToken({ leverage: 3, rebalance: daily() });
  const context = { hasRange: false, targetLeverage: 3, limits: { low: 0, high: 0 }, isPart: false, recording: {} };
  const clock = {
    kind: 'generated',
    steps: 1,
    instantsMs: new Float64Array([0, 86_400_000]),
    stepYears: 1 / 365,
    isUniform: true,
  } as const;
  const k = fund.constants({ ...context, clock });
  const scaled = (value: number, leverage: number, close: number, rate: number) => {
    const s = { ...fund.state, value, notional: leverage * value };
    const price = { simpleReturn: close, logReturn: Math.log1p(close) };
    const unused = { financing: kinds.funding.outputs, execution: kinds.execution.outputs, life: kinds.life.outputs };
    const ports = { price, funding: { rate }, rebalance: { isFiring: true, wantedLeverage: 3 }, ...unused };
    const at = { step: 0, days: 1, isLast: false, dayEnds: 1 };
    const toolkit = { ...math, ...fund.uses };
    fund.step(s, k, {}, at, ports, toolkit);
    fund.trade!(s, k, {}, at, ports, toolkit);
    return s as Record<string, number>;
  };
  fc.assert(
    fc.property(
      fc.integer({ min: -30, max: 30 }),
      leverages,
      gentleReturns,
      fundingRates,
      (power, leverage, close, rate) => {
        const factor = 2 ** power;
        const [one, other] = [scaled(1, leverage, close, rate), scaled(factor, leverage, close, rate)];
        for (const name of [
          'value',
          'notional',
          'bookProfit',
          'bookFunding',
          'bookManagement',
          'bookTrading',
          'turnover',
        ]) {
          expect(other[name]).toBe(factor * one[name]!);
        }
        for (const name of ['leverage', 'logFunding', 'logManagement', 'logTrading', 'ruinDays'])
          expect(other[name]).toBe(one[name]);
      },
    ),
    options('I-25'),
  );
});

// Kills: the side of the position taken from the target's size.
test('without costs, a token of leverage -L in the mirrored market is the token of leverage L', () => {
  fc.assert(
    fc.property(leverages, fc.array(evenly(-0.6, 0.6), { minLength: 1, maxLength: 60 }), (leverage, list) => {
      const values = play(token(leverage), closes(list)).map(({ value }) => value);
      const mirrored = play(token(-leverage), closes(list.map((r) => -r))).map(({ value }) => value);
      expect(mirrored).toEqual(values);
    }),
    options('I-26'),
  );
});

// Kills: any gain from rebalancing itself.
test('re-levered each step, a token never beats the price to the power of L, and never falls short of it between 0 and 1', () => {
  fc.assert(
    fc.property(leverages, paths, (leverage, list) => {
      const { value } = end(leverage, list);
      const power = leverage * gross(list);
      if (leverage >= 1 || leverage <= 0) expect(Math.log(value!)).toBeLessThanOrEqual(power + 1e-9);
      else expect(Math.log(value!)).toBeGreaterThanOrEqual(power - 1e-9);
    }),
    options('I-27'),
  );
});

// Kills: a token that does not add to its position as it wins.
test('in a market that moves one way only, re-levering beats the static position of L times the price', () => {
  fc.assert(
    fc.property(
      leverages.filter((l) => l > 1 || l < 0),
      paths,
      fc.boolean(),
      (leverage, list, isUp) => {
        const oneWay = list.map((r) => (isUp ? Math.abs(r) : -Math.abs(r)));
        const bound = 1 + leverage * (Math.exp(gross(oneWay)) - 1);
        expect(end(leverage, oneWay).value).toBeGreaterThanOrEqual(bound - 1e-10 * (1 + Math.abs(bound)));
      },
    ),
    options('I-28'),
  );
});

// Kills: L² in place of L (L - 1) in what a round trip of the price costs.
test('up by x and down by x / (1 + x), a token keeps 1 - L (L - 1) x² / (1 + x) of every pair', () => {
  const moves = evenly(1e-6, 0.09);
  fc.assert(
    fc.property(leverages, moves, fc.integer({ min: 1, max: 50 }), (leverage, x, pairs) => {
      const list = new Array(pairs).fill([x, -x / (1 + x)]).flat();
      const expected = (1 - (leverage * (leverage - 1) * x * x) / (1 + x)) ** pairs;
      expect(Math.abs(end(leverage, list).value! - expected)).toBeLessThanOrEqual(
        2e-13 * pairs * (1 + Math.abs(leverage)),
      );
    }),
    options('I-29'),
  );
});

// Kills: a token that is re-levered although nothing falls due.
test('a token that never trades is 1 + L (S / S0 - 1)', () => {
  fc.assert(
    fc.property(leverages, paths, (leverage, list) => {
      const ends = play(untouched(leverage), closes(list));
      const ratio = list.reduce((product, r) => product * (1 + r), 1);
      const expected = 1 + leverage * (ratio - 1);
      fc.pre(ends.every(({ value }) => value! > 0));
      expect(Math.abs(ends.at(-1)!.value! - expected)).toBeLessThanOrEqual(
        1e-12 * (1 + Math.abs(leverage)) * (1 + ratio) * list.length,
      );
    }),
    options('static position'),
  );
});
