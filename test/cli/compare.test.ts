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
    expect(stdout).toContain('The same paths; no test was made: all that both have is the same.');
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
    expect(stdout).toMatch(/ figure +in A +in B +B - A ± its standard error +paths +p +p is of\n/);
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

  test('a finished run is compared with later, if its paths were exported', async () => {
    const out = disk.fresh();
    const hostile = '=HYPERLINK("x"), y';
    const file = writeScenario(disk.fresh(), 'kept', {
      holdings: `{ ${JSON.stringify(hostile)}: leveragedToken({ leverage: 3, rebalance: daily() }), spot: spot() }`,
    });
    await run([file, '--paths', '64', '--seed', 'early', '--export', 'csv', '--no-report', '--quiet', '--out', out]);
    const folder = join(out, 'kept');
    const again = await compare(folder, file, '--no-report', '--exact');
    expect({ code: again.code, stderr: again.stderr }).toEqual({ code: 0, stderr: '' });
    expect(again.stdout).toMatch(/^Nothing differs: every outcome is the same on all 64 paths/);
    expect((await compare(folder, folder, '--no-report', '--exact')).code).toBe(0);
    // Half a bit of one value is seen: the export keeps doubles whole.
    const csv = join(folder, 'exports', 'paths.csv');
    const rows = readFileSync(csv, 'utf8');
    const [, value = ''] = /\n0,[^\n]*",([\d.]+),/.exec(rows)!;
    writeFileSync(csv, rows.replace(value, String(Number(value) + Number(value) * 2 ** -52)));
    expect((await compare(folder, file, '--no-report', '--exact')).code).toBe(1);
    expect((await compare(folder, file, '--paths', '70')).stderr).toBe('');
    const idle = await compare(folder, folder, '--paths', '70');
    expect(idle.stderr).toContain('--paths: must be left out');
  });

  test('a finished run whose paths were not exported, or are not all there, is refused with what to do', async () => {
    const out = disk.fresh();
    const kept = (...more: readonly string[]) =>
      run([small, '--paths', '20', '--no-report', '--quiet', '--out', out, ...more]);
    await kept();
    const folder = join(out, 'small');
    const { code, stderr } = await compare(folder, small);
    expect(code).toBe(2);
    expect(stderr).toContain('small: keeps no paths\nHint: run its scenario again with --export csv');
    await kept('--export', 'csv');
    const csv = join(folder, 'exports', 'paths.csv');
    const rows = readFileSync(csv, 'utf8').split('\r\n');
    const refused = async (changed: readonly string[]) => {
      writeFileSync(csv, changed.join('\r\n'));
      return (await compare(folder, small)).stderr;
    };
    expect(await refused([...rows.slice(0, 3), ...rows.slice(4)])).toContain('row 4: must be path 2 of ');
    expect(await refused([...rows.slice(0, -2), ''])).toMatch(/must have \d+ rows, 20 of each holding; got \d+/);
    expect(await refused([...rows.slice(0, -1), rows.at(-2)!, ''])).toContain('got more');
    expect(await refused(rows.with(1, rows[1]!.replace(/\d\.\d+/, 'x')))).toContain(
      'row 2: finalValue must be a number',
    );
    for (const cell of [' ', '0x1F', '1e400']) {
      expect(await refused(rows.with(1, rows[1]!.replace(/\d\.\d+/, cell)))).toContain('finalValue must be a number');
    }
    const headed = (from: string, to: string) => refused(rows.with(0, rows[0]!.replace(from, to)));
    expect(await headed('finalValue', 'lastValue')).toContain('paths.csv: must have a column finalValue');
    expect(await headed('maxDrawdown', 'finalValue')).toContain('must have one column finalValue; got 2');
    expect(await headed('holding', 'of')).toContain('must have a column holding');
    const file = join(folder, 'manifest.json');
    const manifest = JSON.parse(readFileSync(file, 'utf8'));
    const { scenario } = manifest;
    for (const broken of [
      null,
      { seed: 1 },
      { ...manifest, digest: [manifest.digest] },
      { ...manifest, scenario: { ...scenario, parameters: [null] } },
      { ...manifest, scenario: { ...scenario, price: { ...scenario.price, parts: { inner: null } } } },
      { ...manifest, scenario: { ...scenario, clock: { steps: 36 } } },
    ]) {
      writeFileSync(file, JSON.stringify(broken));
      expect(await refused(rows)).toContain('manifest.json: must name seed');
    }
  });

  test('of a finished run that was stopped, or has one path, it says what there is', async () => {
    const out = disk.fresh();
    await run([small, '--paths', '20', '--export', 'csv', '--no-report', '--quiet', '--out', out]);
    const folder = join(out, 'small');
    const [csv, summaryFile] = [join(folder, 'exports', 'paths.csv'), join(folder, 'summary.json')];
    const [head, ...rows] = readFileSync(csv, 'utf8').trimEnd().split('\r\n');
    const summary = JSON.parse(readFileSync(summaryFile, 'utf8'));
    const withPaths = async (paths: unknown) => {
      const kept = rows.filter((row) => Number(row.split(',')[0]) < Number(paths));
      writeFileSync(csv, `${[head, ...kept].join('\r\n')}\r\n`);
      writeFileSync(summaryFile, JSON.stringify({ ...summary, paths }));
      return compare(folder, small, '--no-report', '--exact');
    };
    // Path k is path k: the first twelve of twenty are the twelve of a run of twelve.
    expect((await withPaths(12)).stdout).toMatch(/^Nothing differs: every outcome is the same on all 12 paths/);
    expect((await withPaths(1)).stderr).toContain('must have 2 paths or more; got 1');
    expect((await withPaths(21)).stderr).toContain('summary.json: paths must be a whole number up to 20; got 21');
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
