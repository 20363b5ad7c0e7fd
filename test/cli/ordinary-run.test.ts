import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { printable } from '../../src/cli/printable.ts';
import { toldPaths } from '../../src/cli/told-paths.ts';
import { summarise } from '../../src/result/summarise.ts';
import { summaryText } from '../../src/result/summary-text.ts';
import { withTold } from '../../src/result/told-record.ts';
import { fixture } from '../batch/small-run.ts';
import { filesIn, run, scratch } from './captured.ts';

const disk = scratch();
afterAll(disk.remove);
const small = fixture('small');

test('a run leaves a report, a summary and a manifest, and prints a table and where the report is', async () => {
  const out = disk.fresh();
  const got = await run([small, '--out', out]);
  expect(got).toMatchObject({ code: 0, stderr: '' });
  const [manifestFile, report, summaryFile] = ['small/manifest.json', 'small/report.html', 'small/summary.json'];
  expect(filesIn(out)).toEqual(['.shelf.json', 'index.html', manifestFile, report, summaryFile]);
  expect(got.stdout).toMatch(/^small: worth at the end of 1 put in; 333 paths, digest [0-9a-f]{16}\n/);
  for (const name of ['3x daily', 'band', 'perp', 'spot'])
    expect(got.stdout).toMatch(new RegExp(`^${name} +[\\d.]+× `, 'm'));
  expect(got.stdout.trim().split('\n').at(-1)).toBe(join(out, 'small/report.html'));
  expect(readFileSync(join(out, 'small/report.html'), 'utf8')).toContain('<title>small · Decay Lab</title>');
});

test('the summary holds neither a time nor a place: it is the same bytes again, and the earlier run is kept', async () => {
  const out = disk.fresh();
  const argv = [small, '--out', out, '--no-report', '--quiet'];
  expect(await run(argv)).toEqual({ code: 0, stdout: '', stderr: '' });
  const first = readFileSync(join(out, 'small/summary.json'), 'utf8');
  const { digest } = JSON.parse(first);
  await run([...argv, '--seed', 'another']);
  expect(JSON.parse(readFileSync(join(out, 'small/summary.json'), 'utf8')).digest).not.toBe(digest);
  expect(readFileSync(join(out, `small/runs/${digest}/summary.json`), 'utf8')).toBe(first);
  await run(argv);
  expect(readFileSync(join(out, 'small/summary.json'), 'utf8')).toBe(first);
});

test('a summary tells its single paths last, a line a path, the same bytes with a report and without', async () => {
  const [withReport, without] = [disk.fresh(), disk.fresh()];
  await run([small, '--paths', '501', '--out', withReport, '--quiet']);
  const { stdout } = await run([small, '--paths', '501', '--out', without, '--no-report', '--json']);
  const text = readFileSync(join(withReport, 'small/summary.json'), 'utf8');
  expect(readFileSync(join(without, 'small/summary.json'), 'utf8')).toBe(text);
  const summary = JSON.parse(text);
  expect(Object.keys(summary).at(-1)).toBe('told');
  expect(summary.told.map(({ why }: { why: string }) => why)).toEqual(['worst', 'middle', 'best']);
  expect(text.split('\n').filter((line) => line.startsWith('    {"path":'))).toHaveLength(3);
  expect(JSON.parse(stdout)).toEqual(summary);
});

test('single paths that cannot be told are left out with a warning, and the figures stay', async () => {
  const { settled, runInline } = await import('../batch/small-run.ts');
  const whole = await settled('small', { paths: 8 });
  const { result } = await runInline(whole);
  const trace = () => {
    throw new Error('out of tune');
  };
  const got = toldPaths(result, { ...whole, simulation: { ...whole.simulation, trace } }, true);
  expect(got).toEqual({ records: [], drawn: [], warning: 'Single paths are left out: out of tune' });
  const figures = summarise(result);
  const summary = withTold(figures, got.records, got.warning);
  expect(summary).toEqual({ ...figures, warnings: [...figures.warnings, got.warning] });
  expect(JSON.parse(summaryText(summary))).toEqual(JSON.parse(JSON.stringify(summary)));
});

test('paths of very many steps are left out, with the flag that tells one; where there is one path it is told', async () => {
  const { settled, runInline } = await import('../batch/small-run.ts');
  const whole = await settled('small', { paths: 8 });
  const { result } = await runInline(whole);
  const of = (paths: number) => {
    const clock = { ...result.scenario.clock, steps: 1_000_000 };
    return toldPaths({ ...result, paths, scenario: { ...result.scenario, clock } }, whole, false);
  };
  expect(of(8).warning).toBe('Single paths are left out: they have 1000000 steps; --path K tells one');
  expect(of(8).records).toEqual([]);
  expect(of(1).records).toHaveLength(1);
});

test('the command in the manifest reproduces the run', async () => {
  const out = disk.fresh();
  await run([small, '--out', out, '--no-report', '--quiet', '--paths', '48', '--set', 'days=2']);
  const { command, digest } = JSON.parse(readFileSync(join(out, 'small/manifest.json'), 'utf8'));
  expect(command).toBe('npx tsx run test/fixtures/scenarios/small.ts --paths 48 --seed small --set days=2');
  const again = await run([...command.split(' ').slice(3), '--out', disk.fresh(), '--json', '--no-report']);
  expect(JSON.parse(again.stdout).digest).toBe(digest);
});

test('--dry-run prints every default and runs nothing', async () => {
  const out = disk.fresh();
  const text = await run([small, '--dry-run', '--out', out, '--set', 'days=5']);
  expect(text.code).toBe(0);
  expect(text.stdout).toContain('days = 5  (default 3) length of the run');
  expect(text.stdout).toMatch(/tradingFee = 0\.0005 {2}\(default\)/);
  const json = await run([small, '--dry-run', '--json']);
  expect(JSON.parse(json.stdout)).toMatchObject({
    name: 'small',
    paths: 333,
    parameters: [{ name: 'days', value: 3 }],
  });
  expect(filesIn(out)).toEqual([]);
});

test('--path replays one path: its events add up to the value it has in the run', async () => {
  const out = disk.fresh();
  const replayed = await run([small, '--path', '7', '--out', out]);
  expect(replayed.code).toBe(0);
  expect(filesIn(out)).toEqual(['small/paths/7.html', 'small/paths/7.json']);
  expect(replayed.stdout).toMatch(/^path 7 of seed "small": 18 steps, 3 days\n/);
  expect(replayed.stdout).toMatch(/ {2}start {2}3x daily enters: begins, entry -0\.001 -> value 0\.999, leverage 3/);
  expect(replayed.stdout).toMatch(
    /day 1, coin [\d.]+ {2}3x daily trades: trading -[\d.]+, rebalance 1 -> value [\d.]+, leverage 3\n/,
  );
  // One path more than seven is the eighth: its final value is that of the replay, to the last digit.
  const { settled, runInline } = await import('../batch/small-run.ts');
  const { result } = await runInline(await settled('small', { paths: 8 }));
  for (const { description, columns } of result.holdings) {
    expect(replayed.stdout).toContain(`${description.name}: finalValue ${columns.finalValue![7]},`);
  }
});

test('nothing in a name can steer the terminal', () => {
  expect(printable('a\u001b[2Jb\u202ec\nd')).toBe('a\ufffd[2Jb\ufffdc\ufffdd');
  expect(printable('−3x täglich 🙂')).toBe('−3x täglich 🙂');
});
