import { createHash } from 'node:crypto';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BuildFailure, Message } from 'esbuild';
import { cachedBundle } from '../../bundling/node/cached-bundle.ts';
import { BUNDLE_GLOBAL } from '../bundle-global.ts';
import { RunFailure } from '../failure.ts';
import { shownPath } from './shown-path.ts';

/** Paths in the bundle are relative to it: the bytes do not depend on where the program was started. */
export const projectRoot = resolve(dirname(fileURLToPath(import.meta.url)), '../../..');

/** What `Error.stack` calls the bundle in this thread. */
export const BUNDLE_NAME = 'decaylab-bundle.js';

/** A scenario and all it is run with, as one script. */
export interface Bundle {
  readonly code: string;
  /** Source map, as JSON. */
  readonly map: string;
  /** SHA-256 of the code, the first 16 hex digits: names exactly the code that ran. */
  readonly fingerprint: string;
}

/**
 * Bundles a scenario file with the engine and the worker's side of the batch: Node 20 gives worker threads no loader for
 * TypeScript, scenarios may hold functions, which cannot be posted, and one hash can stand for all that ran.
 *
 * Shapes of statements are kept (no `minifySyntax`), for the checker and the compiler of steps read them.
 *
 * @throws RunFailure with file, line and column, for a file that does not parse or imports what is not there
 */
export async function bundleScenario(file: string): Promise<Bundle> {
  const path = (to: string) => JSON.stringify(to);
  try {
    const { code, map } = await cachedBundle({
      stdin: {
        contents: [
          `import { program as programOf } from './src/batch/program.ts';`,
          `export { serve } from './src/batch/serve.ts';`,
          `export { servePage } from './src/batch/serve-page.ts';`,
          `export { serveCells } from './src/batch/serve-cells.ts';`,
          `import { disarm } from './src/batch/arm-before-scenario.ts';`,
          `import * as file from ${path(resolve(file))};`,
          'disarm();',
          'export const program = programOf(file);',
        ].join('\n'),
        resolveDir: projectRoot,
        sourcefile: 'decaylab-entry.ts',
        loader: 'ts',
      },
      absWorkingDir: projectRoot,
      alias: { decaylab: resolve(projectRoot, 'src/index.ts') },
      bundle: true,
      outfile: BUNDLE_NAME,
      format: 'iife',
      globalName: BUNDLE_GLOBAL,
      platform: 'neutral',
      mainFields: ['browser', 'module', 'main'],
      target: 'node20',
      define: { 'process.env.NODE_ENV': '"production"' },
      tsconfigRaw: {},
      minifyWhitespace: true,
      minifySyntax: false,
      minifyIdentifiers: false,
      keepNames: false,
      legalComments: 'none',
      charset: 'utf8',
      sourcemap: 'external',
      sourcesContent: false,
      logLevel: 'silent',
    });
    return { code, map, fingerprint: createHash('sha256').update(code).digest('hex').slice(0, 16) };
  } catch (thrown) {
    const { errors } = thrown as Partial<BuildFailure>;
    if (errors === undefined || errors.length === 0) throw thrown;
    const message = errors.map(inWords).join('\n');
    throw new RunFailure({ kind: 'scenario', message, stack: '', path: null });
  }
}

function inWords({ text, location }: Message): string {
  const place =
    location === null
      ? ''
      : `${shownPath(resolve(projectRoot, location.file))}:${location.line}:${location.column + 1}: `;
  const hint = /resolve "(node:|fs|os|path|crypto|child_process|worker_threads)/.test(text)
    ? '\nHint: a scenario runs in workers and in pages; nothing of Node can be imported'
    : '';
  return `${place}${text}${hint}`;
}
