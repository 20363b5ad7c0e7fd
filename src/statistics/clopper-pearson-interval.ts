import { binomialAtMost } from './binomial-weights.ts';
import type { Interval } from './contracts.ts';

/** What a 95 % interval leaves out at either end. */
const TAIL = 0.025;

/**
 * Exact 95 % interval of a probability: Clopper & Pearson (1934), "The use of confidence or fiducial limits illustrated in the case of
 * the binomial". At the lower end so many hits or more are as rare as 2.5 %, at the upper end so many or fewer.
 *
 * It leaves the true probability out at most 2.5 % of the time on either side, whatever that is and however few the paths:
 * Wilson's holds this on average over probabilities, and near 0 and 1 it does not. Of no hits among n the upper end is
 * 1 - 0.025^(1/n), some 3.7 / n.
 *
 * `overlap`: so many paths tell as much as one that is independent; counts are then those of paths / overlap, rounded outwards.
 * NaN at both ends for no paths.
 */
export function clopperPearsonInterval(hits: number, paths: number, overlap = 1): Interval {
  const n = paths === 0 ? 0 : Math.max(1, Math.floor(paths / overlap));
  if (n === 0) return [Number.NaN, Number.NaN];
  const fewest = Math.floor((hits * n) / paths);
  const most = Math.ceil((hits * n) / paths);
  return [
    fewest === 0 ? 0 : crossing((p) => 1 - binomialAtMost(fewest - 1, n, p) > TAIL)[0],
    most === n ? 1 : crossing((p) => binomialAtMost(most, n, p) <= TAIL)[1],
  ];
}

/** The two doubles between which a condition that fails near 0 begins to hold, by bisection. */
function crossing(holdsAt: (p: number) => boolean): readonly [number, number] {
  let [low, high] = [0, 1];
  for (let i = 0; i < BISECTIONS; i++) {
    const middle = (low + high) / 2;
    if (holdsAt(middle)) high = middle;
    else low = middle;
  }
  return [low, high];
}

const BISECTIONS = 60;
