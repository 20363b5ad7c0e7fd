import type { FinishedRun } from '../batch/node/run-scenario.ts';
import { shownPath } from '../batch/node/shown-path.ts';
import type { Manifest } from '../result/manifest.ts';
import { stableJson } from '../result/stable-json.ts';
import { summarise } from '../result/summarise.ts';
import type { Arguments } from './arguments.ts';
import type { OutputFolder } from './output-folder.ts';
import { loadReporter, publishRun } from './publish-run.ts';
import { resultTable } from './result-table.ts';
import type { Terminal } from './terminal.ts';

/** Sums a finished run up, writes what it leaves behind and prints what was asked for. @throws OutputError */
export type Conclude = (folder: OutputFolder, finished: FinishedRun, manifest: Manifest, terminal: Terminal) => void;

/** Loads all that follows a simulation: long enough to begin with it while the simulation runs. */
export async function loadConclusion(given: Arguments): Promise<Conclude> {
  const reporter = given.report ? await loadReporter() : null;
  return (folder, finished, manifest, terminal) => {
    const { result } = finished;
    const summary = summarise(result);
    const first = publishRun(folder, finished, summary, manifest, reporter);
    if (given.json) terminal.print(stableJson(summary));
    else if (!given.quiet) terminal.print(`${resultTable(result, summary)}\n${shownPath(first)}\n`);
  };
}
