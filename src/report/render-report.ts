import type { Manifest } from '../result/manifest.ts';
import type { RunResult } from '../result/run-result.ts';
import type { Summary } from '../result/summary.ts';
import { inSimulationAndHistory } from './charts/in-history.ts';
import { onePath } from './charts/one-path.ts';
import { pathOfValue } from './charts/path-of-value.ts';
import { simulatedAgainstReal } from './charts/simulated-against-real.ts';
import { volatilityAndDecay } from './charts/volatility-and-decay.ts';
import { whatAteTheReturn } from './charts/what-ate-the-return.ts';
import { wherePathsEnd } from './charts/where-paths-end.ts';
import { whoWinsWhere } from './charts/who-wins-where.ts';
import { duelsOf } from './duels.ts';
import { fixed } from './format.ts';
import { compileChart } from './page/compile-chart.ts';
import { decidingTable, duelTable, duelTableCount } from './page/duel.ts';
import { everything } from './page/everything.ts';
import { figureBlock } from './page/figure-block.ts';
import { headline } from './page/headline.ts';
import { type Html, html, inlineJson, named, trusted } from './page/html.ts';
import { historyTable } from './page/in-history.ts';
import { keyFigures } from './page/key-figures.ts';
import { facts, lead } from './page/lead.ts';
import { method } from './page/method.ts';
import { notKnowing } from './page/not-knowing.ts';
import { REALITY_TABLES, reality } from './page/reality.ts';
import { duelMatrix, finalValueTable, pairTable, unresolvedNote } from './page/tables.ts';
import { warnings } from './page/warnings.ts';
import type { ReportAssets } from './report-assets.ts';
import { seriesOf } from './series.ts';
import { isTooFew, tooFewPaths } from './too-few-paths.ts';

export interface Report {
  readonly result: RunResult;
  readonly summary: Summary;
  readonly manifest: Manifest;
  readonly assets: ReportAssets;
}

interface Section {
  readonly id: string;
  readonly title: string;
  readonly body: Html;
}

/**
 * One HTML file with everything in it: words, numbers, pictures, data, the way to make it again. Opens from disk, without a
 * network; without scripts the tables still carry every number. Pure: the same inputs give the same page.
 */
