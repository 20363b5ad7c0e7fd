import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Rates } from '../../src/data/contracts.ts';
import { ScenarioError } from '../../src/engine/errors.ts';
import { recordedFunding } from '../../src/markets/funding/recorded-funding.ts';
import { resampledFunding } from '../../src/markets/funding/resampled-funding.ts';
import { blockBootstrap, blockBootstrapBars } from '../../src/markets/price/block-bootstrap.ts';
import { crowded } from '../../src/markets/price/crowded.ts';
import { gbm } from '../../src/markets/price/gbm.ts';
import { recordedCloses } from '../../src/markets/price/recorded.ts';
import { spot } from '../../src/rivals/spot.ts';
import { clockOf, openScenario } from '../../src/scenario/open-scenario.ts';
import { resampledMarket } from '../../src/scenario/resampling.ts';
import { resamplingNotes } from '../../src/scenario/resampling-notes.ts';
import { scenarioWarnings } from '../../src/scenario/warnings.ts';
import { evenly, pinned } from '../support/arbitraries.ts';
import { countOf, expectShareOf } from '../support/monte-carlo.ts';
import { ask, barsOf, pasts, ratesOf, recordingsOf, rowsSeen, stepsOf } from '../support/resampled.ts';
import { runPaths } from '../support/run.ts';
import { token } from '../support/tokens.ts';

const FILE = { file: 'past.csv' };
const FUNDING = resampledFunding({ file: 'rates.csv' });
describe('what is resampled is what was recorded', () => {
  // Kills: a row split between two; an hour that loses its time of day; funding of the row before.
  test('every return, range and rate is that of one row, to the bit, and each row keeps its hour', () => {
    const options = fc.record({
      meanBlockDays: evenly(1 / 24, 5),
      blockLengths: fc.constantFrom('geometric' as const, 'fixed' as const),
    });
    fc.assert(
      fc.property(pasts(3), options, fc.nat(50), (past, given, path) => {
        const bars = barsOf(past.bars, 60);
        const price = blockBootstrapBars({ ...FILE, ...given });
        const question = ask({ price, funding: FUNDING, days: 4, stepMinutes: 60 });
        const steps = stepsOf(question, recordingsOf(question, bars, ratesOf(past.rates)), path);
        steps.price.forEach((seen, step) => {
          const row = seen.row!;
          expect(row % 24).toBe(step % 24);
          const [before, after] = [bars.close[row]!, bars.close[row + 1]!];
          expect(seen.simpleReturn).toBe(after / before - 1);
          expect(Math.abs(seen.logReturn! - Math.log(after / before))).toBeLessThan(1e-15);
          expect(seen.openReturn).toBe(bars.open![row + 1]! / before - 1);
          expect(seen.lowReturn).toBe(bars.low![row + 1]! / before - 1);
          expect(seen.highReturn).toBe(bars.high![row + 1]! / before - 1);
          const isStamped = (row + 1) % 8 === 0;
          expect(steps.funding[step]!.rate).toBe(isStamped ? past.rates[(row + 1) / 8 - 1] : 0);
        });
      }),
      { seed: pinned('rows'), numRuns: 30 },
    );
  });

  test('a step of four bars has their product, their first open, and the extremes of all', () => {
    fc.assert(
      fc.property(pasts(2), (past) => {
        const bars = barsOf(past.bars, 60);
        const question = ask({ price: blockBootstrapBars(FILE), days: 2, stepMinutes: 240 });
        for (const seen of stepsOf(question, recordingsOf(question, bars)).price) {
          const first = 4 * seen.row!;
          const before = bars.close[first]!;
          const over = (prices: Float64Array) => [...prices.subarray(first + 1, first + 5)].map((p) => p / before - 1);
          expect(seen.simpleReturn).toBe(over(bars.close)[3]);
          expect(seen.openReturn).toBe(over(bars.open!)[0]);
          expect(seen.highReturn).toBe(Math.max(...over(bars.high!)));
          expect(seen.lowReturn).toBe(Math.min(...over(bars.low!)));
        }
      }),
      { seed: pinned('four bars'), numRuns: 20 },
    );
  });

  test('of a past in which nothing changes every future is the same', () => {
    const bars = barsOf(new Array(48).fill({ close: 0.001 }), 60);
    const question = ask({
      price: blockBootstrap({ ...FILE, meanBlockDays: 0.2 }),
      days: 3,
      stepMinutes: 60,
      paths: 9,
    });
    const ends = runPaths(openScenario(question, recordingsOf(question, bars)), 9)('spot', 'finalValue');
    for (const end of ends) expect(Math.abs(end / 1.001 ** 72 - 1)).toBeLessThan(1e-12);
  });

  // Kills: a wrapper that keeps the row to itself.
  test('in a crowded market without feedback it is the same past, and its funding follows', () => {
    const bars = barsOf(
      Array.from({ length: 72 }, (_, i) => ({ close: 0.01 * Math.sin(i) })),
      60,
    );
    const rates = ratesOf([1, 2, 3, 4, 5, 6, 7, 8, 9].map((rate) => rate / 1e4));
    const of = blockBootstrap(FILE);
    const ends = [of, crowded({ of, feedback: 0 })].map((price) => {
      const question = ask({
        price,
        funding: FUNDING,
        holdings: { it: token(3), spot: spot() },
        days: 5,
        stepMinutes: 60,
      });
      return runPaths(openScenario(question, recordingsOf(question, bars, rates)), 5)('it', 'finalValue');
    });
    expect(ends[1]).toEqual(ends[0]);
  });
});

