import { expect, test } from 'vitest';
import type { Simulation } from '../../src/engine/simulation.ts';
import { gbm, noFunding, scenario, spot } from '../../src/index.ts';
import { openScenario } from '../../src/scenario/open-scenario.ts';

const setting = {
  days: 3,
  stepMinutes: 1440,
  price: gbm({ volatilityPerYear: 0.8 }),
  funding: noFunding(),
  holdings: { spot: spot() },
};
const resolved = scenario({ question: 'Is every path counted once?', setting: () => setting }).resolve();
const PATHS = 4999;

/** Counts of the first paths, in blocks of so many. */
function countsOf(simulation: Simulation, size: number): Uint32Array {
  const counts = new Uint32Array(simulation.observation.size);
  for (let first = 0; first < PATHS; first += size) {
    const count = Math.min(size, PATHS - first);
    const columns = simulation.columns.map(() => new Float64Array(count));
    simulation.runBlock(first, count, { columns, fans: [counts], samples: [] });
  }
  return counts;
}

// Kills: bins noted beyond the end of their row; the last few paths forgotten; bins of a failed block counted later.
test.each(['wasm', 'plain'] as const)(
  'every path is counted once at every point, in blocks of any size: %s',
  (kernels) => {
    const simulation = openScenario(resolved, new Map(), kernels);
    const inOne = countsOf(simulation, PATHS);
    const { binsPerPoint, days } = simulation.observation;
    for (const point of days.keys()) {
      const counts = inOne.subarray(point * binsPerPoint, (point + 1) * binsPerPoint);
      expect(counts.reduce((sum, count) => sum + count, 0)).toBe(PATHS);
    }
    const lost = { columns: [], fans: [new Uint32Array(simulation.observation.size)], samples: [] };
    expect(() => simulation.runBlock(0, 100, lost)).toThrow();
    expect(countsOf(simulation, 333)).toEqual(inOne);
  },
);
