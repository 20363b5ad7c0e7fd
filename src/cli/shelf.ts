import { createHash } from 'node:crypto';
import { closeSync, type Dirent, existsSync, openSync, readdirSync, readFileSync, readSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type ShelfEntry, shelfEntry } from '../report/shelf/shelf-entry.ts';
import { type ShelfCard, shelfCard, shelfMark, shelfPage } from '../report/shelf/shelf-page.ts';
import { OutputError, reasonOf } from './output-error.ts';
import { version } from './version.ts';
import { systemFiles, writeFiles } from './write-files.ts';

const PAGE = 'index.html';
/**
 * What was read of runs before, so that a run more costs one run's reading. It may be deleted at any time; whoever may write
 * it may write the page as well, so that it need not be trusted less.
 */
const CACHE = '.shelf.json';
const SCHEMA = `decaylab/shelf@2 ${version}`;
/** Summaries have a few hundred kilobytes; what is much larger is none. */
const MOST_BYTES = 50_000_000;
/** Others may publish while the page is written: it is then made again, but not for ever. */
const MOST_ROUNDS = 5;

/** A run as it was read, with what tells whether its files are still the same. */
interface Kept {
  readonly stamp: string;
  readonly card: ShelfCard;
}

/** By folder. */
type Cache = Map<string, Kept>;

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
  let before = stateOf(out);
  for (let round = 0; round < MOST_ROUNDS; round++) {
    write(out, runsBelow(out), cache, styles);
    const now = stateOf(out);
    if (now === before) return;
    before = now;
  }
}

/** Changes whenever a run is published: its files take their names in the folder of its scenario. */
function stateOf(out: string): string {
  const times = foldersAmong(entriesOf(out)).map((name) => {
    const stat = statSync(join(out, name), { throwIfNoEntry: false });
    return `${name} ${stat?.mtimeMs}`;
  });
  return times.sort().join('\n');
}

function write(out: string, found: readonly Found[], cache: Cache, styles: Styles): void {
  const kept = found.map(({ folder, files, stamp }): [string, Kept] => {
    const key = folder.join('/');
    const before = cache.get(key);
    if (before?.stamp === stamp) return [key, before];
    const file = ['report.html', 'summary.json'].find((name) => files.has(name)) ?? 'manifest.json';
    const run = readRun(join(out, ...folder));
    return [key, { stamp, card: shelfCard({ folder, file, isEarlier: folder.length > 1, run }) }];
  });
  for (const [key, value] of kept) cache.set(key, value);
  const page = shelfPage(
    kept.map(([, { card }]) => card),
    { ...styles, version, hash: sha256 },
  );
  // Both can be made again from the runs: nothing waits for the disk.
  const quick = { ...systemFiles, sync: () => {} };
  writeFiles(out, { [PAGE]: page, [CACHE]: JSON.stringify({ schema: SCHEMA, runs: kept }) }, () => {}, quick);
}

/** Folders that hold a run: one a scenario, and its earlier runs below `runs`. Links are not followed. */
function runsBelow(out: string): readonly Found[] {
  const found: Found[] = [];
  const look = (folder: readonly string[]): readonly Dirent[] => {
    const entries = entriesOf(join(out, ...folder));
    const files = new Set(entries.filter((entry) => entry.isFile() && ofARun.has(entry.name)).map(({ name }) => name));
    if (files.size > 0) found.push({ folder, files, stamp: stampOf(join(out, ...folder), files) });
    return entries;
  };
  for (const scenario of foldersAmong(entriesOf(out))) {
    if (!foldersAmong(look([scenario])).includes('runs')) continue;
    for (const digest of foldersAmong(entriesOf(join(out, scenario, 'runs')))) look([scenario, 'runs', digest]);
  }
  return found;
}

const ofARun: ReadonlySet<string> = new Set(['report.html', 'summary.json', 'manifest.json']);

function entriesOf(path: string): readonly Dirent[] {
  try {
    return readdirSync(path, { withFileTypes: true });
  } catch {
    return [];
  }
}

const foldersAmong = (entries: readonly Dirent[]): readonly string[] =>
  entries.filter((entry) => entry.isDirectory() && !entry.name.startsWith('.')).map(({ name }) => name);

/** Changes whenever what is read of a run does. */
function stampOf(path: string, files: ReadonlySet<string>): string {
  const stamps = ['summary.json', 'manifest.json'].map((name) => {
    const stat = files.has(name) ? statSync(join(path, name), { throwIfNoEntry: false }) : undefined;
    return stat === undefined ? '' : `${stat.size} ${stat.mtimeMs}`;
  });
  return `${[...files].sort().join(' ')} ${stamps.join(' ')}`;
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
    return schema === SCHEMA ? new Map(runs as Iterable<[string, Kept]>) : new Map();
  } catch {
    return new Map();
  }
}

/** A page that is not there yet, or that this program made: whoever points `--out` at a site of his own keeps it. */
function isOurs(path: string): boolean {
  if (!existsSync(path)) return true;
  const file = openSync(path, 'r');
  try {
    const start = Buffer.alloc(400);
    return start.toString('utf8', 0, readSync(file, start)).includes(shelfMark);
  } finally {
    closeSync(file);
  }
}

const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('base64');
