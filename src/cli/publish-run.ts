import { join } from 'node:path';
import type { FinishedRun } from '../batch/node/run-scenario.ts';
import { STREAM_VERSION } from '../random/stream.ts';
import type { Manifest } from '../result/manifest.ts';
import { stableJson } from '../result/stable-json.ts';
import type { Summary } from '../result/summary.ts';
import type { OutputFolder } from './output-folder.ts';

/** Writes what a run leaves behind, and returns where to look first. */
export async function publishRun(
  folder: OutputFolder,
  { result }: FinishedRun,
  summary: Summary,
  manifest: Manifest,
  withReport: boolean,
): Promise<string> {
  const { seed, data } = result.scenario;
  const files: Record<string, string> = {};
  if (withReport) {
    const { renderReport } = await import('../report/render-report.ts');
    const { loadReportAssets } = await import('../report/node/assets.ts');
    files['report.html'] = renderReport({ result, summary, manifest, assets: await loadReportAssets() });
  }
  files['summary.json'] = stableJson(summary, { pretty: true });
  files['manifest.json'] = stableJson(
    { ...manifest, seed, stream: STREAM_VERSION, digest: result.digest, data, scenario: result.scenario },
    { pretty: true },
  );
  folder.publish(files);
  return join(folder.path, withReport ? 'report.html' : 'summary.json');
}
