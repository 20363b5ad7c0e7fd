import fc from 'fast-check';
import { expect, test } from 'vitest';
import { traceReality } from '../../src/batch/trace-reality.ts';
import { constantFunding, daily, leveragedToken, recordedBars, recordedValue } from '../../src/index.ts';
import type { RealityTrack } from '../../src/result/run-result.ts';
import { summariseReality } from '../../src/result/summarise-reality.ts';
import { describeScenario } from '../../src/scenario/describe.ts';
import { clockOf, openScenario } from '../../src/scenario/open-scenario.ts';
import { scenario } from '../../src/scenario/scenario.ts';
import { madeUpRecordings } from '../support/recordings.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** 24:00 of 29 March 2020. */
const START_MS = Date.UTC(2020, 2, 30);
const f64 = (...values: number[]) => Float64Array.from(values);

function track(simulated: Float64Array, real: Float64Array, more: Partial<RealityTrack> = {}): RealityTrack {
  return {
    simulatedName: 'model',
    realName: 'market',
    instantsMs: simulated.map((_, i) => START_MS + i * DAY_MS),
    coin: simulated.map(() => 1),
    simulated,
    real,
    rebalances: simulated.map((_, i) => i),
    quotes: simulated.map((_, i) => i + 1),
    ...more,
  };
}

/** Days that end 29, 30, 31 March, 1 and 2 April. Simulated: +10, -10, +20, 0 %; real: +10, 0, +10, 0 %. */
const simulated = f64(1, 1.1, 0.99, 1.188, 1.188);
const real = f64(2, 2.2, 2.2, 2.42, 2.42);

// Kills: n for n - 1, 252 days for the number of returns in a year, log returns for simple ones.
test('by hand: misses of 0, -10, 10 and 0 % are a tracking error of 8.165 % a day, times the root of 365', () => {
  const { trackingErrorPerYear, returns, returnsPerYear, medianAbsoluteMiss, correlation } = summariseReality(
    track(simulated, real),
  );
  expect(returns).toBe(4);
  expect(returnsPerYear).toBe(365);
  expect(trackingErrorPerYear).toBeCloseTo(Math.sqrt((0.01 + 0.01) / 3) * Math.sqrt(365), 12);
  expect(medianAbsoluteMiss).toBeCloseTo(0.05, 12);
  // Means 5 and 5 %; products of deviations 25, 75, 75, 25, squares 500 and 100 in per cent².
  expect(correlation.value).toBeCloseTo(200 / Math.sqrt(500 * 100), 12);
});

// Kills: a close at 24:00 counted to the next day, quarters that begin with the return that ends them.
test('a return belongs to the quarter of the day that ends it, and a close at 24:00 to its own day', () => {
  const { years, growthRatio, from, to, logGapPerYear } = summariseReality(track(simulated, real));
  expect([from, to]).toEqual(['2020-03-29', '2020-04-02']);
  expect(growthRatio).toBeCloseTo(1.188 / 1.21, 12);
  expect(logGapPerYear).toBeCloseTo((Math.log(1.188 / 1.21) * 365) / 4, 10);
  expect(years).toHaveLength(1);
  expect(years[0]).toMatchObject({ year: 2020, returns: 4 });
  const [first, second, third] = years[0]!.growthRatioByQuarter;
  expect(first).toBeCloseTo(0.99 / 1.1, 12);
  expect(second).toBeCloseTo(1.2 / 1.1, 12);
  expect(third).toBeNull();
});

test('the largest miss comes first, with what came before and after it', () => {
  const [largest, next] = summariseReality(track(simulated, real)).largestMisses;
  expect(largest).toMatchObject({ since: '2020-03-30', date: '2020-03-31', rebalances: 1, undoesLast: 0 });
  expect(largest!.miss).toBeCloseTo(-0.1, 12);
  expect(largest!.undoneByNext).toBeCloseTo(1, 12);
  expect(next).toMatchObject({ date: '2020-04-01', undoneByNext: 0 });
  expect(summariseReality(track(simulated, real)).usualRebalances).toBe(1);
  expect(next!.undoesLast).toBeCloseTo(1, 12);
});

