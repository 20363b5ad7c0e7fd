import { expect, test } from 'vitest';
import { generatedClock } from '../../src/engine/clock.ts';
import { kinds } from '../../src/engine/kinds.ts';
import type { Model } from '../../src/engine/model.ts';
import { constantFunding } from '../../src/markets/funding/constant-funding.ts';
import { math } from '../../src/math/math.ts';
import { liquidationReturn } from '../../src/rivals/liquidation.ts';
import { perpetual } from '../../src/rivals/perpetual.ts';
import { leveragedToken } from '../../src/tokens/leveraged-token.ts';
import { band } from '../../src/tokens/rebalance/band.ts';
import { every } from '../../src/tokens/rebalance/every.ts';
import { returnAtLeverage } from '../../src/tokens/trade.ts';
import type { Numbers } from '../support/tape.ts';
import { history, openTape, play, stepEnds } from '../support/tape.ts';
import { token, untouched } from '../support/tokens.ts';
import oracles from './deterministic.json' with { type: 'json' };

const closes = (list: readonly number[]) => list.map((close) => ({ close }));
const end = (holding: Model<'holding'>, list: readonly number[]) => play(holding, closes(list)).at(-1)!;

/** Within a relative tolerance of the reference value; absolutely where that is 0. */
function expectNear(value: number, reference: number, tolerance: number): void {
  expect(Math.abs(value - reference), `${value}, reference ${reference}`).toBeLessThanOrEqual(
    tolerance * (reference === 0 ? 1 : Math.abs(reference)),
  );
}

test('DET-01: at zero volatility and no cost, a token compounds 1 + L (e^(mu dt) - 1) daily (1e-12)', () => {
  const { params, expect: expected } = oracles['DET-01'];
  params.cases.forEach(({ L, mu, n, phi }, i) => {
    // The fee here multiplies; the reference subtracts it. They agree where there is no fee, or nothing but the fee.
    if (phi !== 0 && L !== 0) return;
    const list = new Array(n).fill(Math.expm1(mu / 365));
    expectNear(end(token(L, { managementPerDay: phi }), list).value!, expected.nav_ratio[i]!, 1e-12);
  });
});

test('DET-02: a saw-tooth that returns to its start leaves (1 - L (L - 1) x² / (1 + x))^k (1e-12)', () => {
  const { params, expect: expected } = oracles['DET-02'];
  params.cases.forEach(({ L, x, k }, i) => {
    expectNear(end(token(L), new Array(k).fill([x, -x / (1 + x)]).flat()).value!, expected.nav_ratio[i]!, 1e-12);
  });
});

test('DET-03: a rebalance with a proportional cost lands on target after the cost (1e-13)', () => {
  const { params, expect: expected } = oracles['DET-03'];
  params.cases.forEach(({ L, R, c }, i) => {
    const tape = openTape({ holdings: { it: token(L, { tradingFee: c }) }, steps: 1 });
    tape.record(closes([R]));
    const [, marked, traded] = history(tape.simulation, 'holding/it').map(({ state }) => state as Numbers);
    const row = expected.result[i]!;
    expectNear(marked!.value!, row.nav_before_trade, 1e-13);
    expectNear(marked!.leverage!, row.leverage_before, 1e-13);
    expectNear(traded!.notional! - marked!.notional!, row.trade_notional, 1e-12);
    expectNear(-traded!.bookTrading!, row.cost, 1e-12);
    expectNear(traded!.value!, row.nav_after, 1e-13);
    expectNear(traded!.notional!, row.notional_after, 1e-13);
    expectNear(traded!.leverage!, row.leverage_after, 0);
  });
});

test('DET-04: leverage leaves a band at the stated return; just inside it nothing trades, just beyond it once (1e-14)', () => {
  const { params, expect: expected } = oracles['DET-04'];
  params.cases.forEach(({ L0, l }, i) => {
    const at = expected.R[i]!;
    expectNear(returnAtLeverage(1, L0, l), at, 1e-14);
    const size = Math.abs(l);
    const rule = size > Math.abs(L0) ? band({ low: 0, high: size }) : band({ low: size, high: 100 });
    const trades = (close: number) => end(token(L0, {}, rule), [close]).rebalances;
    expect([trades(at * (1 - 1e-12)), trades(at * (1 + 1e-12))]).toEqual([0, 1]);
  });
});

test('DET-05: a year of 1 bp every 8 hours on a constant price, re-levered each time, daily and never (1e-12)', () => {
  const { f, payments } = oracles['DET-05'].params;
  const run = (leverage: number, hours: number) => {
    const funding = constantFunding({ fundingPerYear: f * payments });
    const holdings = { it: token(leverage, {}, every({ hours })) };
    const tape = openTape({ holdings, steps: payments, stepMinutes: 480, funding });
    return stepEnds(tape.simulation, 'it').at(-1)!.value!;
  };
  const { expect: expected } = oracles['DET-05'];
  for (const [side, leverage] of [
    ['long', 3],
    ['short', -3],
  ] as const) {
    expectNear(run(leverage, 8), expected[`${side}_each`], 1e-12);
    expectNear(run(leverage, 24), expected[`${side}_daily`], 1e-12);
    expectNear(run(leverage, 876_000), expected[`${side}_never`], 1e-12);
  }
});

