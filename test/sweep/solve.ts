import lab from '../../scenarios/lab.ts';
import { prepareCells } from '../../src/batch/cells.ts';
import { summariseCell } from '../../src/result/summarise-cell.ts';
import type { BreakEvenTarget, CellHolding } from '../../src/result/sweep-result.ts';
import { findBreakEven } from '../../src/sweep/break-even.ts';
import { breakEvenFigure } from '../../src/sweep/cell-figures.ts';

export interface LabCell {
  readonly seed: string;
  readonly paths: number;
  readonly set: Readonly<Record<string, number>>;
}

/** The token of the workbench in one cell, a day a step unless set. */
export function tokenIn({ seed, paths, set }: LabCell): CellHolding {
  const values = { stepMinutes: 1440, ...set };
  const typed = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, String(value)]));
  const resolved = lab.resolve({ seed, paths, set: typed });
  const cell = { ...resolved, holdings: resolved.holdings.filter(({ name }) => name === 'token') };
  const running = prepareCells([cell], [{ settings: values }], 1)
    .open([0], new Map(), 'plain')
    .run(paths);
  let turn = running.next();
  while (turn.done !== true) turn = running.next();
  const [{ holdings, spot }] = turn.value as [(typeof turn.value)[number]];
  return summariseCell(holdings[0]!, spot, null);
}

/** The break-even of that token in one parameter. */
export function solveFor(
  parameter: string,
  [low, high]: readonly [number, number],
  cell: LabCell,
  target: BreakEvenTarget = 'median',
) {
  const figureAt = async (at: number) =>
    breakEvenFigure(tokenIn({ ...cell, set: { ...cell.set, [parameter]: at } }), target, cell.paths);
  return findBreakEven(figureAt, low, high);
}
