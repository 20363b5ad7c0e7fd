import { type ChildProcessWithoutNullStreams, spawn, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type CodeBlock, codeBlocksOf, commandsOf, fileOf } from './code-blocks.ts';

/**
 * Every block of code in the documents is run, as it stands and in their order, in a folder that has what a clone has: blocks of
 * TypeScript become the files that they say they are, lines of a shell are given to the command line. The first line of each
 * verb is a process, as a reader's is; the others are given to one program that stays, since starting takes longer than they do.
 */
const root = resolve(import.meta.dirname, '../..');
const documents = ['README.md', 'src/guide/README.md'];
/** Fewer paths than a reader will ask: it is the code that is looked at here. */
const FEW = ['--paths', '64'];
const tsx = 'node_modules/tsx/dist/cli.mjs';
const staysAlong = ['test/guide/lines.ts', 'test/cli/captured.ts'];
/** Verbs whose first line has been a process of its own. */
const begun = new Set<string>();

let clone: string;
let staying: ChildProcessWithoutNullStreams;
let answers: AsyncIterator<string>;
let complaints = '';

beforeAll(() => {
  clone = mkdtempSync(join(tmpdir(), 'decaylab-guide-'));
  cpSync(join(root, 'scenarios'), join(clone, 'scenarios'), { recursive: true });
  for (const part of ['src', 'bench']) cpSync(join(root, part), join(clone, part), { recursive: true });
  for (const file of ['run.ts', 'package.json', 'tsconfig.json', ...staysAlong])
    cpSync(join(root, file), join(clone, file));
  symlinkSync(join(root, 'node_modules'), join(clone, 'node_modules'));
  writeFileSync(join(clone, 'history.csv'), madeUpHistory());
  staying = spawn(process.execPath, [tsx, staysAlong[0]!], { cwd: clone });
  staying.stderr.on('data', (chunk) => {
    complaints += chunk;
  });
  answers = createInterface({ input: staying.stdout })[Symbol.asyncIterator]();
});
afterAll(async () => {
  const ended = new Promise((end) => staying.on('close', end));
  staying.stdin.end();
  expect({ code: await ended, complaints }).toEqual({ code: 0, complaints: '' });
  rmSync(clone, { recursive: true, force: true });
});

/** Two years of daily closes that go up and down. */
function madeUpHistory(): string {
  let close = 100;
  const rows = Array.from({ length: 730 }, (_, day) => {
    close *= 1 + 0.04 * Math.sin(12.9898 * day * day);
    return `${new Date(Date.UTC(2022, 0, 1 + day)).toISOString().slice(0, 10)},${close.toFixed(4)}`;
  });
  return `date,close\n${rows.join('\n')}\n`;
}

describe.each(documents)('%s', (document) => {
  const blocks = codeBlocksOf(readFileSync(join(root, document), 'utf8'));
  test.each(blocks.filter(isRun).map((block) => [`${block.language}, line ${block.line}`, block] as const))(
    'the block of %s does what the text says',
    async (_place, block) => {
      if (block.language === 'sh') {
        for (const command of commandsOf(block)) await obey(command);
        return;
      }
      const file = fileOf(block);
      expect(file, 'a block of TypeScript says in its first line which file it is').toBeDefined();
      const path = join(clone, file!);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, block.text);
      if (!file!.startsWith('scenarios/')) typeCheck(path);
      else if (!isRunBelow(block, blocks)) await obey(['npx', 'tsx', 'run', file!, '--no-report', '--quiet']);
    },
  );
});

/** What installs, and what stands for a part of a file, is shown and not run. */
function isRun({ language, text }: CodeBlock): boolean {
  return ['ts', 'sh'].includes(language) && !/npm (ci|test)/.test(text) && !text.startsWith('  //');
}

/** A command further down runs the file, more than once even. */
const isRunBelow = (block: CodeBlock, blocks: readonly CodeBlock[]): boolean =>
  blocks.some(({ language, line, text }) => language === 'sh' && line > block.line && text.includes(fileOf(block)!));

/** A line as a reader types it, with fewer paths where it asks for many. */
async function obey([npx, word, file, ...argv]: readonly string[]): Promise<void> {
  expect([npx, word, file]).toEqual(['npx', 'tsx', 'run']);
  const isOfScenario = argv[0]!.endsWith('.ts');
  const asksForMany = isOfScenario && !argv.includes('--paths') && !argv.includes('--path');
  const typed = [...argv, ...(asksForMany ? FEW : [])];
  const verb = isOfScenario ? 'run' : argv[0]!;
  const { code, stderr } = begun.has(verb) ? await told(typed) : started(typed);
  begun.add(verb);
  expect({ typed, code, stderr: code === 0 ? '' : stderr }).toEqual({ typed, code: 0, stderr: '' });
  expect(stderr).not.toMatch(/uncompiled/);
}

interface Ended {
  readonly code: number | null;
  readonly stderr: string;
}

function started(typed: readonly string[]): Ended {
  const { status, stderr } = inClone([tsx, 'run', ...typed]);
  return { code: status, stderr };
}

async function told(typed: readonly string[]): Promise<Ended> {
  staying.stdin.write(`${JSON.stringify(typed)}\n`);
  const { value, done } = await answers.next();
  if (done) throw new Error(`the program did not stay: ${complaints}`);
  return JSON.parse(value) as Ended;
}

function typeCheck(path: string): void {
  const { compilerOptions } = JSON.parse(readFileSync(join(root, 'tsconfig.json'), 'utf8')) as {
    readonly compilerOptions: object;
  };
  writeFileSync(join(clone, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: [path] }));
  expect(inClone(['node_modules/typescript/bin/tsc', '--noEmit', '-p', '.'])).toMatchObject({ status: 0, stdout: '' });
}

const inClone = (argv: readonly string[]) => spawnSync(process.execPath, argv, { cwd: clone, encoding: 'utf8' });
