import fc from 'fast-check';
import { expect, test } from 'vitest';
import { drawdown } from '../../src/metrics/drawdown.ts';
import { marketPath } from '../../src/metrics/market-path.ts';
import { spot } from '../../src/rivals/spot.ts';
import { fanQuantiles } from '../../src/statistics/fan-quantiles.ts';
import { evenly, pinned } from '../support/arbitraries.ts';
import { runPaths } from '../support/run.ts';
import { openTape } from '../support/tape.ts';
import { untouched } from '../support/tokens.ts';

const options = (name: string) => ({ seed: pinned(name), numRuns: 60 });
const returns = fc.array(evenly(-0.6, 1.5), { minLength: 1, maxLength: 250 });

/** One path of the coin and of a 3x token that never trades, with what was observed of them. */
function observed(list: readonly number[]) {
  const tape = openTape({ holdings: { coin: spot(), static: untouched(3) }, steps: list.length });
  tape.record(list.map((close) => ({ close })));
  const { simulation } = tape;
  const { observation } = simulation;
  const fans = [0, 1].map(() => new Uint32Array(observation.size));
  const samples = [[0, 1, 2].map(() => new Float64Array(observation.days.length))];
  simulation.runBlock(0, 1, { columns: simulation.columns.map(() => new Float64Array(1)), fans, samples });
  const worth = [1];
  for (const close of list) worth.push(worth.at(-1)! * (1 + close));
  return { observation, fans, sample: samples[0]!, worth, simulation };
}

// Kills: a point observed one step late; a start that is not observed.
test('a path is observed at the start and at its last step, and at each point it has the worth of that day', () => {
  fc.assert(
    fc.property(returns, (list) => {
      const { observation, sample, worth } = observed(list);
      expect(observation.days[0]).toBe(0);
      expect(observation.days.at(-1)).toBe(list.length);
      observation.days.forEach((day, point) => {
        // Steps are days here.
        for (const series of [sample[0]!, sample[2]!]) {
          expect(Math.abs(series[point]! / worth[day]! - 1)).toBeLessThan(1e-12);
        }
      });
    }),
    options('observed days'),
  );
});

// Kills: bins that are not logarithmic; a zero that is counted among the small.
test('the counts of one path give its worth back within their resolution, and ruin as exactly zero', () => {
  fc.assert(
    fc.property(returns, (list) => {
      const { observation, fans, sample } = observed(list);
      fans.forEach((counts, holding) => {
        const { quantiles, resolution } = fanQuantiles(counts, observation, [0.5]);
        expect(resolution).toBeLessThan(0.005);
        observation.days.forEach((_, point) => {
          const value = sample[holding]![point]!;
          const found = quantiles[0]![point]!;
          if (value === 0) expect(found).toBe(0);
          else if (value >= 1e-6 && value < 1e6) {
            expect(Math.abs(Math.log(found / value))).toBeLessThan(1.001 * resolution);
          } else expect(found).toBe(value < 1 ? 1e-6 : 1e6);
        });
      });
    }),
    options('observed counts'),
  );
});

test('the market’s columns are the growth of the coin, the sum of its log returns and of their squares, and of the funding', () => {
  const steps = fc.array(fc.record({ close: evenly(-0.5, 0.5), funding: evenly(-0.01, 0.01) }), {
    minLength: 1,
    maxLength: 60,
  });
  fc.assert(
    fc.property(steps, (list) => {
      const tape = openTape({ holdings: { coin: spot() }, steps: list.length, metrics: [marketPath()] });
      tape.record(list);
      const found = runPaths(tape.simulation, 1);
      const sum = (of: (bar: (typeof list)[number]) => number) => list.reduce((total, bar) => total + of(bar), 0);
      const growth = list.reduce((ratio, { close }) => ratio * (1 + close), 1);
      expect(Math.abs(found(null, 'spotReturn')[0]! - (growth - 1))).toBeLessThan(1e-12 * (1 + growth));
      for (const [name, expected] of [
        ['sumLogReturn', sum(({ close }) => Math.log1p(close))],
        ['sumSquaredLogReturn', sum(({ close }) => Math.log1p(close) ** 2)],
        ['fundingSum', sum(({ funding }) => funding)],
      ] as const) {
        expect(Math.abs(found(null, name)[0]! - expected), name).toBeLessThan(1e-12);
      }
    }),
    options('market path'),
  );
});

// Kills: steps that end on the peak counted as under water.
test('the share of time under water is 0 on the way up, 1 on the way down, and counts steps that end below the peak', () => {
  const share = (list: readonly number[]) => {
    const tape = openTape({ holdings: { coin: spot() }, steps: list.length, metrics: [drawdown()] });
    tape.record(list.map((close) => ({ close })));
    return runPaths(tape.simulation, 1)('coin', 'underWaterShare')[0];
  };
  expect(share([0.1, 0, 0.2, 0.1])).toBe(0);
  expect(share([-0.1, 0, -0.2, 0.1])).toBe(1);
  expect(share([0.5, -0.5, 0.5, 0.5])).toBe(0.5);
});
