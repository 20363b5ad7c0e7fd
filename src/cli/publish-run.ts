import { join } from 'node:path';
import type { FinishedRun } from '../batch/node/run-scenario.ts';
import { citationOf } from '../exports/citation.ts';
import type { Content } from '../exports/content.ts';
import type { ExportFormat } from '../exports/export-format.ts';
import type { Exporter } from '../exports/node/export-run.ts';
import { STREAM_VERSION } from '../random/stream.ts';
import type { LiveRun } from '../report/live-run.ts';
import { headline } from '../report/page/headline.ts';
import type { Report } from '../report/render-report.ts';
import type { SaidFigure } from '../report/said-figures.ts';
import type { Manifest } from '../result/manifest.ts';
import { stableJson } from '../result/stable-json.ts';
import type { Summary } from '../result/summary.ts';
import { summaryText } from '../result/summary-text.ts';
import type { Swept } from '../result/sweep-result.ts';
import type { ToldPath } from '../result/told-path.ts';
import type { OutputFolder } from './output-folder.ts';

/** Turns a run into a page. */
export interface Reporter {
  readonly page: (run: Omit<Report, 'assets'>) => string;
  /** Makes the list of all runs anew, in the style of the page; returns why it could not, or null. */
  readonly shelve: (out: string) => string | null;
}

/** Loads all that a report takes: long enough to begin with it while the simulation runs. */
export async function loadReporter(): Promise<Reporter> {
  const [{ renderReport }, { rebuildShelf }, assets] = await Promise.all([
    import('../report/render-report.ts'),
    import('./shelf.ts'),
    import('../report/node/assets.ts').then(({ loadReportAssets }) => loadReportAssets()),
  ]);
  return {
    page: (run) => renderReport({ ...run, assets }),
    shelve: (out) => rebuildShelf(out, assets),
  };
}

/** Loads what exports take, where any were asked for. */
export async function exporterOf(formats: readonly ExportFormat[]): Promise<Exporter | null> {
  return formats.length === 0 ? null : (await import('../exports/node/export-run.ts')).loadExporter(formats);
}

/** What turns a finished run into files: each is null where it was not asked for. */
export interface Makers {
  readonly reporter: Reporter | null;
  readonly exporter: Exporter | null;
}

/** What a report shows beside the run's own figures. */
export interface Additions {
  /** Single paths, to be drawn. */
  readonly told: readonly ToldPath[];
  /** Packs what lets its reader run it again. */
  readonly live: () => LiveRun;
  readonly swept: Swept;
  /** Figures of the summary that its answer prints. */
  readonly said: readonly SaidFigure[];
}

/** Writes what a run leaves behind, with a report and exports where they were asked for, and returns where to look first. */
export async function publishRun(
  folder: OutputFolder,
  { result }: FinishedRun,
  summary: Summary,
  given: Manifest,
  { reporter, exporter }: Makers,
  { told, live, swept, said }: Additions,
): Promise<string> {
  const { seed, data } = result.scenario;
  const verdict = summary.answer ?? headline(result, summary).text;
  const manifest: Manifest = { ...given, verdict, citation: citationOf(result, given) };
  const run = { result, summary, manifest, swept, told };
  const exported = exporter === null ? {} : await exporter(run, STREAM_VERSION);
  const files: Record<string, Content> = {};
  if (reporter !== null) files['report.html'] = reporter.page({ ...run, live: live(), said });
  files['summary.json'] = summaryText(summary);
  files['manifest.json'] = stableJson(
    {
      ...manifest,
      ...(exporter === null ? {} : { exports: Object.keys(exported) }),
      seed,
      stream: STREAM_VERSION,
      digest: result.digest,
      data,
      scenario: result.scenario,
    },
    { pretty: true },
  );
  folder.publish({ ...files, ...exported });
  return join(folder.path, reporter !== null ? 'report.html' : 'summary.json');
}
