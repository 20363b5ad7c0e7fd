import { expect, test } from 'vitest';
import { assembleResult } from '../../src/batch/assemble-result.ts';
import { blocksOf } from '../../src/batch/block-size.ts';
import { digestOf } from '../../src/batch/node/digest.ts';
import { simulateBlock } from '../../src/batch/simulate-block.ts';
import type { Storage } from '../../src/batch/storage.ts';
import { ACCOUNT_PATHS, allocateFans, allocateStorage, bytesNeeded, pathsThatFit } from '../../src/batch/storage.ts';
import { summarise } from '../../src/result/summarise.ts';
import { settled } from './small-run.ts';

const { description, simulation } = await settled();
const buffers = (bytes: number) => new ArrayBuffer(bytes);
const holdings = description.holdings.length;
const isAccount = (index: number) => /^(book|log)\//.test(simulation.columns[index]!.name);
const fans = () => allocateFans(simulation.observation, holdings, buffers);

/** A few more than accounts are kept for. */
const paths = ACCOUNT_PATHS + 50;
const storageOf = (count: number): Storage => allocateStorage(simulation, holdings, count, buffers);

test('up to a hundred thousand paths every column holds every path', () => {
  for (const column of storageOf(ACCOUNT_PATHS).columns) expect(column.length).toBe(ACCOUNT_PATHS);
});

test('beyond, accounts are kept of the first hundred thousand, and everything else of all', () => {
  storageOf(paths).columns.forEach((column, index) => {
    expect(column.length).toBe(isAccount(index) ? ACCOUNT_PATHS : paths);
  });
});

test('what fits into memory is the most that does, and accounts are most of what is saved', () => {
  const budget = 1.5 * 2 ** 30;
  const fit = pathsThatFit(simulation, holdings, budget, 2);
  expect(bytesNeeded(simulation, holdings, fit, 2)).toBeLessThanOrEqual(budget);
  expect(bytesNeeded(simulation, holdings, fit + 1, 2)).toBeGreaterThan(budget);
  expect(pathsThatFit(simulation, holdings, 1, 2)).toBe(0);
  const all = 8 * simulation.columns.length * 1_000_000;
  expect(bytesNeeded(simulation, holdings, 1_000_000, 2)).toBeLessThan(all);
});

test('no number of threads makes a run too large', () => {
  expect(bytesNeeded(simulation, holdings, 1000, 64)).toBe(bytesNeeded(simulation, holdings, 1000, 2));
});

test('a block on the border, or beyond it, writes what is kept and nothing else', () => {
  const storage = storageOf(paths);
  for (const column of storage.columns) column.fill(Number.NaN);
  const blocks = [
    { index: 0, firstPath: ACCOUNT_PATHS - 2, count: 4 },
    { index: 1, firstPath: ACCOUNT_PATHS + 8, count: 3 },
  ];
  for (const block of blocks) simulateBlock(simulation, storage, fans(), block);
  for (const { firstPath, count } of blocks) {
    const alone = simulation.columns.map(() => new Float64Array(count));
    simulation.runBlock(firstPath, count, { columns: alone, fans: fans(), samples: [] });
    storage.columns.forEach((column, index) => {
      const kept = isAccount(index) ? Math.max(0, Math.min(count, ACCOUNT_PATHS - firstPath)) : count;
      expect(column.subarray(firstPath, firstPath + count)).toEqual(alone[index]!.subarray(0, kept));
    });
  }
  for (const column of storage.columns) expect(column[ACCOUNT_PATHS - 3]).toBeNaN();
});

/** Path p holds the number p everywhere; blocks of 40 paths, of which those that `isDone` accepts were completed. */
function assemble(isDone: (firstPath: number) => boolean) {
  const storage = storageOf(paths);
  for (const column of storage.columns) for (let path = 0; path < column.length; path++) column[path] = path;
  const completed = blocksOf(paths, 40).filter(({ firstPath }) => isDone(firstPath));
  const outcome = { completed, fans: fans(), failure: null, abandoned: [] };
  return assembleResult({ ...description, paths }, simulation, storage, outcome, digestOf, []);
}

test('of a run that was stopped, accounts are those of the completed paths among the first', () => {
  const result = assemble((firstPath) => firstPath >= ACCOUNT_PATHS - 80 && firstPath !== ACCOUNT_PATHS - 40);
  expect(result).toMatchObject({ paths: 90, isPartial: true });
  for (const { columns } of result.holdings) {
    for (const [name, column] of Object.entries(columns)) {
      expect(column.length).toBe(/^(book|log)\//.test(name) ? 40 : 90);
      expect([column[0], column[39]]).toEqual([ACCOUNT_PATHS - 80, ACCOUNT_PATHS - 41]);
      if (column.length > 40) expect([column[40], column[89]]).toEqual([ACCOUNT_PATHS, paths - 1]);
    }
  }
});

test('a run of which no early path was completed has no accounts, and still can be summed up', () => {
  const result = assemble((firstPath) => firstPath >= ACCOUNT_PATHS);
  const { accountPaths, holdings: summaries } = summarise(result);
  expect(accountPaths).toBe(0);
  for (const { attribution, books, finalValue } of Object.values(summaries)) {
    expect(attribution).toMatchObject({ paths: 0, total: { mean: null } });
    for (const book of Object.values(books)) expect(book.mean).toBeNull();
    expect(finalValue.mean).toBeCloseTo(ACCOUNT_PATHS + 24.5, 6);
  }
});
