import type { ClaimDescription, WindowsDescription } from './run-result.ts';
import type { SettingSummary } from './setting-summary.ts';
import type { SweepResult } from './sweep-result.ts';
import type { ToldRecord } from './told-record.ts';
import type { UncertaintySummary } from './uncertainty-summary.ts';

/** The shape of `summary.json`. Values are fractions, not per cent; what is not finite is `null`, with a warning. */

export interface Estimate {
  readonly value: number | null;
  readonly standardError: number | null;
}

export interface MeanSummary {
  readonly mean: number | null;
  readonly standardError: number | null;
  /** With n - 1; null for one path. */
  readonly standardDeviation: number | null;
}

export interface DistributionSummary extends MeanSummary {
  readonly median: number | null;
  readonly q01: number | null;
  readonly q05: number | null;
  readonly q25: number | null;
  readonly q75: number | null;
  readonly q95: number | null;
  readonly q99: number | null;
  readonly min: number | null;
  readonly max: number | null;
  /** 95 % distribution-free interval of the median, from order statistics; null for fewer than six values. */
  readonly medianInterval: readonly [number | null, number | null];
}

export interface FinalValueSummary extends DistributionSummary {
  /**
   * Share of the total held by the best 1 % of paths, in whole paths rounded up: near 0.01 for a tame mean, near 1 for
   * one that rests on luck.
   */
  readonly topOnePercentShare: number | null;
  /** Mean of the worst 5 % of final values, with its standard error; the error is null for fewer than 40 paths. */
  readonly expectedShortfall05: Estimate;
  readonly skewness: number | null;
  /** False where N < 4300·skewness²: the standard error of the mean is itself uncertain. */
  readonly meanIsResolved: boolean;
}

/** Where a log return went. `residual` is total minus the sum of all others, and zero but for rounding. */
export type LogAccount =
  | 'direction'
  | 'varianceDrag'
  | 'leverageDrift'
  | 'funding'
  | 'management'
  | 'trading'
  | 'slippage'
  | 'entry'
  | 'exit'
  | 'liquidation'
  | 'held'
  | 'residual';

export type ProbabilityName = 'loss' | 'ruin' | 'liquidated' | 'stopped' | 'belowSpot' | 'halved';

/** A share of paths, with its standard error and a 95 % Wilson interval. */
export interface ProbabilitySummary extends Estimate {
  readonly interval: readonly [number | null, number | null];
}

export interface HoldingSummary {
  readonly finalValue: FinalValueSummary;
  /** Over the paths that end above zero; `paths` is their number. */
  readonly logGrowth: DistributionSummary & { readonly paths: number };
  readonly maxDrawdown: DistributionSummary;
  readonly underWaterShare: DistributionSummary;
  readonly rebalances: DistributionSummary;
  readonly turnover: DistributionSummary;
  readonly splits: DistributionSummary;
  readonly blockedShare: DistributionSummary;
  readonly probability: Readonly<Record<ProbabilityName, ProbabilitySummary>>;
  /**
   * Log points over the paths that end above zero, among those whose accounts were kept; `paths` is their number. `total`
   * is over the same paths, so that the accounts add up to it.
   */
  readonly attribution: Readonly<Record<LogAccount | 'total', AccountSummary>> & { readonly paths: number };
  readonly onTheWay: OnTheWaySummary;
  /** Metrics of the scenario's own, by the name of their column. */
  readonly metrics: Readonly<Record<string, DistributionSummary>>;
  /** The paths on which it ends lowest, lowest first; `--path` tells all that happened on one. */
  readonly worstPaths: readonly WorstPath[];
  /** Money per unit put in, over all paths whose accounts were kept. */
  readonly books: Readonly<Record<string, MeanSummary>>;
}

/** Between the start and the end; what was not measured is null. */
export interface OnTheWaySummary {
  /** The observed instant nearest to the middle of the run, and the median then, to the width of a bin of the fan. */
  readonly halfwayDays: number | null;
  readonly halfwayMedian: number | null;
  /** Share of paths on which it was neither ruined nor liquidated nor stopped out. */
  readonly stillStanding: number | null;
  readonly endsAtZero: number | null;
  /**
   * Correlation, over paths, of decay, log(final value) − targetLeverage·Σx, with the realised volatility of the coin and with
   * its straightness.
   */
  readonly decayWithVolatility: number | null;
  readonly decayWithStraightness: number | null;
}

