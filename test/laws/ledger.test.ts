import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Model } from '../../src/engine/model.ts';
import { perpetual } from '../../src/rivals/perpetual.ts';
import { spot } from '../../src/rivals/spot.ts';
import { edgeReturns, fundingRates, near, pinned, returns } from '../support/arbitraries.ts';
import { runPaths } from '../support/run.ts';
import type { Bar, Numbers } from '../support/tape.ts';
import { history, openTape, play, stepEnds } from '../support/tape.ts';
import { tokens, untouched } from '../support/tokens.ts';

const bars = (leverage: number) =>
  fc.array(
    fc.record({
      close: fc.oneof(
        { weight: 9, arbitrary: returns },
        { weight: 1, arbitrary: edgeReturns(leverage).filter((r) => r > -1) },
      ),
      funding: fundingRates,
    }),
    { minLength: 1, maxLength: 40 },
  );

const tokenMarkets = tokens.chain(({ leverage, costs, holding }) =>
  bars(leverage).map((market) => ({ leverage, costs, holding, market })),
);

const perpMarkets = fc
  .record({
    exposure: fc.constantFrom(3, -3, 1, -1, 0.5, 10, -10),
    spare: fc.constantFrom(1, 1.5, 4),
    tradingFee: fc.constantFrom(0, 0.0005, 0.02),
    maintenanceMargin: fc.constantFrom(0, 0.005, 0.05),
    stopLoss: fc.constantFrom(0, 0.05, 0.3),
    paysToClose: fc.boolean(),
  })
  .map(({ spare, ...options }) => perpetual({ ...options, marginLeverage: Math.abs(options.exposure) * spare }))
  .filter(({ problems }) => problems.length === 0)
  .chain((holding) => bars(3).map((market) => ({ holding, market })));

const total = (state: Numbers, prefix: string) =>
  Object.entries(state).reduce((sum, [name, value]) => (name.startsWith(prefix) ? sum + value : sum), 0);
const size = (state: Numbers, prefix: string) =>
  Object.entries(state).reduce((sum, [name, value]) => (name.startsWith(prefix) ? sum + Math.abs(value) : sum), 1);

const options = (name: string) => ({ seed: pinned(name), numRuns: 300 });

// Kills: any posting dropped, posted twice or with the other sign (say `s.bookFunding += paid`).
test('what a token gains or loses in a step is price, funding, management, trading and what somebody else bears, each posted', () => {
  fc.assert(
    fc.property(tokenMarkets, ({ costs, holding, market }) => {
      const tape = openTape({ holdings: { it: holding }, steps: market.length });
      tape.record(market);
      let before: Numbers | undefined;
      let start: Numbers | undefined;
      for (const { step, phase, state } of history(tape.simulation, 'holding/it')) {
        const now = state as Numbers;
        const change = (name: string) => now[name]! - before![name]!;
        if (phase === 'step' && start!.value! > 0) {
          const { close, funding } = market[step]!;
          const profit = start!.notional! * close;
          const marked = start!.value! + profit;
          const exposure = start!.notional! + profit;
          const paid = marked > 0 ? exposure * funding! : 0;
          const fee = marked - paid > 0 ? (marked - paid) * costs.managementPerDay : 0;
          const scale = 1 + Math.abs(marked) + Math.abs(exposure);
          expect(Math.abs(change('bookProfit') - profit)).toBeLessThanOrEqual(1e-12 * scale);
          expect(Math.abs(change('bookFunding') + paid)).toBeLessThanOrEqual(1e-12 * scale);
          expect(Math.abs(change('bookManagement') + fee)).toBeLessThanOrEqual(1e-12 * scale);
          expect(Math.abs(now.value! - (marked - paid - fee))).toBeLessThanOrEqual(1e-12 * scale);
        }
        if (before !== undefined) {
          const scale = Math.max(1, size(before, 'book'), size(now, 'book'));
          expect(
            Math.abs(now.value! - before.value! - (total(now, 'book') - total(before, 'book'))),
          ).toBeLessThanOrEqual(1e-12 * scale);
        }
        if (phase !== 'step') start = now;
        before = now;
      }
    }),
    options('I-01 token'),
  );
});

// Kills: `k.free` left out of a perpetual's value; a fee taken from the margin but not posted.
test('what a perpetual gains or loses over a run is what was posted, step by step', () => {
  fc.assert(
    fc.property(perpMarkets, ({ holding, market }) => {
      for (const state of play(holding, market)) {
        expect(Math.abs(state.value! - 1 - total(state, 'book'))).toBeLessThanOrEqual(1e-12 * size(state, 'book'));
      }
    }),
    options('I-02 perpetual'),
  );
});

const anyHolding: fc.Arbitrary<{ readonly holding: Model<'holding'>; readonly market: readonly Bar[] }> = fc.oneof(
  tokenMarkets,
  perpMarkets,
  bars(1).map((market) => ({ holding: spot({ entryFee: 0.001, exitFee: 0.002 }), market })),
);

// Kills: `s.value = marked` kept alive below zero; the deficit dropped; `s.value < 0` in place of `<= 0`.
test('nothing is ever worth less than zero, and what is owed beyond zero is somebody else’s, once', () => {
  fc.assert(
    fc.property(anyHolding, ({ holding, market }) => {
      for (const state of play(holding, market)) {
        expect(state.value).toBeGreaterThanOrEqual(0);
        expect(state.bookDeficit).toBeGreaterThanOrEqual(0);
        if (holding.family === 'token' && state.value! > 0) expect(state.bookDeficit).toBe(0);
        if (holding.family === 'token') expect(state.value === 0).toBe(state.ruinDays! >= 0);
      }
    }),
    { ...options('I-04'), numRuns: 500 },
  );
});

