import { createHash } from 'node:crypto';
import { closeSync, ftruncateSync, openSync, readFileSync, writeSync } from 'node:fs';
import type { SettingValue, SweepCell } from '../result/sweep-result.ts';
import { OutputError, reasonOf } from './output-error.ts';

/** Finished cells of a question on the disk: what was interrupted goes on where it was, and a wider grid begins with what there is. */
export interface CellJournal {
  readonly find: (settings: Readonly<Record<string, SettingValue>>) => SweepCell | undefined;
  readonly add: (cell: SweepCell) => void;
  readonly close: () => void;
}

const HASH_LENGTH = 16;

/**
 * Opens a journal that nobody else writes. A line is a cell behind a hash of its text: one that was cut off, or changed, is
 * forgotten together with all behind it, and made again.
 *
 * @throws OutputError where it cannot be read or written
 */
export function openCellJournal(path: string): CellJournal {
  const cells = new Map<string, SweepCell>();
  let file: number;
  try {
    file = openSync(path, 'a+');
    const whole = readFileSync(path);
    let end = 0;
    for (let next = whole.indexOf(10, end); next >= 0; next = whole.indexOf(10, end)) {
      const line = whole.toString('utf8', end, next);
      const text = line.slice(HASH_LENGTH + 1);
      if (line.slice(0, HASH_LENGTH) !== hashOf(text)) break;
      const cell = JSON.parse(text) as SweepCell;
      cells.set(keyOf(cell.settings), cell);
      end = next + 1;
    }
    if (end < whole.length) ftruncateSync(file, end);
  } catch (thrown) {
    throw new OutputError(`${path}: cannot be used: ${reasonOf(thrown)}`);
  }
  return {
    find: (settings) => cells.get(keyOf(settings)),
    add: (cell) => {
      const text = JSON.stringify(cell);
      cells.set(keyOf(cell.settings), cell);
      try {
        const line = Buffer.from(`${hashOf(text)} ${text}\n`);
        for (let offset = 0; offset < line.length; ) offset += writeSync(file, line, offset);
      } catch (thrown) {
        throw new OutputError(`${path}: cannot be written: ${reasonOf(thrown)}`);
      }
    },
    close: () => closeSync(file),
  };
}

/** The same whatever the order in which a cell is set. */
const keyOf = (settings: Readonly<Record<string, SettingValue>>): string =>
  JSON.stringify(Object.entries(settings).sort(([a], [b]) => (a < b ? -1 : 1)));

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, HASH_LENGTH);
