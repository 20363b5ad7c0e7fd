import { describe, expect, test } from 'vitest';
import { secondaryMarket } from '../../src/access/secondary-market.ts';
import { binance } from '../../src/tokens/issuers/binance.ts';
import { bybit } from '../../src/tokens/issuers/bybit.ts';
import { ftx } from '../../src/tokens/issuers/ftx.ts';
import { gate, gateUntilApril2025 } from '../../src/tokens/issuers/gate.ts';
import { kucoin } from '../../src/tokens/issuers/kucoin.ts';
import { mexc } from '../../src/tokens/issuers/mexc.ts';
import { pionex } from '../../src/tokens/issuers/pionex.ts';
import { tlx } from '../../src/tokens/issuers/tlx.ts';
import { toros } from '../../src/tokens/issuers/toros.ts';
import { daily } from '../../src/tokens/rebalance/daily.ts';
import { every } from '../../src/tokens/rebalance/every.ts';
import { near } from '../support/arbitraries.ts';
import type { Numbers } from '../support/tape.ts';
import { history, openTape, play } from '../support/tape.ts';
import { but, closes, free } from './support.ts';

const end = (ends: readonly Numbers[]) => ends.at(-1)!;
/** Per cent gained, to as many digits as the example has. */
const gained = (ends: readonly Numbers[], digits = 0) => Number((100 * (end(ends).value! - 1)).toFixed(digits));

describe('FTX', () => {
  // Leveraged Token FAQ, "Rebalances and Returns".
  test.each([
    ['10 000, 11 000, 10 000', [0.1, -1 / 11], -5.45, 2],
    ['10 000, 11 000, 12 100', [0.1, 0.1], 69, 0],
    ['10 000, 9 500, 9 000', [-0.05, -500 / 9500], -28.4, 1],
  ])('BTC at %s', (_prices, returns, percent, digits) => {
    expect(gained(play(ftx({ leverage: 3, ...free }), closes(returns)), digits)).toBe(percent);
  });

  // How Do Leveraged Tokens Rebalance: -20 000 USD and 150 ETH at 210, from 10 000 USD at 200.
  test('with 150 ETH at 210 against 20 000 USD of debt it buys 3 000 USD of ETH', () => {
    const tape = openTape({ holdings: { it: ftx({ leverage: 3, ...free }) }, steps: 1 });
    tape.record(closes([210 / 200 - 1]));
    const phases = history(tape.simulation, 'holding/it') as readonly { readonly state: Numbers }[];
    const [, marked, traded] = phases.map(({ state }) => state);
    const money = 10_000;
    expect(marked!.value! * money).toBeCloseTo(11_500, 8);
    expect(marked!.notional! * money).toBeCloseTo(150 * 210, 8);
    expect(marked!.leverage).toBeCloseTo(2.739, 3);
    const bought = (traded!.notional! - marked!.notional!) * money;
    expect(bought).toBeCloseTo(3000, 8);
    expect(bought / 210).toBeCloseTo(14.2857, 4);
  });

  // Poloniex support 360046773453.
  test('Poloniex: 200 of value and 600 of exposure, 5 % up: to a target of 690 it buys 60', () => {
    const [, after] = play(ftx({ leverage: 3, ...free }), closes([0.05]));
    expect(after!.value! * 200).toBeCloseTo(230, 10);
    expect(after!.notional! * 200).toBeCloseTo(690, 10);
    expect(after!.turnover! * 200).toBeCloseTo(60, 10);
  });
});

// KuCoin support 900004691986, and the same figures on MEXC's blog; both cut 185.6 % to 185 %.
describe.each([
  ['KuCoin', kucoin],
  ['MEXC', mexc],
])('%s over four days', (_name, of) => {
  test.each([
    ['+10 %, four times', [0.1, 0.1, 0.1, 0.1], 186],
    ['-10 %, four times', [-0.1, -0.1, -0.1, -0.1], -76],
    ['up and down by 10 %, twice', [0.1, -0.1, 0.1, -0.1], -17],
  ])('%s', (_title, returns, percent) => {
    expect(gained(play(of({ leverage: 3, ...free }), closes(returns)))).toBe(percent);
  });
});

