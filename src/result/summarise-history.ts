import type { RunResult } from './run-result.ts';
import { summarise } from './summarise.ts';
import type { HistorySummary, Summary } from './summary.ts';

/**
 * The figures of the same holdings in the windows of a recording, a window a path. Windows that share days are dependent:
 * errors and intervals are those of as many windows as the days, each counted once, would fill side by side.
 *
 * @throws {Error} where the paths of the run are no windows.
 */
export function summariseHistory(result: RunResult): HistorySummary {
  const { windows, clock, funding } = result.scenario;
  if (windows === undefined) throw new Error('summarise: history must be a run over windows; got another');
  const { digest, market, holdings } = summarise(result);
  const fundingFile = funding.options.find(({ name }) => name === 'file')?.value ?? null;
  return {
    ...windows,
    funding: fundingFile === null ? null : String(fundingFile),
    windowDays: clock.days,
    digest,
    market,
    holdings,
  };
}

/** A summary with its history in it, before the warnings; as it is where there is none. */
export function withHistory({ warnings, ...figures }: Summary, history: RunResult | null): Summary {
  return history === null ? { ...figures, warnings } : { ...figures, history: summariseHistory(history), warnings };
}