/** One path, by its number, and what the market was like on it. */
export interface WorstPath {
  readonly path: number;
  readonly finalValue: number | null;
  readonly maxDrawdown: number | null;
  /** As a multiple of its start. */
  readonly coinEndsAt: number | null;
  readonly realisedVolatilityPerYear: number | null;
}

/** An account over paths: its mean with an error, and the range of nine paths in ten. */
export interface AccountSummary extends MeanSummary {
  readonly q05: number | null;
  readonly q95: number | null;
}

/** A claim of the scenario, and what the run says to it. */
export interface ClaimSummary extends ClaimDescription {
  readonly ruling: 'holds' | 'fails' | 'cannot tell';
  /** Share of paths against an `always`; chance of the event; the quantile or the mean. */
  readonly value: number | null;
  /**
   * 95 %, each claim on its own: exact for shares (Clopper & Pearson) and quantiles (order statistics), 1.96 standard errors for a mean.
   * Null where there are too few paths, and of a single recorded path, which is not one of many.
   */
  readonly interval: readonly [number | null, number | null];
  readonly paths: number;
  /** Why the run cannot tell; present only where there is more to it than an interval on both sides. */
  readonly because?: 'few paths' | 'unresolved mean' | 'no spread';
  /** The path that speaks most against it; `null` where none does. */
  readonly worstPath: number | null;
}

export interface PairSummary {
  /** Ties count one half. */
  readonly probabilityABeatsB: ProbabilitySummary;
  /** Median over paths of log(A) - log(B), where both end above zero, with its 95 % interval. */
  readonly medianLogGap: {
    readonly value: number | null;
    readonly interval: readonly [number | null, number | null];
    readonly paths: number;
  };
  readonly meanDifference: MeanSummary;
}

/** What a path of the market is told apart by: each is of the whole run, also where a holding leaves earlier. */
export type MarketFeature =
  /** S(T)/S(0) - 1. */
  | 'spotReturn'
  /** Root of the sum of squared log returns over the years. */
  | 'realisedVolatilityPerYear'
  /** Of notional, paid by longs; over the years. */
  | 'fundingPerYear'
  /** |log S(T)/S(0)| over the root of the sum of squared log returns: high on a path that goes one way. */
  | 'straightness'
  /** Deepest fall of the price from a peak, share of the peak. */
  | 'spotDrawdown'
  /** Largest |log return| of a step. */
  | 'largestStep';

/** The paths between two values of a feature, and who wins there: of several pairs, the share of pairs and paths, by weight. */
export interface QuintileSummary {
  readonly from: number | null;
  readonly to: number | null;
  readonly paths: number;
  readonly probabilityFirstBeats: number | null;
  readonly standardError: number | null;
}

export interface DecidingFeature {
  readonly feature: MarketFeature;
  /**
   * Share of the variance of who wins that lies between the quintiles, without bias; 0 where chance would do as well. Of
   * several pairs it is the variance between paths of the share of pairs, by weight, that the first wins: what parts the
   * pairs of one path is no part of it.
   */
  readonly explained: number | null;
  /** From the lowest fifth of the feature to the highest; fewer where many paths share a value. */
  readonly byQuintile: readonly QuintileSummary[];
}

export interface DuelSummary {
  readonly on: string;
  readonly pairs: readonly (readonly [string, string])[];
  readonly weights: readonly number[];
  readonly sides: readonly [string, string] | null;
  /** Ties count one half; over all pairs by weight. The error is that over paths: the pairs of one path are dependent. */
  readonly probabilityFirstBeats: ProbabilitySummary;
  /** Over all paths and pairs where both end above zero. */
  readonly medianLogGap: PairSummary['medianLogGap'];
  /** Mean of the worst 5 % of final values, over all paths and pairs. */
  readonly expectedShortfall05: { readonly first: Estimate; readonly second: Estimate };
  /** Who is better at every level of final value beyond sampling error; `none`: neither is shown to be. */
  readonly dominance: 'first' | 'second' | 'none';
  /** The one that explains most comes first; none for fewer than 100 paths. */
  readonly deciding: readonly DecidingFeature[];
}

