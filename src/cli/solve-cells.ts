import { RunFailure } from '../batch/failure.ts';
import type { BreakEven, BreakEvenTarget, SettingValue, SweepCell } from '../result/sweep-result.ts';
import type { CellSettings } from '../scenario/sweeps.ts';
import { findBreakEven } from '../sweep/break-even.ts';
import { breakEvenFigure, type Figure } from '../sweep/cell-figures.ts';
import type { TypedSolve } from './sweep-axes.ts';

/** Makes one cell; `null` where an interruption left it out. @throws RunFailure where it cannot be */
export type MakeCell = (settings: CellSettings['settings']) => Promise<SweepCell | null>;

interface Solving {
  readonly solve: TypedSolve;
  readonly target: BreakEvenTarget;
  readonly paths: number;
  /** Of the parameter, in the scenario as it stands. */
  readonly usual: number;
  readonly make: MakeCell;
}

/** Where nobody said: both sides of the value that the parameter has, further and further. */
const REACHES = [0.5, 1, 2, 4, 8, 16];

class Interrupted extends Error {}

/**
 * The break-even of every holding in every cell, by runs on the same paths. Holdings that nothing is asked of, such as the coin
 * against itself, are left out; `null` where it was interrupted.
 *
 * @throws RunFailure
 */
export async function solveCells(
  cells: readonly CellSettings[],
  solving: Solving,
): Promise<readonly BreakEven[] | null> {
  const found: BreakEven[] = [];
  try {
    for (const { settings } of cells) found.push(...(await solveCell(settings, solving)));
  } catch (thrown) {
    if (thrown instanceof Interrupted) return null;
    throw thrown;
  }
  return found;
}

async function solveCell(
  settings: Readonly<Record<string, SettingValue>>,
  { solve, target, paths, usual, make }: Solving,
): Promise<readonly BreakEven[]> {
  const { parameter } = solve;
  const cellAt = async (at: number): Promise<SweepCell> => {
    const cell = await make({ ...settings, [parameter]: at });
    if (cell === null) throw new Interrupted();
    return cell;
  };
  const first = await cellAt(solve.bracket?.[0] ?? usual);
  const found: BreakEven[] = [];
  for (const [place, holding] of first.holdings.entries()) {
    const figureAt = async (at: number): Promise<Figure> =>
      breakEvenFigure((await cellAt(at)).holdings[place]!, target, paths);
    if (target === 'spot' && holding.logGapToSpot.value === 0 && holding.logGapToSpot.standardError === 0) continue;
    const [low, high] = solve.bracket ?? (await bracketAround(usual, figureAt));
    const root = await findBreakEven(figureAt, low, high);
    found.push({ settings, holding: holding.name, parameter, target, low, high, ...root });
  }
  return found;
}

/** The first reach around a value at whose ends a figure has two signs, else the widest that the scenario lets pass. */
async function bracketAround(
  usual: number,
  figureAt: (at: number) => Promise<Figure>,
): Promise<readonly [number, number]> {
  const endsOf = (reach: number): readonly [number, number] =>
    usual === 0
      ? [-reach, reach]
      : usual > 0
        ? [usual / (1 + reach), usual * (1 + reach)]
        : [usual * (1 + reach), usual / (1 + reach)];
  let [low, high] = [usual, usual];
  for (const reach of REACHES) {
    const [lower, higher] = endsOf(reach);
    const atLow = await unlessRefused(() => figureAt(lower));
    const atHigh = await unlessRefused(() => figureAt(higher));
    if (atLow !== null) low = lower;
    if (atHigh !== null) high = higher;
    if (atLow !== null && atHigh !== null && atLow.value >= 0 !== atHigh.value >= 0) break;
  }
  return [low, high];
}

/** `null` where the scenario does not take such a value. */
async function unlessRefused<T>(work: () => Promise<T>): Promise<T | null> {
  try {
    return await work();
  } catch (thrown) {
    if (thrown instanceof RunFailure && thrown.failure.kind === 'scenario') return null;
    throw thrown;
  }
}
