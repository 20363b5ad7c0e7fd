import { expect, test } from 'vitest';
import { liquidationPrice } from '../../src/rivals/liquidation.ts';

/** Published cases of a maintenance margin of 1 % with a maintenance amount of 0.01, entered at 10 unless said otherwise. */
const cases = [
  { venue: 'binance', leverage: 5, entry: 10, quantity: 1, long: 8.070707070707071, short: 11.89108910891089 },
  { venue: 'binance', leverage: 3, entry: 10, quantity: 1, long: 6.723905723905723, short: 13.211221122079207 },
  { venue: 'binance', leverage: 5, entry: 8, quantity: 1, long: 6.454545454545454, short: 9.514851485148514 },
  { venue: 'binance', leverage: 5, entry: 10, quantity: 0.6, long: 8.063973063973064, short: 11.897689768976898 },
  { venue: 'gate', leverage: 5, entry: 10, quantity: 1, long: 8.085708510208207, short: 11.87413417771621 },
  { venue: 'gate', leverage: 3, entry: 10, quantity: 1, long: 6.738090425173506, short: 13.193482419684678 },
  { venue: 'bybit', leverage: 3, entry: 10, quantity: 1, long: 6.76667, short: 13.23333 },
  { venue: 'bybit', leverage: 5, entry: 10, quantity: 1, long: 8.1, short: 11.9 },
  { venue: 'bybit', leverage: 10, entry: 10, quantity: 1, long: 9.1, short: 10.9 },
] as const;

for (const { venue, leverage, entry, quantity, long, short } of cases) {
  test(`${venue}, ${leverage}x, ${quantity} at ${entry}: liquidated at ${long} long and at ${short} short`, () => {
    const at = (side: 1 | -1) =>
      liquidationPrice(venue, {
        side,
        entryPrice: entry,
        quantity,
        margin: (entry * quantity) / leverage,
        maintenanceMargin: 0.01,
        maintenanceAmount: 0.01,
        takerFee: 0.0006,
      });
    // Relative, of values published with 16 digits; those with 6 digits are met to their last.
    const tolerance = String(long).length > 8 ? 1e-9 : 5e-6;
    expect(Math.abs(at(1) - long)).toBeLessThanOrEqual(tolerance);
    expect(Math.abs(at(-1) - short)).toBeLessThanOrEqual(tolerance);
  });
}

test('the two isolated positions that Binance documents are liquidated at the prices it states, to the cent', () => {
  const wallet = 1_535_443.01;
  const eth = { entryPrice: 1456.84, quantity: 3683.979, maintenanceMargin: 0.1, maintenanceAmount: 135_365 };
  const btc = { entryPrice: 32481.98, quantity: 109.488, maintenanceMargin: 0.025, maintenanceAmount: 16_300 };
  const at = (position: typeof eth) => liquidationPrice('binance', { side: 1, margin: wallet, ...position });
  expect(Math.abs(at(eth) - 1114.78)).toBeLessThanOrEqual(0.005);
  expect(Math.abs(at(btc) - 18778.73)).toBeLessThanOrEqual(0.005);
});

// Kills: the margin of the others added, or their loss taken off twice; the position's own margin counted among the others.
test('the same two positions in one cross wallet are liquidated at the prices Binance states, to the cent', () => {
  const wallet = 1_535_443.01;
  const eth = { entryPrice: 1456.84, quantity: 3683.979, maintenanceMargin: 0.1, maintenanceAmount: 135_365 };
  const btc = { entryPrice: 32481.98, quantity: 109.488, maintenanceMargin: 0.025, maintenanceAmount: 16_300 };
  const marked = (position: typeof eth, price: number) => ({
    maintenance: position.quantity * price * position.maintenanceMargin - position.maintenanceAmount,
    unrealisedProfit: position.quantity * (price - position.entryPrice),
  });
  const at = (position: typeof eth, others: ReturnType<typeof marked>) =>
    liquidationPrice('binance', { side: 1, margin: wallet, ...position, others });
  expect(marked(btc, 31967.27).maintenance).toBeCloseTo(71_200.81, 2);
  expect(marked(btc, 31967.27).unrealisedProfit).toBeCloseTo(-56_354.57, 2);
  expect(Math.abs(at(eth, marked(btc, 31967.27)) - 1153.26)).toBeLessThanOrEqual(0.005);
  expect(Math.abs(at(btc, marked(eth, 1335.18)) - 26316.89)).toBeLessThanOrEqual(0.005);
});