export function renderReport({ result, summary, manifest, assets }: Report): string {
  const many = result.paths > 1;
  const { history, uncertainty } = summary;
  const duels = duelsOf(result, summary);
  const hasDuels = duels.length > 0;
  const charts = {
    duel: hasDuels ? whoWinsWhere(result, summary) : null,
    reality: simulatedAgainstReal(result, summary),
    value: many ? pathOfValue(result, summary) : onePath(result, summary),
    ends: many ? wherePathsEnd(result, summary) : null,
    history: many && history !== undefined ? inSimulationAndHistory(result, summary, history) : null,
    ate: whatAteTheReturn(result, summary),
    decay: volatilityAndDecay(result, summary),
  };
  const drawn = Object.values(charts).filter((chart) => chart !== null);
  const block = (chart: (typeof drawn)[number] | null, more?: { samples?: boolean; switches?: string }) =>
    chart && figureBlock(chart, drawn.indexOf(chart) + 1, more);
  const hasPairs = result.scenario.holdings.length > 1;
  // Tables are numbered as they come: those of the duels first, where there are any.
  const beforeReality = hasDuels ? duelTableCount(result, summary) : 0;
  const beforeEnds = beforeReality + (charts.reality === null ? 0 : REALITY_TABLES);
  const beforeNotKnowing = beforeEnds + 1 + (charts.history === null ? 0 : 1);
  const beforePairs = beforeNotKnowing + (uncertainty === undefined ? 0 : 1);
  const beforeRest = beforePairs + (hasPairs ? (many ? 2 : 1) : 0);
  const sections: Section[] = [
    ...(hasDuels
      ? [
          {
            id: 'duel',
            title: duels.length === 1 ? 'The duel' : 'The duels',
            body: html`${block(charts.duel, { switches: 'Duel' })}${duelTable(result, summary, 1)}${decidingTable(result, summary, 2)}`,
          },
        ]
      : []),
    ...(charts.reality === null
      ? []
      : [
          {
            id: 'reality',
            title: 'Simulated against real',
            body: html`${block(charts.reality, { switches: 'Pair' })}${reality(result, summary, beforeReality + 1)}`,
          },
        ]),
    { id: 'value', title: 'The path of value', body: html`${block(charts.value, { samples: many })}` },
    {
      id: 'ends',
      title: many ? 'Where paths end' : 'Where it ended',
      body: html`${block(charts.ends)}${finalValueTable(result, summary, beforeEnds + 1)}${unresolvedNote(result, summary)}`,
    },
    ...(charts.history === null
      ? []
      : [
          {
            id: 'history',
            title: 'In simulation and in history',
            body: html`${block(charts.history)}${historyTable(result, summary, history!, beforeEnds + 2)}`,
          },
        ]),
    ...(uncertainty === undefined
      ? []
      : [
          {
            id: 'not-knowing',
            title: 'Luck, and not knowing',
            body: notKnowing(result, summary, beforeNotKnowing + 1, uncertainty),
          },
        ]),
    { id: 'ate', title: 'What ate the return', body: html`${block(charts.ate)}${block(charts.decay)}` },
    ...(hasPairs
      ? [
          {
            id: 'duels',
            title: 'Side by side',
            body: html`${many && duelMatrix(result, summary, beforePairs + 1)}${pairTable(result, summary, beforeRest)}`,
          },
        ]
      : []),
    {
      id: 'everything',
      title: many ? 'Everything, with errors' : 'Everything',
      body: everything(result, summary, beforeRest + 1),
    },
    { id: 'method', title: 'Method and limits', body: method(result, summary, manifest, beforeRest + 2) },
  ];
  const { answer } = summary;
  const spoken =
    answer === undefined
      ? html`${headline(result, summary).text}`
      : html`${named(answer)}${isTooFew(result.paths) && charts.reality === null && html` <span class="few">(${tooFewPaths(result.paths)})</span>`}`;
  const data = {
    file: fileName(result.scenario.name),
    names: Object.fromEntries([...seriesOf(result, summary), ...duels].map(({ id, name }) => [id, name])),
    charts: drawn.map((chart) => compileChart(chart, assets.compile)),
  };

  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy(assets)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="generator" content="Decay Lab ${manifest.version}">
<title>${result.scenario.name} · Decay Lab</title>
<link rel="icon" href="data:,">
<style>${trusted(assets.styles)}</style>
</head>
<body>
<a class="skip" href="#main">Skip to the report</a>
<div class="page">
<aside class="rail"><div><p class="brand">Decay Lab <button type="button" id="theme" class="needs-script">Theme</button></p>
<nav aria-label="Sections"><ol>${sections.map((s) => html`<li><a href="#${s.id}">${s.title}</a></li>`)}</ol></nav></div></aside>
<main id="main">
<header>
<p class="eyebrow"><b>Scenario report</b><bdi id="scenario-name">${result.scenario.name}</bdi></p>
${result.isPartial && html`<p class="stamp" role="note"><b>PARTIAL RUN.</b> Stopped after ${fixed(result.paths, 0)} of ${fixed(result.scenario.paths, 0)} paths. The numbers below are those of the finished paths alone.</p>`}
<h1>${spoken}</h1>
${lead(result, summary)}
${result.scenario.question !== '' && html`<p class="question eyebrow">The question: <bdi>${result.scenario.question}</bdi></p>`}
${facts(result, summary, manifest.version)}
${keyFigures(result, summary)}
${warnings(result, summary)}
</header>
${sections.map((s, i) => html`<section id="${s.id}" aria-labelledby="${s.id}-heading"><h2 id="${s.id}-heading"><span>${i + 1}</span>${s.title}</h2>${s.body}</section>`)}
<footer>Made by Decay Lab ${manifest.version}. This file is complete: it asks nothing of any network.</footer>
</main>
</div>
<script type="application/json" id="report-data">${inlineJson(data)}</script>
<script>${trusted(assets.script)}</script>
</body>
</html>
`.markup;
}

/** Nothing is allowed but the one script, the one stylesheet, and fonts and pictures that are already here. */
const policy = ({ scriptHash, stylesHash }: ReportAssets): string =>
  `default-src 'none'; script-src 'sha256-${scriptHash}'; style-src 'sha256-${stylesHash}'; font-src data:; img-src data: blob:; base-uri 'none'; form-action 'none'`;

/** A name for files taken from the page: what every file system accepts, never empty. */
const fileName = (scenario: string): string =>
  scenario
    .replace(/[^A-Za-z0-9_-]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60) || 'scenario';
