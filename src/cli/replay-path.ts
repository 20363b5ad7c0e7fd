import { join } from 'node:path';
import type { SettledScenario } from '../batch/node/read-scenario.ts';
import { shownPath } from '../batch/node/shown-path.ts';
import { traceStory } from '../batch/trace-story.ts';
import { stableJson } from '../result/stable-json.ts';
import { toldFile } from '../result/told-record.ts';
import type { Arguments } from './arguments.ts';
import { commandLine } from './command-line.ts';
import { folderName } from './folder-name.ts';
import { openOutputFolder } from './output-folder.ts';
import { replayText } from './replay-text.ts';
import type { Terminal } from './terminal.ts';
import { UsageError } from './usage-error.ts';
import { version } from './version.ts';

/**
 * Tells one path: in words here, and, unless reports are left out, on a page of its own in `paths/` beside the run's.
 *
 * @throws UsageError where there is no such path; OutputError where the page cannot be written
 */
export async function replayPath(
  settled: SettledScenario,
  path: number,
  file: string,
  given: Arguments,
  terminal: Terminal,
): Promise<void> {
  requireWindow(settled, path);
  const { description: scenario } = settled;
  const story = traceStory({ ...settled, holdings: scenario.holdings }, path);
  replayText(story, settled, (line) => terminal.print(`${line}\n`));
  if (!given.report) return;
  const [{ renderPath }, assets] = await Promise.all([
    import('../report/render-path.ts'),
    import('../report/node/assets.ts').then(({ loadReportAssets }) => loadReportAssets()),
  ]);
  const command = commandLine(file, given, scenario, path);
  const folder = openOutputFolder(join(given.out, folderName(scenario.name), 'paths'));
  try {
    const names = scenario.holdings.map(({ name }) => name);
    folder.publish({
      [`${path}.html`]: renderPath({ scenario, story, command, version, assets }),
      [`${path}.json`]: stableJson(toldFile(scenario, { why: 'only', story }, names)),
    });
  } finally {
    folder.release();
  }
  if (!given.quiet) terminal.note(shownPath(join(folder.path, `${path}.html`)));
}

/** A path beyond the last window would be that window once more. @throws UsageError */
function requireWindow({ windows, description }: SettledScenario, path: number): void {
  if (windows === null || path < windows) return;
  throw new UsageError(
    `--path: must be below ${windows}, the number of windows of ${description.windows!.file}, counted from 0; got ${path}`,
  );
}
