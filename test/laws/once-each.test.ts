import { describe, expect, test } from 'vitest';
import crash from '../../scenarios/crash.ts';
import { recordedClock } from '../../src/engine/clock.ts';
import { everyHoursUtc, stampsPerStep } from '../../src/engine/schedule.ts';
import {
  band,
  fundingProcess,
  gbm,
  gbmWithGap,
  leveragedToken,
  meanRevertingFunding,
  metric,
  noFunding,
  perpetual,
  scenario,
  spot,
} from '../../src/index.ts';
import { summariseHolding } from '../../src/result/summarise-holding.ts';
import { openScenario } from '../../src/scenario/open-scenario.ts';
import { runLab } from '../support/lab.ts';
import { runPaths, runScenario } from '../support/run.ts';
import { openTape } from '../support/tape.ts';

const market = { days: 5, stepMinutes: 60, price: gbm({ volatilityPerYear: 0.8 }), funding: noFunding() };

describe('what is to happen once happens once', () => {
  // Kills: `at.days - k.stepDays < k.gapDay`, two roundings of one instant.
  test('a gap on any step of the clock, day 0 included, is gapped exactly once', () => {
    for (let hour = 0; hour <= 120; hour++) {
      const resolved = scenario({
        question: 'Once?',
        paths: 1,
        setting: () => ({
          ...market,
          price: gbmWithGap({ volatilityPerYear: 0, gapReturn: -0.4, gapDay: hour / 24 }),
          holdings: { spot: spot() },
        }),
      }).resolve();
      expect(runScenario(resolved)('spot', 'finalValue')[0]).toBeCloseTo(0.6, 12);
    }
  });

  test('a gap beyond the end of the run never comes', () => {
    const resolved = crash.resolve({ paths: 1, set: { gapDay: '99', volatilityPerYear: '0' } });
    expect(runScenario(resolved, { only: ['spot'] })('spot', 'finalValue')[0]).toBe(1);
  });

  // Kills: a period that is not a whole number of milliseconds.
  test('hours with a fraction lose no rebalance', () => {
    const set = { stepMinutes: 66, horizonDays: 11, rebalanceHours: 1.1 };
    expect(runLab({ paths: 1, seed: 'fraction', only: ['token'], set })('token', 'rebalances')[0]).toBe(240);
  });

  // Kills: instants taken as they are, one millisecond before the stamp.
  test('a bar that a venue closes one millisecond early still holds its midnight', () => {
    const hours = Float64Array.from({ length: 49 }, (_, hour) => 1_577_836_800_000 + hour * 3_600_000 - 1);
    const stamps = stampsPerStep(everyHoursUtc(24), recordedClock(hours));
    expect([...stamps.keys()].filter((step) => stamps[step]! > 0)).toEqual([23, 47]);
  });
});

// Kills: 0 as the answer "no such return", which a caller takes for "reached at the last close".
test.each([
  ['a band from 1 of a 2x token', 2, 1, 4],
  ['a band to 1 of a half token', 0.5, 0.25, 1],
])('a limit of exactly 1, which no price reaches, never trades inside a bar: %s', (_title, leverage, low, high) => {
  const token = leveragedToken({ leverage, rebalance: band({ low, high }) });
  const tape = openTape({ holdings: { token }, steps: 4, hasRange: true });
  tape.record(Array.from({ length: 4 }, () => ({ close: 0, open: 0, low: -0.01, high: 0.01 })));
  expect(runPaths(tape.simulation, 1)('token', 'rebalances')[0]).toBe(0);
});

// Kills: a log of the mark alone, which does not exist where only the funding of the same step saves the margin.
test('books balance where a short is saved by the funding it receives in the step that would have ended it', () => {
  const tape = openTape({
    holdings: { short: perpetual({ exposure: -5, maintenanceMargin: 0, tradingFee: 0, paysToClose: false }) },
    steps: 1,
  });
  tape.record([{ close: 0.21, funding: 0.05 }]);
  const columns = runPaths(tape.simulation, 1);
  expect(columns('short', 'finalValue')[0]).toBeCloseTo(1 - 5 * 0.21 + 5 * 1.21 * 0.05, 12);
  expect(columns('short', 'log/residual')[0]).toBeCloseTo(0, 12);
});

test('a perpetual whose fee leaves less than its maintenance is refused at entry, one of no exposure is not', () => {
  expect(perpetual({ exposure: 10, maintenanceMargin: 0.0996 }).problems).toHaveLength(1);
  const set = { perpLeverage: 0, horizonDays: 2 };
  expect(runLab({ paths: 2, seed: 'none', only: ['perp'], set })('perp', 'finalValue')).toEqual(Float64Array.of(1, 1));
});

test('a mean of funding beyond its cap is refused, for the cap would be the mean', () => {
  const capped = { meanPerYear: 5, deviationPerYear: 0.1, halfLifeDays: 3 };
  expect(meanRevertingFunding(capped).problems).toEqual([
    'meanRevertingFunding: |meanPerYear| / 1095 must be at most capPer8h; got 5 / 1095 and 0.003',
  ]);
  expect(meanRevertingFunding({ ...capped, capPer8h: 0.01 }).problems).toEqual([]);
});

test('a begin that reads what is not there yet finds nothing there, and never the path before', () => {
  const leaky = fundingProcess({
    name: 'leaky',
    options: {},
    draws: { z: 'normal' },
    state: { start: 0 },
    constants: () => ({}),
    begin: (s, _k, draw) => {
      s.start = draw.z;
    },
    step: (s) => {
      s.rate = s.start;
    },
  });
  const resolved = scenario({
    question: 'Whose?',
    setting: () => ({ ...market, funding: leaky(), holdings: { spot: spot() } }),
  }).resolve();
  const simulation = openScenario(resolved);
  expect(simulation.plainBecause[0]).toMatch(/leaky: its step is outside the kernel subset: "draw\.z"/);
  expect(() => runPaths(simulation, 2)).toThrow(/is not a finite number on path 0/);
});

describe('metrics of an author’s own', () => {
  const best = (results: readonly ['best'] | readonly ['finalValue']) =>
    metric({
      name: 'best',
      options: {},
      state: { best: 0, finalValue: 42 },
      results,
      constants: () => ({}),
      step: (s, _k, _draw, _at, ports, math) => {
        s.best = math.max(s.best, ports.holding.value);
      },
    })();
  const asking = (results: Parameters<typeof best>[0]) =>
    scenario({
      question: 'How high?',
      paths: 3,
      setting: () => ({ ...market, holdings: { spot: spot() }, metrics: [best(results)] }),
    });

  test('are summarised beside the standard ones', () => {
    const resolved = asking(['best']).resolve();
    const values = runScenario(resolved)('spot', 'best');
    const holding = { name: 'spot', model: undefined as never, family: 'spot', targetLeverage: 1 } as const;
    const result = {
      description: holding,
      columns: { finalValue: values, best: values },
      fan: new Uint32Array(),
      samples: [],
    };
    expect(summariseHolding(result, values).metrics.best?.max).toBe(Math.max(...values));
  });

  test('may not overwrite a column of the engine', () => {
    expect(() => asking(['finalValue']).resolve()).toThrow(
      'best: its result "finalValue" is already a column of every holding; rename it',
    );
  });
});