/** Rows of `days` daily bars: how many paths, which block, how long. */
function rowsOf(given: { days: number; meanBlockDays: number; horizon: number; paths: number; fixed?: boolean }) {
  const bars = barsOf(
    Array.from({ length: given.days }, (_, i) => ({ close: 0.001 * (i % 7) - 0.002 })),
    1440,
  );
  const price = blockBootstrap({
    ...FILE,
    barMinutes: 1440,
    meanBlockDays: given.meanBlockDays,
    blockLengths: given.fixed ? 'fixed' : 'geometric',
  });
  const seed = JSON.stringify(given);
  const question = ask({
    price,
    days: given.horizon,
    stepMinutes: 1440,
    paths: given.paths,
    metrics: [rowsSeen({ rows: given.days })],
    seed,
  });
  return runPaths(openScenario(question, recordingsOf(question, bars)), given.paths);
}

describe('blocks are as long as they are said to be', () => {
  // Kills: a probability that is that of a longer block; a row drawn that depends on the last.
  test('lengths are geometric: the first joint comes after k steps with probability (1 - q)^(k-1) q', () => {
    const [days, meanBlockDays, paths] = [40, 4, 30_000];
    const found = rowsOf({ days, meanBlockDays, horizon: 12, paths })(null, 'firstJoint');
    // A new block may begin, of all rows, with the one that was next.
    const q = (1 / meanBlockDays) * (1 - 1 / days);
    for (let k = 1; k <= 8; k++) {
      const share = (1 - q) ** (k - 1) * q;
      expectShareOf(
        countOf(found, (step) => step === k),
        paths,
        share,
        `joint after ${k}`,
      );
    }
  });

  test('blocks of one row are rows drawn one by one: each follows each alike', () => {
    const [days, paths, horizon] = [10, 4000, 20];
    const found = rowsOf({ days, meanBlockDays: 1, horizon, paths });
    const joints = found(null, 'joints').reduce((sum, count) => sum + count, 0);
    expectShareOf(joints, paths * (horizon - 1), 1 - 1 / days, 'joints');
    const [first, last] = [found(null, 'firstRow'), found(null, 'lastRow')];
    const both = countOf(first, (row, path) => row === 3 && last[path] === 7);
    expectShareOf(both, paths, 1 / days ** 2, 'first 3, last 7');
  });

  // Kills: a circle that does not close, where the ends of the recording are met less often.
  test('every row is met as often as any other, at the first step and at the last', () => {
    const [days, paths] = [8, 20_000];
    const found = rowsOf({ days, meanBlockDays: 3, horizon: 9, paths });
    for (const column of ['firstRow', 'lastRow']) {
      for (let row = 0; row < days; row++) {
        expectShareOf(
          countOf(found(null, column), (value) => value === row),
          paths,
          1 / days,
          `${column} ${row}`,
        );
      }
    }
  });

  test('a block without end is the recording turned round: it goes on from the last row to the first', () => {
    const bars = barsOf(
      Array.from({ length: 48 }, (_, i) => ({ close: 0.001 * i })),
      60,
    );
    const price = blockBootstrap({ ...FILE, meanBlockDays: 36_500 });
    const question = ask({ price, days: 3, stepMinutes: 60 });
    const recordings = recordingsOf(question, bars);
    for (let path = 0; path < 10; path++) {
      const rows = stepsOf(question, recordings, path).price.map(({ row }) => row!);
      expect(rows).toEqual(rows.map((_, step) => (rows[0]! + step) % 48));
    }
  });

  // Kills: days taken for steps.
  test('a mean of half a day is twelve steps of an hour, and three of four hours', () => {
    const bars = barsOf(new Array(72).fill({ close: 0 }), 60);
    for (const [stepMinutes, steps] of [
      [60, 12],
      [240, 3],
    ] as const) {
      const rows = (72 * 60) / stepMinutes;
      const metrics = [rowsSeen({ rows })];
      const price = blockBootstrap({ ...FILE, meanBlockDays: 0.5 });
      const question = ask({ price, days: 2, stepMinutes, paths: 2000, metrics });
      const joints = runPaths(openScenario(question, recordingsOf(question, bars)), 2000)(null, 'joints');
      const met = 2000 * (2880 / stepMinutes - 1);
      // One of three days has the next row as its row of that hour.
      expectShareOf(
        joints.reduce((a, b) => a + b),
        met,
        (1 / steps) * (1 - 1 / 3),
        `${stepMinutes} minutes`,
      );
    }
  });

  test('fixed blocks all begin at the same steps, and are all of one length', () => {
    const joints = rowsOf({ days: 50, meanBlockDays: 5, horizon: 20, paths: 4000, fixed: true });
    const total = joints(null, 'joints').reduce((sum, count) => sum + count, 0);
    expectShareOf(total, 4000 * 3, 1 - 1 / 50, 'three joints in twenty days');
    expect(countOf(joints(null, 'firstJoint'), (step) => step >= 0 && step % 5 !== 0)).toBe(0);
  });
});

