import type { Block } from './protocol.ts';

/** Kernels take so many paths at a time (`GROUP` in `kernel/compile.ts`): a block of whole groups wastes no lane. */
const GROUP = 32;
/** Short enough to stop soon after Ctrl-C and to share work evenly, long enough that handing out blocks costs nothing. */
const BLOCK_SECONDS = 0.05;
const BLOCKS_PER_RUNNER = 16;
/** Of the market, and of each holding; measured on one core, only the order of magnitude matters. */
const SECONDS_PER_STEP = { kernels: 12e-9, plain: 250e-9 };

/** What a run is expected to take on one core, before anything has been measured. */
export function estimateSeconds(steps: number, holdings: number, paths: number, isCompiled: boolean): number {
  return steps * (1 + holdings) * paths * SECONDS_PER_STEP[isCompiled ? 'kernels' : 'plain'];
}

/** Paths in a block; no result depends on it. */
export function blockSizeOf(paths: number, secondsInAll: number, runners: number): number {
  const inTime = (BLOCK_SECONDS * paths) / secondsInAll;
  const inShares = paths / (runners * BLOCKS_PER_RUNNER);
  return GROUP * Math.max(1, Math.floor(Math.min(inTime, inShares) / GROUP));
}

export function blocksOf(paths: number, blockSize: number): readonly Block[] {
  return Array.from({ length: Math.ceil(paths / blockSize) }, (_, index) => ({
    index,
    firstPath: index * blockSize,
    count: Math.min(blockSize, paths - index * blockSize),
  }));
}