describe('Bybit', () => {
  // Help centre 000001605: 300 BTC at 40 000 behind 400 000 tokens of 10 USDT.
  test('its basket of 300 BTC is 3x, and becomes 225 BTC where the leverage is 4', () => {
    const [price, value, supply] = [40_000, 10, 400_000];
    const money = value * supply;
    const token = bybit({ leverage: 3, ...free });
    const [before, after] = play(token, [{ close: -1 / 9, low: -0.12 }], { hasRange: true, stepMinutes: 60 });
    expect((before!.notional! * money) / price).toBeCloseTo(300, 8);
    expect((after!.notional! * money) / ((price * 8) / 9)).toBeCloseTo(225, 8);
    expect(after!.value! * value).toBeCloseTo(6.667, 3);
  });

  // Help centre 000001481.
  test('200 tokens subscribed at 7 USDT cost 0.7 USDT, 100 redeemed at 10 cost 0.5, 200 bought on the market cost 0.2 tokens', () => {
    const [start] = play(bybit({ leverage: 3 }), closes([0]));
    expect(-start!.bookEntry! * 200 * 7).toBeCloseTo(0.7, 10);
    const [, exit] = play(bybit({ leverage: 3, ...but('redemptionFee') }), closes([0]));
    expect(-exit!.bookExit! * 100 * 10).toBeCloseTo(0.5, 10);
    const fees = bybit.access({ leverage: -3 }).options.filter(({ name }) => name.endsWith('Fee'));
    expect(fees.map(({ value }) => value)).toEqual([0.0005, 0.0005]);
    const spotFee = secondaryMarket().options.find(({ name }) => name === 'tradingFee')!.value as number;
    expect(spotFee * 200).toBeCloseTo(0.2, 10);
  });
});

describe('merged units', () => {
  /** The life of a token whose value falls to a three-hundredth or so, as of its last step. */
  const lifeOf = (holding: ReturnType<typeof mexc>, returns: readonly number[]) => {
    const tape = openTape({ holdings: { it: holding }, steps: returns.length });
    tape.record(closes(returns));
    const value = end(history(tape.simulation, 'holding/it').map(({ state }) => state as Numbers)).value!;
    const life = history(tape.simulation, 'holding/it/life').map(({ state }) => state as Numbers);
    return { value, life: end(life) };
  };

  // Pionex blog, What are the risks: 1 000 tokens at 0.03 become 20 at 1.5, worth 30 USDT before and after.
  test('Pionex: 1 000 tokens of 0.03 become 20 of 1.5', () => {
    const { value, life } = lifeOf(pionex({ leverage: 3, ...free }), [-0.3, -0.3, -0.7 / 3]);
    expect(value * 10).toBeCloseTo(0.03, 10);
    expect(life.splits).toBe(1);
    expect(1000 * life.unitsPerUnit!).toBeCloseTo(20, 10);
    expect(life.unitPrice).toBeCloseTo(1.5, 8);
    expect(1000 * life.unitsPerUnit! * life.unitPrice!).toBeCloseTo(30, 8);
  });

  // MEXC support 360056912992; the figures are those of Bitcointalk 5365038.
  test('MEXC: 1 000 units of 0.03 become 100 of 0.3; at 0.1 nothing is merged', () => {
    const token = mexc({ leverage: 3, ...free });
    expect(lifeOf(token, [-0.3]).life).toMatchObject({ splits: 0, unitsPerUnit: 1 });
    const { value, life } = lifeOf(token, [-0.3, -0.7 / 3]);
    expect(value).toBeCloseTo(0.03, 10);
    expect(life.splits).toBe(1);
    expect(1000 * life.unitsPerUnit!).toBeCloseTo(100, 10);
    expect(life.unitPrice).toBeCloseTo(0.3, 10);
  });
});

