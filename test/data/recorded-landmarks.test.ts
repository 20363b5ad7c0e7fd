import { expect, test } from 'vitest';
import { fundingOnClock, gaps, levelsOnClock, missingStamps } from '../../src/data/align.ts';
import type { BarsRequest, LevelsRequest } from '../../src/data/contracts.ts';
import { readRecording } from '../../src/data/node/read-recording.ts';

/** Days and means that anybody can look up, to hold the reader of real recordings against. */
const folder = process.env.DECAYLAB_DATA ?? '';
const recorded = folder === '' ? ' (skipped: DECAYLAB_DATA is not set)' : '';

const ohlc = { open: 'open', high: 'high', low: 'low', close: 'close' } as const;
const daily: BarsRequest = {
  ...{ kind: 'bars', file: 'prices/BTC_1d.csv', time: 'date', timeMeaning: 'open', barMinutes: 1440 },
  ...ohlc,
};
const hourly: BarsRequest = {
  ...{ kind: 'bars', file: 'prices/BTCUSDT_perp_1h.csv.gz', time: 'ts_ms', timeMeaning: 'open', barMinutes: 60 },
  ...ohlc,
};
const funding = { kind: 'rates', file: 'funding/binance_BTCUSDT_8h.csv', time: 'ts_ms', rate: 'rate' } as const;

test.skipIf(folder === '')(`bitcoin closed and fell as everybody remembers it${recorded}`, () => {
  const { bars } = readRecording(folder, daily);
  const at = (day: string) => bars.closeTimeMs.indexOf(Date.parse(`${day}T00:00:00Z`) + 86_400_000);
  const closes = {
    '2020-03-12': 4800,
    '2021-04-14': 62_960,
    '2021-05-19': 36_690,
    '2022-11-09': 15_923,
    '2024-03-13': 73_128,
  };
  for (const [day, close] of Object.entries(closes))
    expect(Math.abs(bars.close[at(day)]! - close), day).toBeLessThan(1);
  const lows = { '2020-03-12': 4410, '2020-03-13': 3782, '2021-05-19': 30_000 };
  for (const [day, low] of Object.entries(lows)) expect(Math.abs(bars.low![at(day)]! - low), day).toBeLessThan(1);
});

test.skipIf(folder === '')(`the hourly perpetual has 54,740 bars and lacks two single hours${recorded}`, () => {
  const { bars, provenance, warnings } = readRecording(folder, hourly);
  expect(provenance.rows).toBe(54_740);
  expect(bars.close.length).toBe(54_740);
  const missing = gaps(bars, 60).map(({ afterMs, missingBars }) => [new Date(afterMs).toISOString(), missingBars]);
  expect(missing).toEqual([
    ['2022-09-21T23:00:00.000Z', 1],
    ['2022-10-25T23:00:00.000Z', 1],
  ]);
  expect(warnings).toHaveLength(1);
});

test.skipIf(folder === '')(`the hourly spot market lacks 35 bars in 16 gaps${recorded}`, () => {
  const { bars } = readRecording(folder, { ...hourly, file: 'prices/BTCUSDT_spot_1h.csv.gz' });
  const missing = gaps(bars, 60);
  expect([bars.close.length, missing.length, missing.reduce((sum, gap) => sum + gap.missingBars, 0)]).toEqual([
    55_750, 16, 35,
  ]);
});

test.skipIf(folder === '')(`longs of a bitcoin perpetual paid what is on record, year by year${recorded}`, () => {
  const { rates } = readRecording(folder, funding);
  const annualised = (year: number) => {
    const begin = Date.UTC(year, 0, 1);
    const end = Date.UTC(year + 1, 0, 1);
    const ofYear = rates.rate.filter((_, i) => rates.timeMs[i]! >= begin && rates.timeMs[i]! < end);
    return (ofYear.reduce((sum, rate) => sum + rate, 0) / ofYear.length) * 1095;
  };
  const perCent = [2020, 2021, 2022, 2023, 2024, 2025].map((year) => Number((annualised(year) * 100).toFixed(1)));
  expect(perCent).toEqual([17.2, 30.6, 4.2, 7.9, 11.9, 5.1]);
});

test.skipIf(folder === '')(
  `on the clock of the perpetual, every funding stamp of a window is paid once${recorded}`,
  () => {
    const { rates } = readRecording(folder, funding);
    const { bars } = readRecording(folder, { ...hourly, from: '2020-01-01', to: '2024-01-01' });
    const [fromMs, toMs] = [Date.UTC(2020, 0, 1), Date.UTC(2024, 0, 1)];
    expect([bars.closeTimeMs[0], bars.closeTimeMs.at(-1)]).toEqual([fromMs, toMs]);
    const onClock = fundingOnClock(rates, bars.closeTimeMs);
    const recordedSum = rates.rate.reduce((sum, rate, i) => {
      return rates.timeMs[i]! > fromMs && rates.timeMs[i]! <= toMs ? sum + rate : sum;
    }, 0);
    expect(onClock.length).toBe(bars.close.length - 1);
    expect(onClock.reduce((sum, rate) => sum + rate, 0)).toBeCloseTo(recordedSum, 12);
    expect(missingStamps(rates, { fromMs, toMs, stampMinutes: 480 })).toBe(0);
  },
);

test.skipIf(folder === '')(
  `frozen quotes of a token are dropped on request, and the last true one holds${recorded}`,
  () => {
    const bull: LevelsRequest = {
      ...{ kind: 'levels', file: 'tokens/ftx_cmc_1d_2020.csv', time: 'date', timeMeaning: 'open', barMinutes: 1440 },
      level: 'close',
      filter: { column: 'token', equals: 'BULL' },
    };
    const all = readRecording(folder, bull);
    const live = readRecording(folder, { ...bull, skip: { column: 'stale_quote', equals: '1' } });
    expect([all.levels.level.length, live.levels.level.length]).toEqual([331, 328]);
    const onDays = levelsOnClock(live.levels, all.levels.timeMs);
    expect(onDays.every((level) => level > 0)).toBe(true);
    expect(onDays[0]).toBe(12_167.87);
  },
);
