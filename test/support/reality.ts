import { traceReality } from '../../src/batch/trace-reality.ts';
import { readRecording } from '../../src/data/node/read-recording.ts';
import { summariseReality } from '../../src/result/summarise-reality.ts';
import type { RealitySummary } from '../../src/result/summary.ts';
import { describeScenario } from '../../src/scenario/describe.ts';
import { clockOf, openScenario, requestsOf } from '../../src/scenario/open-scenario.ts';
import type { Recording } from '../../src/scenario/recording-tables.ts';
import { requestKey } from '../../src/scenario/recording-tables.ts';
import type { Overrides, Scenario } from '../../src/scenario/scenario.ts';
import { dataFolder } from './data.ts';

/** A scenario replayed against the recordings it asks for: each thing that really traded beside what simulates it. */
export function againstReality(scenario: Scenario, overrides: Overrides = {}): ReadonlyMap<string, RealitySummary> {
  const { description, simulation, instantsMs } = replay(scenario, overrides);
  const tracks = traceReality(description, simulation, instantsMs);
  return new Map(tracks.map((track) => [track.realName, summariseReality(track)]));
}

/** The coin and every holding of a replayed path, at the start and at the end of each step; the coin is called `coin`. */
export function valuesOf(scenario: Scenario) {
  const { instantsMs, follow } = openReplay(scenario);
  const values = follow(0);
  return { instantsMs, of: (name: string) => values.get(name)! };
}

/** The same for path after path: prices are the recording's on each, what rules do by chance is not. */
export function openReplay(scenario: Scenario) {
  const { description, simulation, instantsMs } = replay(scenario);
  const names = new Map(description.holdings.map(({ name }) => [`holding/${encodeURIComponent(name)}`, name]));
  const follow = (path: number): ReadonlyMap<string, Float64Array> => {
    const values = new Map(
      ['coin', ...names.values()].map((name) => [name, new Float64Array(instantsMs.length).fill(1)]),
    );
    const coin = values.get('coin')!;
    simulation.trace(path, (step, phase, place, state) => {
      const name = names.get(place);
      if (name !== undefined) values.get(name)![step + 1] = state.value as number;
      if (place === 'price' && phase === 'step') coin[step + 1] = coin[step]! * (1 + (state.simpleReturn as number));
    });
    return values;
  };
  return { instantsMs, follow };
}

function replay(scenario: Scenario, overrides: Overrides = {}) {
  const resolved = scenario.resolve(overrides);
  const recordings = new Map<string, Recording>();
  for (const request of requestsOf(resolved)) {
    const read = readRecording(dataFolder, request);
    recordings.set(requestKey(request), 'bars' in read ? read.bars : 'rates' in read ? read.rates : read.levels);
  }
  const clock = clockOf(resolved, recordings);
  const description = describeScenario('replay', resolved, clock);
  return { description, simulation: openScenario(resolved, recordings, 'plain'), instantsMs: clock.instantsMs };
}
