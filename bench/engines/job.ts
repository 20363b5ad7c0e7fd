import { blocksOf } from '../../src/batch/block-size.ts';
import type { Prepared, Program } from '../../src/batch/program.ts';
import { simulateBlock } from '../../src/batch/simulate-block.ts';
import { allocateFans, allocateStorage } from '../../src/batch/storage.ts';
import type { Simulation } from '../../src/engine/simulation.ts';
import type { Recordings } from '../../src/scenario/recording-tables.ts';

/** Which back-end runs the steps. */
export type Kernels = 'plain' | 'wasm';

/** What every engine is asked to compute: plain data, which is written into scripts. */
export interface Order {
  readonly paths: number;
  /** Unless given, whatever the bundle itself chooses. */
  readonly kernels?: Kernels;
}

export interface Computed {
  /** As the simulation orders them. */
  readonly columns: readonly Float64Array[];
  /** What took the steps. */
  readonly kernels: Kernels;
  /** Of simulating alone, by the engine's own clock. */
  readonly seconds: number;
}

export interface Answer {
  readonly digest: string;
  readonly kernels: Kernels;
  readonly seconds: number;
}

/** Why there is no answer. */
export interface Refusal {
  readonly error: string;
}

export function refusal(thrown: unknown): Refusal {
  return { error: thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown) };
}

/** The engine has a turn of its own after so many paths. */
const BLOCK_PATHS = 64;

/** The one place where a back-end is chosen. */
function open(prepared: Prepared, kernels: Kernels | undefined): Simulation {
  const ask: (recordings: Recordings, kernels?: Kernels) => Simulation = prepared.open;
  return ask(new Map(), kernels);
}

/** Simulates all paths. Runs in Node, in pages and in workers alike: nothing of any of them is needed. */
export async function compute(program: Program, { paths, kernels }: Order): Promise<Computed> {
  const prepared = program.prepare({ paths });
  if (prepared.requests.length > 0) throw new Error('engines: only generated markets are compared; got recordings');
  const simulation = open(prepared, kernels);
  const ran = simulation.kernel === null ? 'plain' : 'wasm';
  if (ran !== (kernels ?? ran)) throw new Error(`engines: ${kernels} was asked for, and the bundle would run ${ran}`);
  const holdings = new Set(simulation.columns.flatMap(({ holding }) => (holding === null ? [] : [holding]))).size;
  const allocate = (bytes: number) => new ArrayBuffer(bytes);
  const storage = allocateStorage(simulation, holdings, paths, allocate);
  const fans = allocateFans(simulation.observation, holdings, allocate);
  let milliseconds = 0;
  for (const block of blocksOf(paths, BLOCK_PATHS)) {
    const startedMs = performance.now();
    simulateBlock(simulation, storage, fans, block);
    milliseconds += performance.now() - startedMs;
    await new Promise((resolve) => setTimeout(resolve));
  }
  return { columns: storage.columns, kernels: ran, seconds: milliseconds / 1000 };
}

/**
 * Simulates, and hashes where it simulated: pages from disk are secure contexts, in which `crypto.subtle` exists. The
 * digest is that of a run: SHA-256 of all columns as little-endian doubles, its first 16 hex digits.
 */
export async function answer(program: Program, order: Order): Promise<Answer> {
  const { columns, kernels, seconds } = await compute(program, order);
  const doubles = new DataView(new ArrayBuffer(columns.reduce((bytes, { byteLength }) => bytes + byteLength, 0)));
  let offset = 0;
  for (const column of columns) {
    for (const value of column) {
      doubles.setFloat64(offset, value, true);
      offset += 8;
    }
  }
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', doubles.buffer));
  const hex = Array.from(hash.subarray(0, 8), (byte) => byte.toString(16).padStart(2, '0'));
  return { digest: hex.join(''), kernels, seconds };
}
