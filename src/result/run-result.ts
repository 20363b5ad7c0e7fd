import type { SweepAxis } from './sweep-result.ts';

/**
 * A finished run as plain data: enough to write the summary and the report without simulating again.
 *
 * Nothing here knows the engine; the batch runner fills it in, everything above reads it.
 */

/** One number for each path that was completed, in path order; of an account, for each of the first ones. */
export type Column = Float64Array;

/** What an option of a model was set to, and whether the author said so. */
export interface OptionDescription {
  readonly name: string;
  readonly value: number | string | boolean;
  /** True where the author left it out and the model's default applied. */
  readonly isDefault: boolean;
  /** One sentence: what it is, its unit and its sign convention. */
  readonly meaning: string;
}

/** What a model says about itself: shown by `--dry-run` and in the report, hashed into the fingerprint. */
export interface ModelDescription {
  readonly kind: string;
  /** Public name, as a scenario imports it: `gbm`, `leveragedToken`, `band`. */
  readonly name: string;
  readonly options: readonly OptionDescription[];
  /** Models this one is made of, by the option that took them: a token's `rebalance` rule. */
  readonly parts: Readonly<Record<string, ModelDescription>>;
  /** Papers and pages, down to the equation or the date. */
  readonly sources: readonly string[];
  /** What no source states and was assumed. */
  readonly assumptions: readonly string[];
}

export interface HoldingDescription {
  /** The author's own words: may hold any Unicode text. Escape it where it is printed. */
  readonly name: string;
  /** The coin beside the first that it is held in; left out: the first. */
  readonly market?: string;
  readonly model: ModelDescription;
  /** What the money is in; `spot` is the coin itself. */
  readonly family: 'token' | 'perpetual' | 'spot' | 'recorded';
  /** Signed exposure per unit of money that the design promises: 3, -3, 1. */
  readonly targetLeverage: number;
}

export interface ParameterDescription {
  readonly name: string;
  readonly value: number | string | boolean;
  readonly defaultValue: number | string | boolean;
  readonly meaning: string;
}

export interface ClockDescription {
  readonly kind: 'generated' | 'recorded';
  readonly steps: number;
  /** Length of a step in minutes; of a recorded clock, the most frequent one. */
  readonly stepMinutes: number;
  readonly days: number;
  /** ISO 8601 with zone; `null` for a generated market, whose clock starts at 00:00 UTC of an unnamed day. */
  readonly from: string | null;
  readonly to: string | null;
}

/** A recorded file that took part, as it was read. */
export interface DataDescription {
  readonly file: string;
  readonly sha256: string;
  readonly rows: number;
}

/** A duel as the scenario states it: who is set against whom, and what was made equal. */
export interface DuelDescription {
  /** The author's own words, as are the names of holdings in `pairs`. */
  readonly name: string;
  /** What makes the two comparable: "equal initial exposure". */
  readonly on: string;
  /** First, then second. Several pairs are a population that is summed up as one. */
  readonly pairs: readonly (readonly [string, string])[];
  /** Of each pair; adding up to 1. */
  readonly weights: readonly number[];
  /** What to call all firsts, and all seconds; `null` where they have no name in common. */
  readonly sides: readonly [string, string] | null;
}

/** A claim as the scenario states it, without the code that judges a path. */
export interface ClaimDescription {
  /** The author's own words. */
  readonly claim: string;
  /** About every path; about the share of paths on which something happens; about a quantile, or the mean, over paths. */
  readonly kind: 'always' | 'probability' | 'quantile' | 'mean';
  /** `null` where it is about every path. */
  readonly limit: { readonly below?: number; readonly above?: number } | null;
  /** The holding and its outcome whose quantile or mean it is; left out where the author's code gives the number. */
  readonly of?: string;
  readonly measure?: string;
  /** Of a quantile: 0.5 is the median. */
  readonly height?: number;
}

/** Where paths are windows of a recording, one each. */
export interface WindowsDescription {
  readonly file: string;
  /** Windows that are lived through: paths asked for. */
  readonly windows: number;
  /** Windows that meet a gap. */
  readonly leftOut: number;
  readonly everyDays: number;
  /** Dates: the day that the first begins with, and the last day of the last. */
  readonly from: string;
  readonly to: string;
  /** As many windows as the days that they hold, each counted once, would fill side by side. Errors are those of so many. */
  readonly independent: number;
}

/** A coin beside the first. */
export interface MarketDescription {
  readonly name: string;
  readonly price: ModelDescription;
  readonly funding: ModelDescription;
  /** Shares of the shocks of the coins before it, and of its own, that move its price; none where it moves alone. */
  readonly loadings: readonly number[];
}

/** What the report looks at beside the run: a grid of parameters, or cells that have names. */
export interface SweepDescription {
  readonly axes: readonly SweepAxis[];
  readonly cells: number;
  readonly names: readonly string[];
  /** In each cell. */
  readonly paths: number;
}