describe('Gate', () => {
  // NAV = NAV at the last rebalance × (1 + multiple × change): article 44111.
  test.each([
    ['since 2025-04-01, threefold', gate, 3],
    ['before, 2.3-fold', gateUntilApril2025, 2.3],
  ])('its value follows the change since the last rebalance, %s', (_title, of, multiple) => {
    const [, after] = play(of({ leverage: 3, ...free }), [{ close: 0.004, funding: 0.01 }], { stepMinutes: 60 });
    expect(near(after!.value!, 1 + multiple * 0.004)).toBe(true);
  });

  // 0.1 % a day for everything = 0.01 % a day + 3 F, so F = 0.03 % a day, 0.01 % every eight hours.
  test('for a long, its all-in fee is the cheaper one when funding is above 0.01 % every eight hours; for a short never', () => {
    const costs = { tradingFee: 0, subscriptionFee: 0, redemptionFee: 0, rebalance: daily() };
    const after30Days = (of: typeof gate, leverage: number, funding: number) =>
      end(
        play(
          of({ leverage, ...costs }),
          Array.from({ length: 90 }, () => ({ close: 0, funding })),
          { stepMinutes: 480 },
        ),
      ).value!;
    const advantage = (leverage: number, funding: number) =>
      Math.log(after30Days(gate, leverage, funding) / after30Days(binance, leverage, funding));
    expect(Math.abs(advantage(3, 0.0001))).toBeLessThan(2e-5);
    expect(advantage(3, 0.00011)).toBeGreaterThan(0.0008);
    expect(advantage(3, 0.00009)).toBeLessThan(-0.0008);
    for (const funding of [0.0001, 0.0003]) expect(advantage(-3, funding)).toBeLessThan(0);
  });
});

describe('TLX', () => {
  // SynthetixHandler.leverageDeviationFactor: |notional - L M| / (L M) · L, against the thresholds of BTC and ETH.
  test.each([
    [1, 0.03],
    [2, 0.025],
    [5, 0.02],
    [-1, 0.03],
    [-2, 0.025],
    [-5, 0.02],
  ])('a %dx token trades when the price has moved by %d either way, and not before', (leverage, move) => {
    for (const side of [1, -1]) {
      const traded = (size: number) =>
        play(tlx({ leverage, ...free }), closes([side * size]), { stepMinutes: 1 })[1]!.rebalances;
      expect(traded(move * 1.0001)).toBe(1);
      expect(traded(move * 0.9999)).toBe(0);
    }
  });

  test('redeeming costs half a per cent of exposure, holding 2 % a year of notional, a rebalance what a keeper is paid', () => {
    const [, day] = play(tlx({ leverage: 5, ...but('redemptionFee') }), closes([0]));
    expect(day!.bookExit).toBeCloseTo(-0.025, 12);
    const [, held] = play(tlx({ leverage: 5, ...but('managementOnNotionalPerYear') }), closes([0]));
    expect(held!.bookManagement).toBeCloseTo((-5 * 0.02) / 365, 12);
    const [, kept] = play(tlx({ leverage: 1, ...but('feePerRebalance') }), closes([0.04]), {
      stepMinutes: 60,
    });
    expect(kept!.bookTrading).toBeCloseTo(-5 / 100_000, 12);
  });
});

// docs.toros.finance/leveraged-tokens: BTC +20 % is about +44 % for 2x, BTC +50 % is +237 % for 3x.
describe('Toros', () => {
  const steps = 2000;
  const trend = (total: number) => closes(Array.from({ length: steps }, () => (1 + total) ** (1 / steps) - 1));

  test.each([
    [2, 0.2, 44],
    [3, 0.5, 237],
  ])(
    're-levered without pause on a smooth trend, %dx makes of a rise of %d a gain of %d per cent',
    (leverage, total, percent) => {
      const token = toros({ leverage, ...free, rebalance: every({ hours: 1 / 60 }) });
      expect(gained(play(token, trend(total), { stepMinutes: 1 }))).toBe(percent);
    },
  );

  test('within its range it makes of +20 % more than the 40 % of a perpetual and less than the 44 % of its documents', () => {
    const percent = gained(play(toros({ leverage: 2, ...free }), trend(0.2), { stepMinutes: 1 }), 2);
    expect(percent).toBeGreaterThan(40);
    expect(percent).toBeLessThan(44);
    expect(percent).toBeCloseTo(41.67, 1);
  });
});
