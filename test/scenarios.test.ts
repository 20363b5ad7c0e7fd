import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openScenario } from '../src/scenario/open-scenario.ts';
import type { Scenario } from '../src/scenario/scenario.ts';
import { golden } from './support/golden.ts';

const PATHS = 64;
const folder = resolve(import.meta.dirname, '../scenarios');
const names = readdirSync(folder)
  .filter((file) => file.endsWith('.ts'))
  .map((file) => file.slice(0, -3));

const load = async (name: string) => ((await import(join(folder, `${name}.ts`))) as { default: Scenario }).default;

/** Sixty-four paths of a scenario, as the digest of all their columns. */
function digestOf(scenario: Scenario): string {
  const resolved = scenario.resolve({ paths: PATHS });
  const simulation = openScenario(resolved);
  const columns = simulation.columns.map(() => new Float64Array(PATHS));
  const fans = resolved.holdings.map(() => new Uint32Array(simulation.observation.size));
  simulation.runBlock(0, PATHS, { columns, fans, samples: [] });
  const hash = createHash('sha256');
  for (const column of columns) hash.update(new Uint8Array(column.buffer));
  return hash.digest('hex').slice(0, 16);
}

describe('every committed scenario', () => {
  test.each(names)('%s asks a question that ends in a question mark', async (name) => {
    expect((await load(name)).resolve().question).toMatch(/\?$/);
  });

  test('gives the digest it gave when it was last accepted, bit for bit', async () => {
    const digests: Record<string, string> = {};
    for (const name of names) {
      const scenario = await load(name);
      if (scenario.resolve().generated !== null) digests[name] = digestOf(scenario);
    }
    golden('scenarios.json', digests);
  });
});
