import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Content } from '../exports/content.ts';
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
 * Writes several files into a folder, or folders below it. All bytes of all of them are on the disk, under other names,
 * before the first takes its name: whatever happens, a final name never holds half a file.
 *
 * @throws OutputError with the path and the bytes that are needed, as far as they are known
 */
export function writeFiles(
  folder: string,
  files: Readonly<Record<string, Content>>,
  makeRoom: () => void,
  system: Files = systemFiles,
): void {
  const drafts: { draft: string; path: string }[] = [];
  let doing = folder;
  const contents = Object.entries(files).map(([name, content]) => ({
    name,
    content: typeof content === 'string' ? new TextEncoder().encode(content) : content,
  }));
  try {
    for (const { name, content } of contents) {
      // All beside each other: a folder below may yet be moved away.
      const draft = join(folder, `.${name.replaceAll('/', '+')}.${process.pid}.tmp`);
      doing = join(folder, name);
      drafts.push({ draft, path: doing });
      writeWhole(draft, content, system);
    }
    makeRoom();
    for (const { draft, path } of drafts) {
      doing = path;
      if (dirname(path) !== folder) mkdirSync(dirname(path), { recursive: true });
      system.rename(draft, path);
    }
    for (const each of new Set([...drafts.map(({ path }) => dirname(path)), folder])) syncFolder(each, system);
  } catch (thrown) {
    for (const { draft } of drafts) rmSync(draft, { force: true });
    const needed = contents.reduce((sum, { content }) => sum + (typeof content === 'function' ? 0 : content.length), 0);
    const atLeast = contents.some(({ content }) => typeof content === 'function') ? 'more than ' : '';
    throw new OutputError(
      `${doing}: cannot be written: ${reasonOf(thrown)}; ${atLeast}${needed} bytes are needed there`,
    );
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

function writeWhole(path: string, content: Exclude<Content, string>, system: Files): void {
  const file = system.open(path, 'w');
  const write = (bytes: Uint8Array) => {
    for (let offset = 0; offset < bytes.length; ) {
      const written = system.write(file, bytes, offset);
      if (!(written > 0)) throw Object.assign(new Error('nothing more was written'), { code: 'EIO' });
      offset += written;
    }
  };
  try {
    if (typeof content === 'function') content(write);
    else write(content);
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
