import { decimalsFor, fixed, multiple, percent } from '../report/format.ts';
import { breakEvenInWords, targetInWords } from '../report/sweep/sweep-words.ts';
import type { BreakEven, CellHolding, SweepCell, SweepResult } from '../result/sweep-result.ts';
import { plainTable } from './plain-table.ts';
import { printable } from './printable.ts';

/** Holdings and columns beyond these are in the files: a terminal is 80 characters wide. */
const MOST_HOLDINGS = 6;
const MOST_COLUMNS = 10;
const MOST_ROWS = 30;

/** A sweep in a few lines: medians over the grid, holding by holding, then what breaks even where. */
export function sweepText(sweep: SweepResult): string {
  const { axes, cells, holdings, paths, scenario, partial, breakEven = [] } = sweep;
  const done = cells.filter((cell) => cell !== null).length;
  const stamp = partial
    ? `PARTIAL: ${done} of ${cells.length} cells`
    : `${fixed(done, 0)} ${done === 1 ? 'cell' : 'cells'}`;
  const tables =
    axes.length === 2 && axes[1]!.values.length <= MOST_COLUMNS
      ? holdings.slice(0, MOST_HOLDINGS).map((name, h) => gridTable(sweep, name, h))
      : axes.length === 0
        ? []
        : [listTable(sweep)];
  return [
    `${printable(scenario)}: ${stamp}, ${fixed(paths, 0)} paths in each, the same luck in all; median worth at the end of 1 put in`,
    ...tables,
    ...(breakEven.length === 0 ? [] : [breakEvenTable(breakEven)]),
  ].join('\n');
}

function gridTable({ axes, cells }: SweepResult, name: string, h: number): string {
  const [rows, columns] = axes as readonly [SweepResult['axes'][number], SweepResult['axes'][number]];
  const head = [
    `${printable(name)}: ${rows.name} \\ ${columns.name}`,
    ...columns.values.map((value) => printable(String(value))),
  ];
  return plainTable(
    head,
    rows.values.map((value, r) => [
      printable(String(value)),
      ...columns.values.map((_, c) => medianOf(cells[r * columns.values.length + c]?.holdings[h])),
    ]),
  );
}

function listTable({ axes, cells, holdings }: SweepResult): string {
  const shown = holdings.slice(0, MOST_HOLDINGS);
  const there = cells.flatMap((cell) => (cell === null ? [] : [cell]));
  const rows = there.slice(0, MOST_ROWS).map((cell) => rowOf(cell, shown.length));
  const table = plainTable([axes.map(({ name }) => name).join(', '), ...shown.map(printable)], rows);
  return there.length > MOST_ROWS ? `${table}\n… and ${there.length - MOST_ROWS} more cells, in the files` : table;
}

const rowOf = (cell: SweepCell, most: number): readonly string[] => [
  printable(Object.values(cell.settings).join(', ')),
  ...cell.holdings.slice(0, most).map((holding) => {
    const { standardError } = holding.finalValue.median;
    return `${medianOf(holding)}${standardError === null ? '' : ` ± ${fixed(standardError, decimalsFor(1, standardError))}`}, loss ${percent(holding.probability.loss.value)}`;
  }),
];

const medianOf = (holding: CellHolding | undefined): string =>
  holding === undefined ? '' : multiple(holding.finalValue.median.value);

function breakEvenTable(all: readonly BreakEven[]): string {
  const { parameter, target } = all[0]!;
  return plainTable(
    [`${parameter} at which ${targetInWords(target)}`, 'break-even ± standard error'],
    all.map((each) => {
      const where = Object.entries(each.settings).map(([name, value]) => `${name}=${value}`);
      return [printable([each.holding, ...where].join(', ')), breakEvenInWords(each)];
    }),
  );
}
