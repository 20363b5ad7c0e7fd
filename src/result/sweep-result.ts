import type { Estimate, ProbabilitySummary } from './summary.ts';

/** The same question asked many times, each time with other numbers: a finished sweep, or the finished part of one, as plain data. */

export type SettingValue = number | string | boolean;

/** A parameter, and the values it takes. */
export interface SweepAxis {
  readonly name: string;
  readonly values: readonly SettingValue[];
}

/** Quantiles of the value at a few times: `q05[i]` at `days[i]` of the cell. Zero where a path is at zero. */
export type CellFan = Readonly<Record<'q05' | 'q25' | 'q50' | 'q75' | 'q95', readonly (number | null)[]>>;

/** What one holding comes to in one cell. Values are over the money put in, shares are of paths. */
export interface CellHolding {
  /** In this cell: an author may name a holding after a parameter. */
  readonly name: string;
  readonly finalValue: Readonly<Record<'q05' | 'q25' | 'median' | 'q75' | 'q95' | 'mean', Estimate>> & {
    readonly meanIsResolved: boolean;
  };
  readonly probability: Readonly<Record<'loss' | 'belowSpot' | 'ruin' | 'liquidated', ProbabilitySummary>>;
  /** Over the paths that end above zero; `paths` is their number. */
  readonly logGrowth: { readonly mean: Estimate; readonly paths: number };
  /** Median of log(value / spot) over the same paths. */
  readonly logGapToSpot: Estimate;
  /** Left out where nobody draws it. */
  readonly fan?: CellFan;
}

/** One run of a sweep: the same paths by the same luck as every other cell, in a market with other numbers. */
export interface SweepCell {
  /** What it is called, where it has a name of its own. */
  readonly name?: string;
  readonly settings: Readonly<Record<string, SettingValue>>;
  /** Length of the run. */
  readonly days: number;
  /** Instants of the fan, in days since the start; none where nobody draws it. */
  readonly fanDays: readonly number[];
  /** SHA-256 of the final values of the coin and of every holding in it; the first 16 hex digits. */
  readonly digest: string;
  readonly holdings: readonly CellHolding[];
}

/** A break-even: the value of a parameter at which a figure of a holding crosses a line, with the error of so few paths. */
export interface BreakEven {
  /** Of the cell whose other numbers hold. */
  readonly settings: Readonly<Record<string, SettingValue>>;
  readonly holding: string;
  readonly parameter: string;
  readonly target: BreakEvenTarget;
  /** `null` where there is none between `low` and `high`. */
  readonly value: number | null;
  /** Error of the figure there over its slope. */
  readonly standardError: number | null;
  /** Of the figure, a logarithm, for one unit of the parameter. */
  readonly slope: number | null;
  /** Where it was looked for. */
  readonly low: number;
  readonly high: number;
  /** The figure, a logarithm, at `low` and at `high`. */
  readonly atLow: number | null;
  readonly atHigh: number | null;
}

/**
 * - `median` the median is the money put in
 * - `growth` the mean log growth is zero
 * - `spot` half of all paths end above the coin
 */
export type BreakEvenTarget = 'median' | 'growth' | 'spot';

/** Of all cells together, for each figure of a holding: how many are at least even, and the widest standard error. */
export type SweepOverall = Readonly<
  Record<'median' | 'loss' | 'below-spot', { readonly atLeastEven: number; readonly widestError: number }>
>;

export interface SweepResult {
  readonly schema: 'decaylab/sweep@1';
  readonly scenario: string;
  /** What is asked, and for how many days, before a cell sets anything; left out of what stands beside a run, which says both. */
  readonly question?: string;
  readonly days?: number;
  readonly seed: string;
  readonly stream: number;
  /** In each cell. */
  readonly paths: number;
  /** Present, and true, only where some cells are missing. */
  readonly partial?: true;
  /** Present only beside `partial`. */
  readonly finishedCells?: number;
  /** None where cells have names. */
  readonly axes: readonly SweepAxis[];
  /** What to call the holdings over all cells. */
  readonly holdings: readonly string[];
  /** In the order of the axes, the last one fastest; `null` for a cell that is missing. */
  readonly cells: readonly (SweepCell | null)[];
  /** For each holding; left out of what is no grid of two parameters. */
  readonly overall?: readonly SweepOverall[];
  /** Left out where none was asked for. */
  readonly breakEven?: readonly BreakEven[];
}

/** What stands beside a run; `null` where that was not asked for, or could not be. */
export interface Swept {
  readonly sweep: SweepResult | null;
  readonly regimes: SweepResult | null;
}

export const nothingSwept: Swept = { sweep: null, regimes: null };

/** A run of fewer paths looks at nothing beside itself: that would take longer than the run. */
export const LEAST_PATHS_FOR_SWEEPS = 1000;

/** Cells of a grid, in the order of their axes, the last one fastest. */
export function gridOf(axes: readonly SweepAxis[]): readonly Readonly<Record<string, SettingValue>>[] {
  return axes.reduce<readonly Readonly<Record<string, SettingValue>>[]>(
    (cells, { name, values }) => cells.flatMap((cell) => values.map((value) => ({ ...cell, [name]: value }))),
    [{}],
  );
}

/** Puts what stands beside a run into its summary, without what only pictures need. */
export const withSwept = <S extends object>(
  summary: S,
  { sweep, regimes }: Swept,
): S & { readonly sweep?: SweepResult; readonly regimes?: SweepResult } => ({
  ...summary,
  ...(sweep === null ? {} : { sweep: withoutFans(sweep) }),
  ...(regimes === null ? {} : { regimes: withoutFans(regimes) }),
});

/** Without what only pictures need. */
export function withoutFans(sweep: SweepResult): SweepResult {
  const bare = (cell: SweepCell): SweepCell => ({
    ...cell,
    fanDays: [],
    holdings: cell.holdings.map(({ fan: _, ...holding }) => holding),
  });
  return { ...sweep, cells: sweep.cells.map((cell) => cell && bare(cell)) };
}
