import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, describe, expect, test } from 'vitest';
import { fixture } from '../batch/small-run.ts';
import { filesIn, scratch } from './captured.ts';

const root = resolve(import.meta.dirname, '../..');
const disk = scratch();
afterAll(disk.remove);

interface Started {
  readonly kill: (signal: NodeJS.Signals) => void;
  readonly ended: Promise<{ readonly code: number | null; readonly stdout: string; readonly stderr: string }>;
}

/** The program as people start it, in a process group of its own, as a terminal makes one: a key press signals them all. */
function start(argv: readonly string[], { cwd = root, environment = {} } = {}): Started {
  const child = spawn(process.execPath, [join(root, 'node_modules/tsx/dist/cli.mjs'), join(root, 'run.ts'), ...argv], {
    cwd,
    env: { ...process.env, NO_COLOR: '1', ...environment },
    detached: true,
  });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk) => {
    stdout += chunk;
  });
  child.stderr.on('data', (chunk) => {
    stderr += chunk;
  });
  return {
    kill: (signal) => void process.kill(-child.pid!, signal),
    ended: new Promise((end) => child.on('close', (code) => end({ code, stdout, stderr }))),
  };
}

const summaryIn = (out: string, name: string) => readFileSync(join(out, name, 'summary.json'), 'utf8');

async function until(isSo: () => boolean): Promise<void> {
  for (let i = 0; i < 400 && !isSo(); i++) await sleep(50);
  expect(isSo()).toBe(true);
}

describe('a run as people start it', () => {
  test('gives the same bytes in every time zone, language and working folder, and the same code', async () => {
    const [here, there] = [disk.fresh(), disk.fresh()];
    const argv = ['--no-report', '--paths', '64'];
    const abroad = { TZ: 'Asia/Kathmandu', LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8' };
    const [first, second] = await Promise.all([
      start(['test/fixtures/scenarios/small.ts', ...argv, '--out', here, '--json']).ended,
      start([fixture('small'), ...argv, '--out', there, '--workers', '1'], { cwd: there, environment: abroad }).ended,
    ]);
    expect(first).toMatchObject({ code: 0, stderr: '' });
    expect(second.code).toBe(0);
    expect(summaryIn(there, 'small')).toBe(summaryIn(here, 'small'));
    const manifest = (out: string) => JSON.parse(readFileSync(join(out, 'small/manifest.json'), 'utf8'));
    expect(manifest(there).bundle).toBe(manifest(here).bundle);
    expect(manifest(here)).toMatchObject({
      command: 'npx tsx run test/fixtures/scenarios/small.ts --paths 64 --seed small',
      node: process.version,
      scenario: { name: 'small', seed: 'small', paths: 64 },
    });
    // One document a line, and nothing else: the very same numbers as in the file.
    expect(first.stdout.endsWith('}\n')).toBe(true);
    expect(first.stdout.trim().split('\n')).toHaveLength(1);
    expect(JSON.parse(first.stdout)).toEqual(JSON.parse(summaryIn(here, 'small')));
  });

  // Again where no core was to spare: tsx kills a program that leaves a signal unanswered for 60 ms.
  test('stops soon after Ctrl-C, even one that arrives twice, keeps what is finished and says PARTIAL', {
    retry: 2,
  }, async () => {
    const out = disk.fresh();
    // One worker leaves a core to the thread that hears the signal.
    const long = start(['scenarios/lab.ts', '--paths', '300000', '--workers', '1', '--out', out, '--no-report']);
    await until(() => existsSync(join(out, 'lab/.lock')));
    const rival = await start(['scenarios/lab.ts', '--paths', '16', '--out', out]).ended;
    expect(rival).toMatchObject({ code: 5, stdout: '' });
    expect(rival.stderr).toMatch(/lab: another run writes there, process \d+/);
    await sleep(1000);
    const beforeMs = performance.now();
    long.kill('SIGINT');
    await sleep(100);
    long.kill('SIGINT');
    const ended = await long.ended;
    expect(ended.code).toBe(130);
    expect(performance.now() - beforeMs).toBeLessThan(6000);
    expect(ended.stdout).toMatch(/PARTIAL: [\d,]+ paths of 300,000/);
    const summary = JSON.parse(summaryIn(out, 'lab'));
    expect(summary.partial).toBe(true);
    expect(summary.paths).toBeGreaterThan(0);
    expect(summary.paths % 16).toBe(0);
    expect(summary.told.filter(({ path }: { path: number }) => path >= summary.paths)).toEqual([]);
    expect(filesIn(out)).toEqual(['lab/manifest.json', 'lab/summary.json']);
    // What was kept is what a run of so many paths gives, bit for bit.
    const again = await start([
      'scenarios/lab.ts',
      '--paths',
      String(summary.paths),
      '--out',
      out,
      '--no-report',
      '--json',
    ]).ended;
    expect(JSON.parse(again.stdout).digest).toBe(summary.digest);
  });

  test('stops on SIGTERM with 143', async () => {
    const out = disk.fresh();
    const long = start(['scenarios/lab.ts', '--paths', '300000', '--out', out, '--no-report', '--quiet']);
    await until(() => existsSync(join(out, 'lab/.lock')));
    await sleep(1000);
    long.kill('SIGTERM');
    expect(await long.ended).toMatchObject({ code: 143, stdout: '', stderr: '' });
  });
});
