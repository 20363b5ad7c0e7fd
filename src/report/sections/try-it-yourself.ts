import type { Control } from '../../result/control.ts';
import { fixed } from '../format.ts';
import { LIVE_PATHS, type LiveData, livePathChoices, type Values } from '../live-run.ts';
import { controlLabel, controlParts, controlValue, liveCommand, setOf } from '../live-words.ts';
import { dotClass } from '../page/figure-block.ts';
import { scaled } from '../page/figures.ts';
import { type Html, html, inlineJson, trusted } from '../page/html.ts';
import { protagonist, seriesOf } from '../series.ts';
import type { MakeSection } from './section.ts';

/**
 * The run again, with numbers of the reader's: by the page's own copy of what ran, where it carries one, else by a line to
 * type. Scenarios without parameters have nothing to move.
 */
export const tryItYourself: MakeSection = ({ result, summary, live }) => {
  if (live === null || live.controls.length === 0) return null;
  const { parameters } = result.scenario;
  const valuesBy = (field: 'value' | 'defaultValue'): Values =>
    Object.fromEntries(parameters.map((each) => [each.name, each[field]]));
  const [values, defaults] = [valuesBy('value'), valuesBy('defaultValue')];
  const all = seriesOf(result, summary);
  const main = protagonist(all);
  const { engine, ...run } = live;
  const data: LiveData = { ...run, values, defaults, holding: main.index, paths: LIVE_PATHS };
  const command = liveCommand(live, LIVE_PATHS, setOf(values, defaults));
  const title = 'Try it yourself';
  if (engine === null) {
    return {
      id: 'live',
      title,
      body: html`<p class="prose">This scenario reads recordings, which a page does not carry: it can be moved on the command line only, on a machine that has them.</p>
<pre class="command" tabindex="0"><code>${command}</code></pre>
${parametersInWords(live.controls)}`,
    };
  }
  return {
    id: 'live',
    title,
    body: html`<p class="eyebrow">Live engine</p>
<h3 class="live-title">Move a control and the same engine runs again, here in your browser</h3>
<p class="subtitle">Nothing leaves this page. The seed stays the same, so that what changes comes from the control and not from luck.</p>
<div class="live">
<form class="live-controls" aria-label="Numbers of the scenario">
${live.controls.map((control, index) => control.isLeading && controlRow(control, index, values))}
${live.controls.some(({ isLeading }) => !isLeading) && html`<details><summary>More of them</summary>${live.controls.map((control, index) => !control.isLeading && controlRow(control, index, values))}</details>`}
<div class="control"><label for="live-paths">Paths</label><select id="live-paths">${livePathChoices.map((each) => html`<option value="${each}"${each === LIVE_PATHS && trusted(' selected')}>${fixed(each, 0)}</option>`)}</select></div>
<p><button type="button" id="live-reset">As in the report</button></p>
</form>
<div class="live-view">
<div class="segments" role="group" aria-label="Holding" id="live-holdings">${all.map((s) => html`<button type="button" data-live-holding="${s.index}" aria-pressed="${s === main ? 'true' : 'false'}"><i class="dot ${dotClass(s.colour)}"></i><bdi>${s.name}</bdi></button>`)}</div>
<p class="alarm" id="live-refusal" role="alert" hidden></p>
<dl class="live-figures" id="live-figures"></dl>
<div class="picture" id="live-picture"></div>
<p class="live-line" id="live-line">Starts when it comes into view.</p>
<p class="unseen" id="live-said" aria-live="polite"></p>
</div>
</div>
<p class="live-again">The same on the command line, to the last bit<span id="live-digest-said" hidden>: digest <code id="live-digest"></code></span></p>
<pre class="command" tabindex="0"><code id="live-command">${command}</code></pre>
<p class="take needs-script live-copy"><button type="button" id="live-copy">Copy</button></p>
<noscript>${parametersInWords(live.controls)}</noscript>
<script type="application/json" id="live-data">${inlineJson(data)}</script>
<script type="text/plain" id="live-engine">${trusted(engine)}</script>`,
  };
};

function controlRow(control: Control, index: number, values: Values): Html {
  const { name, meaning } = control;
  const id = `live-${index}`;
  const value = values[name]!;
  const label = html`<label for="${id}" title="${meaning}">${controlLabel(name)}</label>`;
  const shared = html`data-control="${index}" aria-describedby="${id}-meaning"`;
  const note = html`<span class="unseen" id="${id}-meaning">${meaning}</span>`;
  switch (control.kind) {
    case 'number': {
      const at = control.values.indexOf(value as number);
      return html`<div class="control">${label}<output for="${id}" id="${id}-value">${startOf(name, value)}</output><input type="range" id="${id}" ${shared} min="0" max="${control.values.length - 1}" step="1" value="${at}" aria-valuetext="${controlValue(name, value)}">${note}</div>`;
    }
    case 'choice':
      return html`<div class="control">${label}<select id="${id}" ${shared}>${control.values.map((each, place) => html`<option value="${place}"${each === value && trusted(' selected')}>${controlValue(name, each)}</option>`)}</select>${note}</div>`;
    case 'flag':
      return html`<div class="control">${label}<input type="checkbox" id="${id}" ${shared}${value === true && trusted(' checked')}>${note}</div>`;
  }
}

/** What a control starts at, until it is moved. */
function startOf(name: string, value: Values[string]): Html {
  const { number, words, scale } = controlParts(name, value);
  return html`${number !== '' && scaled(`setting.parameters.${name}`, scale, number)}${words}`;
}

function parametersInWords(controls: readonly Control[]): Html {
  return html`<p class="prose">What can be changed, each with <code>--set name=value</code>:</p><ul class="prose">${controls.map(({ name, meaning }) => html`<li><code>${name}</code>: ${meaning}</li>`)}</ul>`;
}
