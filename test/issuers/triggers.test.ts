import { expect, test } from 'vitest';
import type { Model } from '../../src/engine/model.ts';
import type { Issuer } from '../../src/tokens/issuer.ts';
import { bybit } from '../../src/tokens/issuers/bybit.ts';
import { ftx, ftxTwoSided } from '../../src/tokens/issuers/ftx.ts';
import { gateFloating } from '../../src/tokens/issuers/gate.ts';
import { indexCoop } from '../../src/tokens/issuers/index-coop.ts';
import { kucoin } from '../../src/tokens/issuers/kucoin.ts';
import { kucoinDynamic } from '../../src/tokens/issuers/kucoin-dynamic.ts';
import { mexc } from '../../src/tokens/issuers/mexc.ts';
import { near } from '../support/arbitraries.ts';
import type { Bar, Numbers } from '../support/tape.ts';
import { play } from '../support/tape.ts';
import { free } from './support.ts';

/** Where a token acts: leverage, the price over that of the last rebalance, and what its value has become by then. */
type Trigger = readonly [of: Issuer, leverage: number, at: number, price: number, value: number];

/** Worked out by hand from X = l (L - 1) / (L (l - 1)) and 1 + L (X - 1). */
const triggers: readonly Trigger[] = [
  [bybit, 3, 4, 8 / 9, 2 / 3],
  [bybit, 3, 2, 4 / 3, 2],
  [bybit, -3, -4, 16 / 15, 0.8],
  [bybit, -3, -2, 8 / 9, 4 / 3],
  [kucoinDynamic, 3, 4, 8 / 9, 2 / 3],
  [ftxTwoSided, 3, 4, 8 / 9, 2 / 3],
  [ftxTwoSided, 3, 2, 4 / 3, 2],
  [ftx, 3, 4, 8 / 9, 2 / 3],
  [ftx, -3, -4, 16 / 15, 0.8],
  [ftx, -1, -4 / 3, 8 / 7, 6 / 7],
  [gateFloating, 3, 4.125, 0.88, 0.64],
  [gateFloating, 3, 2.25, 1.2, 1.6],
  [gateFloating, 5, 7, 14 / 15, 2 / 3],
  [gateFloating, 5, 3.5, 1.12, 1.6],
  [kucoin, 3, (0.85 * 3) / 0.55, 0.85, 0.55],
  [kucoin, -3, (-3 * 1.15) / 0.55, 1.15, 0.55],
  [mexc, 2, (2 * 0.85) / 0.7, 0.85, 0.7],
];

const hourly = { stepMinutes: 60 };

/** What one bar makes of a token, after an hour without news in which FTX has had its daily rebalance. */
function after(token: Model<'holding'>, bar: Bar, hasRange = false) {
  const [, quiet, end] = play(token, [{ close: 0 }, bar], { ...hourly, hasRange });
  return { ...end!, rebalances: end!.rebalances! - quiet!.rebalances! } as Numbers;
}

// Kills: a trigger on the wrong side; a limit in place of its inverse; one that acts a hair too early or too late.
for (const [of, leverage, at, price, value] of triggers) {
  test(`${of.title}: ${leverage}x acts at ${at.toFixed(3)}x, where the price is ${price.toFixed(4)} and the value ${value.toFixed(4)} of what they were`, () => {
    const token = of({ leverage, ...free });
    const isFall = price < 1;
    const beyond = isFall ? { low: price - 1 - 0.003 } : { high: price - 1 + 0.003 };
    const met = after(token, { close: price - 1, ...beyond }, true);
    expect(met.rebalances).toBe(1);
    expect(near(met.value!, value)).toBe(true);
    expect(near(met.notional!, leverage * value)).toBe(true);

    const missed = after(token, { close: price - 1 + (isFall ? 1e-9 : -1e-9) }, true);
    expect(missed.rebalances).toBe(0);
    expect(near(missed.leverage!, at, 1e-6)).toBe(true);
  });
}

// Kills: the band of Index Coop taken for its ripcord.
test.each([
  [2.3, 23 / 26, 10 / 13],
  [1.7, 17 / 14, 10 / 7],
])('Index Coop acts at %dx, where the price is %d and the value %d of what they were', (at, price, value) => {
  const token = indexCoop({ leverage: 2, ...free });
  const side = price < 1 ? 1 : -1;
  const [, inside] = play(token, [{ close: price - 1 + side * 1e-9 }], { stepMinutes: 60 });
  expect(inside!.rebalances).toBe(0);
  expect(near(inside!.value!, value, 1e-8)).toBe(true);
  expect(near(inside!.leverage!, at, 1e-8)).toBe(true);
  const [, outside] = play(token, [{ close: price - 1 - side * 1e-9 }], { stepMinutes: 60 });
  expect(outside!.rebalances).toBe(1);
});

// Kills: FTX since 2019-09-26 levering up between its daily rebalances.
test('FTX levered up within the day until September 2019, and no longer after', () => {
  const rally = { close: 0.34 };
  expect(after(ftxTwoSided({ leverage: 3, ...free }), rally).leverage).toBe(3);
  const later = after(ftx({ leverage: 3, ...free }), rally);
  expect(later.rebalances).toBe(0);
  expect(near(later.leverage!, (3 * 1.34) / 2.02)).toBe(true);
});

// Kills: a trigger without a side.
test('when the price rises by more than 15 %, KuCoin rebalances the short token and leaves the long one alone', () => {
  for (const side of [1, -1]) {
    const move = { close: 0.151 * side };
    expect(after(kucoin({ leverage: -3 * side, ...free }), move).rebalances).toBe(1);
    expect(after(kucoin({ leverage: 3 * side, ...free }), move).rebalances).toBe(0);
  }
});
