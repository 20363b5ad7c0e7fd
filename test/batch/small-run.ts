import { join } from 'node:path';
import type { SettledScenario } from '../../src/batch/node/read-scenario.ts';
import { readScenario } from '../../src/batch/node/read-scenario.ts';
import type { FinishedRun, RunOptions } from '../../src/batch/node/run-scenario.ts';
import { runScenario } from '../../src/batch/node/run-scenario.ts';
import { stableJson } from '../../src/result/stable-json.ts';
import { summarise } from '../../src/result/summarise.ts';
import type { Overrides } from '../../src/scenario/scenario.ts';

export const fixture = (name: string) => join(import.meta.dirname, `../fixtures/scenarios/${name}.ts`);

/** A fixture, ready to run. */
export async function settled(name = 'small', overrides: Overrides = {}): Promise<SettledScenario> {
  const read = await readScenario(fixture(name), overrides);
  return read.settle({ name, overrides, recordings: new Map(), data: [] });
}

export const inline = { workers: 1, where: 'inline' } satisfies RunOptions;

/** Everything that a run is held to, as one text: its summary byte by byte, its fans and its samples. */
export function trace({ result }: FinishedRun): string {
  const fans = result.holdings.map(({ fan }) => Array.from(fan).reduce((hash, n) => (Math.imul(hash, 31) + n) | 0, 7));
  const samples = [...result.holdings.flatMap((each) => each.samples), ...result.spotSamples].map((each) => [...each]);
  return stableJson(summarise(result)) + JSON.stringify({ fans, samples });
}

export async function runInline(scenario: SettledScenario, options: Partial<RunOptions> = {}): Promise<FinishedRun> {
  return runScenario(scenario, { ...inline, ...options });
}
