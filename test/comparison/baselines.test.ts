import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readScenario } from '../../src/batch/node/read-scenario.ts';
import { runScenario } from '../../src/batch/node/run-scenario.ts';
import { comparisonText } from '../../src/cli/comparison-text.ts';
import { baselineText, parseBaseline } from '../../src/comparison/baseline.ts';
import { compareSamples } from '../../src/comparison/compare-samples.ts';
import { sampleOf } from '../../src/comparison/sample.ts';
import { STREAM_VERSION } from '../../src/random/stream.ts';

const scenarios = resolve(import.meta.dirname, '../../scenarios');
const folder = resolve(import.meta.dirname, '../baselines');
const PATHS = 96;

const files = readdirSync(scenarios).filter((file) => file.endsWith('.ts'));

/** `npm run accept` writes them anew; what moved is told in distribution, not in bits. */
describe('every committed scenario gives what its baseline has', () => {
  test.each(files)('%s', async (file) => {
    const name = basename(file, '.ts');
    const overrides = { paths: PATHS };
    const read = await readScenario(join(scenarios, file), overrides);
    if (read.requests.length > 0) return;
    const settled = read.settle({ name, overrides, recordings: new Map(), data: [] });
    const { result } = await runScenario(settled, { workers: 1, where: 'inline' });
    const now = sampleOf(result, file, STREAM_VERSION);
    const path = join(folder, `${name}.json`);
    if (process.env.ACCEPT === '1') {
      if (process.env.CI) throw new Error('baselines are accepted by a person, not by CI');
      mkdirSync(folder, { recursive: true });
      writeFileSync(path, baselineText(now));
      return;
    }
    expect(existsSync(path), `${name} has no baseline; look at the scenario, then run "npm run accept"`).toBe(true);
    const comparison = compareSamples(parseBaseline(readFileSync(path, 'utf8'), `the baseline of ${name}`), now);
    const differing = comparison.changes.filter((change) => change.differing !== 0);
    expect(
      differing.map(({ holding, metric }) => `${holding}: ${metric}`),
      comparisonText(comparison),
    ).toEqual([]);
    expect([comparison.onlyInA, comparison.onlyInB]).toEqual([[], []]);
  });
});
