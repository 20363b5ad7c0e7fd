import { describe, expect, test } from 'vitest';
import lab from '../../scenarios/lab.ts';
import { prepareCells, settleCells } from '../../src/batch/cells.ts';
import { readScenario } from '../../src/batch/node/read-scenario.ts';
import { runScenario } from '../../src/batch/node/run-scenario.ts';
import { noFunding, priceProcess, scenario, spot } from '../../src/index.ts';
import { summarise } from '../../src/result/summarise.ts';
import { gridOf, type SweepCell } from '../../src/result/sweep-result.ts';
import { openScenario } from '../../src/scenario/open-scenario.ts';
import { type CellSettings, typed } from '../../src/scenario/sweeps.ts';
import { fixture } from '../batch/small-run.ts';
import { runPaths } from '../support/run.ts';
import { swept } from './swept.ts';

const axes = [
  { name: 'leverage', values: [-1, 2, 3] },
  { name: 'volatilityPerYear', values: [0.4, 0.9] },
];
const grid = gridOf(axes).map((settings): CellSettings => ({ settings }));

describe('a cell of a sweep', () => {
  test('has the final values of the run with the same settings, bit for bit, though it ran side by side with others', async () => {
    const shared = { stepMinutes: '240', horizonDays: '5' };
    const resolve = (settings: CellSettings['settings']) =>
      lab.resolve({ paths: 70, seed: 'cells', set: { ...shared, ...typed(settings) } });
    const cells = settleCells(grid, resolve);
    for (const kernels of ['plain', 'wasm', 'shared'] as const) {
      const prepared = prepareCells(cells, grid, 4);
      const groups = prepared.groups(new Map());
      // Leverages share a market, volatilities do not; twelve holdings go together.
      expect(groups).toEqual([
        [0, 2, 4],
        [1, 3, 5],
      ]);
      const shared = prepared.kernelsOf(groups, new Map());
      expect(new Set(shared.map((kernel) => kernel!.module)).size, 'compiled once').toBe(1);
      for (const [index, group] of groups.entries()) {
        const running = prepared.open(group, new Map(), kernels === 'shared' ? shared[index]! : kernels).run(32);
        let turn = running.next();
        while (turn.done !== true) turn = running.next();
        turn.value.forEach(({ holdings }, i) => {
          const scenarioAlone = { ...resolve(grid[group[i]!]!.settings), fanPoints: 4 };
          const simulation = openScenario(scenarioAlone);
          const alone = runPaths(simulation, 70);
          const fans = holdings.map(() => new Uint32Array(simulation.observation.size));
          simulation.runBlock(0, 70, { columns: simulation.columns.map(() => new Float64Array(0)), fans, samples: [] });
          expect(holdings.map(({ fan }) => fan)).toEqual(fans);
          for (const { name, finalValue, liquidationDays } of holdings) {
            expect(finalValue, name).toEqual(alone(name, 'finalValue'));
            expect(liquidationDays, name).toEqual(alone(name, 'liquidationDays'));
          }
        });
      }
    }
  });

  test('has the figures of the summary of the run with the same settings', async () => {
    const [cells] = await swept('small', { cells: [{ settings: { days: 5 } }], paths: 120 });
    const read = await readScenario(fixture('small'), { paths: 120, set: { days: '5' } });
    const question = { name: 'small', overrides: { paths: 120, set: { days: '5' } }, recordings: new Map(), data: [] };
    const summary = summarise((await runScenario(read.settle(question), { workers: 1, where: 'inline' })).result);
    for (const { name, finalValue, probability, logGrowth } of cells![0]!.holdings) {
      const run = summary.holdings[name]!;
      for (const q of ['q05', 'q25', 'median', 'q75', 'q95', 'mean'] as const) {
        expect(finalValue[q].value, `${name} ${q}`).toBe(run.finalValue[q]);
      }
      expect(finalValue.mean.standardError).toBe(run.finalValue.standardError);
      for (const chance of ['loss', 'belowSpot', 'ruin', 'liquidated'] as const) {
        expect(probability[chance], `${name} ${chance}`).toEqual(run.probability[chance]);
      }
      expect(logGrowth.mean.value).toBe(run.logGrowth.mean);
      expect(logGrowth.paths).toBe(run.logGrowth.paths);
    }
  });

  test('is the same in threads and in this one, and by kernels and by plain steps', async () => {
    const asked = { cells: [1, 2, 3, 4].map((days) => ({ settings: { days } })), paths: 50 };
    const here = await swept('small', { ...asked, where: 'inline' });
    expect(await swept('small', { ...asked, where: 'threads', workers: 2 })).toEqual(here);
    expect(await swept('small', { ...asked, where: 'inline', kernels: 'plain' })).toEqual(here);
  });

  test('is the same whatever other cells there are, and whatever the order of the axes', async () => {
    const by = (cells: readonly (SweepCell | null)[]) =>
      new Map(cells.map((cell) => [JSON.stringify(Object.entries(cell!.settings).sort()), cell!.digest]));
    const lines = (all: typeof axes) => gridOf(all).map((settings) => ({ settings }));
    const set = { stepMinutes: '1440', horizonDays: '5' };
    const [rows] = await swept('../../../scenarios/lab', { cells: lines(axes), paths: 40, set });
    const [turned] = await swept('../../../scenarios/lab', { cells: lines([axes[1]!, axes[0]!]), paths: 40, set });
    const [one] = await swept('../../../scenarios/lab', {
      cells: [{ settings: { volatilityPerYear: 0.9, leverage: 3 } }],
      paths: 40,
      set,
    });
    expect(by(turned!)).toEqual(by(rows!));
    expect(
      by(rows!).get(
        JSON.stringify([
          ['leverage', 3],
          ['volatilityPerYear', 0.9],
        ]),
      ),
    ).toBe(one![0]!.digest);
  });
});

