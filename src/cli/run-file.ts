import { arch, platform } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { SettledScenario } from '../batch/node/read-scenario.ts';
import { readScenario } from '../batch/node/read-scenario.ts';
import type { FinishedRun } from '../batch/node/run-scenario.ts';
import { runScenario } from '../batch/node/run-scenario.ts';
import { type OpenDraw, runDraws } from '../batch/run-draws.ts';
import type { Manifest } from '../result/manifest.ts';
import type { DataDescription } from '../result/run-result.ts';
import { stableJson } from '../result/stable-json.ts';
import type { DrawnRuns } from '../result/summarise-uncertainty.ts';
import type { ResolvedUncertain } from '../scenario/uncertain.ts';
import type { Arguments } from './arguments.ts';
import { commandLine } from './command-line.ts';
import type { ExitCode } from './exit-codes.ts';
import { exitCodes, worst } from './exit-codes.ts';
import { requireScenarioFile, scenarioName } from './find-scenario.ts';
import { folderName } from './folder-name.ts';
import type { LoadedHistory } from './history.ts';
import { loadHistory, noHistory, runHistory } from './history.ts';
import { listenForInterruption } from './interruption.ts';
import type { OutputFolder } from './output-folder.ts';
import { openOutputFolder } from './output-folder.ts';
import { printable } from './printable.ts';
import { progress } from './progress.ts';
import { recordingsAskedFor } from './recordings-asked-for.ts';
import { replayPath } from './replay-path.ts';
import { resolvedText } from './resolved-text.ts';
import { type AskedSweeps, askedSweeps } from './swept.ts';
import type { Terminal } from './terminal.ts';
import { version } from './version.ts';

/** Runs one scenario file as the command line says. @throws whatever `explain` explains */
export async function runFile(
  file: string,
  given: Arguments,
  terminal: Terminal,
  onSettled: (settled: SettledScenario) => void,
): Promise<ExitCode> {
  requireScenarioFile(file);
  const read = await readScenario(file, given.overrides);
  const { recordings, data, warnings } = await recordingsAskedFor(given.data, read.requests);
  // Neither a description nor a replay runs a kernel, or asks history.
  const isRun = !given.dryRun && given.path === null;
  const named = { name: scenarioName(file), overrides: given.overrides };
  const history = isRun ? await loadHistory(read, named, given) : noHistory;
  const question = { ...named, recordings, data: eachOnce([...data, ...history.data]) };
  const settled = read.settle(question, isRun ? given.kernels : 'plain');
  onSettled(settled);
  const { description } = settled;
  if (given.dryRun) {
    terminal.print(given.json ? stableJson(description) : `${resolvedText(description)}\n`);
    return exitCodes.complete;
  }
  if (given.path !== null) {
    await replayPath(settled, given.path, file, given, terminal);
    return exitCodes.complete;
  }
  const sweeps = askedSweeps(read, description, given);
  const folder = openOutputFolder(join(given.out, folderName(description.name)));
  try {
    const { uncertain } = read;
    const draws =
      uncertain === null
        ? null
        : { ...uncertain, open: (draw: number) => read.openDraw(draw, recordings, given.kernels) };
    return await runInto(folder, file, given, terminal, settled, { history, draws, sweeps }, [
      ...warnings,
      ...settled.warnings,
    ]);
  } finally {
    folder.release();
  }
}

/** What is to be run beside the run itself. */
interface Asked {
  readonly history: LoadedHistory;
  readonly draws: (ResolvedUncertain & { readonly open: OpenDraw }) | null;
  readonly sweeps: AskedSweeps;
}