/** The resolved scenario, every default included. */
export interface ScenarioDescription {
  readonly name: string;
  readonly question: string;
  readonly seed: string;
  /** Paths asked for. */
  readonly paths: number;
  readonly clock: ClockDescription;
  readonly parameters: readonly ParameterDescription[];
  readonly price: ModelDescription;
  readonly funding: ModelDescription;
  /** Left out where there is one coin. */
  readonly otherMarkets?: readonly MarketDescription[];
  readonly holdings: readonly HoldingDescription[];
  /** Left out where paths are not windows of a recording. */
  readonly windows?: WindowsDescription;
  /** What the same holdings are asked beside it, in recorded history; left out where nothing is. */
  readonly history?: { readonly price: ModelDescription; readonly funding: ModelDescription };
  /** How many draws of what is uncertain there are, and how many paths live through each; left out where nothing is. */
  readonly uncertain?: { readonly draws: number; readonly pathsPerDraw: number };
  /** Left out where they are not asked for. */
  readonly sweep?: SweepDescription;
  readonly regimes?: SweepDescription;
  /** Left out where there are none. */
  readonly duels?: readonly DuelDescription[];
  /** Left out where there are none. */
  readonly claims?: readonly ClaimDescription[];
  /** What follows from how the run was set up, a sentence each, for the list of assumptions; left out where nothing does. */
  readonly notes?: readonly string[];
  readonly data: readonly DataDescription[];
}

/**
 * The quantile fan through time, as whole counts, so that merging blocks in any order is exact.
 *
 * `counts[point * (bins + 3) + b]`: b = 0 counts values of exactly 0, b = 1 those below `lowest`, b = 2 … bins + 1 the
 * log-spaced bins between `lowest` and `highest`, b = bins + 2 those at or above `highest`.
 */
export interface FanAxes {
  /** Days since the start of each observed point; the first is 0. */
  readonly days: readonly number[];
  readonly bins: number;
  readonly lowest: number;
  readonly highest: number;
}

export interface HoldingResult {
  readonly description: HoldingDescription;
  /**
   * Per-path results. Always present:
   *
   * - `finalValue` worth at the end of 1 unit of money put in at the start; 0 after ruin, or when a margin was the whole stake
   * - `maxDrawdown` in [0, 1], over step ends and the start
   * - `underWaterShare` share of the time spent below the highest value so far, in [0, 1]
   * - `rebalances` firings of the rule, a count
   * - `turnover` sum of |trade| in money of the start
   * - `ruinDays`, `liquidationDays`, `stopDays` days since the start when it happened; -1 where it did not
   * - `book/<account>` money posted, sums to finalValue - 1 (profit, funding, management, trading, entry, exit, liquidation, deficit)
   * - `log/<account>` log attribution, sums to log(finalValue) where that is finite (direction, varianceDrag, leverageDrift,
   *   funding, management, trading, entry, exit, liquidation, residual)
   *
   * Of a very long run the columns of accounts end early, all at the same path: they hold the first paths.
   */
  readonly columns: Readonly<Record<string, Column>>;
  readonly fan: Uint32Array;
  /** Value at each point of the fan for the first few paths, in path order. */
  readonly samples: readonly Float64Array[];
}

/**
 * What really traded, beside the holding that simulates it, on path 0: at the start, and at the end of every step. Values
 * are over the money put in.
 */
export interface RealityTrack {
  readonly simulatedName: string;
  readonly realName: string;
  readonly instantsMs: Float64Array;
  readonly coin: Float64Array;
  readonly simulated: Float64Array;
  readonly real: Float64Array;
  /** Trades of the simulated one so far. */
  readonly rebalances: Float64Array;
  /** Live quotes of the real one so far: between two of them its value says nothing. */
  readonly quotes: Float64Array;
}

/** A finished run, or the finished part of one that was interrupted. */
export interface RunResult {
  readonly scenario: ScenarioDescription;
  /** Paths completed; every column but those of accounts has this length. */
  readonly paths: number;
  /** True when the run was stopped before all paths asked for were done. */
  readonly isPartial: boolean;
  /**
   * Per-path results of the market: `spotReturn` S(T)/S(0) - 1, `sumLogReturn` Σx, `sumSquaredLogReturn` Σx²
   * (realised variance over the whole horizon), `fundingSum` Σ of the rates charged, as a fraction of notional. Where there
   * are duels also `spotDrawdown` and `largestStep`.
   */
  readonly market: Readonly<Record<string, Column>>;
  readonly holdings: readonly HoldingResult[];
  readonly fanAxes: FanAxes;
  /** Spot on the fan's points for the first few paths. */
  readonly spotSamples: readonly Float64Array[];
  /** Left out where the scenario compares nothing with what really traded. */
  readonly reality?: readonly RealityTrack[];
  /** SHA-256 over all per-path columns in their stated order, little-endian doubles; the first 16 hex digits. */
  readonly digest: string;
  /** Full sentences about the run itself (a trigger too coarse for the step …); statistics add their own. */
  readonly warnings: readonly string[];
}
