import { join } from 'node:path';
import type { FinishedRun } from '../batch/node/run-scenario.ts';
import { STREAM_VERSION } from '../random/stream.ts';
import type { Report } from '../report/render-report.ts';
import type { ToldPath } from '../report/told-path.ts';
import type { Manifest } from '../result/manifest.ts';
import { stableJson } from '../result/stable-json.ts';
import type { Summary } from '../result/summary.ts';
import type { OutputFolder } from './output-folder.ts';

/** Turns a run into a page. */
export type Reporter = (run: Omit<Report, 'assets'>) => string;

/** Loads all that a report takes: long enough to begin with it while the simulation runs. */
export async function loadReporter(): Promise<Reporter> {
  const [{ renderReport }, assets] = await Promise.all([
    import('../report/render-report.ts'),
    import('../report/node/assets.ts').then(({ loadReportAssets }) => loadReportAssets()),
  ]);
  return (run) => renderReport({ ...run, assets });
}

/**
 * Writes what a run leaves behind, with a report unless there is no reporter, and returns where to look first. `tell` lives
 * through the paths that a report tells.
 */
export function publishRun(
  folder: OutputFolder,
  { result }: FinishedRun,
  summary: Summary,
  manifest: Manifest,
  reporter: Reporter | null,
  tell: () => readonly ToldPath[],
): string {
  const { seed, data } = result.scenario;
  const files: Record<string, string> = {};
  if (reporter !== null) files['report.html'] = reporter({ result, summary, manifest, told: tell() });
  files['summary.json'] = stableJson(summary, { pretty: true });
  files['manifest.json'] = stableJson(
    { ...manifest, seed, stream: STREAM_VERSION, digest: result.digest, data, scenario: result.scenario },
    { pretty: true },
  );
  folder.publish(files);
  return join(folder.path, reporter !== null ? 'report.html' : 'summary.json');
}
