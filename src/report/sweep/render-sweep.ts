import type { ScenarioDescription } from '../../result/run-result.ts';
import type { SweepResult } from '../../result/sweep-result.ts';
import type { Chart } from '../charts/chart.ts';
import { fileName, numberedSections, pageDocument } from '../page/document.ts';
import { figureBlock } from '../page/figure-block.ts';
import { counted, period, quoted } from '../page/figures.ts';
import { type Html, html } from '../page/html.ts';
import { pageCharts } from '../page/page-charts.ts';
import type { ReportAssets } from '../report-assets.ts';
import { linesChart } from './lines-chart.ts';
import { surfaceChart } from './surface-chart.ts';
import { breakEvenTable, cellTable, gridTable } from './sweep-tables.ts';
import { cellCount } from './sweep-words.ts';

export interface SweepReport {
  readonly sweep: SweepResult;
  /** As it stands, before a cell sets anything. */
  readonly scenario: ScenarioDescription;
  readonly version: string;
  readonly command: string;
  readonly assets: ReportAssets;
}

/** Surfaces beyond these are in the table: a page is not an atlas. */
const mostSurfaces = 6;

/** A page about a sweep: surfaces or lines, break-evens, every cell. Pure, complete, safe as the report is. */
export function renderSweep({ sweep, scenario, version, command, assets }: SweepReport): string {
  const { axes, cells, paths, seed, breakEven = [], partial } = sweep;
  const surfaces = sweep.holdings
    .slice(0, mostSurfaces)
    .flatMap((_, h) => surfaceChart(sweep, h, `surface-${h}`) ?? []);
  const lines = linesChart(sweep);
  const charts: readonly Chart[] = lines === null ? surfaces : [lines];
  const done = cells.filter((cell) => cell !== null).length;
  let tables = 0;
  const next = () => {
    tables += 1;
    return tables;
  };
  const figures = (chart: Chart, i: number): Html =>
    html`${figureBlock(chart, i + 1, { switches: 'Figure' })}${surfaces.length > 0 && gridTable(sweep, i, next())}`;
  const sections = [
    ...(charts.length === 0
      ? []
      : [
          {
            id: 'surface',
            title: axes.length === 2 ? 'Over the grid' : `Along the parameter`,
            body: html`${charts.map(figures)}`,
          },
        ]),
    ...(breakEven.length === 0
      ? []
      : [{ id: 'break-even', title: 'Where it breaks even', body: breakEvenTable(breakEven, next()) }]),
    { id: 'cells', title: 'Every cell', body: cellTable('sweep', sweep, next()) },
    {
      id: 'method',
      title: 'How it was made',
      body: html`<p class="prose">Each cell is an ordinary run of ${counted('sweep.paths', paths)} paths with the same seed: all live through the same luck, so that what differs between two cells is what was set. A cell run by itself with <code>--set</code> gives the same numbers to the last bit. Errors are those of one cell; two cells differ by less than their errors suggest, for they share their chance.${breakEven.length > 0 && html` A break-even is looked for by runs on the same paths; its error is that of the figure there over its slope.`}</p><pre class="command" tabindex="0">${command}</pre>`,
    },
  ];
  return pageDocument({
    title: `Sweep of ${sweep.scenario}`,
    version,
    contents: sections,
    body: html`<header>
<p class="eyebrow"><b>Sweep</b><bdi id="scenario-name">${sweep.scenario}</bdi></p>
${partial && html`<p class="stamp" role="note"><b>PARTIAL SWEEP.</b> Stopped after ${cellCount('sweep', sweep)} of ${counted('sweep.cells.length', cells.length)} cells. The same command goes on with those that are missing.</p>`}
<h1>${quoted('sweep.question', scenario.question)}</h1>
${charts[0] && html`<p class="lead">${charts[0].caption.title}.</p>`}
<ul class="facts"><li>${cellCount('sweep', sweep)} ${done === 1 ? 'cell' : 'cells'}</li><li>${counted('sweep.paths', paths)} paths in each</li><li>${period('sweep.days', scenario.clock.days)} as it stands</li><li>seed ${quoted('sweep.seed', seed)}</li><li>version ${quoted('manifest.version', version)}</li></ul>
</header>
${numberedSections(sections)}`,
    data: {
      file: `${fileName(sweep.scenario)}-sweep`,
      names: {},
      ...pageCharts(charts, assets.compile),
    },
    assets,
  });
}
