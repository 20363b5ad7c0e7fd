import type { Backend } from './backend.ts';
import { binOf, type Observation } from './observation.ts';
import type { Player, Seating } from './seats.ts';
import type { Sink } from './sink.ts';

/** Counts where values are at the observed points, and keeps the values of the first paths. */
export interface Fans {
  /** A step has ended of the paths in the first so many lanes. */
  readonly follow: (paths: number) => void;
  /** A point has been reached by so many paths from `firstPath` on. */
  readonly observe: (sink: Sink, point: number, firstPath: number, paths: number) => void;
}

/** `seating` as it is at the start of a path: point 0. */
export function openFans(
  { holdings, price }: Seating,
  watchers: readonly Player[],
  backend: Backend,
  observation: Observation,
): Fans {
  const points = holdings.map(({ own }, h) => ({
    startValue: own.s.value as number,
    startBin: binOf(own.s.value as number, observation.scale),
    value: backend.watchedOf(own, 'value'),
    bin: backend.watchedOf(watchers[h]!, 'bin'),
  }));
  const simpleReturn = backend.watchedOf(price, 'simpleReturn');
  const read = new Float64Array(backend.lanes);
  /** Worth of 1 unit of money in the coin. */
  const coins = new Float64Array(backend.lanes);

  return {
    follow: (paths) => {
      simpleReturn(read, paths);
      for (let lane = 0; lane < paths; lane++) coins[lane]! *= 1 + read[lane]!;
    },
    observe: ({ fans, samples }, point, firstPath, paths) => {
      const kept = Math.max(0, Math.min(paths, samples.length - firstPath));
      const first = point * observation.binsPerPoint;
      points.forEach(({ startValue, startBin, value, bin }, h) => {
        const counts = fans[h]!;
        if (point === 0) read.fill(startBin, 0, paths);
        else bin(read, paths);
        for (let lane = 0; lane < paths; lane++) counts[first + read[lane]!]! += 1;
        if (kept === 0) return;
        if (point === 0) read.fill(startValue, 0, kept);
        else value(read, kept);
        for (let lane = 0; lane < kept; lane++) samples[firstPath + lane]![h]![point] = read[lane]!;
      });
      if (point === 0) coins.fill(1);
      for (let lane = 0; lane < kept; lane++) samples[firstPath + lane]![holdings.length]![point] = coins[lane]!;
    },
  };
}
