import { math } from '../math/math.ts';
import type { FanBins } from './fan-quantiles.ts';

/**
 * Share of paths below a positive value at each time point, from the counts of a fan; zeros count as below. The bin that
 * holds the value is divided as its logarithm divides it, so the share is off by the paths of one bin at most.
 *
 * `counts` as in `fanQuantiles`. NaN at a point without paths, and for a value outside the bins.
 */
export function fanShareBelow(counts: Uint32Array, { bins, lowest, highest }: FanBins, value: number): Float64Array {
  const width = bins + 3;
  const shares = new Float64Array(counts.length / width);
  if (!(value >= lowest && value < highest)) return shares.fill(Number.NaN);
  const place = (bins * math.log(value / lowest)) / math.log(highest / lowest);
  const bin = Math.min(bins - 1, Math.floor(place));
  for (let point = 0; point < shares.length; point++) {
    const first = point * width;
    const edge = first + bin + 2;
    let below = 0;
    for (let b = first; b < edge; b++) below += counts[b]!;
    let above = 0;
    for (let b = edge; b < first + width; b++) above += counts[b]!;
    shares[point] = (below + (place - bin) * counts[edge]!) / (below + above);
  }
  return shares;
}
