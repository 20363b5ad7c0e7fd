import type { Manifest } from '../../result/manifest.ts';
import type { MarketDescription, ModelDescription, RunResult } from '../../result/run-result.ts';
import { modelsOf } from '../../result/summarise-setting.ts';
import type { Summary } from '../../result/summary.ts';
import { accountMeanings, logAccounts } from '../charts/log-accounts.ts';
import { fixed, percent } from '../format.ts';
import { counted, figure, period, quoted, scaled, shownMarket, stepWords } from './figures.ts';
import { type Html, html, named } from './html.ts';
import { scrolling } from './tables.ts';

/** How the numbers were made, what was assumed, every default that applied, sources, files, and the line that makes it all again. */
export function method(result: RunResult, summary: Summary, manifest: Manifest, nextTable: () => number): Html {
  const { scenario } = result;
  const { assumptions } = summary.setting;
  const sources = unique(modelsOf(scenario).flatMap((m) => m.sources));
  return html`${howComputed(result, summary)}
<h3>The accounts of a log return</h3>
<dl class="terms">${logAccounts
    .filter(([name]) => name !== 'residual')
    .map(([name, words]) => html`<div><dt>${words}</dt><dd>${accountMeanings[name]}</dd></div>`)}</dl>
<h3>Assumptions</h3>
${assumptions.length > 0 ? html`<ul class="prose">${assumptions.map((a, nth) => html`<li data-key="setting.assumptions.${nth}">${a}</li>`)}</ul>` : html`<p class="prose">The models of this run state none beyond their options.</p>`}
<h3>Models and their options</h3>
<p class="prose">Defaults that applied are marked; everything else was written by the author of the scenario.</p>
${optionTable(result, nextTable())}
${scenario.parameters.length > 0 && parameterTable(result, nextTable())}
${scenario.data.length > 0 && dataTable(result, nextTable())}
<h3>Sources</h3>
${sources.length > 0 ? html`<ul class="prose sources">${sources.map((s) => html`<li>${s}</li>`)}</ul>` : html`<p class="prose">The models of this run name none.</p>`}
<h3>Make it again</h3>
<pre class="command" tabindex="0"><code data-key="manifest.command">${manifest.command}</code></pre>
<dl class="facts-grid">${[
    ['Digest of all per-path results', quoted('digest', summary.digest)],
    ['Seed', quoted('seed', scenario.seed)],
    ['Random streams, version', counted('stream', summary.stream)],
    ['Code that ran, SHA-256', quoted('manifest.bundle', manifest.bundle)],
    ['Version', quoted('manifest.version', manifest.version)],
    ['Finished', quoted('manifest.finishedAt', manifest.finishedAt)],
    [
      'Took',
      html`${figure('manifest.seconds', manifest.seconds, (s) => fixed(s ?? 0, manifest.seconds < 10 ? 2 : 0))} s on ${counted('manifest.workers', manifest.workers)} worker${manifest.workers !== 1 && 's'}`,
    ],
    ['Ran on', html`Node ${quoted('manifest.node', manifest.node)}, ${quoted('manifest.platform', manifest.platform)}`],
  ].map(([term, value]) => html`<div><dt>${term}</dt><dd><bdi>${value}</bdi></dd></div>`)}</dl>`;
}

function howComputed(result: RunResult, summary: Summary): Html {
  const { clock, holdings, windows } = result.scenario;
  const made = windows === undefined ? 'simulated' : 'recorded, a window of it on each path';
  const market =
    clock.kind === 'recorded'
      ? html`The market is a recorded one, ${scaled('setting.from', 1, clock.from!)} to ${scaled('setting.to', 1, clock.to!)}, ${counted('setting.steps', clock.steps)} ${stepWords('setting.stepMinutes', clock.stepMinutes)} steps.`
      : html`The market is ${made}: ${counted('setting.steps', clock.steps)} ${stepWords('setting.stepMinutes', clock.stepMinutes)} steps over ${period('setting.days', clock.days)} around the clock, price by <code>${result.scenario.price.name}</code>, funding by <code>${result.scenario.funding.name}</code>. Realised volatility of the coin, median: ${shownMarket(summary, 'realisedVolatilityPerYear.median', percent)} a year.${summary.market.priceDrawdown && html` Its deepest fall, what lies inside the steps included, median: ${shownMarket(summary, 'priceDrawdown.median', percent)}.`}`;
  const sample =
    result.paths > 1
      ? html`${holdings.length === 1 ? 'The holding lives' : 'All holdings live'} through the same ${counted('paths', result.paths)} markets, path by path, so that their differences are theirs and not luck. Standard errors are those of the sample mean; intervals of medians come from order statistics, intervals of shares from Wilson’s formula. They speak of the number of paths, not of whether the model is true.`
      : html`One path was run, so nothing here has a spread or an error.`;
  return html`<p class="prose">${market} ${sample}</p><p class="prose">Each holding keeps books: every change of its value is posted to an account, and the accounts add up to the change on each path. Logs of the same postings split the log return without a remainder.${summary.accountPaths !== undefined && html` Accounts were kept for the first ${counted('accountPaths', summary.accountPaths)} paths, which are as random as any others; their means are over those.`} A leverage, a fee or a rule that is not listed below was not applied.</p>`;
}

