import { relative, resolve } from 'node:path';

/** A path as people would type it: below the working folder as it is from there, elsewhere in full. */
export function shownPath(path: string): string {
  const near = relative(process.cwd(), path);
  return near === '' || near.startsWith('..') ? resolve(path) : near;
}
