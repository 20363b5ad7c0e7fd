import { createHash } from 'node:crypto';
import { type Dirent, existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type ShelfEntry, shelfEntry } from '../report/shelf/shelf-entry.ts';
import { type Shelved, shelfMark, shelfPage } from '../report/shelf/shelf-page.ts';
import { OutputError, reasonOf } from './output-error.ts';
import { version } from './version.ts';
import { systemFiles, writeFiles } from './write-files.ts';

const PAGE = 'index.html';
/** What was read of runs before, so that a run more costs one run's reading. It may be deleted at any time. */
const CACHE = '.shelf.json';
const SCHEMA = `decaylab/shelf@1 ${version}`;
/** Summaries have a few hundred kilobytes; what is much larger is none. */
const MOST_BYTES = 50_000_000;
/** Others may publish while the page is written: it is then made again, but not for ever. */
const MOST_ROUNDS = 5;

type Read = Shelved['run'];
/** Read before, by folder, with what tells whether its files are still the same. */
type Cache = Map<string, { readonly stamp: string; readonly run: Read }>;

interface Found {
  readonly folder: readonly string[];
  readonly files: ReadonlySet<string>;
  readonly stamp: string;
}

/** Styles of the report, and their hash. */
export interface Styles {
  readonly styles: string;
  readonly stylesHash: string;
}

/**
 * Makes the page that lists every run below a folder of results. What cannot be read is listed as such. Several processes
 * may do it at once: each looks again after it has written, so that the last one to write has seen everything.
 *
 * @returns why it could not be made, or null
 */
export function rebuildShelf(out: string, styles: Styles): string | null {
  try {
    if (!isOurs(join(out, PAGE))) return `${join(out, PAGE)}: is not a list of runs, and was left as it is`;
    try {
      makeUntilNothingIsNew(out, readCache(join(out, CACHE)), styles);
    } catch {
      // What was read before may be what is wrong.
      makeUntilNothingIsNew(out, new Map(), styles);
    }
    return null;
  } catch (thrown) {
    const why = thrown instanceof OutputError ? thrown.message : `${join(out, PAGE)}: ${reasonOf(thrown)}`;
    return `The list of runs was not made anew: ${why}`;
  }
}

function makeUntilNothingIsNew(out: string, cache: Cache, styles: Styles): void {
  let before = '';
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const found = runsBelow(out);
    const now = found.map(({ folder, stamp }) => `${folder.join('/')} ${stamp}`).join('\n');
    if (round > 0 && now === before) return;
    before = now;
    write(out, found, cache, styles);
  }
}

function write(out: string, found: readonly Found[], cache: Cache, styles: Styles): void {
  const kept: Cache = new Map();
  const runs = found.map(({ folder, files, stamp }): Shelved => {
    const key = folder.join('/');
    const before = cache.get(key);
    const run = before?.stamp === stamp ? before.run : readRun(join(out, ...folder));
    kept.set(key, { stamp, run });
    const file = ['report.html', 'summary.json'].find((name) => files.has(name)) ?? 'manifest.json';
    return { folder, file, isEarlier: folder.length > 1, run };
  });
  for (const [key, value] of kept) cache.set(key, value);
  const page = shelfPage(runs, { ...styles, version, hash: sha256 });
  // Both can be made again from the runs: nothing waits for the disk.
  const quick = { ...systemFiles, sync: () => {} };
  writeFiles(out, { [PAGE]: page, [CACHE]: JSON.stringify({ schema: SCHEMA, runs: [...kept] }) }, () => {}, quick);
}

/** Folders that hold a run: one a scenario, and its earlier runs below `runs`. Links are not followed. */
function runsBelow(out: string): readonly Found[] {
  const folders = foldersIn(out).flatMap((name) => [
    [name],
    ...foldersIn(join(out, name, 'runs')).map((digest) => [name, 'runs', digest]),
  ]);
  return folders.map((folder) => foundIn(out, folder)).filter((found) => found !== null);
}

function foldersIn(path: string): readonly string[] {
  let entries: Dirent[];
  try {
    entries = readdirSync(path, { withFileTypes: true });
  } catch {
    return [];
  }
  return entries.filter((entry) => entry.isDirectory() && !entry.name.startsWith('.')).map(({ name }) => name);
}

function foundIn(out: string, folder: readonly string[]): Found | null {
  const files = new Set<string>();
  let stamp = '';
  for (const name of ['report.html', 'summary.json', 'manifest.json']) {
    const stat = statSync(join(out, ...folder, name), { throwIfNoEntry: false });
    if (stat?.isFile() !== true) continue;
    files.add(name);
    stamp += `${name} ${stat.size} ${stat.mtimeMs};`;
  }
  return files.size === 0 ? null : { folder, files, stamp };
}

function readRun(path: string): ShelfEntry | { readonly unreadable: string } {
  let manifest: unknown = null;
  try {
    manifest = readJson(join(path, 'manifest.json'));
  } catch {
    // Its summary says most of it.
  }
  try {
    return shelfEntry(readJson(join(path, 'summary.json')), manifest);
  } catch (thrown) {
    const { code } = thrown as NodeJS.ErrnoException;
    if (code !== undefined) return { unreadable: `summary.json: ${reasonOf(thrown)}` };
    return { unreadable: thrown instanceof SyntaxError ? 'summary.json is not JSON' : (thrown as Error).message };
  }
}

function readJson(path: string): unknown {
  if (statSync(path).size > MOST_BYTES) throw new Error('summary.json is too large to be one');
  return JSON.parse(readFileSync(path, 'utf8'));
}

function readCache(path: string): Cache {
  try {
    const { schema, runs } = readJson(path) as { readonly schema: unknown; readonly runs: unknown };
    return schema === SCHEMA ? new Map(runs as Iterable<[string, { stamp: string; run: Read }]>) : new Map();
  } catch {
    return new Map();
  }
}

/** A page that is not there yet, or that this program made: whoever points `--out` at a site of his own keeps it. */
function isOurs(path: string): boolean {
  return !existsSync(path) || readFileSync(path, 'utf8').slice(0, 400).includes(shelfMark);
}

const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('base64');