function optionTable(result: RunResult, number: number): Html {
  const { price, funding, otherMarkets = [], holdings } = result.scenario;
  const groupsOf = (coin: MarketDescription, nth: number) => [
    group(html`Price of ${named(coin.name)}${shares(coin, nth)}`, coin.price, `setting.otherMarkets.${nth}.price`),
    group(html`Funding of ${named(coin.name)}`, coin.funding, `setting.otherMarkets.${nth}.funding`),
  ];
  const group = (title: Html | string, model: ModelDescription, at: string): Html =>
    html`<tbody data-at="${at}"><tr class="group"><th scope="colgroup" colspan="3"><span>${title} <code>${model.name}</code></span></th></tr>${withPaths(
      model,
      '',
    ).map(
      ({ path, model: m }) =>
        html`${path !== '' && html`<tr><th scope="row">${path}</th><td class="value"><code>${m.name}</code></td><td class="meaning"></td></tr>`}${m.options.map(
          (o) =>
            html`<tr><th scope="row">${path === '' ? '' : `${path}.`}${o.name}</th><td class="value"><bdi data-key=".${path === '' ? '' : `${path}.`}${o.name}">${optionValue(o.value)}</bdi>${o.isDefault && html` <small class="default">default</small>`}</td><td class="meaning">${o.meaning}</td></tr>`,
        )}`,
    )}</tbody>`;
  return scrolling(
    'Models and their options',
    html`<table class="options"><caption><span>Table ${number}. What was simulated</span></caption><thead><tr><th scope="col">Option</th><th scope="col">Value</th><th scope="col">Meaning</th></tr></thead>${group('Price', price, 'setting.price')}${group('Funding', funding, 'setting.funding')}${otherMarkets.flatMap(groupsOf)}${holdings.map((h, nth) => group(html`Holding ${named(h.name)}${h.market !== undefined && html` in ${named(h.market)}`}`, h.model, `setting.h${nth}.options`))}</table>`,
  );
}

/** How a coin moves with those before it: what its price's shock is made of. */
function shares({ loadings }: MarketDescription, nth: number): Html | string {
  const share = (value: number, i: number) =>
    figure(`setting.otherMarkets.${nth}.loadings.${i}`, value, (v) => fixed(v ?? 0, 3));
  if (loadings.length === 0) return '';
  const others = loadings.slice(0, -1).map((value, i) => html`${i > 0 && ', '}${share(value, i)}`);
  return html`, moved by ${others} of the shocks before it and ${share(loadings.at(-1)!, loadings.length - 1)} of its own,`;
}

function parameterTable(result: RunResult, number: number): Html {
  return scrolling(
    'Parameters of the scenario',
    html`<table class="options"><caption><span>Table ${number}. Parameters of the scenario, changed with <code>--set name=value</code></span></caption><thead><tr><th scope="col">Parameter</th><th scope="col">Value</th><th scope="col">Meaning</th></tr></thead><tbody>${result.scenario.parameters.map(
      (p) =>
        html`<tr><th scope="row">${p.name}</th><td class="value"><bdi data-key="setting.parameters.${p.name}">${optionValue(p.value)}</bdi>${p.value === p.defaultValue ? html` <small class="default">default</small>` : html` <small class="changed">default <span data-key="setting.defaults.${p.name}">${optionValue(p.defaultValue)}</span></small>`}</td><td class="meaning">${p.meaning}</td></tr>`,
    )}</tbody></table>`,
  );
}

function dataTable(result: RunResult, number: number): Html {
  return scrolling(
    'Data files',
    html`<table class="options"><caption><span>Table ${number}. Recorded files, as they were read</span></caption><thead><tr><th scope="col">File</th><th scope="col">Rows</th><th scope="col">SHA-256</th></tr></thead><tbody>${result.scenario.data.map((d, nth) => html`<tr data-at="setting.data.${nth}"><th scope="row"><bdi data-key=".file">${d.file}</bdi></th><td class="value" data-key=".rows">${fixed(d.rows, 0)}</td><td><code data-key=".sha256">${d.sha256}</code></td></tr>`)}</tbody></table>`,
  );
}

function withPaths(
  model: ModelDescription,
  path: string,
): { readonly path: string; readonly model: ModelDescription }[] {
  return [
    { path, model },
    ...Object.entries(model.parts).flatMap(([name, part]) => withPaths(part, path === '' ? name : `${path}.${name}`)),
  ];
}

/** As the author would write it, but with a real minus sign. */
const optionValue = (value: number | string | boolean): string =>
  typeof value === 'number' ? String(value).replaceAll('-', '\u2212') : String(value);

const unique = (texts: readonly string[]): string[] => [...new Set(texts)];
