import { setImmediate } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type { Recordings } from '../../scenario/recording-tables.ts';
import type { Overrides } from '../../scenario/scenario.ts';
import type { CellSettings } from '../../scenario/sweeps.ts';
import { BUNDLE_GLOBAL } from '../bundle-global.ts';
import type { CellOutcome, PreparedCells } from '../cells.ts';
import { RunFailure } from '../failure.ts';
import type { CellsAsked } from '../program.ts';
import type { CellsReport, CellsTask } from '../serve-cells.ts';
import { compiledFor, isWorthAKernel, openGroup } from '../serve-cells.ts';
import type { Bundle } from './bundle.ts';
import type { KeptKernels } from './kept-kernel.ts';
import { placed, placeFailure } from './read-scenario.ts';

/** Hands the worker's groups to `serveCells` of the bundle, which knows nothing of Node. */
const glue = `
;{
  const { parentPort, workerData } = require('node:worker_threads');
  const { program, serveCells } = ${BUNDLE_GLOBAL};
  parentPort.on('message', serveCells(program, workerData, (report, moved) => parentPort.postMessage(report, moved)));
}
`;

/** Cells of one sweep. */
export interface CellsJob {
  readonly prepared: PreparedCells;
  readonly overrides: Overrides;
  readonly cells: readonly CellSettings[];
  readonly asked: CellsAsked;
  /** Called once a cell, by its index, in no particular order. */
  readonly onCell: (cell: number, outcome: CellOutcome) => void;
}

export interface CellsRun {
  readonly bundle: Bundle;
  readonly jobs: readonly CellsJob[];
  readonly recordings: Recordings;
  readonly kernels: 'plain' | 'wasm';
  /** Kernels of earlier runs of the same cells; `null` where they are not worth keeping. */
  readonly kept: KeptKernels | null;
  readonly workers: number;
  /** Unless given, threads, or this thread for what is over before threads have started. */
  readonly where?: 'threads' | 'inline';
  readonly signal: AbortSignal;
}

/** Cells of a job that live in the same market. */
interface Group {
  readonly job: CellsJob;
  readonly cells: readonly number[];
  readonly wanted: readonly CellSettings[];
}

/** A group with all that a worker needs to know of it. */
interface ReadyGroup extends Group {
  readonly task: CellsTask;
}

/** Path-steps of holdings that take about as long as threads take to start. */
const INLINE_STEPS = 3e6;

/**
 * Runs cells of sweeps, a group of cells that share their market at a time, in as many threads as are allowed. What is under
 * way when `signal` is raised is lost; what was handed to `onCell` is whole. No result depends on who ran what.
 *
 * @throws RunFailure where a step yields what is not a number, books do not balance, or a thread is lost
 */
export async function runCells(run: CellsRun): Promise<void> {
  const { jobs, recordings, workers } = run;
  const groups = jobs.flatMap((job) =>
    job.prepared
      .groups(recordings)
      .map((cells): Group => ({ job, cells, wanted: cells.map((cell) => job.cells[cell]!) })),
  );
  if (groups.length === 0) return;
  const threads = Math.min(workers, groups.length);
  const steps = groups.reduce((sum, group) => sum + stepsOf(group, recordings), 0);
  const where = run.where ?? (threads === 1 || steps < INLINE_STEPS ? 'inline' : 'threads');
  await (where === 'inline' ? runInline(run, groups) : runInThreads(run, groups, threads));
  run.kept?.save();
}

function stepsOf({ job: { prepared, asked }, cells }: Group, recordings: Recordings): number {
  return cells.reduce(
    (sum, cell) => sum + prepared.stepsOf(cell, recordings) * asked.paths * prepared.names[cell]!.length,
    0,
  );
}

