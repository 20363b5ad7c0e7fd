import type { Estimate } from './summary.ts';

/** What the numbers of the market, which are estimates, leave open about a holding. Pairs: 5th and 95th percentile. */
export interface UncertainHolding {
  /** Share of the variance of log growth that is due to what is not known; the rest is luck. */
  readonly fromNotKnowing: Estimate;
  /** Of the medians, and of the chances of a loss, that the draws have. */
  readonly median: readonly [number | null, number | null];
  readonly loss: readonly [number | null, number | null];
  /** Of final values under all draws together: what one who does not know should expect of nine of ten. */
  readonly nineOfTen: readonly [number | null, number | null];
}

export interface UncertaintySummary {
  readonly draws: number;
  readonly pathsPerDraw: number;
  readonly holdings: Readonly<Record<string, UncertainHolding>>;
}
