import { beforeAll, describe, expect, test } from 'vitest';
import blvt from '../../scenarios/blvt.ts';
import { correlation } from '../../src/statistics/correlation.ts';
import { basketChanges, type ImpliedBasket, impliedBasket } from '../../src/statistics/implied-leverage.ts';
import { quantileSorted } from '../../src/statistics/quantile-sorted.ts';
import { variance } from '../../src/statistics/variance.ts';
import { hasData, needsData } from '../support/data.ts';
import { valuesOf } from '../support/reality.ts';

const DAY_MS = 86_400_000;
const YEARS = [2020, 2021, 2022, 2023];
const QUANTILES = [0.01, 0.25, 0.5, 0.75, 0.99];

interface Held extends ImpliedBasket {
  readonly day: number;
}

describe.skipIf(!hasData)(`Binance’s leveraged tokens, 2020 to 2023${needsData}`, () => {
  let values: ReturnType<typeof valuesOf>;
  /** The last instant of each UTC day. */
  let ends: number[];
  beforeAll(() => {
    values = valuesOf(blvt);
    const { instantsMs } = values;
    ends = [...instantsMs.keys()].filter((i) => i + 1 === instantsMs.length || dayOf(i) !== dayOf(i + 1));
  });
  const dayOf = (instant: number) => Math.floor((values.instantsMs[instant]! - 1) / DAY_MS);

  /** What a holding held at the end of each day, by how it moved over the last `days`, in steps of `hours`. */
  function heldBy(name: string, days: number, hours: number): Held[] {
    return ends.slice(days).map((end, i) => {
      const count = Math.floor((end - ends[i]!) / hours) + 1;
      const pick = (series: Float64Array) =>
        Float64Array.from({ length: count }, (_, k) => series[end - hours * (count - 1 - k)]!);
      return { ...impliedBasket(pick(values.of(name)), pick(values.of('coin'))), day: dayOf(end) };
    });
  }

  const errorOf = ({ standardError, basket }: Held) => standardError / Math.abs(basket);

  /** |leverage| at the ends of days: quantiles, by year, over days whose basket is known to 10 %. */
  const yearlyQuantiles = (name: string) => {
    const known = heldBy(name, 1, 1).filter((each) => errorOf(each) < 0.1);
    return YEARS.map((year) => {
      const ofYear = known.filter(({ day }) => new Date(day * DAY_MS).getUTCFullYear() === year);
      const sorted = Float64Array.from(ofYear, ({ leverage }) => Math.abs(leverage)).sort();
      return QUANTILES.map((p) => quantileSorted(sorted, p));
    });
  };

  /** Mean distance of twenty quantiles: five in each of four years. Real and simulated are looked at in the same way. */
  function distance(simulated: string, real: string): number {
    const [a, b] = [yearlyQuantiles(simulated), yearlyQuantiles(real)];
    const apart = a.flatMap((row, i) => row.map((value, j) => Math.abs(value - b[i]![j]!)));
    return apart.reduce((sum, each) => sum + each, 0) / apart.length;
  }

  test('“up to 3x” was 1.8 to 2.1 in the middle of a year for the long one, 2.2 to 2.5 for the short one', () => {
    const [up, down] = [yearlyQuantiles('BTCUP'), yearlyQuantiles('BTCDOWN')];
    const column = (rows: number[][], nth: number) => rows.map((row) => Number(row[nth]!.toFixed(2)));
    expect([0, 2, 4].map((nth) => column(up, nth))).toEqual([
      [1.51, 1.72, 1.57, 1.44],
      [2.05, 2.12, 2.12, 1.79],
      [2.99, 3.05, 3.19, 2.21],
    ]);
    expect([0, 2, 4].map((nth) => column(down, nth))).toEqual([
      [1.73, 1.71, 1.57, 1.6],
      [2.35, 2.49, 2.24, 2.24],
      [3.35, 3.57, 3.3, 3.3],
    ]);
  });

  // Kills: leverage with the price at the start of a window, a basket through the means instead of the origin.
  test('a band explains that best: its quantiles are closer than those of any constant, or of a hidden target', () => {
    expect(distance('UP, band', 'BTCUP')).toBeLessThan(0.16);
    expect(distance('UP, constant', 'BTCUP')).toBeGreaterThan(0.27);
    expect(distance('UP, hidden target', 'BTCUP')).toBeGreaterThan(0.2);
    expect(distance('DOWN, band', 'BTCDOWN')).toBeLessThan(0.07);
    expect(distance('DOWN, constant', 'BTCDOWN')).toBeGreaterThan(0.14);
    expect(distance('DOWN, hidden target', 'BTCDOWN')).toBeGreaterThan(0.2);
  });

  test('every change of the basket from beyond 2.9 lowers leverage, every one from below 1.8 raises it', () => {
    const changes = (name: string) => basketChanges(heldBy(name, 3, 4), { apart: 3, threshold: 4.5 });
    const [up, down] = [changes('BTCUP'), changes('BTCDOWN')];
    expect([up.length, down.length]).toEqual([34, 87]);
    for (const { from, to } of [...up, ...down]) {
      if (Math.abs(from) > 2.9) expect(Math.abs(to)).toBeLessThan(Math.abs(from));
      if (Math.abs(from) < 1.8) expect(Math.abs(to)).toBeGreaterThan(Math.abs(from));
    }
  });

  test('yesterday’s basket held for a day bounds any rule: BTCUP to a correlation above 0.995', () => {
    const held = heldBy('BTCUP', 1, 1);
    const [price, value] = [values.of('coin'), values.of('BTCUP')];
    const days = held.slice(0, -1).map(({ basket }, i) => ({ basket, from: ends[i + 1]!, to: ends[i + 2]! }));
    const predicted = Float64Array.from(
      days,
      ({ basket, from, to }) => (basket * (price[to]! - price[from]!)) / value[from]!,
    );
    const real = Float64Array.from(days, ({ from, to }) => value[to]! / value[from]! - 1);
    const trackingError = Math.sqrt(variance(predicted.map((each, i) => each - real[i]!)) * 365);
    expect(correlation(predicted, real).value).toBeGreaterThan(0.995);
    expect(trackingError).toBeLessThan(0.14);
  });
});
