import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { folderName } from '../../src/cli/folder-name.ts';
import { takeLock } from '../../src/cli/lock.ts';
import { openOutputFolder } from '../../src/cli/output-folder.ts';
import type { Files } from '../../src/cli/write-files.ts';
import { systemFiles } from '../../src/cli/write-files.ts';
import { filesIn, scratch } from './captured.ts';

const disk = scratch();
afterAll(disk.remove);

const summary = (digest: string, more = '') => JSON.stringify({ digest, more });
const one = { 'report.html': 'one', 'summary.json': summary('1111111111111111'), 'manifest.json': '{}' };
const two = { 'report.html': 'two'.repeat(1000), 'summary.json': summary('2222222222222222'), 'manifest.json': '{}' };
const contents = (folder: string) =>
  Object.fromEntries(filesIn(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]));

describe('the folder of a scenario', () => {
  test('is called as the scenario is', () => {
    for (const name of ['choppy', 'funding-squeeze', 'black_thursday.2', 'Lab']) expect(folderName(name)).toBe(name);
  });

  test('has a name that every file system accepts, whatever the scenario is called', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (name) => {
        const folder = folderName(name);
        expect(folder).toMatch(/^[A-Za-z0-9_][A-Za-z0-9._-]*$/);
        expect(folder.length).toBeLessThanOrEqual(100);
        expect(folder).not.toMatch(/^(con|prn|aux|nul|com\d|lpt\d)(\..*)?$|\.$/i);
        expect(folderName(folder)).toBe(folder);
      }),
      { seed: 92 },
    );
  });

  test.each([
    ['CON', 'con.1'],
    ['a/b', 'a-b'],
    ['..', ''],
    ['\0', '\u202e'],
    ['é', 'è'],
    ['x'.repeat(300), 'x'.repeat(301)],
  ])('does not confuse %j and %j', (a, b) => {
    expect(folderName(a).toLowerCase()).not.toBe(folderName(b).toLowerCase());
  });

  test('keeps earlier runs under their digests', () => {
    const path = join(disk.fresh(), 'lab');
    for (const files of [one, two]) {
      const folder = openOutputFolder(path);
      folder.publish(files);
      folder.release();
    }
    expect(contents(path)).toEqual({
      ...two,
      ...Object.fromEntries(Object.entries(one).map(([name, text]) => [join('runs/1111111111111111', name), text])),
    });
  });

  test('keeps what is told of an earlier run with that run, not beside a later one that tells nothing', () => {
    const path = join(disk.fresh(), 'lab');
    for (const files of [{ ...one, 'told.json': '[1]' }, two]) {
      const folder = openOutputFolder(path);
      folder.publish(files);
      folder.release();
    }
    expect(filesIn(path)).not.toContain('told.json');
    expect(contents(path)['runs/1111111111111111/told.json']).toBe('[1]');
  });

  test('is not left behind where nothing was published', () => {
    const out = disk.fresh();
    openOutputFolder(join(out, 'a/b/c')).release();
    expect(() => statSync(join(out, 'a'))).toThrow();
  });
});

describe('a lock', () => {
  test('of a process that is no more is recovered, and a broken one too', () => {
    for (const stale of [JSON.stringify({ pid: 2 ** 22 - 3, started: '1' }), '', '{"pid":', '{"pid":0}']) {
      const path = join(disk.fresh(), '.lock');
      writeFileSync(path, stale);
      takeLock(path).release();
      expect(filesIn(join(path, '..'))).toEqual([]);
    }
  });

  // A process number is given to somebody else after a while.
  test.skipIf(process.platform !== 'linux')('of an earlier process with the same number is recovered', () => {
    const path = join(disk.fresh(), '.lock');
    writeFileSync(path, JSON.stringify({ pid: process.pid, started: '12' }));
    takeLock(path).release();
  });

  test('that is held is not taken', () => {
    const path = join(disk.fresh(), '.lock');
    const lock = takeLock(path);
    expect(() => takeLock(path)).toThrow(/another run writes there, process \d+\nHint/);
    lock.release();
    takeLock(path).release();
  });
});

describe('a disk that fails', () => {
  /** Fails at one operation of the file system, with one of its reasons. */
  function failing(at: number, code: string): { readonly files: Files; readonly operations: () => number } {
    let count = 0;
    const or =
      <A extends unknown[], R>(work: (...given: A) => R) =>
      (...given: A): R => {
        if (++count === at) throw Object.assign(new Error(code), { code });
        return work(...given);
      };
    const { open, write, sync, close, rename } = systemFiles;
    return {
      files: { open: or(open), write: or(write), sync: or(sync), close, rename: or(rename) },
      operations: () => count,
    };
  }

  const publish = (path: string, files: typeof one, system: Files = systemFiles) => {
    const folder = openOutputFolder(path, system);
    try {
      folder.publish(files);
    } finally {
      folder.release();
    }
  };

  // Kills: renaming each file as soon as it is written, and archiving the earlier run before the new one is on the disk.
  test('at whichever operation, never leaves half a file under a final name, and says what it needed', () => {
    const path = join(disk.fresh(), 'lab');
    publish(path, one);
    const counting = failing(0, 'none');
    publish(join(disk.fresh(), 'lab'), two, counting.files);
    // Opening, writing and syncing three files: while that fails, the earlier run stays where and as it was.
    for (let at = 1; at <= 9; at++) {
      expect(() => publish(path, two, failing(at, 'ENOSPC').files), `operation ${at}`).toThrow(
        /(report\.html|summary\.json|manifest\.json): cannot be written: the disk is full; 3\d{3} bytes are needed there/,
      );
      expect(contents(path), `operation ${at}`).toEqual(one);
    }
    // Renaming: whatever is there by then is whole.
    const whole = new Set([...Object.values(one), ...Object.values(two)]);
    for (let at = 10; at <= counting.operations() + 3; at++) {
      const fresh = join(disk.fresh(), 'lab');
      publish(fresh, one);
      try {
        publish(fresh, two, failing(at, 'EIO').files);
      } catch (thrown) {
        expect((thrown as Error).name).toBe('OutputError');
      }
      for (const text of Object.values(contents(fresh))) expect(whole).toContain(text);
    }
  });

  test('that takes a little at a time is written to until all is there', () => {
    const path = join(disk.fresh(), 'lab');
    const slow: Files = {
      ...systemFiles,
      write: (file, bytes, offset) => systemFiles.write(file, bytes.subarray(0, offset + 7), offset),
    };
    publish(path, two, slow);
    expect(contents(path)).toEqual(two);
  });

  test('that takes nothing more is not waited for', () => {
    const path = join(disk.fresh(), 'lab');
    expect(() => publish(path, two, { ...systemFiles, write: () => 0 })).toThrow(/cannot be written/);
    expect(() => statSync(path)).toThrow();
  });
});
