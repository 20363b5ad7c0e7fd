import type { ScenarioDescription } from '../result/run-result.ts';
import type { PathStory } from '../result/story.ts';
import { storyboard } from './charts/storyboard.ts';
import { multiple, sentenceCase } from './format.ts';
import { fileName, numberedSections, pageDocument } from './page/document.ts';
import { figureBlock } from './page/figure-block.ts';
import { counted, figure, period, quoted, scaled } from './page/figures.ts';
import { html, named } from './page/html.ts';
import { ledger } from './page/ledger.ts';
import { pageCharts } from './page/page-charts.ts';
import { scrolling } from './page/tables.ts';
import { seriesColour } from './palette.ts';
import type { ReportAssets } from './report-assets.ts';
import { isolated } from './series.ts';
import { storyFigure } from './story-figure.ts';
import { accountInWords, money, signed } from './story-words.ts';

/** One path of a scenario: what there is to tell, and the line that tells it again. */
export interface PathReport {
  readonly scenario: ScenarioDescription;
  readonly story: PathStory;
  readonly command: string;
  readonly version: string;
  readonly assets: ReportAssets;
}

/** A page about one path: every holding on the switch, its whole ledger under it. Pure, complete, safe as the report is. */
export function renderPath({ scenario, story, command, version, assets }: PathReport): string {
  const met: Record<string, number> = {};
  const all = scenario.holdings.map(({ name, family }, index) => {
    met[family] = (met[family] ?? -1) + 1;
    return { id: `h${index}`, index, name, label: isolated(name), colour: seriesColour(family, met[family]) };
  });
  const [first, ...others] = all.map((s) => storyFigure({ why: 'only', story }, s));
  const keyOf = (name: string) => `told.0.h${scenario.holdings.findIndex((each) => each.name === name)}`;
  const chart = storyboard([first!, ...others], scenario.clock);
  const ranked = story.holdings.toSorted((a, b) => b.values.at(-1)! - a.values.at(-1)!);
  const [best, worst] = [ranked[0]!, ranked.at(-1)!];
  const ends = ({ name, values }: typeof best) =>
    html`${named(name)} at ${figure(`${keyOf(name)}.endsAt`, values.at(-1)!, multiple)}`;
  const sections = [
    {
      id: 'story',
      title: 'What happened',
      body: html`${figureBlock(chart, 1)}${story.holdings.map((holding, i) =>
        ledger(story, holding, scenario.clock, {
          number: i + 1,
          most: Number.POSITIVE_INFINITY,
          at: keyOf(holding.name),
        }),
      )}`,
    },
    { id: 'accounts', title: 'What it came to', body: accounts(story, story.holdings.length + 1, keyOf) },
    {
      id: 'again',
      title: 'Make it again',
      body: html`<pre class="command" tabindex="0"><code>${command}</code></pre><p class="quiet">The path depends on the seed and on its number alone: it is the same one in a run of any length, on any machine.</p>`,
    },
  ];
  return pageDocument({
    title: `Path ${story.path} of ${scenario.name}`,
    version,
    contents: sections,
    body: html`<header>
<p class="eyebrow"><b>One path</b><bdi id="scenario-name">${scenario.name}</bdi></p>
<h1>Path ${counted('told.0.path', story.path)}: the coin ends at ${figure('told.0.coinEndsAt', story.coin.at(-1)!, multiple)}, ${ends(best)}${best !== worst && html`, ${ends(worst)}`}</h1>
<p class="lead">${period('days', scenario.clock.days)}, step by step, with every rebalance, payment of funding, fee, split and refusal; the numbers are those that the path has in a run, bit for bit.</p>
<ul class="facts"><li>seed ${quoted('seed', scenario.seed)}</li><li>${counted('steps', scenario.clock.steps)} steps</li><li>version ${quoted('manifest.version', version)}</li></ul>
</header>
${numberedSections(sections)}`,
    data: {
      file: `${fileName(scenario.name)}-path-${story.path}`,
      names: Object.fromEntries(all.map(({ id, name }) => [`only-${id}`, name])),
      ...pageCharts([chart], assets.compile),
    },
    assets,
  });
}

/** Every account of every holding: 1 put in, what came and went, what is left. */
function accounts({ holdings }: PathStory, number: number, keyOf: (name: string) => string) {
  const used = [...new Set(holdings.flatMap(({ totals }) => totals.map(({ account }) => account)))];
  return scrolling(
    'Accounts',
    html`<table><caption><span>Table ${number}. Of one put in: what the market gave, what was paid, what is left. Each row adds up</span></caption><thead><tr><th scope="col">Holding</th>${used.map((account) => html`<th scope="col">${sentenceCase(accountInWords(account))}</th>`)}<th scope="col">Left</th></tr></thead><tbody>${holdings.map(
      ({ name, totals, values }) =>
        html`<tr><th scope="row">${named(name)}</th>${used.map((account) => {
          const found = totals.find((posting) => posting.account === account);
          return html`<td>${found !== undefined && signed(`${keyOf(name)}.totals.${account}`, found.amount)}</td>`;
        })}<td class="strong">${scaled(`${keyOf(name)}.endsAt`, 1, money(values.at(-1)!))}</td></tr>`,
    )}</tbody></table>`,
  );
}
