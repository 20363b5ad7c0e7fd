import type { ClaimedRun } from '../result/claim-values.ts';
import { type Condition, holdingsOf, marginOf, pathValuesOf } from './condition.ts';

/** What is looked for. */
export interface Aim {
  /** Holdings that have to live through the markets. */
  readonly holdings: readonly string[];
  /** How far each market is within what is looked for: above 0 where it is. */
  readonly marginsIn: (lived: ClaimedRun) => Iterable<number>;
}

/** A market in which a condition holds; `living` are the holdings that can live in one. */
export function whereIt(condition: Condition, living: readonly string[]): Aim {
  const named = holdingsOf(condition);
  return {
    // The coin is known only beside a holding.
    holdings: named.length > 0 ? named : living.slice(0, 1),
    marginsIn: (lived) => pathValuesOf(lived).map((path) => marginOf(condition, path)),
  };
}