describe('what cannot be resampled is refused by name', () => {
  const problemsOf = (work: () => unknown): readonly string[] => {
    try {
      work();
    } catch (thrown) {
      if (thrown instanceof ScenarioError) return thrown.problems;
      throw thrown;
    }
    return [];
  };

  test('steps that are not whole bars, or do not divide a day', () => {
    const tried = (stepMinutes: number, barMinutes = 60) =>
      problemsOf(() => ask({ price: blockBootstrap({ ...FILE, barMinutes }), days: 70, stepMinutes }));
    const message = (step: number, bars: number) => [
      'setting: stepMinutes must be a whole multiple of barMinutes and divide a day, so that rows of past.csv ' +
        `keep their time of day; got ${step}, and bars of ${bars}`,
    ];
    expect(tried(90)).toEqual(message(90, 60));
    expect(tried(420)).toEqual(message(420, 60));
    expect(tried(60, 240)).toEqual(message(60, 240));
    expect([tried(60), tried(240), tried(1440)]).toEqual([[], [], []]);
  });

  test('resampled funding beside a price that is not', () => {
    const market = { funding: FUNDING, days: 3, stepMinutes: 60 };
    expect(problemsOf(() => ask({ ...market, price: gbm({ volatilityPerYear: 1 }) }))).toEqual([
      'resampledFunding: needs a resampled price beside it, such as blockBootstrap({ … }), whose rows it follows',
    ]);
  });

  test('recorded funding beside a resampled price, which has no dates', () => {
    const funding = recordedFunding({ file: 'rates.csv' });
    expect(problemsOf(() => ask({ price: blockBootstrap(FILE), funding, days: 3, stepMinutes: 60 }))).toEqual([
      'recordedFunding: needs a recorded price beside it: a generated market has no dates',
    ]);
  });

  test('a recording without one whole day', () => {
    const question = ask({ price: blockBootstrap(FILE), days: 3, stepMinutes: 60 });
    const bars = barsOf(new Array(23).fill({ close: 0 }), 60);
    expect(problemsOf(() => openScenario(question, recordingsOf(question, bars)))).toEqual([
      'past.csv: must hold a whole UTC day of 60-minute bars, from midnight to midnight; it has none',
    ]);
  });
});

