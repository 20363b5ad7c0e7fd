import { math } from '../math/math.ts';
import { type FeaturedRun, marketFeatures } from './market-features.ts';
import type { HoldingResult } from './run-result.ts';
import { isOwnMetric } from './standard-columns.ts';
import type { MarketFeature } from './summary.ts';

/** What one path came to for one holding. Names and units are those of `summary.json`. */
export interface PathOutcome {
  /** Worth at the end of 1 unit of money put in at the start; 0 after ruin. */
  readonly finalValue: number;
  /** Log of `finalValue`; -Infinity where that is 0. */
  readonly logGrowth: number;
  /** Deepest fall from a peak, share of the peak, over step ends. */
  readonly maxDrawdown: number;
  /** Share of the time spent below the highest value so far. */
  readonly underWaterShare: number;
  /** Firings of the rule. */
  readonly rebalances: number;
  /** Sum of |trade| in money of the start. */
  readonly turnover: number;
  /** Reverse and forward splits. */
  readonly splits: number;
  /** Share of the steps in which it could not be dealt in. */
  readonly blockedShare: number;
  readonly isRuined: boolean;
  readonly isLiquidated: boolean;
  readonly isStopped: boolean;
  /** Days since the start when it happened; Infinity where it did not. */
  readonly ruinDays: number;
  readonly liquidationDays: number;
  readonly stopDays: number;
  /** Metrics of the scenario's own, by the name of their column. */
  readonly metrics: Readonly<Record<string, number>>;
}

/** What one path of the market was like, as far as the run looked: `spotDrawdown` and `largestStep` only where there are duels. */
export type MarketOutcome = Readonly<Record<MarketFeature, number>>;

/** One path: every holding by its name. */
export type PathOutcomes = Readonly<Record<string, PathOutcome>>;

/** What each path, counted from 0, came to for one holding. A column that it has not counts as 0, an event as one that never happened. */
export function outcomesOf({ columns }: Pick<HoldingResult, 'columns'>): (path: number) => PathOutcome {
  const own = Object.keys(columns).filter(isOwnMetric);
  const at = (name: string, path: number): number => columns[name]?.[path] ?? 0;
  const daysOf = (name: string, path: number): number => {
    const days = columns[name]?.[path] ?? -1;
    return days >= 0 ? days : Number.POSITIVE_INFINITY;
  };
  return (path) => {
    const finalValue = at('finalValue', path);
    const ruinDays = daysOf('ruinDays', path);
    const liquidationDays = daysOf('liquidationDays', path);
    const stopDays = daysOf('stopDays', path);
    const metrics: Record<string, number> = Object.create(null);
    for (const name of own) metrics[name] = at(name, path);
    return {
      finalValue,
      logGrowth: finalValue > 0 ? math.log(finalValue) : Number.NEGATIVE_INFINITY,
      maxDrawdown: at('maxDrawdown', path),
      underWaterShare: at('underWaterShare', path),
      rebalances: at('rebalances', path),
      turnover: at('turnover', path),
      splits: at('splits', path),
      blockedShare: at('blockedShare', path),
      isRuined: ruinDays < Number.POSITIVE_INFINITY,
      isLiquidated: liquidationDays < Number.POSITIVE_INFINITY,
      isStopped: stopDays < Number.POSITIVE_INFINITY,
      ruinDays,
      liquidationDays,
      stopDays,
      metrics,
    };
  };
}

/** What the market was like, path by path; features that the run has no column for are left out. */
export function marketOutcomes(run: FeaturedRun): (path: number) => MarketOutcome {
  const features = marketFeatures(run);
  return (path) => {
    const market: Record<string, number> = {};
    for (const [name, column] of features) market[name] = column[path]!;
    return market as MarketOutcome;
  };
}
