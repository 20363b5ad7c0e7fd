import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ScenarioError } from '../../src/engine/errors.ts';
import { recordedFunding } from '../../src/markets/funding/recorded-funding.ts';
import { resampledFunding } from '../../src/markets/funding/resampled-funding.ts';
import { recordedBars, recordedCloses } from '../../src/markets/price/recorded.ts';
import { rollingWindowBars, rollingWindows } from '../../src/markets/price/rolling-windows.ts';
import { perpetual } from '../../src/rivals/perpetual.ts';
import { spot } from '../../src/rivals/spot.ts';
import { openScenario } from '../../src/scenario/open-scenario.ts';
import { pinned } from '../support/arbitraries.ts';
import { ask, barsOf, pasts, ratesOf, recordingsOf, without } from '../support/resampled.ts';
import { runPaths } from '../support/run.ts';
import { token } from '../support/tokens.ts';

const FILE = { file: 'past.csv' };
const FUNDING = resampledFunding({ file: 'rates.csv' });

// Kills: a window that begins a row late; windows a day apart; a path that reads the window of another.
test('path k is the replay of the k-th window: same returns, same funding, same end of every holding', () => {
  fc.assert(
    fc.property(pasts(9), fc.constantFrom(true, false), (past, hasRange) => {
      const bars = barsOf(past.bars, 60);
      const rates = ratesOf(past.rates);
      const holdings = {
        it: token(3, { tradingFee: 0.001 }),
        perp: perpetual({ exposure: -2, stopLoss: 0.2 }),
        spot: spot(),
      };
      const options = { ...FILE, everyDays: 2 };
      const price = hasRange ? rollingWindowBars(options) : rollingWindows(options);
      const question = ask({ price, funding: FUNDING, holdings, days: 3, stepMinutes: 60, paths: 4 });
      const simulation = openScenario(question, recordingsOf(question, bars, rates), 'plain');
      const found = runPaths(simulation, 4);
      for (let path = 0; path < 4; path++) {
        const within = (bar: number) => bar >= 48 * path && bar <= 48 * path + 72;
        const replay = ask({
          price: hasRange ? recordedBars(FILE) : recordedCloses(FILE),
          funding: recordedFunding({ file: 'rates.csv' }),
          holdings,
        });
        const window = without(bars, (bar) => !within(bar));
        const replayed = openScenario(replay, recordingsOf(replay, window, rates), 'plain');
        const once = runPaths(replayed, 1);
        for (const { holding, name } of simulation.columns) {
          expect([name, found(holding, name)[path]]).toEqual([name, once(holding, name)[0]]);
        }
      }
    }),
    { seed: pinned('windows'), numRuns: 8 },
  );
});

// Kills: lanes of a kernel that all have the number of the first.
test('in kernels too: of forty days, a window each, path k has the return of day k', () => {
  const bars = barsOf(
    Array.from({ length: 40 }, (_, day) => ({ close: 0.001 * (day - 20) })),
    1440,
  );
  const price = rollingWindows({ ...FILE, barMinutes: 1440, everyDays: 1 });
  const question = ask({ price, days: 1, stepMinutes: 1440, paths: 40 });
  const simulation = openScenario(question, recordingsOf(question, bars));
  expect(simulation.kernel).not.toBe(null);
  const found = runPaths(simulation, 40)(null, 'sumLogReturn');
  found.forEach((log, day) => {
    expect(Math.abs(log - Math.log1p(0.001 * (day - 20)))).toBeLessThan(1e-15);
  });
});

test('more paths than windows are refused, with how many there are, and why there are not more', () => {
  const bars = without(barsOf(new Array(240).fill({ close: 0 }), 60), (bar) => bar === 100);
  const question = ask({ price: rollingWindows({ ...FILE, everyDays: 2 }), days: 3, stepMinutes: 60, paths: 3 });
  expect(() => openScenario(question, recordingsOf(question, bars))).toThrow(
    new ScenarioError([
      'paths: must be at most one a window; past.csv has 2 windows of 3 days, one every 2 (2 more meet a gap); ' +
        'got 3 paths',
    ]),
  );
  expect(openScenario({ ...question, paths: 2 }, recordingsOf(question, bars)).columns.length).toBeGreaterThan(0);
});
