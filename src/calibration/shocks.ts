import { math } from '../math/math.ts';
import { seedKey } from '../random/seed.ts';
import { openStream } from '../random/stream.ts';
import type { Random } from './contracts.ts';

/** The random numbers of one replication: replications of one seed are the paths of two streams. */
export function randomOf(seed: string, replication: number): Random {
  const key = seedKey(seed);
  const normal = openStream(key, 'calibration/normal');
  const uniform = openStream(key, 'calibration/uniform');
  normal.startPath(replication);
  uniform.startPath(replication);
  return { nextNormal: normal.nextNormal, nextUniform: uniform.nextUniform };
}

/** Student's t scaled to variance 1: the polar method of Bailey (1994), Math. Comp. 62, eq. 2.2, and the scale. */
export function studentNumber({ nextUniform }: Random, nu: number): number {
  const size = Math.sqrt((nu - 2) * math.expm1((-2 / nu) * math.log(nextUniform())));
  return size * math.cosTurn(nextUniform());
}

/** How often an event of rate 1 a unit of time happens in `mean` units: the waits until the sum of them is longer. */
export function poissonNumber({ nextUniform }: Random, mean: number): number {
  let count = -1;
  for (let waited = 0; waited <= mean; count++) waited -= math.log(nextUniform());
  return count;
}
