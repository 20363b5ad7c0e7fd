import type { Column } from './run-result.ts';

/** Paths that show what a column can be: its lowest, its middle and its highest value. */
export interface TellingPaths {
  readonly worst: number;
  readonly middle: number;
  readonly best: number;
}

/** Of equal values the earliest path; the middle is the lower of two. @throws where there is no path */
export function tellingPaths(column: Column): TellingPaths {
  if (column.length === 0) throw new Error('telling paths: there must be one path at least');
  const sorted = column.toSorted();
  const first = (rank: number) => column.indexOf(sorted[rank]!);
  return { worst: first(0), middle: first((sorted.length - 1) >> 1), best: first(sorted.length - 1) };
}

/** The `count` paths with the lowest values, lowest first, the earlier first where they are equal. */
export function lowestPaths(column: Column, count: number): readonly number[] {
  const found: number[] = [];
  for (let path = 0; path < column.length; path++) {
    const value = column[path]!;
    if (found.length === count && !(value < column[found.at(-1)!]!)) continue;
    let place = found.length;
    while (place > 0 && value < column[found[place - 1]!]!) place--;
    found.splice(place, 0, path);
    if (found.length > count) found.pop();
  }
  return found;
}
