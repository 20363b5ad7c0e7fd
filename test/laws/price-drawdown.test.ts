import fc from 'fast-check';
import { expect, test } from 'vitest';
import { marketExtremes } from '../../src/metrics/market-extremes.ts';
import { priceDrawdown } from '../../src/metrics/price-drawdown.ts';
import { spot } from '../../src/rivals/spot.ts';
import { evenly, pinned } from '../support/arbitraries.ts';
import { bars } from '../support/bars.ts';
import { runPaths } from '../support/run.ts';
import type { Bar } from '../support/tape.ts';
import { openTape } from '../support/tape.ts';

function found(list: readonly Bar[], hasRange: boolean) {
  const metrics = [priceDrawdown(), marketExtremes()];
  const tape = openTape({ holdings: { spot: spot() }, steps: list.length, hasRange, stepMinutes: 60, metrics });
  tape.record(list);
  const columns = runPaths(tape.simulation, 1);
  const of = (name: string) => columns(null, name)[0]!;
  return { deepest: of('priceDrawdown'), atEnd: of('priceBelowHighest'), overStepEnds: of('spotDrawdown') };
}

/** The lowest, the highest and the last price of each bar; before the first, the start. */
function pricesOf(list: readonly Bar[]) {
  const prices = [{ low: 1, high: 1, close: 1 }];
  for (const { low = 0, high = 0, close } of list) {
    const before = prices.at(-1)!.close;
    prices.push({ low: before * (1 + low), high: before * (1 + high), close: before * (1 + close) });
  }
  return prices;
}

/** Bars, of which some end in a jump that their range does not hold. */
const jumpy = fc
  .tuple(bars, fc.array(fc.oneof(fc.constant(0), evenly(-0.2, 0.2)), { minLength: 1, maxLength: 5 }))
  .map(([list, jumps]) =>
    list.map((bar, i) => ({ ...bar, close: (1 + bar.close) * (1 + jumps[i % jumps.length]!) - 1 })),
  );

// Kills: a low held against the high of its own bar; a high that is no peak; a jump that is no peak.
test('the deepest fall is the deepest from any high to any later low, and from any high to its own bar’s end', () => {
  fc.assert(
    fc.property(jumpy, (list) => {
      const prices = pricesOf(list);
      let [deepest, most] = [0, 0];
      for (const [i, { low, close }] of prices.entries()) {
        for (const [j, { high, close: end }] of prices.entries()) {
          const peak = Math.max(high, end);
          if (j < i) deepest = Math.max(deepest, 1 - low / peak);
          if (j <= i) deepest = Math.max(deepest, 1 - close / peak);
          if (j <= i) most = Math.max(most, 1 - Math.min(low, close) / peak);
        }
      }
      const { deepest: measured, atEnd } = found(list, true);
      expect(measured).toBeCloseTo(deepest, 12);
      expect(measured).toBeLessThanOrEqual(most + 1e-12);
      const highest = Math.max(...prices.flatMap(({ high, close }) => [high, close]));
      expect(atEnd).toBeCloseTo(1 - prices.at(-1)!.close / highest, 12);
    }),
    { seed: pinned('price drawdown'), numRuns: 200 },
  );
});

test('without a range it is the fall over step ends', () => {
  fc.assert(
    fc.property(bars, (list) => {
      const closes = list.map(({ close }) => ({ close, low: 0, high: 0 }));
      const { deepest, overStepEnds } = found(closes, false);
      expect(deepest).toBeCloseTo(overStepEnds, 13);
    }),
    { seed: pinned('price drawdown at step ends'), numRuns: 100 },
  );
});
