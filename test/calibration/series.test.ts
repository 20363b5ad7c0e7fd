import { describe, expect, test } from 'vitest';
import { ratesOf, returnsOf } from '../../src/calibration/series.ts';

const HOUR = 3_600_000;
const bars = (hours: readonly number[], close: (hour: number) => number, early = 0) => ({
  closeTimeMs: Float64Array.from(hours, (hour) => hour * HOUR - early),
  close: Float64Array.from(hours, close),
});
const hours = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => from + i);
const doubling = (hour: number) => 2 ** (hour / 24);

describe('returns of a period', () => {
  test('go from midnight to midnight, whatever the bars begin with', () => {
    const series = returnsOf(bars(hours(5, 24 * 4 + 7), doubling), 1440);
    expect(series.values).toHaveLength(3);
    for (const value of series.values) expect(value).toBeCloseTo(Math.LN2, 14);
    expect(series).toMatchObject({ stepDays: 1, starts: [0], gaps: [], fromMs: 24 * HOUR, toMs: 96 * HOUR });
  });

  test('know a close that comes a millisecond early, as some of a venue’s do', () => {
    const { closeTimeMs, close } = bars(hours(0, 72), doubling);
    const some = closeTimeMs.map((ms, hour) => (hour === 24 || hour === 71 ? ms - 1 : ms));
    expect(returnsOf({ closeTimeMs: some, close }, 1440).values).toHaveLength(3);
  });

  test('keep to the hour at which daily bars close, where that is not midnight', () => {
    const series = returnsOf(bars([21, 45, 69], doubling), 1440);
    expect(series.values).toHaveLength(2);
    expect(series.fromMs).toBe(21 * HOUR);
  });

  test('leave out what a missing close makes unknown, count the time, and begin anew', () => {
    const seen = hours(0, 24 * 6).filter((hour) => hour !== 48 && hour !== 49);
    const series = returnsOf(bars(seen, doubling), 1440);
    expect(series.gaps).toEqual([{ afterMs: 24 * HOUR, beforeMs: 72 * HOUR, missingBars: 1 }]);
    expect(series.starts).toEqual([0, 1]);
    expect(Array.from(series.periods)).toEqual([1, 4, 5, 6]);
    series.levels.forEach((level, i) => {
      expect(level).toBeCloseTo(Math.LN2 * series.periods[i]!, 13);
    });
  });

  test('lose nothing where a gap lies between the closes that count', () => {
    expect(
      returnsOf(
        bars(
          hours(0, 72).filter((hour) => hour !== 30),
          doubling,
        ),
        1440,
      ).gaps,
    ).toEqual([]);
  });
});

test('rates are what was settled after the first stamp, and a missing stamp begins anew', () => {
  const stamps = [0, 8, 16, 32, 40];
  const series = ratesOf(
    { timeMs: Float64Array.from(stamps, (hour) => hour * HOUR + 3), rate: Float64Array.from(stamps, (hour) => hour) },
    480,
  );
  expect(Array.from(series.values)).toEqual([8, 16, 40]);
  expect(series.starts).toEqual([0, 2]);
  expect(series.gaps).toEqual([{ afterMs: 16 * HOUR, beforeMs: 32 * HOUR, missingBars: 1 }]);
});
