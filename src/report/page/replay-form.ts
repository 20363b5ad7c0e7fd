import type { Series } from '../series.ts';
import { type Html, html, trusted } from './html.ts';

/**
 * Asks for any path of the run, which the page's own engine then lives through again; `live/replay.ts` follows it. `number` is
 * that of its ledger among the tables.
 */
export function replayForm(all: readonly Series[], main: Series, worst: number, paths: number, number: number): Html {
  const option = ({ name, label, index }: Series): Html =>
    html`<option value="${name}" data-index="${index}" data-label="${label}"${index === main.index && trusted(' selected')}>${name}</option>`;
  return html`<form class="replay" id="replay" data-table="${number}">
<p class="eyebrow">Live engine</p>
<h3>Replay any path of this run, event by event</h3>
<p class="ask"><label for="replay-path">Path</label> <input type="number" id="replay-path" min="0" max="${paths - 1}" step="1" value="${worst}" required> <label for="replay-holding">of</label> <select id="replay-holding">${all.map(option)}</select> <button type="submit">Replay</button></p>
<p class="quiet" id="replay-line" role="status">A click on a dot of a chart above does the same.</p>
<div id="replay-story"></div>
</form>`;
}
