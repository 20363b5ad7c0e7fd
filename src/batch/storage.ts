import type { Observation } from '../engine/observation.ts';
import type { Simulation } from '../engine/simulation.ts';

/** So many paths, the first ones, are kept point by point, to be drawn in the report. */
export const SAMPLE_PATHS = 14;

/** Where all blocks of a run write: what belongs to a path, at its index. */
export interface Storage {
  /** One array a column, as the simulation orders them; index: path. */
  readonly columns: readonly Float64Array[];
  /** `samples[path][holding]`, and the coin last: values at the observed points. */
  readonly samples: readonly (readonly Float64Array[])[];
}

/** Bytes that a run will take: columns of every path, and the counters of each runner and of their sum. */
export function bytesNeeded(
  columns: number,
  holdings: number,
  observed: Observation,
  paths: number,
  runners: number,
): number {
  return columns * paths * 8 + (runners + 1) * holdings * observed.size * 4;
}

/** Lays out the storage in one piece of memory, shared where threads are to write to it. */
export function allocateStorage(
  { columns, observation }: Simulation,
  holdings: number,
  paths: number,
  allocate: (bytes: number) => ArrayBufferLike,
): Storage {
  const points = observation.days.length;
  const sampled = Math.min(SAMPLE_PATHS, paths);
  const series = holdings + 1;
  const buffer = allocate(8 * (columns.length * paths + sampled * series * points));
  let offset = 0;
  const next = (length: number) => {
    const array = new Float64Array(buffer, offset, length);
    offset += 8 * length;
    return array;
  };
  return {
    columns: Array.from(columns, () => next(paths)),
    samples: Array.from({ length: sampled }, () => Array.from({ length: series }, () => next(points))),
  };
}

/** One array of counters a holding. */
export function allocateFans(
  { size }: Observation,
  holdings: number,
  allocate: (bytes: number) => ArrayBufferLike,
): readonly Uint32Array[] {
  return Array.from({ length: holdings }, () => new Uint32Array(allocate(4 * size)));
}
