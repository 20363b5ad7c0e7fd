import type { Control } from '../result/control.ts';

/** What a page needs in order to run its own scenario again, with other numbers. */
export interface LiveRun {
  /** Of the scenario, as it is written on the command line. */
  readonly file: string;
  /** What the run was called. */
  readonly name: string;
  readonly seed: string;
  /** One for each parameter that can be moved, in the order of the scenario. */
  readonly controls: readonly Control[];
  /** The script that ran, gzipped, in base64; `null` where the scenario needs recordings, which a page does not carry. */
  readonly engine: string | null;
}

/** Values of parameters by name, as they are set. */
export type Values = Readonly<Record<string, number | string | boolean>>;

/** What the page's live script reads: a run, and where its controls stand. */
export interface LiveData extends Omit<LiveRun, 'engine'> {
  /** Of this run. */
  readonly values: Values;
  /** Where a parameter stands unless it is set. */
  readonly defaults: Values;
  /** Index of the holding that is shown first. */
  readonly holding: number;
  readonly paths: number;
}

/** Paths of a live run unless the reader chooses otherwise, and what there is to choose from. */
export const LIVE_PATHS = 2000;
export const livePathChoices: readonly number[] = [500, 2000, 10_000];
