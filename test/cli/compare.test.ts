import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { fixture } from '../batch/small-run.ts';
import { filesIn, run, scratch, writeScenario } from './captured.ts';

const disk = scratch();
afterAll(disk.remove);

const small = fixture('small');
const compare = (...argv: readonly string[]) => run(['compare', ...argv]);

describe('compare', () => {
  test('ends with 0 where nothing differs, and says so first', async () => {
    const out = disk.fresh();
    const { code, stdout, stderr } = await compare(small, small, '--paths', '64', '--out', out);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^Nothing differs: every outcome is the same on all 64 paths\n/);
    expect(filesIn(out).map((file) => file.replace(/[0-9a-f]{16}/g, 'digest'))).toEqual([
      'small/comparisons/digest-digest.html',
      'small/comparisons/digest-digest.json',
    ]);
  });

  test('ends with 1 where something moved, and names what and which parameter', async () => {
    const { code, stdout } = await compare(small, small, '--paths', '400', '--set-b', 'days=4', '--no-report');
    expect(code).toBe(1);
    expect(stdout).toMatch(/ moved: its /);
    expect(stdout).toMatch(/parameter days: 3 in A, 4 in B/);
  });

  test('with another seed for B the two know nothing of each other, and an unchanged scenario passes', async () => {
    const { code, stdout } = await compare(
      small,
      small,
      '--paths',
      '300',
      '--seed-b',
      'other',
      '--json',
      '--no-report',
    );
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ schema: 'decaylab/comparison@1', samePaths: false, moved: false });
  });

  test('a baseline that was saved is compared with later, on its own paths', async () => {
    const file = join(disk.fresh(), 'kept.json');
    expect((await compare(small, '--paths', '64', '--seed', 'kept', '--save', file, '--quiet')).code).toBe(0);
    const again = await compare(file, small, '--no-report', '--exact');
    expect(again.code).toBe(0);
    expect(again.stdout).toMatch(/^Nothing differs: every outcome is the same on all 64 paths/);
    expect((await compare(file, small, '--set-b', 'days=4', '--no-report')).code).toBe(1);
  });

  test('a baseline may stand on either side', async () => {
    const file = join(disk.fresh(), 'kept.json');
    await compare(small, '--paths', '64', '--seed', 'kept', '--save', file, '--quiet');
    const { code, stdout } = await compare(small, file, '--no-report', '--exact');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^Nothing differs: every outcome is the same on all 64 paths/);
  });

  test('--exact of paths that are not the same is no comparison, and says which they are', async () => {
    const { code, stdout, stderr } = await compare(small, small, '--paths', '64', '--seed-b', 'other', '--exact');
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(
      /^--exact: needs the same paths; got 64 of "small" by seed .* for A, 64 of "small" by seed "other"/,
    );
  });

  test('what would set something of a baseline is refused, and nothing is written from one that lies', async () => {
    const folder = disk.fresh();
    const file = join(folder, 'kept.json');
    await compare(small, '--paths', '64', '--save', file, '--quiet');
    const idle = await compare(file, file, '--paths', '500', '--set-b', 'days=4');
    expect(idle.code).toBe(2);
    for (const flag of ['--paths', '--set-b']) expect(idle.stderr).toContain(`${flag}: must be left out`);
    const lying = { ...JSON.parse(readFileSync(file, 'utf8')), digest: '../../../escaped' };
    writeFileSync(file, JSON.stringify(lying));
    const out = join(folder, 'out');
    expect((await compare(file, small, '--out', out)).code).toBe(2);
    expect(filesIn(folder)).toEqual(['kept.json']);
  });

  test('the folder of a run keeps no paths, and is refused with what to do instead', async () => {
    const folder = disk.fresh();
    writeFileSync(join(folder, 'summary.json'), '{}');
    const { code, stderr } = await compare(folder, small);
    expect(code).toBe(2);
    expect(stderr).toContain("got a run's folder, which keeps no paths\nHint: compare its scenario, or a baseline");
  });

  test('every mistake is said at once, and none is a comparison', async () => {
    const { code, stderr } = await compare(small, '--paths', '1', '--level', '2', '--set', 'days', '--save', 'x.txt');
    expect(code).toBe(2);
    for (const flag of ['--paths: must be', '--level: must be', '--set: must be', '--save: must be']) {
      expect(stderr).toContain(flag);
    }
    const notOne = join(disk.fresh(), 'not.json');
    writeFileSync(notOne, '{"schema":"other"}');
    expect(await compare(notOne, small)).toMatchObject({ code: 2, stdout: '' });
  });

  test('hostile names are text in the page', async () => {
    const hostile = '</script><img src=x onerror=alert(1)>';
    const file = writeScenario(disk.fresh(), 'hostile', { holdings: `{ ${JSON.stringify(hostile)}: spot() }` });
    const out = disk.fresh();
    expect((await compare(file, file, '--paths', '50', '--seed-b', 'x', '--quiet', '--out', out)).code).toBe(0);
    const page = filesIn(out).find((name) => name.endsWith('.html'))!;
    const text = readFileSync(join(out, page), 'utf8');
    expect(text).not.toContain(hostile);
    expect(text).toContain('&lt;/script&gt;&lt;img src=x onerror=alert(1)&gt;');
  });
});
