import { RunFailure } from '../batch/failure.ts';
import type { ScenarioFile, SettledScenario } from '../batch/node/read-scenario.ts';
import { runScenario } from '../batch/node/run-scenario.ts';
import type { Question } from '../batch/protocol.ts';
import { DataError } from '../data/data-error.ts';
import type { DataDescription, RunResult } from '../result/run-result.ts';
import type { Arguments } from './arguments.ts';

/** A scenario settled in its history; where that cannot be, `settled` is null and a warning says why. */
export interface LoadedHistory {
  readonly settled: SettledScenario | null;
  readonly data: readonly DataDescription[];
  /** For the reader of the report. */
  readonly warnings: readonly string[];
}

/** What became of its windows; null where there are none to tell of. */
export interface FinishedHistory {
  readonly result: RunResult | null;
  readonly warnings: readonly string[];
}

export const noHistory: LoadedHistory = { settled: null, data: [], warnings: [] };

/** Reads and settles the history that a scenario asks for. What is missing is said, and the run goes on without. */
export async function loadHistory(
  read: ScenarioFile,
  question: Pick<Question, 'name' | 'overrides'>,
  given: Arguments,
): Promise<LoadedHistory> {
  if (read.historyRequests.length === 0) return noHistory;
  const { loadRecordings } = await import('./load-recordings.ts');
  try {
    const { recordings, data, warnings } = loadRecordings(given.data, read.historyRequests);
    const settled = read.settleHistory({ ...question, recordings, data }, given.kernels);
    const own = settled === null ? [] : settled.warnings.map((warning) => `In history: ${warning}`);
    return { settled, data, warnings: [...warnings, ...own] };
  } catch (thrown) {
    return { settled: null, data: [], warnings: [leftOut(thrown)] };
  }
}

/** Lives through its windows, in this thread: there are rarely more than some hundred. */
export async function runHistory({ settled, warnings }: LoadedHistory, signal: AbortSignal): Promise<FinishedHistory> {
  if (settled === null) return { result: null, warnings };
  try {
    const { result } = await runScenario(settled, { workers: 1, where: 'inline', signal });
    return { result: result.isPartial ? null : result, warnings };
  } catch (thrown) {
    return { result: null, warnings: [...warnings, leftOut(thrown)] };
  }
}

/** @throws what is neither a file’s nor the scenario’s fault */
function leftOut(thrown: unknown): string {
  if (!(thrown instanceof DataError || thrown instanceof RunFailure)) throw thrown;
  return `History is left out: ${thrown.message.split('\n')[0]}`;
}