test('DET-06: a daily management fee compounds (1e-12)', () => {
  const { params, expect: expected } = oracles['DET-06'];
  const { value } = end(token(3, { managementPerDay: params.rate_per_day }), new Array(365).fill(0));
  expectNear(value!, expected.compounded_daily, 1e-12);
});

test('DET-07: subscribing and redeeming at an unchanged NAV costs both fees (1e-14)', () => {
  const { params, expect: expected } = oracles['DET-07'];
  const { value } = end(untouched(3, { subscriptionFee: params.a, redemptionFee: params.b }), [0]);
  expectNear(params.cash * value!, expected.cash_back, 1e-14);
});

test('DET-08: liquidation prices of isolated positions, and the perpetual that is liquidated there and not before (1e-13)', () => {
  const { params, expect: expected } = oracles['DET-08'];
  for (const [side, prices] of [
    [1, expected.long],
    [-1, expected.short],
  ] as const) {
    params.leverages.forEach((leverage, i) => {
      const exposure = side * leverage;
      const at = prices[i]! / 100 - 1;
      expectNear(100 * (1 + liquidationReturn(1, exposure, params.mm)), prices[i]!, 1e-13);
      const days = (close: number) =>
        end(perpetual({ exposure, maintenanceMargin: params.mm, tradingFee: 0 }), [close, 0]).liquidationDays;
      expect([days(at * (1 - 1e-11)), days(at * (1 + 1e-11))]).toEqual([-1, 1]);
    });
  }
});

test('DET-09: a ledger of price, funding, fee and rebalance, and a crash with its emergency, to the cent (1e-12)', () => {
  const { params, expect: expected } = oracles['DET-09'];
  const fund = leveragedToken({
    leverage: params.L,
    rebalance: band({ low: 0, high: 4 }),
    tradingFee: params.cost,
    managementPerDay: params.mgmt,
    subscriptionFee: 0,
    redemptionFee: 0,
  });
  const clock = generatedClock(2, 1440);
  const k = fund.constants({
    clock,
    hasRange: false,
    targetLeverage: 3,
    limits: { low: 0, high: 0 },
    isPart: false,
    recording: {},
  });
  const toolkit = { ...math, ...fund.uses };
  const unit = 1e6;
  const s = { ...fund.state, value: 1, notional: params.L } as Record<string, number>;
  const expectRow = (row: (typeof expected.rows)[number]) => {
    expectNear(unit * s.value!, row.equity, 1e-12);
    expectNear((unit * s.notional!) / row.price, row.position, 1e-12);
    expectNear(s.notional! / s.value!, row.leverage, 1e-12);
  };
  const act = (phase: 'step' | 'trade', close: number, rate: number, dayEnds: number) => {
    const ports = {
      price: { simpleReturn: close, logReturn: Math.log1p(close) },
      funding: { rate },
      rebalance: { isFiring: phase === 'trade', wantedLeverage: params.L },
      financing: kinds.funding.outputs,
      execution: kinds.execution.outputs,
      life: kinds.life.outputs,
    };
    fund[phase]!(s, k, {}, { step: 0, days: 1, isLast: false, dayEnds }, ports, toolkit);
  };
  const [opened, priced, funded, managed, rebalanced, subscribed, crashed, rescued] = expected.rows;
  expectRow(opened!);
  act('step', 0.04, 0, 0);
  expectRow(priced!);
  act('step', 0, params.funding, 0);
  expectRow(funded!);
  act('step', 0, 0, 1);
  expectRow(managed!);
  act('trade', 0, 0, 0);
  expectRow(rebalanced!);
  // Subscriptions are not part of this fund: the crash meets one that is in the state after them.
  s.value = subscribed!.equity / unit;
  s.notional = (subscribed!.position * subscribed!.price) / unit;
  act('step', -0.2, 0, 0);
  expectRow(crashed!);
  act('trade', 0, 0, 0);
  expectRow(rescued!);
});

test('PRP-04: a 5x perpetual with an entry fee and funding, marked, funded, liquidated at 80 and never revived (1e-12)', () => {
  const { params, expect: expected } = oracles['PRP-04'];
  const { prices, leverage, mm, funding, entry_fee } = params;
  const market = prices.slice(1).map((price, i) => ({ close: price / prices[i]! - 1, funding }));
  const margin = prices[0]! / leverage;
  const options = { exposure: leverage, maintenanceMargin: mm, tradingFee: entry_fee, paysToClose: false };
  const ends = play(perpetual(options), market);
  expected.rows.forEach((row, i) => {
    const state = ends[i + 1]!;
    expect(state.liquidationDays! >= 0).toBe(row.liquidated);
    const equity = row.liquidated ? -state.bookDeficit! : state.margin!;
    expectNear(margin * equity, row.equity, 1e-11);
    if (!row.liquidated) expectNear(state.margin! / state.notional!, row.margin_ratio, 1e-12);
  });
  for (const { value } of ends.slice(expected.rows.length)) expect(value).toBe(0);
});
