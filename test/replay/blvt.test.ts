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

  /** |leverage| at the ends of days whose basket is known to 10 %, by year. */
  const yearly = (name: string) => {
    const known = heldBy(name, 1, 1).filter((each) => errorOf(each) < 0.1);
    return YEARS.map((year) =>
      known
        .filter(({ day }) => new Date(day * DAY_MS).getUTCFullYear() === year)
        .map(({ leverage }) => Math.abs(leverage)),
    );
  };
  const quantilesOf = (years: readonly (readonly number[])[]) =>
    years.map((ofYear) => {
      const sorted = Float64Array.from(ofYear).sort();
      return QUANTILES.map((p) => quantileSorted(sorted, p));
    });
  const yearlyQuantiles = (name: string) => quantilesOf(yearly(name));

  /** Mean distance of twenty quantiles: five in each of four years. Real and simulated are looked at in the same way. */
  const distance = (simulated: string, real: string) => apartOf(yearlyQuantiles(simulated), yearlyQuantiles(real));

  function apartOf(a: readonly (readonly number[])[], b: readonly (readonly number[])[]): number {
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

  // Politis & Romano (1994). UP's leverage keeps 0.55 of its autocorrelation over 20 days: hence blocks of 40 on average.
  test('chance alone puts so long a record 0.1 from its own law: DOWN’s band is nearer than that, UP’s is not', () => {
    const floorOf = (name: string) => {
      const years = yearly(name);
      const real = quantilesOf(years);
      let state = 20_200_514;
      const uniform = () => {
        state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
        return state / 2 ** 32;
      };
      const resampled = (ofYear: readonly number[]) => {
        let at = 0;
        return ofYear.map((_, i) => {
          at = i === 0 || uniform() < 1 / 40 ? Math.floor(uniform() * ofYear.length) : (at + 1) % ofYear.length;
          return ofYear[at]!;
        });
      };
      const distances = Float64Array.from({ length: 400 }, () => apartOf(quantilesOf(years.map(resampled)), real));
      return quantileSorted(distances.sort(), 0.95);
    };
    const [up, down] = [floorOf('BTCUP'), floorOf('BTCDOWN')];
    for (const floor of [up, down]) expect(Math.abs(floor - 0.1), `${up}, ${down}`).toBeLessThan(0.02);
    expect(distance('DOWN, band', 'BTCDOWN')).toBeLessThan(down);
    expect(distance('DOWN, constant', 'BTCDOWN')).toBeGreaterThan(down);
    expect(distance('UP, band', 'BTCUP')).toBeGreaterThan(up);
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
