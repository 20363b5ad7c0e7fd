import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { BuildOptions } from 'esbuild';
import { cacheFolders, esbuildPackage, readEntry, sha256, writeEntry } from './cache-folder.ts';

/** What esbuild made of some files. */
export interface MadeBundle {
  readonly code: string;
  /** Source map, as JSON; empty where none was asked for. */
  readonly map: string;
}

/** What an entry was made of: used again only while all of it is as it was. */
interface Ingredients {
  /** SHA-256 of every file that went in, and of the `package.json` that names it, by absolute path. */
  readonly files: Readonly<Record<string, string>>;
  /** SHA-256 of the names in each folder of our own files: a new name may be what an import means from now on. */
  readonly folders: Readonly<Record<string, string>>;
}

interface Header extends Ingredients {
  readonly codeLength: number;
}

/** Changes with the form of an entry. */
const FORM = 'decaylab bundle 1';
/** A file that changed so shortly before it was bundled, or since, may have changed while it was read. */
const SETTLED_MS = 100;

/**
 * Bundles with esbuild, or takes what it made the last time.
 *
 * An entry is named after esbuild's version and all options, and lists what it was made of. It is used only when every
 * file still has the same content and its own bytes have the hash that it states; in any other case, and where the cache
 * can be neither read nor written, the bundle is made. Entries appear under their name whole: programs that run at the same
 * time do not disturb each other.
 *
 * `options` must be plain data, say `absWorkingDir`, and leave `write` and `metafile` to us.
 *
 * @throws what esbuild throws for files that cannot be bundled
 */
export async function cachedBundle(options: BuildOptions, folders = cacheFolders()): Promise<MadeBundle> {
  const name = `${sha256(JSON.stringify([FORM, esbuildVersion(), options])).slice(0, 32)}.bundle`;
  for (const folder of folders) {
    const kept = readBundle(folder, name);
    if (kept !== undefined) return kept;
  }
  const startedMs = Date.now();
  const { build } = await import('esbuild');
  const { outputFiles, metafile } = await build({ ...options, write: false, metafile: true });
  const text = (end: string) => outputFiles.find(({ path }) => path.endsWith(end))?.text ?? '';
  const made = { code: text('.js') || (outputFiles[0]?.text ?? ''), map: text('.map') };
  const ingredients = ingredientsOf(Object.keys(metafile.inputs), options, startedMs - SETTLED_MS);
  if (ingredients !== undefined) folders.some((folder) => writeEntry(folder, name, entryOf(made, ingredients)));
  return made;
}

function esbuildVersion(): string {
  return (JSON.parse(readFileSync(esbuildPackage, 'utf8')) as { version: string }).version;
}

/** Undefined where there is none, or none that may be used. */
function readBundle(folder: string, name: string): MadeBundle | undefined {
  try {
    const entry = readEntry(folder, name);
    if (entry === undefined) return undefined;
    const [first, body] = cutAtLine(entry.toString('utf8'));
    const header = JSON.parse(first) as Header;
    if (!isUnchanged(header)) return undefined;
    return { code: body.slice(0, header.codeLength), map: body.slice(header.codeLength) };
  } catch {
    return undefined;
  }
}

function entryOf({ code, map }: MadeBundle, ingredients: Ingredients): string {
  const header: Header = { ...ingredients, codeLength: code.length };
  return `${JSON.stringify(header)}\n${code}${map}`;
}

function cutAtLine(text: string): readonly [string, string] {
  const end = text.indexOf('\n');
  return [text.slice(0, end), text.slice(end + 1)];
}

function isUnchanged({ files, folders }: Ingredients): boolean {
  return (
    Object.entries(files).every(([file, hash]) => sha256(readFileSync(file)) === hash) &&
    Object.entries(folders).every(([folder, hash]) => namesIn(folder) === hash)
  );
}

/** Undefined where a file may have changed since `settledMs`: what it holds now need not be what was bundled. */
function ingredientsOf(inputs: readonly string[], options: BuildOptions, settledMs: number): Ingredients | undefined {
  const root = options.absWorkingDir ?? process.cwd();
  const files: Record<string, string> = {};
  const folders: Record<string, string> = {};
  try {
    for (const input of inputs) {
      if (input === options.stdin?.sourcefile) continue;
      // A module that a package replaces by nothing in pages.
      const file = resolve(root, input.replace(/^\(disabled\):/, ''));
      files[file] = sha256(readFileSync(file));
      // After the reading: a change before it, or during it, shows here.
      if (statSync(file).ctimeMs >= settledMs) return undefined;
      const folder = dirname(file);
      const packageFile = packageFileOf(file);
      if (packageFile === undefined) folders[folder] ??= namesIn(folder);
      else files[packageFile] ??= sha256(readFileSync(packageFile));
    }
  } catch {
    return undefined;
  }
  return { files, folders };
}

/** `…/node_modules/@scope/name/package.json` of an installed file; undefined for our own. */
function packageFileOf(file: string): string | undefined {
  const found = /^(.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+)[\\/]/.exec(file);
  return found?.[1] === undefined ? undefined : join(found[1], 'package.json');
}

function namesIn(folder: string): string {
  return sha256(readdirSync(folder).sort().join('\n'));
}