async function runInto(
  folder: OutputFolder,
  file: string,
  given: Arguments,
  terminal: Terminal,
  settled: SettledScenario,
  { history, draws, sweeps }: Asked,
  warnings: readonly string[],
): Promise<ExitCode> {
  const { description, bundle, simulation } = settled;
  const because = given.kernels === 'plain' ? [] : simulation.plainBecause;
  for (const line of slowly(file, because)) terminal.note(line);
  const shown = progress({
    name: printable(description.name),
    paths: description.paths,
    steps: description.clock.steps,
    stream: terminal.stderr,
    isQuiet: given.quiet,
  });
  const interruption = listenForInterruption(terminal.note, (code) => {
    shown.end();
    folder.release();
    terminal.exit(code);
  });
  const conclusion = import('./conclude-run.ts').then(({ loadConclusion }) => loadConclusion(file, given));
  // Should the run fail, that is what is told; nobody waits for its conclusion then.
  conclusion.catch(() => {});
  try {
    const past = await runHistory(history, interruption.signal);
    const finished = await runScenario(settled, {
      workers: given.workers,
      signal: interruption.signal,
      onProgress: shown.update,
      warnings: [...new Set([...warnings, ...past.warnings])],
    }).finally(shown.end);
    const { result, losses } = finished;
    for (const { firstPath, message } of losses) {
      terminal.complain(`${file}: ${message}\nReplay: ${commandLine(file, given, description, firstPath)}`);
    }
    const codeNow = () => (losses.length > 0 ? exitCodes.step : (interruption.exitCode() ?? exitCodes.complete));
    if (result.paths === 0) {
      terminal.complain(`${file}: stopped before the first paths were finished; nothing was saved`);
      return codeNow();
    }
    const names = description.holdings.map(({ name }) => name);
    const { drawn, warning } = await drawnRuns(draws, names, interruption.signal);
    const { swept, warning: more } = await sweeps.run(interruption.signal);
    const told = [warning, more].reduce((run, each) => (each === null ? run : withWarning(run, each)), finished);
    const manifest = manifestOf(finished, commandLine(file, given, description), bundle.fingerprint);
    const conclude = await conclusion;
    await interruption.letGo();
    const beside = { history: past.result, drawn, swept };
    return worst([codeNow(), await conclude(folder, settled, told, beside, manifest, terminal)]);
  } finally {
    interruption.ignore();
  }
}

/** What comes of the draws; where it came to nothing, why: the run itself is not lost for it. */
async function drawnRuns(
  draws: Asked['draws'],
  names: readonly string[],
  signal: AbortSignal,
): Promise<{ readonly drawn: DrawnRuns | null; readonly warning: string | null }> {
  if (draws === null) return { drawn: null, warning: null };
  try {
    const drawn = await runDraws(draws.open, draws.draws, draws.pathsPerDraw, names, { signal, pause: setImmediate });
    return { drawn, warning: drawn === null ? 'What is not known is left out: its draws were interrupted.' : null };
  } catch (thrown) {
    return { drawn: null, warning: `What is not known is left out: ${(thrown as Error).message}` };
  }
}

const withWarning = ({ result, ...run }: FinishedRun, warning: string): FinishedRun => ({
  ...run,
  result: { ...result, warnings: [...result.warnings, warning] },
});

/** A file may be the market and its history as well. */
function eachOnce(data: readonly DataDescription[]): readonly DataDescription[] {
  return [...new Map(data.map((each) => [each.file, each])).values()];
}

/** One line for a run that kernels would have made some thirty times faster; the results are the same. */
function slowly(file: string, because: readonly string[]): readonly string[] {
  const [first, ...others] = because;
  if (first === undefined) return [];
  const more = others.length === 0 ? '' : ` (and ${others.length} more)`;
  return [`${file}: steps run uncompiled, some 30 times slower, with the same results; ${first}${more}`];
}

function manifestOf({ seconds, workers }: FinishedRun, command: string, bundle: string): Manifest {
  return {
    version,
    command,
    finishedAt: new Date().toISOString(),
    seconds: Number(seconds.toFixed(3)),
    workers,
    node: process.version,
    platform: `${platform()} ${arch()}`,
    bundle,
  };
}
