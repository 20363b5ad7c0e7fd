import type { Manifest } from '../result/manifest.ts';
import type { RunResult } from '../result/run-result.ts';
import type { Summary } from '../result/summary.ts';
import { nothingSwept, type Swept } from '../result/sweep-result.ts';
import type { ToldPath } from '../result/told-path.ts';
import type { Chart } from './charts/chart.ts';
import { duelsOf } from './duels.ts';
import type { LiveRun } from './live-run.ts';
import { fileName, numberedSections, pageDocument } from './page/document.ts';
import { figureBlock } from './page/figure-block.ts';
import { counted, quoted } from './page/figures.ts';
import { headline } from './page/headline.ts';
import { type Html, html } from './page/html.ts';
import { keyFigures } from './page/key-figures.ts';
import { facts, lead } from './page/lead.ts';
import { pageCharts } from './page/page-charts.ts';
import { warnings } from './page/warnings.ts';
import { realPairsOf } from './pairs-with-reality.ts';
import type { ReportAssets } from './report-assets.ts';
import { type SaidFigure, withKeys } from './said-figures.ts';
import { allSections } from './sections/all-sections.ts';
import type { SectionContext } from './sections/section.ts';
import { protagonist, seriesOf } from './series.ts';
import { isTooFew } from './too-few-paths.ts';

export interface Report {
  readonly result: RunResult;
  readonly summary: Summary;
  readonly manifest: Manifest;
  /** Paths that are told one by one, in the order of the page; none where nobody traced any. */
  readonly told?: readonly ToldPath[];
  /** Figures of the summary that its answer prints. */
  readonly said?: readonly SaidFigure[];
  /** Lets the reader run it again in the page; left out, he cannot. */
  readonly live?: LiveRun;
  /** The sweep and the regimes that stand beside the run; left out where there are none. */
  readonly swept?: Swept;
  readonly assets: ReportAssets;
}

/**
 * One HTML file with everything in it: words, numbers, pictures, data, the way to make it again. Opens from disk, without a
 * network; without scripts the tables still carry every number. Pure: the same inputs give the same page.
 */
export function renderReport({
  result,
  summary,
  manifest,
  told = [],
  said = [],
  live,
  swept = nothingSwept,
  assets,
}: Report): string {
  const drawn: Chart[] = [];
  let tables = 0;
  const context: SectionContext = {
    result,
    summary,
    manifest,
    told,
    live: live ?? null,
    swept,
    figure: (chart, more) => chart && figureBlock(chart, drawn.push(chart), more),
    nextTable: () => {
      tables += 1;
      return tables;
    },
  };
  const sections = allSections.map((make) => make(context)).filter((section) => section !== null);
  const main = protagonist(seriesOf(result, summary));
  const names = [...seriesOf(result, summary), ...duelsOf(result, summary)].map(({ id, name }) => [id, name]);
  return pageDocument({
    title: result.scenario.name,
    version: manifest.version,
    contents: sections,
    body: html`<header>
<p class="eyebrow"><b>Scenario report</b><bdi id="scenario-name">${result.scenario.name}</bdi></p>
${result.isPartial && html`<p class="stamp" role="note"><b>PARTIAL RUN.</b> Stopped after ${counted('paths', result.paths)} of ${counted('setting.pathsAskedFor', result.scenario.paths)} paths. The numbers below are those of the finished paths alone.</p>`}
<h1>${verdict(result, summary, said)}</h1>
${lead(result, summary)}
${result.scenario.question !== '' && html`<p class="question eyebrow">The question: ${quoted('question', result.scenario.question)}</p>`}
${facts(result, summary, manifest.version)}
${keyFigures(result, summary)}
${warnings(result, summary)}
</header>
${numberedSections(sections)}`,
    data: {
      file: fileName(result.scenario.name),
      names: Object.fromEntries(names),
      ...pageCharts(drawn, assets.compile),
      told: told.map(({ why, story }) => ({ path: story.path, choice: `${why}-${main.id}` })),
      command: manifest.command,
    },
    assets,
    isLive: sections.some(({ id }) => id === 'live') && live?.engine !== null,
  });
}

/** The author's answer where there is one, else a sentence that the numbers carry. */
function verdict(result: RunResult, summary: Summary, said: readonly SaidFigure[]): Html {
  const { answer } = summary;
  if (answer === undefined) return headline(result, summary).words;
  const isPair = realPairsOf(result, summary).length > 0;
  const { holdings, duels = [] } = result.scenario;
  const names = {
    holdings: holdings.map(({ name }) => name),
    duels: duels.map(({ name }) => name),
    reality: Object.keys(summary.reality ?? {}),
  };
  return html`<bdi class="name" data-key="answer">${withKeys(answer, said, names)}</bdi>${isTooFew(result.paths) && !isPair && html` <span class="few">(too few paths: ${result.paths === 1 ? 'one path' : html`${counted('paths', result.paths)} paths`})</span>`}`;
}
