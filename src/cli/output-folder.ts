import { existsSync, mkdirSync, readdirSync, readFileSync, rmdirSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Content } from '../exports/content.ts';
import type { Lock } from './lock.ts';
import { takeLock } from './lock.ts';
import { OutputError, reasonOf } from './output-error.ts';
import type { Files } from './write-files.ts';
import { moveFile, systemFiles, writeFiles } from './write-files.ts';

/** A folder that is ours alone until it is released. */
export interface OutputFolder {
  readonly path: string;
  /** Moves an earlier run out of the way and puts the new files in its place: all of them, whole, or none. */
  readonly publish: (files: Readonly<Record<string, Content>>) => void;
  readonly release: () => void;
}

/** Everything that a run may leave, a folder among it; an earlier run's are moved together. */
const ofARun = ['report.html', 'summary.json', 'manifest.json', 'told.json', 'exports'];

/**
 * Opens the folder of one scenario's results, creating it where needed: before anything is computed, so that nothing is
 * computed in vain.
 *
 * @throws OutputError where it cannot be written, or a live process writes there
 */
export function openOutputFolder(path: string, system: Files = systemFiles): OutputFolder {
  let created: string | undefined;
  let lock: Lock;
  try {
    created = createFolder(path);
    if (!statSync(path).isDirectory()) throw Object.assign(new Error(), { code: 'ENOTDIR' });
    lock = takeLock(join(path, '.lock'));
    for (const name of readdirSync(path)) if (/^\..*\.tmp$/.test(name)) rmSync(join(path, name), { force: true });
  } catch (thrown) {
    removeEmptyFolders(path, created);
    if (thrown instanceof OutputError) throw thrown;
    throw new OutputError(
      `${path}: results cannot be written there: ${reasonOf(thrown)}\nHint: name another folder with --out DIR`,
    );
  }
  return {
    path,
    publish: (files) => writeFiles(path, files, () => archive(path, system), system),
    release: () => {
      lock.release();
      removeEmptyFolders(path, created);
    },
  };
}

/**
 * Creates a folder and those above it; returns the first that was missing. Node's own recursive `mkdir` never ends where
 * the system answers ENOENT to a folder whose parent is there, as /proc does (v20.20.2).
 */
function createFolder(path: string): string | undefined {
  if (existsSync(path)) return undefined;
  const above = dirname(path) === path ? undefined : createFolder(dirname(path));
  mkdirSync(path);
  return above ?? path;
}

/** Moves the files of the run that is there to `runs/<its digest>`. */
function archive(path: string, system: Files): void {
  let digest: unknown;
  try {
    digest = JSON.parse(readFileSync(join(path, 'summary.json'), 'utf8')).digest;
  } catch {
    return;
  }
  if (typeof digest !== 'string' || !/^[0-9a-f]{16}$/.test(digest)) return;
  const target = join(path, 'runs', digest);
  createFolder(target);
  for (const name of ofARun) {
    rmSync(join(target, name), { force: true, recursive: true });
    moveFile(join(path, name), join(target, name), system);
  }
}

/** Leaves nothing behind that was made for a run which never came to be. */
function removeEmptyFolders(path: string, created: string | undefined): void {
  if (created === undefined) return;
  try {
    for (let folder = path; folder.length >= created.length; folder = dirname(folder)) rmdirSync(folder);
  } catch {
    // It holds something by now, and stays.
  }
}
