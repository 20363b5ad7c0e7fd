/**
 * A population of pairs, all on the same paths: leverages times holding times, say. What one path does to one pair it does
 * to the others too, so errors are taken over paths and never over pairs.
 */
export interface PairedColumns {
  /** Of each pair, the first's values by path; all of one length. */
  readonly firsts: readonly Float64Array[];
  readonly seconds: readonly Float64Array[];
  /** Of each pair; above zero, adding up to 1. */
  readonly weights: readonly number[];
}

export function pathsOf({ firsts }: PairedColumns): number {
  return firsts[0]?.length ?? 0;
}
