import type { CompiledKernel } from '../engine/kernel-backend.ts';
import type { DataDescription } from '../result/run-result.ts';
import type { Recordings } from '../scenario/recording-tables.ts';
import type { Overrides } from '../scenario/scenario.ts';
import type { Failure } from './failure.ts';
import type { Storage } from './storage.ts';

/** Consecutive paths that are simulated together: the unit of work, of retrying and of progress. */
export interface Block {
  readonly index: number;
  readonly firstPath: number;
  readonly count: number;
}

/** What settles a scenario: the same in the main thread and in every worker. */
export interface Question {
  /** What the run is called: base name of the scenario file. */
  readonly name: string;
  readonly overrides: Overrides;
  readonly recordings: Recordings;
  readonly data: readonly DataDescription[];
}

/** What a worker is started with. Typed arrays lie in shared memory. */
export interface Task {
  readonly question: Question;
  /** The resolved scenario as the main thread read it, as JSON: a worker that reads another one refuses to run. */
  readonly description: string;
  readonly storage: Storage;
  /** What the main thread has compiled; `null` where plain functions are to run. */
  readonly kernel: CompiledKernel | null;
  /** This worker's own counters, one array a holding. */
  readonly fans: readonly Uint32Array[];
}

/** Worker to host. Blocks go the other way, as they are. */
export type Report =
  | { readonly kind: 'ready' }
  | { readonly kind: 'done'; readonly block: number }
  | { readonly kind: 'failed'; readonly failure: Failure };
