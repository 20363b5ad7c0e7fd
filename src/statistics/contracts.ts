/**
 * What the statistics hand back. Where a figure is not defined (a standard error of one value, a share of nothing) it is
 * NaN, never an invented number; whoever prints it decides how to say so.
 */
export interface Estimate {
  readonly value: number;
  /** Standard deviation of `value` over repetitions of the whole experiment. */
  readonly standardError: number;
}

/** Lower end, then upper end. */
export type Interval = readonly [number, number];

/** An estimate of a share of paths, in [0, 1], with its 95 % interval. */
export interface ShareEstimate extends Estimate {
  readonly interval: Interval;
}
