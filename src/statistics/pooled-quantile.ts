import { quantileSorted } from './quantile-sorted.ts';

/** A quantile of all values of several groups together, as `quantileSorted` takes it. NaN for none. */
export function pooledQuantile(groups: readonly Float64Array[], p: number): number {
  const all = new Float64Array(groups.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const group of groups) {
    all.set(group, at);
    at += group.length;
  }
  return quantileSorted(all.sort(), p);
}
