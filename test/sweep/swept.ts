import { readScenario } from '../../src/batch/node/read-scenario.ts';
import type { CellJournal } from '../../src/cli/cell-journal.ts';
import { makeCells } from '../../src/cli/make-cells.ts';
import type { SweepCell } from '../../src/result/sweep-result.ts';
import type { CellSettings } from '../../src/scenario/sweeps.ts';
import { fixture } from '../batch/small-run.ts';

interface Asked {
  readonly cells: readonly CellSettings[];
  readonly paths: number;
  readonly set?: Readonly<Record<string, string>>;
  readonly where?: 'inline' | 'threads';
  readonly kernels?: 'plain' | 'wasm';
  readonly workers?: number;
  readonly signal?: AbortSignal;
  readonly journal?: CellJournal | null;
  readonly onCell?: () => void;
}

/** Runs cells of a fixture, all its holdings in each. */
export async function swept(
  name: string,
  { cells, paths, set = {}, where = 'inline', kernels = 'wasm', workers = 1, journal = null, ...asked }: Asked,
): Promise<readonly (readonly (SweepCell | null)[])[]> {
  const overrides = { paths, set };
  const read = await readScenario(fixture(name), overrides);
  const { signal = new AbortController().signal, onCell = () => {} } = asked;
  return makeCells([{ cells, asked: { of: 'all', paths, fanPoints: 4 } }], {
    ...{ read, overrides, recordings: new Map(), kernels, workers, where, signal, journal, kept: null, onCell },
  });
}
