/// <reference types="node" />
import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stylesheet } from '../page/style.ts';
import type { ReportAssets } from '../report-assets.ts';

const require = createRequire(import.meta.url);
const client = fileURLToPath(new URL('../page/client.ts', import.meta.url));
const ownSources = ['../page/client.ts', '../csv.ts'].map((file) => fileURLToPath(new URL(file, import.meta.url)));
const bundledPackages = ['vega', 'vega-interpreter', 'esbuild'];

/** Latin glyphs are all the page's own words need; other scripts in a name fall back to the reader's fonts. */
const faces = [
  { family: 'Inter', file: '@fontsource-variable/inter/files/inter-latin-wght-normal.woff2', weights: '100 900' },
  {
    family: 'Source Serif',
    file: '@fontsource-variable/source-serif-4/files/source-serif-4-latin-wght-normal.woff2',
    weights: '200 900',
  },
] as const;

/**
 * The script, the stylesheet and their hashes. The bundle is kept beside the packages it is made of (or in the temporary
 * folder where that cannot be written), under a name that changes with any of its sources.
 */
export async function loadReportAssets(): Promise<ReportAssets> {
  const [script, styles] = await Promise.all([clientScript(), styledFonts()]);
  // The end of a script element inside the script would end it early, and the rest would be text on the page.
  if (/<\/script|<!--/i.test(script)) throw new Error('report: the bundled script holds "</script" or "<!--"');
  return { script, scriptHash: sha256(script), styles, stylesHash: sha256(styles) };
}

async function styledFonts(): Promise<string> {
  const rules = await Promise.all(
    faces.map(async ({ family, file, weights }) => {
      const font = await readFile(require.resolve(file), 'base64');
      return `@font-face{font-family:"${family}";font-style:normal;font-weight:${weights};font-display:block;src:url(data:font/woff2;base64,${font}) format("woff2")}`;
    }),
  );
  return rules.join('') + stylesheet.replaceAll('\n', '');
}

async function clientScript(): Promise<string> {
  const name = `report-${await fingerprint()}.js`;
  const folders = [join(dirname(dirname(packageFile('vega'))), '.cache', 'decaylab'), join(tmpdir(), 'decaylab')];
  for (const folder of folders) {
    const cached = await readFile(join(folder, name), 'utf8').catch(() => undefined);
    if (cached !== undefined) return cached;
  }
  const script = await bundle();
  for (const folder of folders) if (await keep(folder, name, script)) break;
  return script;
}

async function bundle(): Promise<string> {
  const { build } = await import('esbuild');
  const { outputFiles } = await build({
    entryPoints: [client],
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    platform: 'browser',
    target: 'es2022',
    legalComments: 'none',
    charset: 'utf8',
  });
  const script = outputFiles[0]?.text;
  if (script === undefined) throw new Error('report: esbuild made no script for the page');
  return script.replaceAll('<!--', '\\x3c!--').trim();
}

/** Written whole or not at all: a reader of another process never sees half a script. */
async function keep(folder: string, name: string, script: string): Promise<boolean> {
  try {
    await mkdir(folder, { recursive: true });
    const draft = join(folder, `${name}.${process.pid}.tmp`);
    await writeFile(draft, script);
    await rename(draft, join(folder, name));
    return true;
  } catch {
    return false;
  }
}

/** Changes with the page's own script and with the version of whatever is bundled into it. */
async function fingerprint(): Promise<string> {
  const hash = createHash('sha256');
  for (const file of ownSources) hash.update(await readFile(file));
  for (const name of bundledPackages) {
    const { version } = JSON.parse(await readFile(packageFile(name), 'utf8')) as { version: string };
    hash.update(`${name}@${version}\n`);
  }
  return hash.digest('hex').slice(0, 16);
}

function packageFile(name: string): string {
  for (const folder of require.resolve.paths(name) ?? []) {
    const file = join(folder, name, 'package.json');
    try {
      return require.resolve(file);
    } catch {
      // Not in this folder: the next one up is tried.
    }
  }
  throw new Error(`report: package ${name} is not installed; run npm ci`);
}

const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('base64');
