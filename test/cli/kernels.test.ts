import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
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

describe('a scenario’s own step outside the kernel subset', () => {
  test('runs as it stands; one line says where it leaves the subset, what to write instead and what it costs', async () => {
    const outside = writeScenario(
      disk.path,
      'outside',
      own('(s, _k, draw) => { s.logReturn = 0.01 * draw.z; s.simpleReturn = Math.expm1(s.logReturn); }'),
    );
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
