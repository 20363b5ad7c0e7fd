import type { DataDescription } from './run-result.ts';

/** Values of options by their names; those of a part are under the option that took it. */
export interface OptionTree {
  readonly [option: string]: number | string | boolean | OptionTree;
}

/** What was run: every number that somebody chose, defaults included. */
export interface SettingSummary {
  readonly days: number;
  readonly steps: number;
  readonly stepMinutes: number;
  /** ISO 8601 with zone; left out of a generated market. */
  readonly from?: string;
  readonly to?: string;
  /** Present only where the run was stopped before its end. */
  readonly pathsAskedFor?: number;
  readonly parameters: Readonly<Record<string, number | string | boolean>>;
  /** What they are unless they are set. */
  readonly defaults: Readonly<Record<string, number | string | boolean>>;
  readonly price: OptionTree;
  readonly funding: OptionTree;
  readonly otherMarkets?: readonly {
    readonly name: string;
    readonly loadings: readonly number[];
    readonly price: OptionTree;
    readonly funding: OptionTree;
  }[];
  readonly holdings: Readonly<Record<string, { readonly targetLeverage: number; readonly options: OptionTree }>>;
  readonly data: readonly DataDescription[];
  /** Sentences: what no source states, and what follows from how the run was set up. */
  readonly assumptions: readonly string[];
}
