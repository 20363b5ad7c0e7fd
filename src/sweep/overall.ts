import type { SweepOverall, SweepResult } from '../result/sweep-result.ts';
import { cellMetrics } from './cell-figures.ts';

/** What a page says of all cells together, for each holding: of each figure, how many cells are at least even, and the widest error. */
export function overallOf({ holdings, cells }: SweepResult): readonly SweepOverall[] {
  const there = cells.filter((cell) => cell !== null);
  return holdings.map((_, h) => {
    const entries = cellMetrics.map(({ id, gain, of }) => {
      const errors = there.map((cell) => of(cell.holdings[h]!).standardError ?? 0);
      const atLeastEven = there.filter((cell) => (gain(cell.holdings[h]!) ?? 0) >= 0).length;
      return [id, { atLeastEven, widestError: Math.max(0, ...errors) }] as const;
    });
    return Object.fromEntries(entries) as unknown as SweepOverall;
  });
}

/** A grid of two parameters, with what is said of all its cells together. */
export const withOverall = (sweep: SweepResult): SweepResult =>
  sweep.axes.length === 2 ? { ...sweep, overall: overallOf(sweep) } : sweep;
