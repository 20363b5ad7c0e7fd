import { faultsIn } from './mutant.ts';

const contour = ['test/sweep/contour.test.ts'];
const roots = ['test/sweep/break-even.test.ts'];
const cells = ['test/sweep/cells.test.ts'];
const journal = ['test/sweep/cell-journal.test.ts'];
const settled = ['test/scenario/sweeps.test.ts'];
const command = ['test/cli/sweep.test.ts'];

/** Faults of many runs beside each other: cells that are not the run, break-evens that are none, and what is kept of them. */
export const sweepMutants = [
  ...faultsIn('src/report/page/client.ts', ['test/report/whole-pages.test.ts'], {
    'surface: the list of cells leads nowhere': ['values: [Number(list.value)]', 'values: [list.value]'],
    'surface: the list does not follow the pointer': ['list.value = String(value);', ''],
  }),
  ...faultsIn('src/sweep/contour.ts', contour, {
    'sweeps, contour: a side is crossed at its middle': ['first / (first - second)', '0.5'],
    'sweeps, contour: the two ways through a saddle are changed': ['=== isAbove(a)', '!== isAbove(a)'],
    'sweeps, contour: the last row is left out': ['row + 1 < surface.length', 'row + 2 < surface.length'],
    'sweeps, contour: a side is crossed from its other end': ['column + shareOf(d, c)', 'column + shareOf(c, d)'],
  }),
  ...faultsIn('src/sweep/break-even.ts', roots, {
    'sweeps, break-even: the error is not divided by the slope': [
      'Math.abs(standardError / slope) : null',
      'standardError : null',
    ],
    'sweeps, break-even: the inside is not looked at': [
      'for (const share of INSIDE)',
      'for (const share of [] as number[])',
    ],
    'sweeps, break-even: the first turn is believed': ['turn === MOST_TURNS', 'turn === 0'],
    'sweeps, break-even: goes on to the wrong side': [
      'if (isAbove(figure.value) === isAbove(a.value)) a = { at, value',
      'if (isAbove(figure.value) !== isAbove(a.value)) a = { at, value',
    ],
  }),
  ...faultsIn('src/sweep/cell-figures.ts', roots, {
    'sweeps, break-even: a median has the error of no logarithm': [
      'standardError: standardError / value',
      'standardError',
    ],
    'sweeps, break-even: growth is that of the coin': [
      "case 'growth':\n      return",
      "case 'growth':\n      return figure(logGapToSpot);\n      return",
    ],
  }),
  ...faultsIn('src/batch/cells.ts', cells, {
    'sweeps, cells: markets of other constants go together': [
      'model.recording === undefined ? model.constants({ ...context, isPart: false, recording: {} }) : null,',
      'null,',
    ],
    'sweeps, cells: clocks are not looked at': ['JSON.stringify([generated, paths', 'JSON.stringify([paths'],
    'sweeps, cells: more go together': ['MOST_TOGETHER = 12', 'MOST_TOGETHER = 16'],
    'sweeps, cells: the coin is not that of the run': [
      "name === 'spot' && other === undefined",
      "name === 'coin' && other === undefined",
    ],
    'sweeps, cells: holdings are counted past the first cell': ['fan: fans[next++]!', 'fan: fans[next]!'],
    'sweeps, cells: a cell with fewer holdings passes': ['last.holdings.length !== first.holdings.length', 'false'],
  }),
  ...faultsIn('src/cli/cell-journal.ts', journal, {
    'sweeps, journal: a changed line is believed': ['if (line.slice(0, HASH_LENGTH) !== hashOf(text)) break;', ''],
    'sweeps, journal: what is behind a torn line stays': ['if (end < whole.length) ftruncateSync(file, end);', ''],
    'sweeps, journal: the order of settings matters': ['.sort(([a], [b]) => (a < b ? -1 : 1))', ''],
  }),
  ...faultsIn('src/cli/make-cells.ts', journal, {
    'sweeps, cells: what is kept goes to another place': ['made[s]![missing[index]!] = cell', 'made[s]![index] = cell'],
    'sweeps, cells: nothing is kept': ['journal?.add(cell);', ''],
  }),
  ...faultsIn('src/scenario/range.ts', settled, {
    'sweeps, range: its end is left out': ['Math.floor(steps + 1e-9) + 1', 'Math.floor(steps + 1e-9)'],
    'sweeps, range: decimals as the processor has them': [
      'Number(value.toFixed(Math.min(decimals, MOST_DECIMALS)))',
      'value',
    ],
    'sweeps, range: as many digits of each value, and so of what rounding leaves of zero': [
      'Number(value.toFixed(Math.min(decimals, MOST_DECIMALS)))',
      'Number(value.toPrecision(DIGITS))',
    ],
    'sweeps, range: whole numbers are rounded to decimals': ['decimals < 0 ? value', 'decimals < 0 ? 0'],
  }),
  ...faultsIn('src/result/sweep-result.ts', settled, {
    'sweeps, grid: the first axis is fastest': [
      'cells.flatMap((cell) => values.map((value) => ({ ...cell, [name]: value })))',
      'values.flatMap((value) => cells.map((cell) => ({ ...cell, [name]: value })))',
    ],
  }),
  ...faultsIn('src/report/sweep/surface-chart.ts', ['test/report/sweep.test.ts'], {
    'sweeps, surface: the line is a row off': ['y: rounded(yOf(from[1] + 0.5))', 'y: rounded(yOf(from[1] + 1.5))'],
    'sweeps, surface: tinted by the other side': ['up: gain >= 0 ? 1 : 0', 'up: gain >= 0 ? 0 : 1'],
  }),
  ...faultsIn('src/cli/sweep.ts', command, {
    'sweeps, sweep: other paths are the same cells': [
      'stream: STREAM_VERSION, seed, paths, question }',
      'stream: STREAM_VERSION }',
    ],
  }),
  ...faultsIn('src/cli/swept.ts', command, {
    'sweeps, sweep of a scenario: short runs have it too': [
      'if (runPaths < LEAST_PATHS_FOR_SWEEPS) return noSweeps;',
      '',
    ],
  }),
];
