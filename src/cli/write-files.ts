import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { OutputError, reasonOf } from './output-error.ts';

/** What is asked of the file system: tests put a failing one in its place. */
export interface Files {
  readonly open: (path: string, flags: string) => number;
  /** May write less than all, as the system may. */
  readonly write: (file: number, bytes: Uint8Array, offset: number) => number;
  readonly sync: (file: number) => void;
  readonly close: (file: number) => void;
  readonly rename: (from: string, to: string) => void;
}

export const systemFiles: Files = {
  open: (path, flags) => openSync(path, flags),
  write: (file, bytes, offset) => writeSync(file, bytes, offset),
  sync: fsyncSync,
  close: closeSync,
  rename: renameSync,
};

/**
 * Writes several files into a folder. All bytes of all of them are on the disk, under other names, before the first takes
 * its name: whatever happens, a final name never holds half a file.
 *
 * @throws OutputError with the path and the bytes that are needed
 */
export function writeFiles(
  folder: string,
  files: Readonly<Record<string, string>>,
  makeRoom: () => void,
  system: Files = systemFiles,
): void {
  const drafts: { draft: string; path: string }[] = [];
  let doing = folder;
  const contents = Object.entries(files).map(([name, text]) => ({ name, bytes: new TextEncoder().encode(text) }));
  try {
    for (const { name, bytes } of contents) {
      const draft = join(folder, `.${name}.${process.pid}.tmp`);
      doing = join(folder, name);
      drafts.push({ draft, path: doing });
      writeWhole(draft, bytes, system);
    }
    makeRoom();
    for (const { draft, path } of drafts) {
      doing = path;
      system.rename(draft, path);
    }
    syncFolder(folder, system);
  } catch (thrown) {
    for (const { draft } of drafts) rmSync(draft, { force: true });
    const needed = contents.reduce((sum, { bytes }) => sum + bytes.length, 0);
    throw new OutputError(`${doing}: cannot be written: ${reasonOf(thrown)}; ${needed} bytes are needed there`);
  }
}

/** Moves a file if there is one. */
export function moveFile(from: string, to: string, system: Files = systemFiles): void {
  try {
    system.rename(from, to);
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code !== 'ENOENT') throw thrown;
  }
}

function writeWhole(path: string, bytes: Uint8Array, system: Files): void {
  const file = system.open(path, 'w');
  try {
    for (let offset = 0; offset < bytes.length; ) {
      const written = system.write(file, bytes, offset);
      if (!(written > 0)) throw Object.assign(new Error('nothing more was written'), { code: 'EIO' });
      offset += written;
    }
    system.sync(file);
  } finally {
    system.close(file);
  }
}

/** Makes the new names last; where folders cannot be synced (Windows), the system does it in its own time. */
function syncFolder(folder: string, system: Files): void {
  let opened: number;
  try {
    opened = system.open(folder, 'r');
  } catch {
    return;
  }
  try {
    system.sync(opened);
  } catch {
    // The files themselves are safe.
  } finally {
    system.close(opened);
  }
}