// Kills: a log term posted before its money; `halfConvexity` without its one half in one of its two places.
test('the log accounts add up to the log of the value at the end of every step', () => {
  fc.assert(
    fc.property(anyHolding, ({ holding, market }) => {
      for (const state of play(holding, market)) {
        if (state.value === 0) continue;
        expect(Math.abs(Math.log(state.value!) - total(state, 'log'))).toBeLessThanOrEqual(1e-11 * size(state, 'log'));
      }
    }),
    options('I-05'),
  );
});

// Kills: L² in place of L (L - 1) in the variance drag, which the leverage drift would hide.
test('while a token lives, its direction is L times the log return and its variance drag -L (L - 1) / 2 times the square of it', () => {
  fc.assert(
    fc.property(tokenMarkets, ({ leverage, holding, market }) => {
      let [sum, squares] = [0, 0];
      for (const [i, state] of play(holding, market).entries()) {
        const x = i === 0 ? 0 : Math.log1p(market[i - 1]!.close);
        sum += x;
        squares += x * x;
        if (state.value === 0) return;
        expect(Math.abs(state.logDirection! - leverage * sum)).toBeLessThanOrEqual(1e-10 * (1 + squares));
        const drag = (-leverage * (leverage - 1) * squares) / 2;
        expect(Math.abs(state.logVarianceDrag! - drag)).toBeLessThanOrEqual(1e-10 * (1 + Math.abs(drag)));
      }
    }),
    options('variance drag'),
  );
});

// Kills: a fee or a trade on a fund that has ended; a liquidated position that lives again when the price returns.
test('ruin and liquidation are final: nothing is posted, traded or earned afterwards', () => {
  let ended = 0;
  const frozen = (state: Numbers) =>
    Object.entries(state).filter(([name]) => /^(value|notional|margin|book|turnover|rebalances|.*Days$)/.test(name));
  fc.assert(
    fc.property(anyHolding, ({ holding, market }) => {
      const ends = play(holding, [...market, { close: 0.5, funding: -0.03 }, { close: -0.2, funding: 0.03 }]);
      const end = ends.findIndex(
        ({ ruinDays, liquidationDays, stopDays }) => Math.max(ruinDays!, liquidationDays!, stopDays!) >= 0,
      );
      if (end < 0) return;
      ended += 1;
      for (const later of ends.slice(end)) expect(frozen(later)).toEqual(frozen(ends[end]!));
    }),
    { ...options('I-06'), numRuns: 600 },
  );
  expect(ended).toBeGreaterThan(100);
});

// Kills: turnover counted with its sign; a cost that a seller is paid.
test('fees never flow to the fund, turnover never shrinks, and the cost is the fee on the turnover', () => {
  fc.assert(
    fc.property(tokenMarkets, ({ costs, holding, market }) => {
      const ends = play(holding, market);
      ends.forEach((state, i) => {
        const before = ends[Math.max(0, i - 1)]!;
        for (const book of ['bookManagement', 'bookTrading', 'bookEntry', 'bookExit']) {
          expect(state[book]).toBeLessThanOrEqual(before[book]!);
        }
        expect(state.turnover).toBeGreaterThanOrEqual(before.turnover!);
        const scale = size(state, 'book') * (1 + state.turnover!);
        expect(Math.abs(-state.bookTrading! - costs.tradingFee * state.turnover!)).toBeLessThanOrEqual(1e-12 * scale);
      });
    }),
    options('I-07'),
  );
});

// Kills: a fee that is charged whether or not anything falls due.
test('where nothing moves and nothing is charged, nothing changes', () => {
  fc.assert(
    fc.property(tokens, fc.integer({ min: 1, max: 60 }), ({ leverage }, steps) => {
      const ends = play(untouched(leverage), new Array(steps).fill({ close: 0 }));
      expect({ ...ends.at(-1), rebalances: 0 }).toEqual({ ...ends[0], rebalances: 0 });
    }),
    options('I-08'),
  );
});

test('a run of no steps leaves everything as it began', () => {
  const tape = openTape({ holdings: { it: untouched(3), coin: spot() }, steps: 0 });
  const columns = runPaths(tape.simulation, 2);
  for (const name of ['it', 'coin']) {
    expect(columns(name, 'finalValue')).toEqual(new Float64Array([1, 1]));
    expect(columns(name, 'turnover')).toEqual(new Float64Array(2));
  }
  expect(stepEnds(tape.simulation, 'it')).toHaveLength(1);
});

// Kills: an entry fee on the position but not on the money; the exit fee left out at the last step.
test('a round trip at an unchanged price costs both fees, and a rebalance at once costs nothing', () => {
  fc.assert(
    fc.property(tokens, ({ leverage, costs }) => {
      const last = play(untouched(leverage, { ...costs, managementPerDay: 0 }), [{ close: 0 }]).at(-1)!;
      expect(near(last.value!, (1 - costs.subscriptionFee) * (1 - costs.redemptionFee))).toBe(true);
      expect(last.turnover).toBe(0);
    }),
    options('DET-07 law'),
  );
});
