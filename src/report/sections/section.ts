import type { Manifest } from '../../result/manifest.ts';
import type { RunResult } from '../../result/run-result.ts';
import type { Summary } from '../../result/summary.ts';
import type { Swept } from '../../result/sweep-result.ts';
import type { ToldPath } from '../../result/told-path.ts';
import type { Chart } from '../charts/chart.ts';
import type { LiveRun } from '../live-run.ts';
import type { Html } from '../page/html.ts';

/** A heading of the page, and what stands under it. */
export interface Section {
  /** Its address within the page: `#ends`. */
  readonly id: string;
  readonly title: string;
  readonly body: Html;
}

/** What a section is made of, and where it takes the numbers of its figures and tables from. */
export interface SectionContext {
  readonly result: RunResult;
  readonly summary: Summary;
  readonly manifest: Manifest;
  /** Paths that are told one by one. */
  readonly told: readonly ToldPath[];
  /** What it takes to run again in the page; null where nobody gave it. */
  readonly live: LiveRun | null;
  /** What was run beside it with other numbers. */
  readonly swept: Swept;
  /** Puts a chart into the page, with the next number; null, of what there is nothing to draw, stays null. */
  readonly figure: (chart: Chart | null, more?: FigureOptions) => Html | null;
  /** The next number: tables are numbered as they come. */
  readonly nextTable: () => number;
}

export interface FigureOptions {
  /** Offers to hide the sample paths. */
  readonly samples?: boolean;
  /** Stands between the picture and its note. */
  readonly below?: Html;
  /** What the switch switches between; holdings, unless said otherwise. */
  readonly switches?: string;
}

/** One section, from a finished run; null where the run has nothing for it. Called in the order of the page. */
export type MakeSection = (context: SectionContext) => Section | null;
