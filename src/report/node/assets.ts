/// <reference types="node" />
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compileFunction } from 'node:vm';
import { cachedBundle } from '../../bundling/node/cached-bundle.ts';
import { liveStyles } from '../page/live-style.ts';
import { stylesheet } from '../page/style.ts';
import type { CompileSpec, ReportAssets } from '../report-assets.ts';
import { keptCharts } from './kept-charts.ts';

const require = createRequire(import.meta.url);
const here = dirname(fileURLToPath(import.meta.url));

/** Latin glyphs are all the page's own words need; other scripts in a name fall back to the reader's fonts. */
const faces = [
  { family: 'Inter', file: '@fontsource-variable/inter/files/inter-latin-wght-normal.woff2', weights: '100 900' },
  {
    family: 'Source Serif',
    file: '@fontsource-variable/source-serif-4/files/source-serif-4-latin-wght-normal.woff2',
    weights: '200 900',
  },
] as const;

/** The scripts, the stylesheet and their hashes, and the compiler of charts. What is bundled comes from a cache where it can. */
export async function loadReportAssets(): Promise<ReportAssets> {
  const [script, live, compile, styles] = await Promise.all([
    bundled('../page/client.ts'),
    bundled('../live/client.ts'),
    chartCompiler(),
    styledFonts(),
  ]);
  // The end of a script element inside the script would end it early, and the rest would be text on the page.
  if (/<\/script|<!--/i.test(script + live)) throw new Error('report: the bundled script holds "</script" or "<!--"');
  return {
    script,
    scriptHash: sha256(script),
    live: { script: live, hash: sha256(live) },
    styles,
    stylesHash: sha256(styles),
    compile,
  };
}

async function styledFonts(): Promise<string> {
  const rules = await Promise.all(
    faces.map(async ({ family, file, weights }) => {
      const font = await readFile(require.resolve(file), 'base64');
      return `@font-face{font-family:"${family}";font-style:normal;font-weight:${weights};font-display:block;src:url(data:font/woff2;base64,${font}) format("woff2")}`;
    }),
  );
  return rules.join('') + (stylesheet + liveStyles).replaceAll('\n', '');
}

/** What a page runs, in one classic script. */
async function bundled(entry: string): Promise<string> {
  const { code } = await cachedBundle({
    absWorkingDir: here,
    entryPoints: [join(here, entry)],
    bundle: true,
    minify: true,
    format: 'iife',
    platform: 'browser',
    target: 'es2022',
    legalComments: 'none',
    charset: 'utf8',
    tsconfigRaw: { compilerOptions: { alwaysStrict: true } },
  });
  return code.replaceAll('<!--', '\\x3c!--').trim();
}

/**
 * Vega-Lite's compiler in one script. Loaded as it is installed it brings all of Vega with it, some 270 modules, for four
 * small functions that Vega in turn has from vega-util.
 */
export async function chartCompiler(): Promise<CompileSpec> {
  const { code } = await cachedBundle({
    absWorkingDir: here,
    stdin: { contents: `export { compile } from 'vega-lite'`, resolveDir: here, sourcefile: 'chart-compiler.js' },
    alias: { vega: 'vega-util' },
    bundle: true,
    minify: true,
    format: 'iife',
    globalName: 'vegaLite',
    platform: 'neutral',
    mainFields: ['module', 'main'],
    target: 'node20',
    legalComments: 'none',
    charset: 'utf8',
    tsconfigRaw: {},
  });
  const load = () =>
    (
      compileFunction(`${code}\nreturn vegaLite;`, [], { filename: 'vega-lite.js' })() as {
        readonly compile: CompileSpec;
      }
    ).compile;
  return keptCharts(load, sha256(code));
}

const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('base64');
