import type { ShareEstimate } from './contracts.ts';
import { wilsonInterval } from './wilson-interval.ts';

/**
 * A probability as the share of paths that were hit, with the binomial standard error sqrt(p (1 - p) / n) and Wilson's 95 % interval.
 *
 * The standard error is 0 when no path or every path was hit, which is not certainty: there the interval tells. NaN for
 * no paths; of one path the standard error is NaN too. `overlap`: so many paths tell as much as one that is independent.
 */
export function probability(hits: number, paths: number, overlap = 1): ShareEstimate {
  const value = hits / paths;
  const standardError = paths < 2 ? Number.NaN : Math.sqrt((value * (1 - value)) / (paths / overlap));
  return { value, standardError, interval: wilsonInterval(value, paths / overlap) };
}
