import type { Player } from './seats.ts';

/** Reads a number of each of the first so many lanes: a result when paths are over, a watched field when a step is. */
export type LanesReader = (into: Float64Array, paths: number) => void;

/** Reads a watched field that is a whole number below 2^16. What follows behind the last path may be overwritten. */
export type WholesReader = (into: Uint16Array, at: number, paths: number) => void;

/** Told on the way. Paths that are simulated together stand in lanes from 0 on. */
export interface Listener {
  /** Paths before this one are followed step by step. */
  readonly followed: number;
  /** A step has ended of the paths that are followed, the first so many lanes; comes before `observe`. */
  readonly follow: (paths: number) => void;
  /** A point of the observation has been reached, 0 is the start, by so many paths from `firstPath` on, in lanes from 0 on. */
  readonly observe: (point: number, firstPath: number, paths: number) => void;
  /** So many paths from `firstPath` on are over; `row` counts from the first one asked for. */
  readonly finish: (firstPath: number, row: number, paths: number) => void;
}

/** What takes paths through their steps. Two of them, plain functions and kernels, give the same bits. */
export interface Backend {
  readonly kind: 'plain' | 'wasm';
  readonly resultOf: (player: Player, field: string) => LanesReader;
  readonly watchedOf: (player: Player, field: string) => LanesReader;
  readonly wholesOf: (player: Player, field: string) => WholesReader;
  /** Paths that are simulated together at most: lanes. */
  readonly lanes: number;
  /** Simulates `count` paths from `firstPath` on. */
  readonly run: (firstPath: number, count: number, listener: Listener) => void;
}
