import type { RunResult } from '../../result/run-result.ts';
import type { Summary } from '../../result/summary.ts';
import { count, multiple, percent } from '../format.ts';
import { protagonist, type Series, seriesOf } from '../series.ts';
import { shown } from './figures.ts';
import { type Html, html } from './html.ts';
import { holdingCell, scrolling } from './tables.ts';

/** The paths on which holdings ended lowest: five of the page's own, one of every other, each with its market. */
export function worstPaths(result: RunResult, summary: Summary, number: number): Html {
  const all = seriesOf(result, summary);
  const main = protagonist(all);
  const row = (s: Series, rank: number): Html => {
    const at = (name: string, print: typeof multiple) =>
      html`<td>${shown(s, `worstPaths.${rank}.${name}`, print)}</td>`;
    return html`<tr>${holdingCell(s)}<td class="strong">${shown(s, `worstPaths.${rank}.path`, count)}</td>${at('finalValue', multiple)}${at('coinEndsAt', multiple)}${at('realisedVolatilityPerYear', percent)}${at('maxDrawdown', percent)}</tr>`;
  };
  const rows = [main, ...all.filter((s) => s !== main)].flatMap((s) =>
    s.summary.worstPaths.slice(0, s === main ? undefined : 1).map((_, rank) => row(s, rank)),
  );
  return scrolling(
    'Worst paths',
    html`<table><caption><span>Table ${number}. The paths on which holdings end lowest; of equal ends the earliest. Add <code>--path</code> and the number to the command below, and all that happened on it is told</span></caption><thead><tr><th scope="col">Holding</th><th scope="col">Path</th><th scope="col">Ends at</th><th scope="col">Coin ends at</th><th scope="col">Realised volatility</th><th scope="col">Worst fall</th></tr></thead><tbody>${rows}</tbody></table>`,
  );
}
