import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { runInNewContext } from 'node:vm';
import { build } from 'esbuild';
import { expect, test } from 'vitest';
import { filesOfModels, modulesOfModels, root } from '../support/models.ts';
import type { Verdict } from '../support/try-models.ts';
import { verdictsOn } from '../support/try-models.ts';

const files = filesOfModels();
const here = verdictsOn(await modulesOfModels());

/** A program that gives the verdicts on all models, however it is loaded; each file is imported by name. */
const program = (answer: string) => `
  import { verdictsOn } from './test/support/try-models.ts';
  ${files.map((file, i) => `import * as module${i} from './${file}';`).join('\n')}
  ${answer}(verdictsOn({ ${files.map((file, i) => `'${file}': module${i}`).join(', ')} }));
`;

function expectSame(verdicts: readonly Verdict[]): void {
  expect(verdicts.length).toBe(here.length);
  verdicts.forEach((verdict, i) => {
    expect(verdict.outside, verdict.example).toEqual([]);
    expect(verdict).toEqual(here[i]);
  });
}

test('under vitest, no example has problems or leaves the kernel subset', () => {
  expect(here.length).toBeGreaterThanOrEqual(25);
  for (const { example, problems, outside, numbers } of here) {
    expect([...problems, ...outside], example).toEqual([]);
    expect(numbers).not.toMatch(/NaN|Infinity/);
  }
});

test('a bundle with minified names and whitespace gives the same verdicts and the same numbers', async () => {
  const bundle = await build({
    stdin: { contents: program('globalThis.answer'), resolveDir: root, loader: 'ts' },
    bundle: true,
    write: false,
    platform: 'node',
    format: 'cjs',
    minifyWhitespace: true,
    minifyIdentifiers: true,
    minifySyntax: false,
  });
  let answered: readonly Verdict[] = [];
  const answer = (verdicts: readonly Verdict[]) => {
    answered = JSON.parse(JSON.stringify(verdicts)) as readonly Verdict[];
  };
  const context: Record<string, unknown> = {
    answer,
    TextEncoder,
    URL,
    require: createRequire(import.meta.url),
    module: { exports: {} },
  };
  runInNewContext(bundle.outputFiles[0]!.text, context);
  expectSame(answered);
});

// tsx names inner functions by wrapping them: a helper or a step that holds one would leave the subset only there.
test('tsx, which loads scenarios for people, gives the same verdicts and the same numbers', () => {
  const source = program('(verdicts => process.stdout.write(JSON.stringify(verdicts)))');
  const { stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', source], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
  });
  expect(stderr).toBe('');
  expectSame(JSON.parse(stdout) as readonly Verdict[]);
}, 30_000);
