import type { Block, Report } from './protocol.ts';

/** What a runner tells: a report of its own, or that it is gone without one. */
export type RunnerEvent = Report | { readonly kind: 'lost'; readonly reason: string };

/** Something that simulates one block at a time. */
export interface Runner {
  /** What it has counted so far, one array a holding; read when it is done, thrown away when it is lost. */
  readonly fans: readonly Uint32Array[];
  /** Only after it said `ready`, and only one block at a time. */
  readonly run: (block: Block) => void;
  readonly stop: () => void;
}

/** Where runners come from: threads, or the thread we are in. */
export interface Host {
  readonly start: (tell: (event: RunnerEvent) => void) => Runner;
}
