import type { Player } from './seats.ts';

/** Reads a number of the path in a lane: a result when the path is over, a watched field when a point is observed. */
export type Reader = (lane: number) => number;

/** Told on the way: `lane` is the path's place among those that are simulated together. */
export interface Listener {
  /** A point of the observation has been reached; 0 is the start. */
  readonly observe: (point: number, path: number, lane: number) => void;
  /** A path is over: `row` counts from the first one asked for. */
  readonly finish: (path: number, row: number, lane: number) => void;
}

/** What takes paths through their steps. Two of them, plain functions and kernels, give the same bits. */
export interface Backend {
  readonly kind: 'plain' | 'wasm';
  readonly resultOf: (player: Player, field: string) => Reader;
  readonly watchedOf: (player: Player, field: string) => Reader;
  /** Simulates `count` paths from `firstPath` on. */
  readonly run: (firstPath: number, count: number, listener: Listener) => void;
}
