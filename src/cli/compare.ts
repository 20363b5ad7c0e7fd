import { existsSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { readScenario } from '../batch/node/read-scenario.ts';
import { runScenario } from '../batch/node/run-scenario.ts';
import { shownPath } from '../batch/node/shown-path.ts';
import { baselineText, parseBaseline } from '../comparison/baseline.ts';
import { type Comparison, compareSamples } from '../comparison/compare-samples.ts';
import { comparisonJson } from '../comparison/comparison-json.ts';
import { haveSamePaths } from '../comparison/same-paths.ts';
import { type Sample, sampleOf } from '../comparison/sample.ts';
import { dataLimits } from '../data/limits.ts';
import { exportedSample } from '../exports/exported-sample.ts';
import { STREAM_VERSION } from '../random/stream.ts';
import { stableJson } from '../result/stable-json.ts';
import type { Overrides } from '../scenario/scenario.ts';
import type { CompareArguments } from './compare-arguments.ts';
import { isBaseline, isKept, readCompareArguments } from './compare-arguments.ts';
import { comparisonText } from './comparison-text.ts';
import type { ExitCode } from './exit-codes.ts';
import { exitCodes } from './exit-codes.ts';
import { explain } from './explain.ts';
import { requireScenarioFile, scenarioName } from './find-scenario.ts';
import { folderName } from './folder-name.ts';
import { openOutputFolder } from './output-folder.ts';
import { recordingsAskedFor } from './recordings-asked-for.ts';
import type { Terminal } from './terminal.ts';
import { UsageError } from './usage-error.ts';
import { version } from './version.ts';
import { writeFiles } from './write-files.ts';

/** The verb `compare`: two runs beside each other. Ends with 1 where something moved. */
export async function compareRuns(
  argv: readonly string[],
  environment: NodeJS.ProcessEnv,
  terminal: Terminal,
): Promise<ExitCode> {
  let reading: string | null = null;
  try {
    const given = readCompareArguments(argv, environment);
    if (typeof given === 'string') {
      terminal.print(given);
      return exitCodes.complete;
    }
    reading = given.a;
    // What is kept says which paths it has: the other run lives through the same ones, unless told otherwise.
    const kept = [given.a, given.b ?? ''].map((path) => (isKept(path) ? keptAt(path) : null));
    const like = (other: Sample | null | undefined): Overrides =>
      other ? { paths: other.paths, seed: other.seed } : {};
    const a = kept[0] ?? (await sampleFrom(given.a, { ...like(kept[1]), ...given.overridesA }, given));
    if (given.save !== null) {
      writeFiles(dirname(given.save), { [basename(given.save)]: baselineText(a) }, () => {});
      if (!given.quiet) terminal.note(`written: ${given.save}`);
    }
    if (given.b === null) return exitCodes.complete;
    reading = given.b;
    const b = kept[1] ?? (await sampleFrom(given.b, { ...like(kept[0]), ...given.overridesB }, given));
    if (given.exact && !haveSamePaths(a, b)) {
      throw new UsageError(`--exact: needs the same paths; got ${pathsInWords(a)} for A, ${pathsInWords(b)} for B`);
    }
    const comparison = compareSamples(a, b, given.level);
    await publish(comparison, given, terminal);
    const differs = given.exact && comparison.changes.some(({ differing }) => differing !== 0);
    return comparison.hasMoved || differs ? exitCodes.failed : exitCodes.complete;
  } catch (thrown) {
    const { text, code } = explain(thrown, reading, () => '', argv.includes('--debug'));
    terminal.complain(text);
    return code;
  }
}

const pathsInWords = ({ scenario, paths, seed, stream }: Sample): string =>
  `${paths} of ${JSON.stringify(scenario)} by seed ${JSON.stringify(seed)} (streams ${stream})`;

/** A baseline, or the folder of a finished run. */
function keptAt(path: string): Sample {
  try {
    if (isBaseline(path)) return parseBaseline(readFileSync(path, 'utf8'), path);
    const table = join(path, 'exports', 'paths.csv');
    if (!existsSync(table)) {
      throw new UsageError(
        `keeps no paths\nHint: run its scenario again with --export csv, or compare its scenario, or a baseline that --save kept`,
      );
    }
    if (statSync(table).size > dataLimits.textBytes) {
      throw new UsageError(
        `exports/paths.csv: at most ${dataLimits.textBytes} bytes are read; got ${statSync(table).size}\nHint: compare its scenario, or keep a baseline of it with --save`,
      );
    }
    const [manifest, summary, paths] = ['manifest.json', 'summary.json', 'exports/paths.csv'].map((name) =>
      readFileSync(join(path, name), 'utf8'),
    ) as [string, string, string];
    return exportedSample({ manifest, summary, paths }, path);
  } catch (thrown) {
    throw new UsageError(`${path}: ${(thrown as Error).message}`);
  }
}

async function sampleFrom(path: string, overrides: Overrides, given: CompareArguments): Promise<Sample> {
  requireScenarioFile(path);
  const read = await readScenario(path, overrides);
  const { recordings, data } = await recordingsAskedFor(given.data, read.requests);
  const settled = read.settle({ name: scenarioName(path), overrides, recordings, data });
  const { result } = await runScenario(settled, { workers: given.workers });
  return sampleOf(result, path, STREAM_VERSION);
}

async function publish(comparison: Comparison, given: CompareArguments, terminal: Terminal): Promise<void> {
  if (given.json) terminal.print(stableJson(comparisonJson(comparison)));
  else if (!given.quiet) terminal.print(`${comparisonText(comparison)}\n`);
  if (!given.report) return;
  const [{ renderComparison }, assets] = await Promise.all([
    import('../report/render-comparison.ts'),
    import('../report/node/assets.ts').then(({ loadReportAssets }) => loadReportAssets()),
  ]);
  const folder = openOutputFolder(join(given.out, folderName(comparison.a.scenario), 'comparisons'));
  try {
    const name = `${comparison.a.digest}-${comparison.b.digest}`;
    folder.publish({
      [`${name}.html`]: renderComparison({ comparison, version, assets }),
      [`${name}.json`]: stableJson(comparisonJson(comparison), { pretty: true }),
    });
    if (!given.quiet && !given.json) terminal.print(`${shownPath(join(folder.path, `${name}.html`))}\n`);
  } finally {
    folder.release();
  }
}