/** Looks for kernels of earlier runs, and compiles one for all groups of a job that can share it. */
function ready({ bundle, jobs, recordings, kernels, kept }: CellsRun, groups: readonly Group[]): readonly ReadyGroup[] {
  return jobs.flatMap((job) => {
    const own = groups.filter((group) => group.job === job);
    const found = own.map(({ wanted }) => kept?.find([job.asked.of, wanted]) ?? null);
    const { overrides, asked, prepared } = job;
    const wanting = found.flatMap((kernel, i) =>
      kernel === null && isWorthAKernel(prepared, own[i]!.cells, recordings, asked, kernels) ? [own[i]!] : [],
    );
    const shared = placed(bundle, () =>
      prepared.kernelsOf(
        wanting.map(({ cells }) => cells),
        recordings,
      ),
    );
    return own.map((group, i) => {
      const compiled = shared[wanting.indexOf(group)] ?? null;
      kept?.add([asked.of, group.wanted], compiled);
      return { ...group, task: { overrides, cells: group.wanted, asked, kernels, kept: found[i] ?? compiled } };
    });
  });
}

async function runInline(run: CellsRun, groups: readonly Group[]): Promise<void> {
  const { bundle, recordings, kept, signal } = run;
  for (const { job, cells, task } of ready(run, groups)) {
    if (signal.aborted) return;
    const { opened, blockSize } = placed(bundle, () => openGroup(job.prepared, cells, recordings, task));
    kept?.add([task.asked.of, task.cells], compiledFor(opened, task));
    const running = opened.run(blockSize);
    for (;;) {
      const turn = placed(bundle, () => running.next());
      if (turn.done === true) {
        for (const [i, outcome] of turn.value.entries()) job.onCell(cells[i]!, outcome);
        break;
      }
      await setImmediate();
      if (signal.aborted) return;
    }
  }
}

function runInThreads(run: CellsRun, groups: readonly Group[], threads: number): Promise<void> {
  const { bundle, recordings, kept, signal } = run;
  return new Promise((resolve, reject) => {
    const seats = new Set<Worker>();
    let next = 0;
    const end = (failure: Error | null) => {
      signal.removeEventListener('abort', stop);
      for (const worker of seats) void worker.terminate();
      seats.clear();
      if (failure === null) resolve();
      else reject(failure);
    };
    const stop = () => end(null);
    if (signal.aborted) return resolve();
    signal.addEventListener('abort', stop);

    let waiting: readonly ReadyGroup[] = [];
    /** Starts a worker, and returns what hands it its next group. */
    const seat = (): (() => void) => {
      // What a scenario prints would end up between the lines of --json: it is not passed on.
      const worker = new Worker(`${bundle.code}${glue}`, {
        eval: true,
        execArgv: [],
        stdout: true,
        stderr: true,
        workerData: recordings,
      });
      seats.add(worker);
      worker.stdout.resume();
      worker.stderr.resume();
      let group: ReadyGroup | undefined;
      const proceed = () => {
        group = waiting[next++];
        if (group !== undefined) return worker.postMessage(group.task);
        seats.delete(worker);
        void worker.terminate();
        if (seats.size === 0) end(null);
      };
      worker.on('message', (report: CellsReport) => {
        if (!seats.has(worker)) return;
        if (report.kind === 'failed') return end(new RunFailure(placeFailure(bundle, report.failure)));
        const { job, cells, task } = group!;
        try {
          kept?.add([task.asked.of, task.cells], report.compiled);
          for (const [i, outcome] of report.outcomes.entries()) job.onCell(cells[i]!, outcome);
        } catch (thrown) {
          return end(thrown as Error);
        }
        proceed();
      });
      const lose = (reason: string) => {
        if (seats.has(worker)) end(new RunFailure({ kind: 'thrown', message: reason, stack: '', path: null }));
      };
      worker.on('error', (thrown: unknown) => lose(thrown instanceof Error ? thrown.message : String(thrown)));
      worker.on('exit', (code) => lose(`the worker ended with code ${code}`));
      return proceed;
    };
    const begin = Array.from({ length: threads }, seat);
    try {
      // While threads start: what they have in common is compiled once, here.
      waiting = ready(run, groups);
    } catch (thrown) {
      return end(thrown as Error);
    }
    for (const proceed of begin) proceed();
  });
}
