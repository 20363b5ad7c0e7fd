import fc from 'fast-check';
import { expect, test } from 'vitest';
import { band } from '../../src/tokens/rebalance/band.ts';
import { dailyWithEmergency } from '../../src/tokens/rebalance/daily-with-emergency.ts';
import { every } from '../../src/tokens/rebalance/every.ts';
import { returnAtLeverage } from '../../src/tokens/trade.ts';
import {
  above,
  below,
  evenly,
  fees,
  fundingRates,
  gentleReturns,
  leverages,
  near,
  pinned,
  returns,
} from '../support/arbitraries.ts';
import type { Numbers } from '../support/tape.ts';
import { history, openTape, play } from '../support/tape.ts';
import { token, tokens, untouched } from '../support/tokens.ts';

const options = (name: string, numRuns = 300) => ({ seed: pinned(name), numRuns });
const closes = (list: readonly number[]) => list.map((close) => ({ close }));

// Kills: the trade sized on the value before its cost (`wanted * value` in place of `wanted * after`).
test('after any rebalance the position is exactly target times value, the cost of the trade included', () => {
  fc.assert(
    fc.property(
      tokens,
      fc.array(fc.record({ close: returns, funding: fundingRates }), { minLength: 1, maxLength: 30 }),
      (given, market) => {
        const redeemed = { ...given.costs, redemptionFee: 0 };
        const ends = play(token(given.leverage, redeemed), market);
        for (const { value, notional, leverage } of ends) {
          if (value === 0) continue;
          expect(Math.abs(notional! / value! - given.leverage)).toBeLessThanOrEqual(1e-12 * Math.abs(given.leverage));
          expect(leverage).toBe(given.leverage);
        }
      },
    ),
    options('I-12'),
  );
});

// Kills: `<` in place of `<=` at an edge of the band; signed leverage compared for a short token.
test('both edges of a band count as inside: one ulp beyond trades, the edge itself does not', () => {
  fc.assert(
    fc.property(
      leverages.filter((l) => l > 1 || l < 0),
      evenly(-0.08, 0.08),
      (leverage, r) => {
        const alone = play(untouched(leverage), closes([r, 0]))[1]!;
        const met = Math.abs(alone.leverage!);
        fc.pre(met !== Math.abs(leverage));
        const isUp = met > Math.abs(leverage);
        const edge = (at: number) => (isUp ? band({ low: 0, high: at }) : band({ low: at, high: 100 }));
        const trades = (at: number) => play(token(leverage, {}, edge(at)), closes([r, 0]))[1]!.rebalances;
        expect(trades(met)).toBe(0);
        expect(trades(isUp ? below(met) : above(met))).toBe(1);
      },
    ),
    options('I-13'),
  );
});

// Kills: turnover counted against yesterday's notional.
test('rebalancing again at once trades nothing and costs nothing', () => {
  fc.assert(
    fc.property(leverages, fees, gentleReturns, (leverage, tradingFee, close) => {
      const ends = play(token(leverage, { tradingFee }), closes([close, 0, 0]));
      fc.pre(ends[1]!.value! > 0);
      for (const account of ['turnover', 'bookTrading', 'value', 'notional'])
        expect(ends[3]![account]).toBe(ends[1]![account]);
      expect(ends[3]!.rebalances).toBe(3);
    }),
    options('I-14'),
  );
});

// Kills: L² in place of L (L - 1).
test('from target, a token trades L (L - 1) times the return, with the price for L above 1 or below 0, against it between', () => {
  fc.assert(
    fc.property(leverages, gentleReturns, (leverage, close) => {
      const tape = openTape({ holdings: { it: token(leverage) }, steps: 1 });
      tape.record(closes([close]));
      const phases = history(tape.simulation, 'holding/it') as readonly { readonly state: Numbers }[];
      const trade = phases[2]!.state.notional! - phases[1]!.state.notional!;
      expect(near(trade, leverage * (leverage - 1) * close)).toBe(true);
      expect(near(phases[2]!.state.turnover!, Math.abs(trade))).toBe(true);
      if (leverage === 0 || leverage === 1) expect(Math.abs(trade)).toBe(0);
    }),
    options('I-15'),
  );
});

