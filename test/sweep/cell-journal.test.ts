import { appendFileSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { openCellJournal } from '../../src/cli/cell-journal.ts';
import { OutputError } from '../../src/cli/output-error.ts';
import { scratch } from '../cli/captured.ts';
import { swept } from './swept.ts';

const disk = scratch();
afterAll(disk.remove);

const cells = [1, 2, 3, 4, 5].map((days) => ({ settings: { days } }));
const asked = { cells, paths: 40 };
const whole = await swept('small', asked);

/** Stops after so many cells, as Ctrl-C does. */
async function interrupted(path: string, after: number): Promise<number> {
  const controller = new AbortController();
  const journal = openCellJournal(path);
  let done = 0;
  const [made] = await swept('small', {
    ...asked,
    journal,
    signal: controller.signal,
    onCell: () => {
      if (++done === after) controller.abort();
    },
  });
  journal.close();
  return made!.filter((cell) => cell !== null).length;
}

async function resumed(
  path: string,
): Promise<{ readonly made: Awaited<ReturnType<typeof swept>>; readonly found: number }> {
  const journal = openCellJournal(path);
  const found = cells.filter(({ settings }) => journal.find(settings) !== undefined).length;
  const made = await swept('small', { ...asked, journal });
  journal.close();
  return { made, found };
}

describe('a sweep that was interrupted', () => {
  test('goes on where it was, and ends as if it never had been', async () => {
    const path = join(disk.fresh(), 'cells');
    expect(await interrupted(path, 2)).toBe(2);
    const { made, found } = await resumed(path);
    expect(found).toBe(2);
    expect(made).toEqual(whole);
  });

  test('makes a cell again whose line was cut off, and all that were behind it', async () => {
    const path = join(disk.fresh(), 'cells');
    await interrupted(path, 3);
    truncateSync(path, readFileSync(path).length - 100);
    const { made, found } = await resumed(path);
    expect(found).toBe(2);
    expect(made).toEqual(whole);
    expect((await resumed(path)).found).toBe(cells.length);
  });

  test('believes no line that was changed', async () => {
    const path = join(disk.fresh(), 'cells');
    await interrupted(path, 2);
    writeFileSync(path, readFileSync(path, 'utf8').replace('"days":1', '"days":9'));
    expect((await resumed(path)).made).toEqual(whole);
    appendFileSync(path, 'not a cell\n');
    expect((await resumed(path)).made).toEqual(whole);
  });

  test('runs nothing again that is there, and finds it whatever the order in which a cell is set', async () => {
    const path = join(disk.fresh(), 'cells');
    const journal = openCellJournal(path);
    journal.add({ settings: { b: 1, a: 'x' }, days: 1, fanDays: [], digest: '0', holdings: [] });
    expect(journal.find({ a: 'x', b: 1 })?.digest).toBe('0');
    expect(journal.find({ a: 'x', b: 2 })).toBeUndefined();
    journal.close();
    const again = openCellJournal(path);
    expect(again.find({ a: 'x', b: 1 })?.digest).toBe('0');
    again.close();
  });
});

test('a journal that cannot be written is told as output', () => {
  expect(() => openCellJournal(join(disk.path, 'nowhere', 'cells'))).toThrow(OutputError);
});
