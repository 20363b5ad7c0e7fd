import type { SettledScenario } from '../batch/node/read-scenario.ts';
import type { FinishedRun } from '../batch/node/run-scenario.ts';
import { shownPath } from '../batch/node/shown-path.ts';
import type { Manifest } from '../result/manifest.ts';
import type { RunResult } from '../result/run-result.ts';
import { stableJson } from '../result/stable-json.ts';
import { summarise } from '../result/summarise.ts';
import { withHistory } from '../result/summarise-history.ts';
import { type DrawnRuns, withUncertainty } from '../result/summarise-uncertainty.ts';
import type { Swept } from '../result/sweep-result.ts';
import { withSwept } from '../result/sweep-result.ts';
import { withTold } from '../result/told-record.ts';
import { answered } from './answered.ts';
import type { Arguments } from './arguments.ts';
import { claimed } from './claimed.ts';
import { commandLine } from './command-line.ts';
import type { ExitCode } from './exit-codes.ts';
import { worst } from './exit-codes.ts';
import { liveRun } from './live-run.ts';
import type { OutputFolder } from './output-folder.ts';
import { exporterOf, loadReporter, publishRun } from './publish-run.ts';
import { resultTable } from './result-table.ts';
import { rulings } from './rulings.ts';
import type { Terminal } from './terminal.ts';
import { toldPaths } from './told-paths.ts';

/** What was run beside the run itself; null where that was not asked for, or could not be. */
export interface Beside {
  readonly history: RunResult | null;
  readonly drawn: DrawnRuns | null;
  readonly swept: Swept;
}

/**
 * Sums a finished run up, lets the scenario answer its question, writes what the run leaves behind and prints what was asked
 * for. An answer or a claim that throws costs the exit code and nothing else. @throws OutputError
 */
export type Conclude = (
  folder: OutputFolder,
  settled: SettledScenario,
  finished: FinishedRun,
  beside: Beside,
  manifest: Manifest,
  terminal: Terminal,
) => Promise<ExitCode>;

/** Loads all that follows a simulation: long enough to begin with it while the simulation runs. */
export async function loadConclusion(file: string, given: Arguments): Promise<Conclude> {
  const [reporter, exporter] = await Promise.all([given.report ? loadReporter() : null, exporterOf(given.exports)]);
  return async (folder, settled, finished, { history, drawn, swept }, manifest, terminal) => {
    const { result } = finished;
    const figures = withSwept(withUncertainty(withHistory(summarise(result), history), drawn), swept);
    const ruled = claimed(file, figures, result, settled.rule, given.claims);
    const { summary: spoken, ...answer } = answered(file, ruled.summary, settled.answer);
    if (settled.rule === null && given.claims !== 'never') terminal.note(`${file}: claims nothing that could fail`);
    for (const { complaint } of [ruled, answer]) if (complaint !== null) terminal.complain(complaint);
    const makers = { reporter, exporter };
    const { records, drawn: told, warning } = toldPaths(result, settled, reporter !== null || exporter !== null);
    const summary = withTold(spoken, records, warning);
    const live = () => liveRun(file, settled);
    const first = await publishRun(folder, finished, summary, manifest, makers, {
      told,
      live,
      swept,
      said: answer.said,
    });
    const failed = reporter?.shelve(given.out) ?? null;
    if (failed !== null) terminal.note(failed);
    if (given.json) terminal.print(stableJson(summary));
    else if (!given.quiet) {
      const replay = (path: number) => commandLine(file, given, result.scenario, path);
      terminal.print(`${[resultTable(result, summary), ...rulings(summary, replay), shownPath(first)].join('\n')}\n`);
    }
    return worst([ruled.code, answer.code]);
  };
}