/** The same holdings in recorded history, window by window. Errors are those of `independent` windows. */
export interface HistorySummary extends WindowsDescription {
  /** The file that funding was read from; null where nobody paid any. */
  readonly funding: string | null;
  readonly windowDays: number;
  readonly digest: string;
  readonly market: Summary['market'];
  readonly holdings: Summary['holdings'];
}

/** Growth of the simulated over growth of the real, and how closely it followed; `null` for quarters without a return. */
export interface RealityPeriod {
  readonly year: number;
  readonly returns: number;
  readonly correlation: number | null;
  readonly trackingErrorPerYear: number | null;
  readonly growthRatio: number | null;
  readonly growthRatioByQuarter: readonly (number | null)[];
}

/** A day on which the two were furthest apart, with all that the run knows about it. */
export interface RealityMiss {
  readonly date: string;
  /** The day of the live quote before it. */
  readonly since: string;
  readonly simulated: number;
  readonly real: number;
  readonly coin: number;
  /** `simulated` less `real`. */
  readonly miss: number;
  readonly rebalances: number;
  readonly daysWithoutQuote: number;
  readonly missingHours: number;
  /** Share of this miss that the next return takes back, and share of it that takes back the last one. */
  readonly undoneByNext: number;
  readonly undoesLast: number;
}

/** What really traded against what was simulated, on path 0; see `summariseReality`. */
export interface RealitySummary {
  readonly simulated: string;
  readonly real: string;
  /** First and last day with a live quote. */
  readonly from: string | null;
  readonly to: string | null;
  /** UTC days of the market; on `daysWithoutQuote` of them no live quote came, and no return begins or ends there. */
  readonly marketDays: number;
  readonly daysWithoutQuote: number;
  /** Returns of exactly 0: counted in, though a quote that repeats the last one may be an old one. */
  readonly repeatedQuotes: number;
  readonly returns: number;
  readonly returnsPerYear: number | null;
  readonly correlation: Estimate;
  readonly trackingErrorPerYear: number | null;
  readonly medianAbsoluteMiss: number | null;
  readonly growthRatio: number | null;
  readonly logGapPerYear: number | null;
  /** Trades of the simulated one in the middle one of all returns: more than these are worth a word. */
  readonly usualRebalances: number | null;
  readonly years: readonly RealityPeriod[];
  readonly largestMisses: readonly RealityMiss[];
}

export interface Summary {
  readonly schema: 'decaylab/summary@1';
  readonly scenario: string;
  readonly question: string;
  /** Present only where the scenario answers its question itself. */
  readonly answer?: string;
  readonly seed: string;
  /** Version of the random streams; results are comparable bit for bit within one. */
  readonly stream: number;
  readonly paths: number;
  /** Present, and true, only when a run was stopped before its end. */
  readonly partial?: true;
  /** Present only where it is below `paths`: accounts were kept for the first so many, and `books` and `attribution` are over those. */
  readonly accountPaths?: number;
  readonly digest: string;
  readonly setting: SettingSummary;
  readonly market: Readonly<
    Record<'spotReturn' | 'realisedVolatilityPerYear' | 'fundingPerYear', DistributionSummary>
  > & {
    /** Deepest fall of the price from its highest, inside steps too; present only where the market has a range there. */
    readonly priceDrawdown?: DistributionSummary;
    /** How far below its highest, inside steps too, the price ends. */
    readonly priceBelowHighest?: DistributionSummary;
  };
  readonly holdings: Readonly<Record<string, HoldingSummary>>;
  readonly pairs: Readonly<Record<string, PairSummary>>;
  /** Present only where the scenario names duels. */
  readonly duels?: Readonly<Record<string, DuelSummary>>;
  /** Present only where the scenario claims something; in declared order. */
  readonly claims?: readonly ClaimSummary[];
  /** Present only where numbers of the market are uncertain. */
  readonly uncertainty?: UncertaintySummary;
  /** Present only where the scenario asks for them, and the run is long enough. */
  readonly sweep?: SweepResult;
  readonly regimes?: SweepResult;
  /** Present only where history was asked for, and is at hand. */
  readonly history?: HistorySummary;
  /** Present only where something that really traded is compared with what simulates it; by the name of the former. */
  readonly reality?: Readonly<Record<string, RealitySummary>>;
  readonly warnings: readonly string[];
  /** Single paths from start to end; left out where they could not be told, and by whatever only compares figures. */
  readonly told?: readonly ToldRecord[];
}
