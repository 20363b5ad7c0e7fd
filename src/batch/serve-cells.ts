import type { CompiledKernel } from '../engine/kernel-backend.ts';
import type { Recordings } from '../scenario/recording-tables.ts';
import type { Overrides } from '../scenario/scenario.ts';
import type { CellSettings } from '../scenario/sweeps.ts';
import type { CellOutcome, OpenedCells, PreparedCells } from './cells.ts';
import type { Failure } from './failure.ts';
import { failureOf } from './failure.ts';
import type { CellsAsked, Program } from './program.ts';

/** Cells that live in the same market: what is run at once. */
export interface CellsTask {
  readonly overrides: Overrides;
  readonly cells: readonly CellSettings[];
  readonly asked: CellsAsked;
  readonly kernels: 'plain' | 'wasm';
  /** What was compiled for the same cells before; `null` where nothing was. */
  readonly kept: CompiledKernel | null;
}

/** Worker to host: a group that is done, with what was compiled for it here, or what went wrong. */
export type CellsReport =
  | {
      readonly kind: 'done';
      readonly outcomes: readonly CellOutcome[];
      readonly compiled: Omit<CompiledKernel, 'module'> | null;
    }
  | { readonly kind: 'failed'; readonly failure: Failure };

/** Below so many path-steps of all holdings a group is over before a kernel for it is compiled: some 0.04 s. */
const WORTH_A_KERNEL = 150_000;
/** Path-steps in a block: some 0.05 s by kernels, 0.5 s by plain steps. */
const BLOCK_STEPS = 2e6;

/** Whether a group is run by a kernel: small ones are over sooner by plain steps, with the same results. */
export function isWorthAKernel(
  prepared: PreparedCells,
  group: readonly number[],
  recordings: Recordings,
  { paths }: CellsAsked,
  kernels: CellsTask['kernels'],
): boolean {
  return kernels === 'wasm' && stepsOfAPath(prepared, group, recordings) * paths >= WORTH_A_KERNEL;
}

/** Of all holdings of a group and of its market. */
function stepsOfAPath(prepared: PreparedCells, group: readonly number[], recordings: Recordings): number {
  const holdings = group.reduce((sum, cell) => sum + prepared.names[cell]!.length, 0);
  return prepared.stepsOf(group[0]!, recordings) * (1 + holdings);
}

/** Opens a group by what is quickest for it, with the same results, and says how many paths to run at a time. */
export function openGroup(
  prepared: PreparedCells,
  group: readonly number[],
  recordings: Recordings,
  { asked, kernels, kept }: Pick<CellsTask, 'asked' | 'kernels' | 'kept'>,
): { readonly opened: OpenedCells; readonly blockSize: number } {
  const isWorth = isWorthAKernel(prepared, group, recordings, asked, kernels);
  return {
    opened: prepared.open(group, recordings, isWorth ? (kept ?? 'wasm') : 'plain'),
    blockSize: 32 * Math.max(1, Math.round(BLOCK_STEPS / stepsOfAPath(prepared, group, recordings) / 32)),
  };
}

/** What was compiled to open a group; `null` where nothing was. */
export function compiledFor({ simulation: { kernel } }: OpenedCells, { kept }: Pick<CellsTask, 'kept'>) {
  return kernel === null || kept !== null ? null : { bytes: kernel.bytes, layout: kernel.layout };
}

/** The worker's side: settles each group that it is handed, and runs it. */
export function serveCells(
  program: Program,
  recordings: Recordings,
  send: (report: CellsReport, moved: readonly ArrayBufferLike[]) => void,
): (task: CellsTask) => void {
  return (task) => {
    try {
      const prepared = program.prepareCells(task.overrides, task.cells, task.asked);
      const group = task.cells.map((_, index) => index);
      const { opened, blockSize } = openGroup(prepared, group, recordings, task);
      const running = opened.run(blockSize);
      let turn = running.next();
      while (turn.done !== true) turn = running.next();
      send({ kind: 'done', outcomes: turn.value, compiled: compiledFor(opened, task) }, buffersOf(turn.value));
    } catch (thrown) {
      send({ kind: 'failed', failure: failureOf(thrown) }, []);
    }
  };
}

/** Each once: cells of a group share their coin. */
function buffersOf(outcomes: readonly CellOutcome[]): readonly ArrayBufferLike[] {
  const arrays = outcomes.flatMap(({ spot, holdings }) => [
    spot,
    ...holdings.flatMap(({ finalValue, ruinDays, liquidationDays, fan }) => [
      finalValue,
      ruinDays,
      liquidationDays,
      fan,
    ]),
  ]);
  return [...new Set(arrays.flatMap((array) => (array === null ? [] : [array.buffer])))];
}
