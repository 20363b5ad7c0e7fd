import { fixed } from './format.ts';

/** Fewer paths bound a median too loosely for a sentence about it. */
export const fewestPathsForAClaim = 100;

export const isTooFew = (paths: number): boolean => paths < fewestPathsForAClaim;

/** Stands beside an answer that an author's own code gives, which may not have looked. */
export const tooFewPaths = (paths: number): string =>
  `too few paths: ${paths === 1 ? 'one path' : `${fixed(paths, 0)} paths`}`;
