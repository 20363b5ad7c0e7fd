import { createHash, randomBytes } from 'node:crypto';
import {
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve, sep } from 'node:path';

/** Half a megabyte each. */
export const MOST_ENTRIES = 200;
const HASH_LENGTH = 64;
/** Says where packages are, and which esbuild it is. */
export const esbuildPackage = createRequire(import.meta.url).resolve('esbuild/package.json');

/** Beside the packages, which are trusted with as much; where that cannot be written, a folder of our own. */
export function cacheFolders(): readonly string[] {
  const owner = process.getuid?.() ?? 'user';
  return [join(dirname(dirname(esbuildPackage)), '.cache', 'decaylab'), join(tmpdir(), `decaylab-${owner}`)];
}

/** What was kept under a key, if all of it is still there. */
export function readKept(key: string, folders = cacheFolders()): Buffer | undefined {
  for (const folder of folders) {
    const entry = readEntry(folder, `${sha256(key).slice(0, 32)}.kept`);
    if (entry !== undefined) return entry;
  }
  return undefined;
}

/** Keeps something under a key, if any folder can be written. */
export function keep(key: string, entry: Uint8Array, folders = cacheFolders()): void {
  folders.some((folder) => writeEntry(folder, `${sha256(key).slice(0, 32)}.kept`, entry));
}

/** An entry with the hash that it states; undefined where there is none, or none that may be used. */
export function readEntry(folder: string, name: string): Buffer | undefined {
  try {
    if (!isOurs(folder)) return undefined;
    const path = join(folder, name);
    const whole = readFileSync(path);
    const entry = whole.subarray(HASH_LENGTH + 1);
    if (sha256(entry) !== whole.toString('latin1', 0, HASH_LENGTH)) return undefined;
    // What is in use is not the oldest.
    const now = new Date();
    utimesSync(path, now, now);
    return entry;
  } catch {
    return undefined;
  }
}

/**
 * False where nothing could be kept. An entry appears under its name whole: programs that run at the same time do not
 * disturb each other.
 */
export function writeEntry(folder: string, name: string, entry: string | Uint8Array): boolean {
  const draft = join(folder, `.${name}.${randomBytes(6).toString('hex')}.tmp`);
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    if (!isOurs(folder)) return false;
  } catch {
    return false;
  }
  try {
    writeFileSync(draft, Buffer.concat([Buffer.from(`${sha256(entry)}\n`), Buffer.from(entry)]), { flag: 'wx' });
    renameSync(draft, join(folder, name));
    dropOldest(folder);
    return true;
  } catch {
    rmSync(draft, { force: true });
    return false;
  }
}

/** Scenarios come and go; so do drafts of programs that were killed. */
function dropOldest(folder: string): void {
  const byAge = readdirSync(folder)
    .map((name) => ({ path: join(folder, name), ageMs: -statSync(join(folder, name)).mtimeMs }))
    .sort((a, b) => a.ageMs - b.ageMs);
  for (const { path } of byAge.slice(MOST_ENTRIES)) rmSync(path, { force: true });
}

/** In a folder that others can write to, anybody could have left an entry with the right hashes. */
function isOurs(folder: string): boolean {
  if (!resolve(folder).startsWith(resolve(tmpdir()) + sep)) return true;
  const found = lstatSync(folder);
  const uid = process.getuid?.();
  return found.isDirectory() && (uid === undefined || (found.uid === uid && (found.mode & 0o022) === 0));
}

export function sha256(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex');
}