// Kills: the hours of one venue taken for those of all.
test('funding that is due four hours later lacks nothing, resampled or replayed, and what it lacks is counted as due there', () => {
  const bars = barsOf(new Array(72).fill({ close: 0 }), 60);
  const later = ({ timeMs, rate }: Rates) => ({ timeMs: timeMs.map((ms) => ms - 4 * 3_600_000 + 3), rate });
  const all = later(ratesOf(new Array(9).fill(0.0001)));
  const some = { timeMs: all.timeMs.filter((_, i) => i !== 4), rate: all.rate.subarray(1) };
  for (const [price, funding] of [
    [blockBootstrap(FILE), FUNDING],
    [recordedCloses(FILE), recordedFunding({ file: 'rates.csv' })],
  ] as const) {
    const clock = price.name === 'blockBootstrap' ? { days: 3, stepMinutes: 60 } : {};
    const question = ask({ price, funding, ...clock });
    const warningsOn = (rates: Rates) => {
      const recordings = recordingsOf(question, bars, rates);
      return scenarioWarnings(question, clockOf(question, recordings), recordings);
    };
    expect(warningsOn(all)).toEqual([]);
    expect(warningsOn(some)).toEqual([expect.stringContaining('lacks 1 of its eight-hourly stamps')]);
  }
});

test('funding that lacks stamps of days that are resampled is said to lack them', () => {
  const question = ask({ price: blockBootstrap(FILE), funding: FUNDING, days: 3, stepMinutes: 60 });
  const recordings = recordingsOf(question, barsOf(new Array(72).fill({ close: 0 }), 60), ratesOf([0, 0, 0, 0, 0]));
  expect(scenarioWarnings(question, clockOf(question, recordings), recordings)).toEqual([
    'The funding recording lacks 4 of its eight-hourly stamps in the 3 days that are resampled; ' +
      'there, no funding is charged.',
  ]);
});

// Kills: NaN where too few days, or days all alike, say nothing; the advice left out where there is some.
test('of eight whole days no block length is advised, and of days without a return nothing is said of their spread', () => {
  const notesOf = (closes: readonly number[]) => {
    const question = ask({ price: blockBootstrap(FILE), days: 3, stepMinutes: 60 });
    const bars = barsOf(
      closes.map((close) => ({ close })),
      60,
    );
    const recordings = recordingsOf(question, bars);
    const clock = clockOf(question, recordings);
    return resamplingNotes(question.price, resampledMarket(question.price, clock, recordings)!, null).join(' ');
  };
  const uneven = (days: number) => Array.from({ length: 24 * days }, (_, hour) => 0.01 * Math.sin(hour * hour));
  expect(notesOf(uneven(9))).toContain('Politis & White (2004) would take');
  for (const closes of [uneven(8), uneven(1), new Array(24 * 12).fill(0)]) {
    expect(notesOf(closes)).toContain('days in the mean.');
    expect(notesOf(closes)).not.toMatch(/Politis|NaN/);
  }
  expect(notesOf(uneven(8))).toContain('has a standard deviation of');
  expect(notesOf(new Array(24 * 12).fill(0))).not.toContain('standard deviation');
});
