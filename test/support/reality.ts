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
  const resolved = scenario.resolve(overrides);
  const recordings = new Map<string, Recording>();
  for (const request of requestsOf(resolved)) {
    const read = readRecording(dataFolder, request);
    recordings.set(requestKey(request), 'bars' in read ? read.bars : 'rates' in read ? read.rates : read.levels);
  }
  const clock = clockOf(resolved, recordings);
  const simulation = openScenario(resolved, recordings, 'plain');
  const tracks = traceReality(describeScenario('replay', resolved, clock), simulation, clock.instantsMs);
  return new Map(tracks.map((track) => [track.realName, summariseReality(track)]));
}
