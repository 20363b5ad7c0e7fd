import type { Player } from './seats.ts';

/** Reads a number of the path in a lane when the path is over. */
export type Reader = (lane: number) => number;

/** Reads a number of the first so many lanes when a step has ended. */
export type LanesReader = (into: Float64Array, paths: number) => void;

/** Told on the way: `lane` is the path's place among those that are simulated together. */
export interface Listener {
  /** Paths before this one are followed step by step. */
  readonly followed: number;
  /** A step has ended of the paths that are followed, the first so many lanes; comes before `observe`. */
  readonly follow: (paths: number) => void;
  /** A point of the observation has been reached, 0 is the start, by so many paths from `firstPath` on, in lanes from 0 on. */
  readonly observe: (point: number, firstPath: number, paths: number) => void;
  /** A path is over: `row` counts from the first one asked for. */
  readonly finish: (path: number, row: number, lane: number) => void;
}

/** What takes paths through their steps. Two of them, plain functions and kernels, give the same bits. */
export interface Backend {
  readonly kind: 'plain' | 'wasm';
  readonly resultOf: (player: Player, field: string) => Reader;
  readonly watchedOf: (player: Player, field: string) => LanesReader;
  /** Paths that are simulated together at most: lanes. */
  readonly lanes: number;
  /** Simulates `count` paths from `firstPath` on. */
  readonly run: (firstPath: number, count: number, listener: Listener) => void;
}
