import { quantileSorted } from '../statistics/quantile-sorted.ts';
import type { MarketRecord } from './market-statistics.ts';
import { marketStatistics } from './market-statistics.ts';

export type Verdict = 'PASS' | 'WARN' | 'FAIL';

/** Below these two-sided chances a statistic is one to know of, and one the model does not have. */
const WARN_BELOW = 0.1;
const FAIL_BELOW = 0.01;

export interface Score {
  readonly name: string;
  readonly recorded: number;
  /** Of the simulated markets: the middle, and the nine tenths around it. */
  readonly median: number;
  readonly low: number;
  readonly high: number;
  /** How often a market of the model would be so far out, on either side. */
  readonly chance: number;
  readonly verdict: Verdict;
}

/**
 * Holds a model to a market: where do the statistics of the record fall among those of simulated markets *of the same
 * length*? What one history can tell is then judged by how much histories of the model differ, whatever the law of a
 * statistic.
 *
 *   chance = 2 min(1 + markets at or below, 1 + markets at or above) / (1 + markets), at most 1
 *
 * PASS from 0.1 on, FAIL below 0.01, WARN between. Of a model that is the truth, each statistic so fails one time in a
 * hundred, and warns nine times. Statistics that the record does not have are left out.
 */
export function scorecard(recorded: MarketRecord, simulated: readonly MarketRecord[]): readonly Score[] {
  return marketStatistics.flatMap(({ name, of }) => {
    const found = of(recorded);
    const among = Float64Array.from(simulated, of).sort();
    if (Number.isNaN(found) || among.some(Number.isNaN)) return [];
    // A day that was resampled whole is the one recorded, to the rounding of its parts' sum: a tie.
    const rounding = TIE * Math.abs(found);
    const below = among.filter((value) => value <= found + rounding).length;
    const above = among.filter((value) => value >= found - rounding).length;
    const chance = Math.min(1, (2 * Math.min(1 + below, 1 + above)) / (1 + among.length));
    return [
      {
        name,
        recorded: found,
        median: quantileSorted(among, 0.5),
        low: quantileSorted(among, 0.05),
        high: quantileSorted(among, 0.95),
        chance,
        verdict: verdictOf(chance),
      },
    ];
  });
}

/** Nearer than this, as a share, are figures that rounding alone tells apart. */
const TIE = 1e-9;

const verdictOf = (chance: number): Verdict => (chance >= WARN_BELOW ? 'PASS' : chance >= FAIL_BELOW ? 'WARN' : 'FAIL');
