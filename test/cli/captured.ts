import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { main } from '../../src/cli/main.ts';
import type { Terminal } from '../../src/cli/terminal.ts';

export interface Captured {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the command line in this process. */
export async function run(argv: readonly string[], environment: NodeJS.ProcessEnv = {}): Promise<Captured> {
  let stdout = '';
  let stderr = '';
  const hear = (text: string) => {
    stderr += text;
  };
  const terminal: Terminal = {
    print: (text) => {
      stdout += text;
    },
    note: (line) => hear(`${line}\n`),
    complain: (text) => hear(`${text}\n`),
    stderr: new Writable({
      write: (chunk, _encoding, next) => {
        hear(String(chunk));
        next();
      },
    }),
    exit: () => {},
  };
  const code = await main(argv, environment, terminal);
  return { code, stdout, stderr };
}

/** A folder that is gone after the tests of a file. */
export function scratch(): { readonly path: string; readonly remove: () => void; readonly fresh: () => string } {
  const path = mkdtempSync(join(tmpdir(), 'decaylab-cli-'));
  let count = 0;
  return {
    path,
    remove: () => rmSync(path, { recursive: true, force: true }),
    fresh: () => {
      const folder = join(path, String(++count));
      mkdirSync(folder);
      return folder;
    },
  };
}

/** Every file below a folder, sorted. */
export function filesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8', withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();
}

/** Writes a scenario file whose setting can be broken piece by piece. */
export function writeScenario(folder: string, name: string, pieces: Readonly<Record<string, string>> = {}): string {
  const {
    before = '',
    price = 'gbm({ driftPerYear: 0, volatilityPerYear: 0.8 })',
    holdings = '{ spot: spot() }',
  } = pieces;
  const {
    file = `export default scenario({ question: 'What?', paths: 40, ${pieces.more ?? ''} setting: () => ({ days: 2, stepMinutes: 120, price: ${price}, funding: noFunding(), holdings: ${holdings} }) });`,
  } = pieces;
  const path = join(folder, `${name}.ts`);
  writeFileSync(
    path,
    `import { daily, finite, gbm, leveragedToken, holding, noFunding, priceProcess, scenario, spot } from 'decaylab';\n${before}\n${file}\n`,
  );
  return path;
}
