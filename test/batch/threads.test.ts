import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { SettledScenario } from '../../src/batch/node/read-scenario.ts';
import { runScenario } from '../../src/batch/node/run-scenario.ts';
import { fixture, runInline, settled, trace } from './small-run.ts';

const folder = mkdtempSync(join(tmpdir(), 'decaylab-threads-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let scenario: SettledScenario;
let expected: string;
beforeAll(async () => {
  scenario = await settled();
  expected = trace(await runInline(scenario));
});

/** The same scenario in workers that do `what` instead of simulating block 1: the first time only, or always. */
function sabotaged(what: string, { once }: { readonly once: boolean }): SettledScenario {
  const marker = JSON.stringify(join(folder, `${what.replace(/\W/g, '')}-${once}`));
  const code = `${scenario.bundle.code}
;{ const honest = decaylab; const fs = require('node:fs');
decaylab = { program: honest.program, serve: (...given) => {
  const receive = honest.serve(...given);
  return (block) => {
    if (block.index !== 1 || (${once} && fs.existsSync(${marker}))) return receive(block);
    fs.writeFileSync(${marker}, '');
    ${what};
  };
} }; }`;
  return { ...scenario, bundle: { ...scenario.bundle, code } };
}

const disasters = [
  'process.exit(0)',
  'process.exit(7)',
  'throw null',
  'throw new Error("hit")',
  'Promise.reject("a string")',
  'for (;;) {}',
  'void 0',
  'require("node:worker_threads").parentPort.close()',
];

test.each(disasters)('a worker that does this to one block costs nothing but time: %s', async (what) => {
  const run = await runScenario(sabotaged(what, { once: true }), {
    workers: 2,
    where: 'threads',
    blockSize: 48,
    patienceMs: 600,
  });
  expect(run.losses).toEqual([]);
  expect(trace(run)).toBe(expected);
});

test('a block that takes its worker along twice is named, and the other paths make a partial result', async () => {
  const run = await runScenario(sabotaged('process.exit(3)', { once: false }), {
    workers: 2,
    where: 'threads',
    blockSize: 48,
  });
  expect(run.losses).toEqual([{ firstPath: 48, message: 'paths 48 to 95 failed twice: the worker ended with code 3' }]);
  expect(run.result).toMatchObject({ paths: 333 - 48, isPartial: true });
  expect(run.result.warnings).toEqual([
    'This run was stopped: 285 of 333 paths are in it. Paths 48 to 95 failed twice.',
  ]);
  const whole = (await runInline(scenario)).result;
  const value = (result: typeof whole) => [...result.holdings[0]!.columns.finalValue!];
  expect(value(run.result)).toEqual(value(whole).filter((_, path) => path < 48 || path > 95));
});

test('a worker that reads another scenario than the main thread refuses to run', async () => {
  const code = scenario.bundle.code.replace('volatilityPerYear:1.5', 'volatilityPerYear:1.25');
  expect(code).not.toBe(scenario.bundle.code);
  const other = { ...scenario, bundle: { ...scenario.bundle, code } };
  await expect(runScenario(other, { workers: 1, where: 'threads' })).rejects.toThrow(
    /describe the same thing.*1\.5.*1\.25/s,
  );
});

test('a step that gives what is not a number names the first such path, however many threads there are', async () => {
  const bad = await settled('sometimes-nan');
  const message = (workers: number) =>
    runScenario(bad, { workers, where: 'threads', blockSize: 16 }).then(
      () => 'no error',
      (thrown: Error) => thrown.message,
    );
  const said = await message(1);
  expect(said).toMatch(/spotReturn is not a finite number on path \d+; first seen in price: simpleReturn/);
  expect(await message(3)).toBe(said);
});

test('a run that would not fit into memory is refused before it starts, with what would fit', async () => {
  const large = await settled('small', { paths: 100_000_000 });
  await expect(runScenario(large, { workers: 2 })).rejects.toThrow(
    /^paths: a run must fit into 1\.6 GB.*\nHint: \d+ paths fit/,
  );
});

test('the bundle is the same bytes from one reading to the next', async () => {
  expect(fixture('small')).toContain('fixtures');
  expect((await settled()).bundle).toEqual(scenario.bundle);
});