describe('cells are run side by side', () => {
  const marketOf = (set: Readonly<Record<string, string>>) => lab.resolve({ paths: 40, set });
  const groupsOf = (sets: readonly Readonly<Record<string, string>>[]) =>
    prepareCells(
      sets.map(marketOf),
      sets.map((settings) => ({ settings })),
      1,
    ).groups(new Map());

  test('where their price, funding and clock are the same, and only there', () => {
    expect(groupsOf([{ leverage: '2' }, { leverage: '3' }, { tradingFee: '0.001' }])).toEqual([[0, 1, 2]]);
    for (const other of [
      'volatilityPerYear=1',
      'driftPerYear=1',
      'fundingPerYear=0.1',
      'horizonDays=9',
      'stepMinutes=30',
    ]) {
      const [name, value] = other.split('=') as [string, string];
      expect(groupsOf([{}, { [name]: value }]), other).toEqual([[0], [1]]);
    }
  });

  test('not where an author lets a number into the constants past the options', () => {
    const step = (
      s: { logReturn: number; simpleReturn: number },
      k: { readonly spread: number },
      draw: { readonly z: number },
      _at: object,
      _ports: object,
      math: { readonly expm1: (x: number) => number },
    ) => {
      s.logReturn = k.spread * draw.z;
      s.simpleReturn = math.expm1(s.logReturn);
    };
    const closing = (spread: number) =>
      priceProcess({
        name: 'closing',
        options: {},
        draws: { z: 'normal' },
        state: {},
        constants: () => ({ spread }),
        step,
      })();
    const cellOf = (spread: number) =>
      scenario({
        question: 'What?',
        setting: () => ({
          days: 1,
          stepMinutes: 60,
          price: closing(spread),
          funding: noFunding(),
          holdings: { spot: spot() },
        }),
      }).resolve({ paths: 40 });
    const cells = [0.1, 0.1, 0.2].map(cellOf);
    expect(
      prepareCells(
        cells,
        cells.map(() => ({ settings: {} })),
        1,
      ).groups(new Map()),
    ).toEqual([[0, 1], [2]]);
  });

  test('twelve holdings at most', () => {
    expect(groupsOf(['1', '2', '3', '4'].map((leverage) => ({ leverage })))).toEqual([[0, 1, 2], [3]]);
  });
});

test('every cell that cannot be is told by what it sets, and so is one that holds more than the first', () => {
  const resolve = (settings: CellSettings['settings']) => {
    const resolved = lab.resolve({ paths: 40, set: typed(settings) });
    return settings.leverage === 2 ? { ...resolved, holdings: resolved.holdings.slice(1) } : resolved;
  };
  const cells = [1, -11, 2].map((leverage) => ({ settings: { leverage } }));
  expect(() => settleCells(cells, resolve)).toThrow(
    'the cell leverage=-11: --set leverage: must be a number from -10 to 10; got -11\nthe cell leverage=2: must have as many holdings as the first; got 3 and not 4',
  );
});
