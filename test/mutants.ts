/**
 * Sabotages the code one line at a time and asks the tests whether they notice. `npm run test:mutants [-- pattern]`.
 *
 * Each mutant is a fault that engines of this kind have really had. A survivor is a hole in the tests, or is explained
 * here by `equivalent`. Works on a copy of the tree; the sources are never touched. Some 60 mutants take 5 to 10 minutes.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type Mutant, mutants } from './mutants/list.ts';

const root = resolve(import.meta.dirname, '..');
const copy = mkdtempSync(join(tmpdir(), 'decaylab-mutants-'));
for (const part of ['src', 'test', 'scenarios', 'run.ts', 'package.json', 'tsconfig.json', 'vitest.config.ts']) {
  cpSync(join(root, part), join(copy, part), { recursive: true });
}
symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));

/** Runs the tests that know the room the mutant is in; true when they all pass. */
function passes(tests: readonly string[]): boolean {
  const vitest = join(root, 'node_modules/vitest/vitest.mjs');
  const ran = spawnSync(process.execPath, [vitest, 'run', '--bail', '1', '--reporter', 'dot', ...tests], {
    cwd: copy,
    env: { ...process.env, CI: 'true' },
    encoding: 'utf8',
  });
  return ran.status === 0;
}

function survives({ file, from, to, tests }: Mutant): boolean {
  const path = join(copy, file);
  const text = readFileSync(path, 'utf8');
  const places = text.split(from).length - 1;
  if (places !== 1) throw new Error(`${file}: "${from}" is there ${places} times; a mutant needs exactly one place`);
  writeFileSync(
    path,
    text.replace(from, () => to),
  );
  try {
    return passes(tests);
  } finally {
    writeFileSync(path, text);
  }
}

const wanted = process.argv[2];
const chosen = mutants.filter(({ name }) => wanted === undefined || name.includes(wanted));
const unmutated = [...new Set(chosen.flatMap(({ tests }) => tests))];
if (!passes(unmutated)) throw new Error(`the tests do not pass without a mutant: ${unmutated.join(' ')}`);

const survivors: Mutant[] = [];
for (const mutant of chosen) {
  const lives = survives(mutant);
  if (lives) survivors.push(mutant);
  const explained = lives && mutant.equivalent !== undefined ? ` (equivalent: ${mutant.equivalent})` : '';
  process.stdout.write(`${lives ? 'SURVIVED' : 'killed  '}  ${mutant.name}${explained}\n`);
}
rmSync(copy, { recursive: true });

const unexplained = survivors.filter(({ equivalent }) => equivalent === undefined);
const score = (100 * (chosen.length - survivors.length)) / chosen.length;
process.stdout.write(`${chosen.length - survivors.length} of ${chosen.length} killed (${score.toFixed(0)} %)\n`);
process.exitCode = unexplained.length > 0 ? 1 : 0;
