import { math } from '../math/math.ts';
import type { HoldingResult } from './run-result.ts';
import { isOwnMetric } from './standard-columns.ts';

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

/** One path: every holding by its name. Without a prototype: a holding may be called `__proto__`. */
export type PathOutcomes = Readonly<Record<string, PathOutcome>>;

/** What `path`, counted from 0, came to for a holding. A column that it does not have counts as 0, an event as one that never happened. */
export function outcomeOf({ columns }: HoldingResult, path: number): PathOutcome {
  const at = (name: string): number => columns[name]?.[path] ?? 0;
  const daysOf = (name: string): number => {
    const days = columns[name]?.[path] ?? -1;
    return days >= 0 ? days : Number.POSITIVE_INFINITY;
  };
  const finalValue = at('finalValue');
  const [ruinDays, liquidationDays, stopDays] = [daysOf('ruinDays'), daysOf('liquidationDays'), daysOf('stopDays')];
  const metrics: Record<string, number> = Object.create(null);
  for (const name of Object.keys(columns)) if (isOwnMetric(name)) metrics[name] = at(name);
  return {
    finalValue,
    logGrowth: finalValue > 0 ? math.log(finalValue) : Number.NEGATIVE_INFINITY,
    maxDrawdown: at('maxDrawdown'),
    underWaterShare: at('underWaterShare'),
    rebalances: at('rebalances'),
    turnover: at('turnover'),
    splits: at('splits'),
    blockedShare: at('blockedShare'),
    isRuined: ruinDays < Number.POSITIVE_INFINITY,
    isLiquidated: liquidationDays < Number.POSITIVE_INFINITY,
    isStopped: stopDays < Number.POSITIVE_INFINITY,
    ruinDays,
    liquidationDays,
    stopDays,
    metrics,
  };
}
