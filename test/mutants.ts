/**
 * Sabotages the code one line at a time and asks the tests whether they notice. `npm run test:mutants [-- pattern]`.
 *
 * Each mutant is a fault that engines of this kind have really had. A survivor is a hole in the tests, or is explained
 * beside it; one that a single test kills is shown as such, since that test may be changed one day. Works on two copies of
 * the tree, one mutant at a time in each; the sources are never touched. All of them take half an hour or more on two cores.
 */
import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { mutants } from './mutants/list.ts';
import type { Mutant } from './mutants/mutant.ts';

const COPIES = 2;
/** A mutant that makes a loop endless is noticed too. */
const PATIENCE_MS = 120_000;
/** One test that fails kills; two that fail are as good as all. */
const FAILURES = 2;

const root = resolve(import.meta.dirname, '..');
const vitest = join(root, 'node_modules/vitest/vitest.mjs');

function copyOfTree(): string {
  const copy = mkdtempSync(join(tmpdir(), 'decaylab-mutants-'));
  for (const part of ['src', 'test', 'scenarios', 'run.ts', 'package.json', 'tsconfig.json', 'vitest.config.ts']) {
    cpSync(join(root, part), join(copy, part), { recursive: true });
  }
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
  return copy;
}

/** Runs tests in a copy; the number of those that failed, at least 1 where the run as a whole did. */
function failuresOf(tests: readonly string[], copy: string): Promise<number> {
  const report = join(copy, 'report.json');
  rmSync(report, { force: true });
  // One more than is asked for: the file in which the last failure is met may be cut off before it is reported.
  const options = ['--bail', `${FAILURES + 1}`, '--maxWorkers', '1', '--reporter', 'json', '--outputFile', report];
  return new Promise((settle) => {
    const ran = spawn(process.execPath, [vitest, 'run', ...options, ...tests], {
      cwd: copy,
      env: { ...process.env, CI: 'true' },
      stdio: 'ignore',
      timeout: PATIENCE_MS,
      killSignal: 'SIGKILL',
    });
    ran.on('close', (status) => settle(status === 0 ? 0 : Math.max(1, failedIn(report))));
  });
}

function failedIn(report: string): number {
  try {
    return (JSON.parse(readFileSync(report, 'utf8')) as { readonly numFailedTests: number }).numFailedTests;
  } catch {
    return 0;
  }
}

async function failuresWith({ file, from, to, tests }: Mutant, copy: string): Promise<number> {
  const path = join(copy, file);
  const text = readFileSync(path, 'utf8');
  writeFileSync(
    path,
    text.replace(from, () => to),
  );
  try {
    return await failuresOf(tests, copy);
  } finally {
    writeFileSync(path, text);
  }
}

/** Mistakes of the list itself, before minutes are spent on it. */
function requirePlaces(chosen: readonly Mutant[]): void {
  const problems = chosen.flatMap(({ name, file, from }) => {
    const places = readFileSync(join(root, file), 'utf8').split(from).length - 1;
    return places === 1 ? [] : [`${name}: ${file} must hold "${from}" exactly once; got ${places} times`];
  });
  if (problems.length > 0) throw new Error(problems.join('\n'));
}

function verdictOn({ equivalent }: Mutant, failures: number): string {
  if (failures >= FAILURES) return 'killed twice';
  if (failures === 1) return 'killed once ';
  return equivalent === undefined ? 'SURVIVED    ' : 'equivalent  ';
}

const wanted = process.argv[2];
const chosen = mutants.filter(({ name, file }) => wanted === undefined || `${file} ${name}`.includes(wanted));
requirePlaces(chosen);

const copies = Array.from({ length: COPIES }, copyOfTree);
const counts = { 'killed twice': 0, 'killed once ': 0, 'equivalent  ': 0, 'SURVIVED    ': 0 } as Record<string, number>;
try {
  const tests = [...new Set(chosen.flatMap((mutant) => mutant.tests))];
  if ((await failuresOf(tests, copies[0]!)) > 0) throw new Error(`the tests fail without a mutant: ${tests.join(' ')}`);

  const waiting = [...chosen];
  const work = async (copy: string) => {
    for (let mutant = waiting.shift(); mutant !== undefined; mutant = waiting.shift()) {
      const verdict = verdictOn(mutant, await failuresWith(mutant, copy));
      counts[verdict] = (counts[verdict] ?? 0) + 1;
      process.stdout.write(`${verdict}  ${mutant.name}\n`);
    }
  };
  await Promise.all(copies.map(work));
} finally {
  for (const copy of copies) rmSync(copy, { recursive: true });
}

const total = Object.entries(counts).map(([verdict, count]) => `${count} ${verdict.trim().toLowerCase()}`);
process.stdout.write(`${chosen.length} mutants: ${total.join(', ')}\n`);
process.exitCode = counts['SURVIVED    '] === 0 ? 0 : 1;
