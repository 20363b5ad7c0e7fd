import { math } from '../math/math.ts';

/** Log-spaced bins between two positive values, flanked by one for exact zeros, one below and one above. */
export interface FanBins {
  readonly bins: number;
  readonly lowest: number;
  readonly highest: number;
}

export interface FanQuantiles {
  /** `quantiles[i][point]` belongs to the i-th probability asked for. */
  readonly quantiles: readonly Float64Array[];
  /** Largest relative error that the bins can cause, between `lowest` and `highest`: 0.01 is one per cent. */
  readonly resolution: number;
}

/**
 * Quantiles by time point from counts: the bin of the path of rank ceil(p n) (the inverse of the empirical distribution, Hyndman & Fan type 1).
 *
 * A log-spaced bin answers with its geometric middle, off by a factor of (highest / lowest)^(1 / 2 bins) at most. Zeros
 * answer 0. Below the bins the answer is `lowest` and above them `highest`: bounds, not estimates.
 *
 * `counts` holds bins + 3 whole numbers a point: exact zeros, below `lowest`, the bins upwards, at or above `highest`.
 * A point without paths answers NaN.
 */
export function fanQuantiles(counts: Uint32Array, axes: FanBins, probabilities: readonly number[]): FanQuantiles {
  const width = axes.bins + 3;
  const points = counts.length / width;
  const values = answers(axes);
  const quantiles = probabilities.map(() => new Float64Array(points).fill(Number.NaN));
  const ascending = probabilities.map((_, i) => i).sort((a, b) => probabilities[a]! - probabilities[b]!);
  for (let point = 0; point < points; point++) {
    const first = point * width;
    let paths = 0;
    for (let bin = first; bin < first + width; bin++) paths += counts[bin]!;
    // Once through the bins for all quantiles: each is met where the count so far reaches its rank.
    let bin = -1;
    let reached = 0;
    for (const i of ascending) {
      if (paths === 0) break;
      const rank = Math.max(1, Math.ceil(probabilities[i]! * paths));
      while (reached < rank) reached += counts[first + ++bin]!;
      quantiles[i]![point] = values[bin]!;
    }
  }
  return { quantiles, resolution: math.exp(0.5 * logWidth(axes)) - 1 };
}

function logWidth({ bins, lowest, highest }: FanBins): number {
  return (math.log(highest) - math.log(lowest)) / bins;
}

/** What each bin answers, in their order. */
function answers(axes: FanBins): Float64Array {
  const middles = new Float64Array(axes.bins + 3);
  const width = logWidth(axes);
  middles[1] = axes.lowest;
  for (let b = 0; b < axes.bins; b++) middles[b + 2] = axes.lowest * math.exp((b + 0.5) * width);
  middles[axes.bins + 2] = axes.highest;
  return middles;
}
