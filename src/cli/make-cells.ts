import type { CellOutcome } from '../batch/cells.ts';
import { digestOf } from '../batch/node/digest.ts';
import type { KeptKernels } from '../batch/node/kept-kernel.ts';
import type { ScenarioFile } from '../batch/node/read-scenario.ts';
import { runCells } from '../batch/node/run-cells.ts';
import type { CellsAsked } from '../batch/program.ts';
import { summariseCell } from '../result/summarise-cell.ts';
import type { SweepCell } from '../result/sweep-result.ts';
import type { Recordings } from '../scenario/recording-tables.ts';
import type { Overrides } from '../scenario/scenario.ts';
import type { CellSettings } from '../scenario/sweeps.ts';
import type { CellJournal } from './cell-journal.ts';

/** What all cells of a sweep have in common. */
export interface CellMaker {
  readonly read: ScenarioFile;
  readonly overrides: Overrides;
  readonly recordings: Recordings;
  readonly kernels: 'plain' | 'wasm';
  readonly workers: number;
  readonly signal: AbortSignal;
  /** `null` where finished cells are kept by nobody. */
  readonly journal: CellJournal | null;
  /** `null` where the same cells will hardly be run again. */
  readonly kept: KeptKernels | null;
  /** Where cells run; unless given, as is quickest. */
  readonly where?: 'threads' | 'inline';
  /** Called with each cell that is there. */
  readonly onCell?: () => void;
}

/** Some cells, and what is asked of each. */
export interface AskedCells {
  readonly cells: readonly CellSettings[];
  readonly asked: CellsAsked;
}

/**
 * Runs cells of several sweeps, or finds them among those that were kept; `null` for those that an interruption left out. Of a
 * cell no more is held than its figures.
 *
 * @throws RunFailure, and OutputError where the journal cannot be written
 */
export async function makeCells(
  sweeps: readonly AskedCells[],
  maker: CellMaker,
): Promise<readonly (readonly (SweepCell | null)[])[]> {
  const { read, overrides, journal, onCell = () => {} } = maker;
  const made = sweeps.map(({ cells }) =>
    cells.map(({ name, settings }) => {
      const found = journal?.find(settings);
      if (found === undefined) return null;
      onCell();
      return { ...(name === undefined ? {} : { name }), ...found, settings };
    }),
  );
  const jobs = sweeps.flatMap(({ cells, asked }, s) => {
    const missing = cells.flatMap((_, index) => (made[s]![index] === null ? [index] : []));
    if (missing.length === 0) return [];
    const wanted = missing.map((index) => cells[index]!);
    return {
      prepared: read.prepareCells(wanted, asked),
      ...{ overrides, cells: wanted, asked },
      onCell: (index: number, outcome: CellOutcome) => {
        const cell = cellOf(wanted[index]!, outcome, asked.fanPoints > 1);
        made[s]![missing[index]!] = cell;
        journal?.add(cell);
        onCell();
      },
    };
  });
  await runCells({ ...maker, bundle: read.bundle, jobs });
  return made;
}

function cellOf({ name, settings }: CellSettings, outcome: CellOutcome, hasFan: boolean): SweepCell {
  const { days, spot, holdings, fanAxes, overlap } = outcome;
  return {
    ...(name === undefined ? {} : { name }),
    settings,
    days,
    fanDays: hasFan ? fanAxes.days : [],
    digest: digestOf([spot, ...holdings.map(({ finalValue }) => finalValue)]),
    holdings: holdings.map((holding) => summariseCell(holding, spot, hasFan ? fanAxes : null, overlap)),
  };
}
