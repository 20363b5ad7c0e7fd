import { expect, test } from 'vitest';
import { assembleResult } from '../../src/batch/assemble-result.ts';
import { allocateFans, allocateStorage } from '../../src/batch/storage.ts';
import type { Column } from '../../src/result/run-result.ts';
import { settled } from './small-run.ts';

const { description, simulation } = await settled();
const buffers = (bytes: number) => new ArrayBuffer(bytes);
const paths = 8;
const scenario = { ...description, paths };

/** Eight paths of which path p holds the number p everywhere; blocks of two; these were completed. */
function assemble(completedBlocks: readonly number[]) {
  const storage = allocateStorage(simulation, scenario.holdings.length, paths, buffers);
  for (const column of storage.columns) for (let path = 0; path < paths; path++) column[path] = path;
  storage.samples.forEach((series, path) => {
    for (const values of series) values.fill(path);
  });
  const completed = completedBlocks.map((index) => ({ index, firstPath: 2 * index, count: 2 }));
  const hashed: (readonly Column[])[] = [];
  const outcome = {
    completed,
    fans: allocateFans(simulation.observation, scenario.holdings.length, buffers),
    failure: null,
    abandoned: [],
  };
  const result = assembleResult(
    scenario,
    simulation,
    storage,
    outcome,
    (columns) => {
      hashed.push(columns);
      return 'digest';
    },
    [],
  );
  return { result, hashed };
}

const everyColumn = ({ result }: ReturnType<typeof assemble>) => [
  ...Object.values(result.market),
  ...result.holdings.flatMap(({ columns }) => Object.values(columns)),
];

test('a partial result holds the paths of the completed blocks and no others, in path order, samples included', () => {
  for (const [blocks, expected] of [
    [
      [1, 3],
      [2, 3, 6, 7],
    ],
    [
      [0, 2],
      [0, 1, 4, 5],
    ],
    [[3], [6, 7]],
    [[], []],
  ] as const) {
    const assembled = assemble(blocks);
    const { result } = assembled;
    expect(result).toMatchObject({ paths: expected.length, isPartial: true });
    for (const column of everyColumn(assembled)) expect([...column]).toEqual(expected);
    for (const series of [result.spotSamples, ...result.holdings.map(({ samples }) => samples)]) {
      expect(series.map((values) => values[0])).toEqual(expected);
    }
    expect(result.warnings).toEqual([`This run was stopped: ${expected.length} of 8 paths are in it.`]);
  }
});

test('a whole result is not partial, and warns of nothing', () => {
  expect(assemble([0, 1, 2, 3]).result).toMatchObject({ paths, isPartial: false, warnings: [], digest: 'digest' });
});

test('the digest is taken of every column of the market and of every holding, in the order of the simulation', () => {
  const { hashed } = assemble([1, 3]);
  expect(hashed).toHaveLength(1);
  expect(hashed[0]!.length).toBe(simulation.columns.length);
  for (const column of hashed[0]!) expect([...column]).toEqual([2, 3, 6, 7]);
});
