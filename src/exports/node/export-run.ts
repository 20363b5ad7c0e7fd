import { allCharts } from '../../report/all-charts.ts';
import { chartCompiler } from '../../report/node/assets.ts';
import type { Report } from '../../report/render-report.ts';
import { stableJson } from '../../result/stable-json.ts';
import { bibtex } from '../citation.ts';
import type { Content } from '../content.ts';
import type { ExportFormat } from '../export-format.ts';
import { originOf } from '../origin.ts';
import { type PathTable, pathTable } from '../path-table.ts';
import { quantilesCsv } from '../quantiles.ts';
import { standingCharts, takenSpec } from '../standing-chart.ts';

/** Everything that was asked for, by file name below the folder of the run. */
export type Exports = Readonly<Record<string, Content>>;

export type Exporter = (run: Omit<Report, 'assets'>, stream: number) => Promise<Exports>;

/** The folder of exports, below that of the run. */
const FOLDER = 'exports';

/** Loads what the formats take, and nothing that they do not: long enough to begin with it while the simulation runs. */
export async function loadExporter(formats: readonly ExportFormat[]): Promise<Exporter> {
  const asks = (...any: readonly ExportFormat[]) => any.some((format) => formats.includes(format));
  const parquet = asks('parquet') ? (await import('../parquet.ts')).parquet : null;
  const arrow = asks('arrow') ? (await import('../arrow.ts')).arrow : null;
  const pathsCsv = asks('csv') ? (await import('../paths-csv.ts')).pathsCsv : null;
  const drawer = asks('svg', 'png')
    ? await import('./draw-charts.ts').then(async ({ loadDrawer }) => loadDrawer(await chartCompiler()))
    : null;
  return async (run, stream) => {
    const files: Record<string, Content> = {};
    const { result, manifest } = run;
    const table: PathTable = pathTable(result);
    const origin = originOf(result, manifest, stream, table.columns);
    if (parquet !== null) files['paths.parquet'] = parquet(table, origin);
    if (arrow !== null) files['paths.arrow'] = arrow(table, origin);
    if (pathsCsv !== null) files['paths.csv'] = pathsCsv(table);
    if (asks('parquet', 'arrow', 'csv')) files['columns.json'] = stableJson(origin, { pretty: true });
    if (asks('quantiles')) files['quantiles.csv'] = quantilesCsv(result);
    const charts = asks('specs', 'svg', 'png') ? allCharts(run) : [];
    for (const chart of charts) {
      if (asks('specs')) files[`chart-${chart.id}.vl.json`] = stableJson(takenSpec(chart), { pretty: true });
      if (drawer === null) continue;
      for (const standing of standingCharts(chart, drawer.measure)) {
        const svg = await drawer.svg(standing);
        if (asks('svg')) files[`chart-${standing.name}.svg`] = svg;
        if (asks('png')) files[`chart-${standing.name}.png`] = drawer.png(svg);
      }
    }
    if (manifest.citation !== undefined) files['citation.bib'] = bibtex(manifest.citation);
    return Object.fromEntries(Object.entries(files).map(([name, content]) => [`${FOLDER}/${name}`, content]));
  };
}
