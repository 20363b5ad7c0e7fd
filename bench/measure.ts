import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { SettledScenario } from '../src/batch/node/read-scenario.ts';
import { readScenario } from '../src/batch/node/read-scenario.ts';
import { runScenario } from '../src/batch/node/run-scenario.ts';
import type { RunResult } from '../src/result/run-result.ts';
import type { Overrides } from '../src/scenario/scenario.ts';
import { madeUpRecordings } from './made-up-recordings.ts';
import { startingGun } from './starting-gun.ts';

/** Said wherever a time is printed. */
export const HOW_IT_IS_MEASURED =
  'Reading, compiling and a warm-up of twelve million path-steps a worker come before the clock starts; it stops when the last path is in its place, before the digest. One worker is this thread.';

export interface Measured {
  readonly nsPerPathStep: number;
  /** Processor time of the whole process, all threads. */
  readonly cpuNsPerPathStep: number;
  readonly workers: number;
  readonly paths: number;
  readonly steps: number;
  readonly digest: string;
  readonly result: RunResult;
}

/** Reads a scenario file, given relative to `bench/`, through the public reader. */
export async function openQuestion(file: string, overrides: Overrides = {}): Promise<SettledScenario> {
  const path = fileURLToPath(new URL(file, import.meta.url));
  const read = await readScenario(path, overrides);
  const recordings = madeUpRecordings(read.requests);
  return read.settle({ name: basename(path, '.ts'), overrides, recordings, data: [] });
}

/** Runs it once through the public batch runner: in this thread for one worker unless threads are asked for. */
export async function measure(
  settled: SettledScenario,
  {
    workers = 1,
    where = workers === 1 ? 'inline' : 'threads',
  }: { workers?: number; where?: 'inline' | 'threads' } = {},
): Promise<Measured> {
  const { paths, clock } = settled.description;
  let startedMs = performance.now();
  let usage = process.cpuUsage();
  let wallMs = 0;
  const finished = await runScenario(settled, {
    workers,
    where,
    // The last path is in its place: the peers' clocks stop there too, before anything is summed up or hashed.
    onProgress: (done) => {
      if (done < paths) return;
      wallMs = performance.now() - startedMs;
      usage = process.cpuUsage(usage);
    },
    through: (host) =>
      startingGun(host, paths, clock.steps, () => {
        usage = process.cpuUsage();
        startedMs = performance.now();
      }),
  });
  const { user, system } = usage;
  const pathSteps = paths * clock.steps;
  return {
    nsPerPathStep: (wallMs * 1e6) / pathSteps,
    cpuNsPerPathStep: ((user + system) * 1e3) / pathSteps,
    workers: finished.workers,
    paths,
    steps: clock.steps,
    digest: finished.result.digest,
    result: finished.result,
  };
}

/** The middle one; of an even number, the mean of the middle two. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length / 2;
  return (sorted[Math.floor(half)]! + sorted[Math.ceil(half) - 1]!) / 2;
}

/** Median CPU time of so many rounds, ns per path-step, of questions run in turn: noise then falls on all alike. */
export async function race(questions: readonly SettledScenario[], rounds: number): Promise<readonly number[]> {
  const times = questions.map((): number[] => []);
  for (let round = 0; round < rounds; round++) {
    for (const [index, question] of questions.entries()) {
      times[index]!.push((await measure(question)).cpuNsPerPathStep);
    }
  }
  return times.map(median);
}
