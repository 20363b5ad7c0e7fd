import { setTimeout as sleep } from 'node:timers/promises';
import type { RunResult } from '../../result/run-result.ts';
import { assembleResult, rangeOf } from '../assemble-result.ts';
import { blockSizeOf, blocksOf, estimateSeconds } from '../block-size.ts';
import type { Failure } from '../failure.ts';
import { RunFailure } from '../failure.ts';
import type { Host } from '../host.ts';
import { inlineHost } from '../inline-host.ts';
import { runBatch } from '../run-batch.ts';
import { allocateFans, allocateStorage, bytesNeeded, pathsThatFit } from '../storage.ts';
import { traceReality } from '../trace-reality.ts';
import { digestOf } from './digest.ts';
import type { SettledScenario } from './read-scenario.ts';
import { placeFailure } from './read-scenario.ts';
import { workerHost } from './worker-host.ts';

export interface RunOptions {
  readonly workers: number;
  readonly signal?: AbortSignal;
  readonly onProgress?: (pathsDone: number) => void;
  /** Sentences about the scenario and its data, for the result. */
  readonly warnings?: readonly string[];
  /** Where blocks run; unless given, threads, or this thread for a job that is over before threads have started. */
  readonly where?: 'threads' | 'inline';
  readonly blockSize?: number;
  readonly patienceMs?: number;
  /** For tests of the batch: stands between it and the host. */
  readonly through?: (host: Host) => Host;
}

export interface FinishedRun {
  readonly result: RunResult;
  readonly seconds: number;
  readonly workers: number;
  /** Blocks that were lost for good. */
  readonly losses: readonly { readonly firstPath: number; readonly message: string }[];
}

/** Starting threads takes about as long. */
const INLINE_SECONDS = 0.06;
/** For the whole program: columns of a path live in memory until the run is summarised. */
const BUDGET_BYTES = 1.5 * 2 ** 30;

/** @throws RunFailure where a step yields what is not a number, books do not balance, or memory would not do */
export async function runScenario(settled: SettledScenario, options: RunOptions): Promise<FinishedRun> {
  const { description, simulation, bundle, question } = settled;
  refuseTooMuch(settled, options.workers);
  const { paths, holdings } = description;
  const seconds = estimateSeconds(description.clock.steps, holdings.length, paths, simulation.kernel !== null);
  const isBrief = seconds < INLINE_SECONDS;
  const where = options.where ?? (isBrief ? 'inline' : 'threads');
  const most = options.where === undefined && isBrief ? 1 : options.workers;
  const blockSize = options.blockSize ?? blockSizeOf(paths, seconds, most);
  const blocks = blocksOf(paths, blockSize);
  const workers = Math.min(most, blocks.length);

  const allocate = (bytes: number) => (where === 'inline' ? new ArrayBuffer(bytes) : new SharedArrayBuffer(bytes));
  const storage = allocateStorage(simulation, holdings.length, paths, allocate);
  const newFans = () => allocateFans(simulation.observation, holdings.length, allocate);
  const host =
    where === 'inline'
      ? inlineHost(simulation, storage, newFans)
      : workerHost(
          bundle,
          { question, description: JSON.stringify(description), storage, kernel: simulation.kernel },
          newFans,
        );
  const startedMs = performance.now();
  const outcome = await runBatch({
    blocks,
    host: options.through?.(host) ?? host,
    runners: workers,
    ...(options.signal === undefined ? {} : { signal: options.signal }),
    ...(options.onProgress === undefined ? {} : { onProgress: options.onProgress }),
    ...(options.patienceMs === undefined ? {} : { patienceMs: options.patienceMs }),
  });
  if (options.signal?.aborted) await sleep(ECHO_MS);
  if (outcome.failure !== null) throw new RunFailure(placeFailure(bundle, outcome.failure));
  const result = assembleResult(description, simulation, storage, outcome, digestOf, options.warnings ?? []);
  const reality = traceReality(description, simulation, settled.instantsMs);
  return {
    result: reality.length === 0 ? result : { ...result, reality },
    seconds: (performance.now() - startedMs) / 1000,
    workers,
    losses: outcome.abandoned.map(({ block, reason }) => ({
      firstPath: block.firstPath,
      message: `paths ${rangeOf(block)} failed twice: ${reason}`,
    })),
  };
}

/**
 * One Ctrl-C may be delivered twice, and tsx kills a program that leaves a signal unanswered for 60 ms: after the first,
 * stay free for the second before the long work of summing up begins.
 */
const ECHO_MS = 400;

function refuseTooMuch({ description, simulation }: SettledScenario, workers: number): void {
  const { paths, holdings } = description;
  const needed = bytesNeeded(simulation, holdings.length, paths, workers);
  if (needed <= BUDGET_BYTES) return;
  const fitting = Math.max(1, pathsThatFit(simulation, holdings.length, BUDGET_BYTES, workers));
  const gigabytes = (bytes: number) => `${(bytes / 1e9).toFixed(1)} GB`;
  const failure: Failure = {
    kind: 'scenario',
    message:
      `paths: a run must fit into ${gigabytes(BUDGET_BYTES)} of memory; got ${paths} paths, which need ${gigabytes(needed)}\n` +
      `Hint: ${fitting} paths fit; fewer holdings or several runs with other seeds do as well`,
    stack: '',
    path: null,
  };
  throw new RunFailure(failure);
}