// Kills: leverage taken over the value before the move; (l V - P) / (P l) in place of P (1 - l).
test('left alone, leverage is L (1 + R) / (1 + L R), and returnAtLeverage is its inverse', () => {
  fc.assert(
    fc.property(
      leverages.filter((l) => l !== 0 && l !== 1),
      gentleReturns,
      (leverage, close) => {
        const { leverage: held, value, notional } = play(untouched(leverage), closes([close]))[1]!;
        expect(near(held!, (leverage * (1 + close)) / (1 + leverage * close), 1e-11)).toBe(true);
        expect(Math.abs(returnAtLeverage(1, leverage, held!) - close)).toBeLessThanOrEqual(1e-11);
        const back = returnAtLeverage(value!, notional!, leverage);
        expect(near((1 + back) * (1 + close), 1, 1e-11)).toBe(true);
      },
    ),
    options('I-16'),
  );
});

// Kills: a trade that changes the value by more than its fee.
test('a rebalance changes the value by its cost and by nothing else', () => {
  fc.assert(
    fc.property(tokens, fc.array(returns, { minLength: 1, maxLength: 12 }), ({ leverage, costs }, list) => {
      const tape = openTape({ holdings: { it: token(leverage, { ...costs, redemptionFee: 0 }) }, steps: list.length });
      tape.record(closes(list));
      let marked: Numbers | undefined;
      for (const { phase, state } of history(tape.simulation, 'holding/it')) {
        const now = state as Numbers;
        if (phase === 'trade' && marked!.value! > 0 && now.value! > 0) {
          const traded = now.turnover! - marked!.turnover!;
          const scale = 1 + Math.abs(marked!.notional!) + now.turnover!;
          expect(Math.abs(marked!.value! - now.value! - costs.tradingFee * traded)).toBeLessThanOrEqual(1e-12 * scale);
        }
        marked = now;
      }
    }),
    options('I-17'),
  );
});

// Kills: `>=` at the trigger; a trigger that does not reset; the emergency compared with signed leverage.
test('without a range, the emergency fires at the first step beyond its threshold and at no other, beside the daily one', () => {
  let emergencies = 0;
  fc.assert(
    fc.property(
      leverages.filter((l) => l > 1 || l < 0),
      fc.array(evenly(-0.06, 0.06), { minLength: 24, maxLength: 72 }),
      (leverage, list) => {
        const tape = openTape({
          holdings: { it: token(leverage, {}, dailyWithEmergency()) },
          steps: list.length,
          stepMinutes: 60,
        });
        tape.record(closes(list));
        const threshold = (4 / 3) * Math.abs(leverage);
        let fired = 0;
        for (const { step, phase, state } of history(tape.simulation, 'holding/it')) {
          const { leverage: held, value, rebalances } = state as Numbers;
          if (phase === 'step' && value! > 0) {
            const isDue = (step + 1) % 24 === 0;
            const isEmergency = Math.abs(held!) > threshold;
            if (isEmergency && !isDue) emergencies += 1;
            fired += isDue || isEmergency ? 1 : 0;
          }
          if (phase === 'trade') expect(rebalances).toBe(fired);
        }
      },
    ),
    options('I-18', 150),
  );
  expect(emergencies).toBeGreaterThan(100);
});

// Kills: profit on the value in place of the notional; L applied to the log return.
test('one step is linear in leverage', () => {
  fc.assert(
    fc.property(leverages, leverages, evenly(0, 1), gentleReturns, (one, other, share, close) => {
      const value = (leverage: number) => play(untouched(leverage), closes([close]))[1]!.value!;
      const mixed = share * one + (1 - share) * other;
      expect(near(value(mixed), share * value(one) + (1 - share) * value(other))).toBe(true);
    }),
    options('I-20'),
  );
});

// Kills: anything carried from one step to the next beyond value (a stale notional, a fee on the first value).
test('re-levered each step, a token forgets the order of the returns', () => {
  const list = fc.array(gentleReturns, { minLength: 2, maxLength: 40 });
  const orders = list.chain((made) =>
    fc.shuffledSubarray(made, { minLength: made.length }).map((again) => [made, again] as const),
  );
  fc.assert(
    fc.property(leverages, orders, fees, (leverage, [made, again], fee) => {
      const it = () => token(leverage, { tradingFee: fee, managementPerDay: fee / 10 });
      const end = (order: readonly number[]) =>
        play(
          it(),
          order.map((close) => ({ close, funding: 0.0003 })),
        ).at(-1)!.value!;
      expect(near(end(made), end(again), 1e-12 * made.length)).toBe(true);
    }),
    options('I-21'),
  );
});

test('a rule that never falls due never trades, and one of a single step trades at every one', () => {
  const list = closes([0.01, -0.02, 0.03]);
  expect(play(untouched(3), list).at(-1)).toMatchObject({ rebalances: 0, turnover: 0 });
  expect(play(token(3, {}, every({ hours: 24 })), list).at(-1)).toMatchObject({ rebalances: 3 });
});