// Kills: a return to or from a stale quote, days without one that are not counted.
test('a day without a live quote is counted and left out: the return runs across it', () => {
  const stale = track(simulated, real, { quotes: f64(1, 2, 2, 3, 4) });
  const summary = summariseReality(stale);
  expect(summary).toMatchObject({ marketDays: 5, daysWithoutQuote: 1, returns: 3, repeatedQuotes: 1 });
  expect(summary.returnsPerYear).toBeCloseTo((3 * 365) / 4, 12);
  const across = summary.largestMisses.find(({ date }) => date === '2020-04-01')!;
  expect(across).toMatchObject({ since: '2020-03-30', daysWithoutQuote: 1, rebalances: 2 });
  expect(across.simulated).toBeCloseTo(1.188 / 1.1 - 1, 12);
});

test('of an hourly market the last live quote of each day is taken, and hours that its record lacks are told', () => {
  const hours = [0, 1, 1.5, 2.5, 23, 24, 25, 30, 47];
  const ones = Float64Array.from(hours, () => 1);
  const { returns, largestMisses } = summariseReality(
    track(ones, f64(1, 1, 1, 1, 1.5, 1.5, 1.5, 3, 3), {
      instantsMs: Float64Array.from(hours, (hour) => START_MS + hour * HOUR_MS),
      quotes: f64(1, 2, 2, 2, 3, 3, 4, 5, 5),
    }),
  );
  // 29 March at 24:00; 30 March at 23:00, the quote at 24:00 being old; 31 March at 06:00.
  expect(returns).toBe(2);
  expect(largestMisses.map(({ date, real: moved }) => [date, moved])).toEqual([
    ['2020-03-31', 1],
    ['2020-03-30', 0.5],
  ]);
  expect(largestMisses[1]!.missingHours).toBe(19.5);
});

test('a ruined simulation is compared up to the day of its ruin, with a growth ratio of 0', () => {
  const summary = summariseReality(track(f64(1, 1.1, 0, 0, 0), real));
  expect(summary).toMatchObject({ returns: 2, growthRatio: 0, logGapPerYear: null, to: '2020-03-31' });
});

// Kills: growth ratios that do not multiply to the whole.
test('quarters multiply to their year, and years to the whole', () => {
  const moves = fc.array(fc.double({ min: -0.5, max: 1, noNaN: true }), { minLength: 800, maxLength: 800 });
  const grown = (list: readonly number[]) => {
    let value = 1;
    return Float64Array.from([0, ...list], (move) => (value *= 1 + 0.1 * move));
  };
  fc.assert(
    fc.property(moves, moves, (a, b) => {
      const { years, growthRatio } = summariseReality(track(grown(a), grown(b)));
      expect(years.map(({ year }) => year)).toEqual([2020, 2021, 2022]);
      const product = (ratios: readonly (number | null)[]) =>
        ratios.reduce<number>((all, ratio) => all * (ratio ?? 1), 1);
      for (const year of years) expect(product(year.growthRatioByQuarter) / year.growthRatio!).toBeCloseTo(1, 10);
      expect(product(years.map((year) => year.growthRatio)) / growthRatio!).toBeCloseTo(1, 10);
    }),
    { seed: 61, numRuns: 10 },
  );
});

test('a run leaves the series of each pair: values, live quotes and trades at every instant of path 0', () => {
  const setting = () => ({
    price: recordedBars({ file: 'bars.csv' }),
    funding: constantFunding({ fundingPerYear: 0 }),
    holdings: {
      model: leveragedToken({ leverage: 3, rebalance: daily(), subscriptionFee: 0, redemptionFee: 0 }),
      market: recordedValue({ file: 'levels.csv', barMinutes: 60, comparedWith: 'model' }),
    },
  });
  const resolved = scenario({ question: 'Is it compared?', setting }).resolve({ paths: 1 });
  const recordings = madeUpRecordings(resolved);
  const clock = clockOf(resolved, recordings);
  const simulation = openScenario(resolved, recordings, 'plain');
  const [only, ...others] = traceReality(describeScenario('x', resolved, clock), simulation, clock.instantsMs);
  expect(others).toEqual([]);
  expect(only).toMatchObject({ simulatedName: 'model', realName: 'market' });
  expect([...only!.quotes.slice(0, 7)]).toEqual([1, 1, 1, 2, 2, 2, 3]);
  expect([...only!.real.slice(0, 4)]).toEqual([1, 1, 1, 0.99]);
  expect([23, 24, 72].map((hour) => only!.rebalances[hour])).toEqual([0, 1, 3]);
  expect(only!.simulated[1]).toBeCloseTo(1 + 3 * (only!.coin[1]! - 1), 12);
  expect(only!.coin.at(-1)).toBeCloseTo((6400 / 8000) * (1 + Math.round(100 * Math.sin(72 / 5)) / 1000), 12);
});
