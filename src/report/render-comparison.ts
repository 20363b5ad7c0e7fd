import type { Comparison, MetricChange } from '../comparison/compare-samples.ts';
import type { Sample } from '../comparison/sample.ts';
import { metricInWords, verdictOf } from '../comparison/verdict.ts';
import { quantileShifts } from './charts/quantile-shifts.ts';
import { plain } from './format.ts';
import { fileName, numberedSections, pageDocument } from './page/document.ts';
import { figureBlock } from './page/figure-block.ts';
import { counted, figure, quoted } from './page/figures.ts';
import { type Html, html, named } from './page/html.ts';
import { pageCharts } from './page/page-charts.ts';
import { scrolling } from './page/tables.ts';
import type { ReportAssets } from './report-assets.ts';

export interface ComparisonReport {
  readonly comparison: Comparison;
  readonly version: string;
  readonly assets: ReportAssets;
}

/** A page about two runs: whether anything moved, what, by how much, and what else differs. Pure, complete, safe as the report is. */
export function renderComparison({ comparison, version, assets }: ComparisonReport): string {
  const { a, b, changes, isPaired, level, tests, question } = comparison;
  const chart = quantileShifts(comparison);
  const moved = changes.filter((change) => change.hasMoved);
  // What never happens in either run is nothing to read.
  const rest = changes.filter((change) => !change.hasMoved && !isNever(change));
  const sections = [
    ...(moved.length > 0
      ? [
          {
            id: 'moved',
            title: 'What moved',
            body: html`${chart && figureBlock(chart, 1)}${changeTable(changes, moved, 1)}`,
          },
        ]
      : []),
    {
      id: 'rest',
      title: moved.length > 0 ? 'What did not' : 'What was compared',
      body: html`${moved.length === 0 && chart && figureBlock(chart, 1)}${rest.length > 0 && changeTable(changes, rest, moved.length > 0 ? 2 : 1)}`,
    },
    {
      id: 'question',
      title: 'What differs in the question',
      body:
        question.length === 0
          ? html`<p class="prose">Nothing: both ask the same.</p>`
          : scrolling(
              'What differs in the question',
              html`<table class="options"><caption><span>Every option, parameter and model that is not the same</span></caption><thead><tr><th scope="col">What</th><th scope="col">A</th><th scope="col">B</th></tr></thead><tbody>${question.map(([name, inA, inB], nth) => html`<tr data-at="question.${nth}"><th scope="row">${quoted('.name', name)}</th><td class="value">${quoted('.a', inA)}</td><td class="value">${quoted('.b', inB)}</td></tr>`)}</tbody></table>`,
            ),
    },
    {
      id: 'method',
      title: 'How it was told',
      body: html`<p class="prose">${
        isPaired
          ? html`Both runs live through the same paths by the same luck, so they are compared path by path: the sign of the differences, and at each of five quantiles who crosses it (sign test; McNemar 1947).`
          : html`The two runs know nothing of each other, so whole distributions are compared (Kolmogorov–Smirnov), and at each of five quantiles the shares below it.`
      } All ${counted('tests', tests)} tests are one family (Holm 1979): where nothing differs, the chance of an alarm is ${figure('level', level)}.</p>`,
    },
  ];
  return pageDocument({
    title: `Comparison of ${a.scenario}`,
    version,
    contents: sections,
    body: html`<header>
<p class="eyebrow"><b>Comparison</b><bdi id="scenario-name">${a.scenario}</bdi></p>
<h1>${quoted('verdict', verdictOf(comparison))}</h1>
<p class="lead">A is ${head('a', a)}; B is ${head('b', b)}.</p>
<ul class="facts"><li>${isPaired ? 'the same paths' : 'different luck'}</li><li>${counted('tests', tests)} tests at ${figure('level', level)}</li><li>version ${quoted('manifest.version', version)}</li></ul>
</header>
${numberedSections(sections)}`,
    data: {
      file: `${fileName(a.scenario)}-comparison`,
      names: {},
      ...pageCharts(chart === null ? [] : [chart], assets.compile),
    },
    assets,
  });
}

const head = (at: 'a' | 'b', { label, paths, seed, digest }: Sample): Html =>
  html`${quoted(`${at}.label`, label)}, ${counted(`${at}.paths`, paths)} paths by seed ${quoted(`${at}.seed`, seed)}, digest <code data-key="${at}.digest">${digest}</code>`;

/** Some of all changes, each under its place among all. */
function changeTable(all: readonly MetricChange[], some: readonly MetricChange[], number: number): Html {
  const row = (change: MetricChange): Html => {
    const { holding, metric, quantiles, differing, adjusted, by } = change;
    return html`<tr data-at="changes.${all.indexOf(change)}"><th scope="row">${named(holding)}<small class="of">${metricInWords(metric)}</small></th>${quantiles.map(quantileCell)}<td>${differing !== null && counted('.differingPaths', differing)}</td><td>${figure('.adjusted', adjusted, (p) => (p !== null && p < 1e-4 ? '<0.0001' : plain(p)))}</td><td class="words">${quoted('.by', by)}</td></tr>`;
  };
  return scrolling(
    `Changes, table ${number}`,
    html`<table class="duel"><caption><span>Table ${number}. Quantiles in B; small: B less A, ± one standard error of the difference. Paths: on how many the two differ at all. p: adjusted for all tests</span></caption><thead><tr><th scope="col">Outcome</th>${['5th pct', '25th', 'Median', '75th', '95th'].map((name) => html`<th scope="col">${name}</th>`)}<th scope="col">Paths</th><th scope="col">p</th><th scope="col">Told by</th></tr></thead><tbody>${some.map(row)}</tbody></table>`,
  );
}

const isNever = ({ quantiles, differing }: MetricChange): boolean =>
  differing === 0 && quantiles.every(({ a }) => a === quantiles[0]!.a);

function quantileCell({ a, b, standardError }: MetricChange['quantiles'][number], nth: number): Html {
  const at = (name: string) => `.quantiles.${nth}.${name}`;
  const difference = html`${b > a && '+'}${figure(at('difference'), b - a)}`;
  return html`<td>${figure(at('b'), b)}<small class="interval">${difference}${standardError > 0 && html` ± ${figure(at('standardError'), standardError)}`}</small></td>`;
}
