import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { afterAll, describe, expect, test, vi } from 'vitest';
import type { SettledScenario } from '../../src/batch/node/read-scenario.ts';
import { type Arguments, readArguments } from '../../src/cli/arguments.ts';
import { runFile } from '../../src/cli/run-file.ts';
import { fixture } from '../batch/small-run.ts';
import { run, scratch, writeScenario } from './captured.ts';

const disk = scratch();
afterAll(disk.remove);

const own = (step: string) => ({
  before: `const own = priceProcess({ name: 'own', options: {}, draws: { z: 'normal' }, constants: () => ({}), step: ${step} });`,
  price: 'own()',
});

test('--kernels changes time only: the same bytes in the summary, and nothing said', async () => {
  const summaries = await Promise.all(
    ['plain', 'wasm'].map(async (kernels) => {
      const out = disk.fresh();
      const argv = [fixture('small'), '--out', out, '--no-report', '--quiet', '--kernels', kernels];
      expect(await run(argv)).toEqual({ code: 0, stdout: '', stderr: '' });
      return readFileSync(join(out, 'small/summary.json'), 'utf8');
    }),
  );
  expect(summaries[0]).toBe(summaries[1]);
});

const outsideStep = '(s, _k, draw) => { s.logReturn = 0.01 * draw.z; s.simpleReturn = Math.expm1(s.logReturn); }';

// Kills: seconds of compiling before a description or one path is shown; a kernel that a replay has no use for.
test('neither a dry run nor the replay of a path compiles anything', async () => {
  const compiled = vi.spyOn(WebAssembly, 'Module');
  try {
    for (const more of [['--dry-run'], ['--dry-run', '--json'], ['--path', '3', '--no-report']]) {
      const got = await run([fixture('small'), '--kernels', 'wasm', ...more]);
      expect({ ...got, stdout: '' }).toEqual({ code: 0, stdout: '', stderr: '' });
      expect(got.stdout).not.toBe('');
    }
    expect(compiled).not.toHaveBeenCalled();
  } finally {
    compiled.mockRestore();
  }
});

test.each([['--dry-run'], ['--path', '3', '--no-report']])('%s leaves a scenario without a kernel', async (...more) => {
  const given = readArguments([fixture('small'), ...more], {}) as Arguments;
  const settled: SettledScenario[] = [];
  const quiet = { print: () => {}, note: () => {}, complain: () => {}, stderr: new Writable(), exit: () => {} };
  await runFile(fixture('small'), given, quiet, (each) => settled.push(each));
  expect(settled).toHaveLength(1);
  expect(settled[0]!.simulation.kernel).toBe(null);
});

describe('a scenario’s own step outside the kernel subset', () => {
  test('runs as it stands; one line says where it leaves the subset, what to write instead and what it costs', async () => {
    const outside = writeScenario(disk.path, 'outside', own(outsideStep));
    const inside = writeScenario(
      disk.path,
      'inside',
      own('(s, _k, draw) => { s.logReturn = 0.01 * draw.z; s.simpleReturn = 0.01 * draw.z; }'),
    );
    const got = await run([outside, '--out', disk.fresh(), '--no-report']);
    expect(got.code).toBe(0);
    expect(got.stderr).toMatch(
      /^.*outside\.ts: steps run uncompiled, some 30 times slower, with the same results; own: its step is outside the kernel subset: "Math\.expm1\(s\.logReturn\)" uses the free name Math; write math\.expm1\(s\.logReturn\) \(line 1, column \d+\)\n$/,
    );
    expect((await run([inside, '--out', disk.fresh(), '--no-report'])).stderr).toBe('');
  });

  test('is no news where plain functions were asked for', async () => {
    const file = writeScenario(disk.path, 'asked-for', own(outsideStep));
    const got = await run([file, '--out', disk.fresh(), '--no-report', '--kernels', 'plain']);
    expect({ code: got.code, stderr: got.stderr }).toEqual({ code: 0, stderr: '' });
  });

  test('is refused where it remembers what went before, with the file and what to do instead', async () => {
    for (const kernels of ['plain', 'wasm']) {
      const { before, price } = own('(s) => { count += 1; s.logReturn = count / 1e6; s.simpleReturn = s.logReturn; }');
      const file = writeScenario(disk.path, 'remembers', { before: `let count = 0; ${before}`, price });
      const got = await run([file, '--out', disk.fresh(), '--no-report', '--kernels', kernels]);
      expect(got.code).toBe(2);
      expect(got.stderr).toMatch(
        /remembers\.ts cannot run:\na step must depend on nothing but what it is given; path 0 gave two/,
      );
      expect(got.stderr).toMatch(/Hint: keep what changes in fields of s; own: its step is outside the kernel subset/);
    }
  });

  test('is still refused where it draws by itself or reads the clock', async () => {
    for (const [name, step] of [
      ['draws', '(s) => { s.logReturn = Math.random(); s.simpleReturn = s.logReturn; }'],
      ['reads-the-clock', '(s) => { s.logReturn = Date.now() * 0; s.simpleReturn = s.logReturn; }'],
    ] as const) {
      const got = await run([writeScenario(disk.path, name, own(step)), '--out', disk.fresh(), '--no-report']);
      expect(got.code).toBe(2);
      expect(got.stderr).toMatch(/must describe the same thing every time/);
    }
  });
});
