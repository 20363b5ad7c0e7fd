import type { ColumnName } from '../engine/columns.ts';
import type { Observation } from '../engine/observation.ts';
import type { Simulation } from '../engine/simulation.ts';

/** So many paths, the first ones, are kept point by point, to be drawn in the report. */
export const SAMPLE_PATHS = 14;

/**
 * So many paths, the first ones, leave their accounts behind: two thirds of all columns, of which only means are taken,
 * and whose error is small long before. Books are checked on every path, kept or not.
 */
export const ACCOUNT_PATHS = 100_000;

/** Where all blocks of a run write: what belongs to a path, at its index. */
export interface Storage {
  /** One array a column, as the simulation orders them; index: path. Those of accounts may end before the last path. */
  readonly columns: readonly Float64Array[];
  /** `samples[path][holding]`, and the coin last: values at the observed points. */
  readonly samples: readonly (readonly Float64Array[])[];
}

/** Paths of which a column keeps its number: the first so many. */
export function keptPaths({ name }: ColumnName, paths: number): number {
  return /^(book|log)\//.test(name) ? Math.min(paths, ACCOUNT_PATHS) : paths;
}

/** The program itself, and each thread with its own engine: measured, rounded up. */
const PROGRAM_BYTES = 260e6;
const THREAD_BYTES = 40e6;
/** Copies of columns that a summary has at hand at once, beside one of logs for each holding. */
const WORKING_COLUMNS = 6;

/** Threads beyond these are not counted: a machine with more cores has more memory, and must not be refused for them. */
const COUNTED_RUNNERS = 2;

/** Bytes that a run will take in all: columns of every path, counters of each runner and of their sum, and the work on them. */
export function bytesNeeded(
  { columns, observation }: Simulation,
  holdings: number,
  paths: number,
  runners: number,
): number {
  const kept = columns.reduce((sum, column) => sum + keptPaths(column, paths), 0);
  const working = (WORKING_COLUMNS + holdings) * paths;
  const counted = Math.min(runners, COUNTED_RUNNERS);
  const counters = (counted + 1) * holdings * observation.size;
  return PROGRAM_BYTES + counted * THREAD_BYTES + 8 * (kept + working) + 4 * counters;
}

/** The most paths that fit into so many bytes; 0 where not even one does. */
export function pathsThatFit(simulation: Simulation, holdings: number, bytes: number, runners: number): number {
  let fit = 0;
  let tooMany = 2 ** 40;
  while (tooMany - fit > 1) {
    const middle = Math.floor((fit + tooMany) / 2);
    if (bytesNeeded(simulation, holdings, middle, runners) <= bytes) fit = middle;
    else tooMany = middle;
  }
  return fit;
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
  const lengths = columns.map((column) => keptPaths(column, paths));
  const kept = lengths.reduce((sum, length) => sum + length, 0);
  const buffer = allocate(8 * (kept + sampled * series * points));
  let offset = 0;
  const next = (length: number) => {
    const array = new Float64Array(buffer, offset, length);
    offset += 8 * length;
    return array;
  };
  return {
    columns: lengths.map(next),
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
