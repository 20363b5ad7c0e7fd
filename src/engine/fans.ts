import type { Backend } from './backend.ts';
import { binOf, type Observation } from './observation.ts';
import type { Player, Seating } from './seats.ts';
import type { Sink } from './sink.ts';

/**
 * Bins of so many paths are noted before they are counted, point by point: the counters of one point stay in the cache
 * meanwhile, and those of all points would not. Measured; no result depends on it.
 */
const NOTED_PATHS = 2048;
/** From row to row, no power of two: rows would share few lines of the cache. */
const NOTED_ROW = NOTED_PATHS + 32;

/** Counts where values are at the observed points, and keeps the values of the first paths. */
export interface Fans {
  /** A block begins; what one that failed had noted is forgotten. */
  readonly begin: () => void;
  /** A step has ended of the paths in the first so many lanes. */
  readonly follow: (paths: number) => void;
  /** A point has been reached by so many paths from `firstPath` on. */
  readonly observe: (sink: Sink, point: number, firstPath: number, paths: number) => void;
  /** So many paths are over. */
  readonly finish: (sink: Sink, paths: number) => void;
  /** A block is over: what is still noted is counted. */
  readonly end: (sink: Sink) => void;
}

/** `seating` as it is at the start of a path: point 0. */
export function openFans(
  { holdings, price }: Seating,
  watchers: readonly Player[],
  backend: Backend,
  observation: Observation,
): Fans {
  const points = observation.days.length;
  const seen = holdings.map(({ own }, h) => ({
    startValue: own.s.value as number,
    startBin: binOf(own.s.value as number, observation.scale),
    value: backend.watchedOf(own, 'value'),
    bins: backend.wholesOf(watchers[h]!, 'bin'),
    /** Bins of paths that are not counted yet, a row a point. */
    noted: new Uint16Array(points * NOTED_ROW),
  }));
  const simpleReturn = backend.watchedOf(price, 'simpleReturn');
  const read = new Float64Array(backend.lanes);
  /** Worth of 1 unit of money in the coin. */
  const coins = new Float64Array(backend.lanes);
  let pathsNoted = 0;

  const countNoted = ({ fans }: Sink) => {
    seen.forEach(({ noted }, h) => {
      for (let point = 0; point < points; point++) {
        count(noted, point * NOTED_ROW, pathsNoted, fans[h]!, point * observation.binsPerPoint);
      }
    });
    pathsNoted = 0;
  };

  return {
    begin: () => {
      pathsNoted = 0;
    },
    follow: (paths) => {
      simpleReturn(read, paths);
      for (let lane = 0; lane < paths; lane++) coins[lane]! *= 1 + read[lane]!;
    },
    observe: ({ samples }, point, firstPath, paths) => {
      const kept = Math.max(0, Math.min(paths, samples.length - firstPath));
      const at = point * NOTED_ROW + pathsNoted;
      seen.forEach(({ startValue, startBin, value, bins, noted }, h) => {
        if (point === 0) noted.fill(startBin, at, at + paths);
        else bins(noted, at, paths);
        if (kept === 0) return;
        if (point === 0) read.fill(startValue, 0, kept);
        else value(read, kept);
        for (let lane = 0; lane < kept; lane++) samples[firstPath + lane]![h]![point] = read[lane]!;
      });
      if (point === 0) coins.fill(1);
      for (let lane = 0; lane < kept; lane++) samples[firstPath + lane]![holdings.length]![point] = coins[lane]!;
    },
    finish: (sink, paths) => {
      pathsNoted += paths;
      if (pathsNoted + backend.lanes > NOTED_PATHS) countNoted(sink);
    },
    end: countNoted,
  };
}

/** Four at a time: a turn of a loop takes longer than to count. */
function count(bins: Uint16Array, from: number, paths: number, counts: Uint32Array, first: number): void {
  const end = from + paths;
  let at = from;
  for (; at + 3 < end; at += 4) {
    counts[first + bins[at]!]! += 1;
    counts[first + bins[at + 1]!]! += 1;
    counts[first + bins[at + 2]!]! += 1;
    counts[first + bins[at + 3]!]! += 1;
  }
  for (; at < end; at++) counts[first + bins[at]!]! += 1;
}
