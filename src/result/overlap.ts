import type { RunResult } from './run-result.ts';

/** How many paths tell as much as one that is independent: 1, but for windows of a recording that share days. */
export function overlapOf({ scenario: { windows } }: Pick<RunResult, 'scenario'>): number {
  return windows === undefined ? 1 : Math.max(1, windows.windows / windows.independent);
}
