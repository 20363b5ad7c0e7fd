import type { Estimate } from '../../result/summary.ts';
import type { BreakEven, CellHolding, SweepCell, SweepResult } from '../../result/sweep-result.ts';
import { fixed, multiple, percent, plain } from '../format.ts';
import { errorOfShare, figure, type Print, quotedName } from '../page/figures.ts';
import { type Html, html, named } from '../page/html.ts';
import { scrolling } from '../page/tables.ts';
import {
  type Beside,
  breakEvenFigures,
  cellCount,
  settingFigure,
  settingsInWords,
  targetInWords,
} from './sweep-words.ts';

/** Medians of one holding over the grid, tinted by how far they are from the money put in. */
export function gridTable(sweep: SweepResult, holding: number, number: number): Html {
  const [rows, columns] = sweep.axes as readonly [SweepResult['axes'][number], SweepResult['axes'][number]];
  const cell = (r: number, c: number): Html => {
    const found = sweep.cells[r * columns.values.length + c];
    if (!found) return html`<td class="none">–</td>`;
    const { value, standardError } = found.holdings[holding]!.finalValue.median;
    const tint = Math.max(-5, Math.min(5, Math.round((5 * Math.log(Math.max(value ?? 0, 1e-6))) / Math.log(4))));
    const key = (name: string) =>
      `sweep.cells.${r * columns.values.length + c}.holdings.${holding}.finalValue.median.${name}`;
    return html`<td class="${tint === 0 ? 'open' : `tint-${tint}`}">${figure(key('value'), value, multiple)}<small class="interval">${standardError !== null && html`± ${figure(key('standardError'), standardError, three)}`}</small></td>`;
  };
  return scrolling(
    `Medians of ${sweep.holdings[holding]!} over the grid`,
    html`<table class="matrix"><caption><span>Table ${number}. ${quotedName(`sweep.holdings.${holding}`, sweep.holdings[holding]!)}: median at the end, as a multiple of the money put in, ± one standard error. Rows: ${named(rows.name)}; columns: ${named(columns.name)}</span></caption><thead><tr><th scope="col">${named(rows.name)}</th>${columns.values.map((value, c) => html`<th scope="col">${settingFigure(`sweep.axes.1.values.${c}`, value)}</th>`)}</tr></thead><tbody>${rows.values.map((value, r) => html`<tr><th scope="row">${settingFigure(`sweep.axes.0.values.${r}`, value)}</th>${columns.values.map((_, c) => cell(r, c))}</tr>`)}</tbody></table>`,
  );
}

/** Three decimals, of an error beside a median. */
const three: Print = (value) => fixed(value ?? 0, 3);

/** Every figure of every cell; behind a click where there are many. */
export function cellTable(of: Beside, sweep: SweepResult, number: number): Html {
  const there = sweep.cells.flatMap((cell, nth) => (cell === null ? [] : [{ cell, nth }]));
  const head = ['5th pct', 'Median', '95th', 'P(loss)', 'P(below the coin)', 'Mean log growth'];
  const table = scrolling(
    'Every cell',
    html`<table class="pairs"><caption><span>Table ${number}. Every cell and holding, as multiples of the money put in; ± one standard error</span></caption><thead><tr><th scope="col">Cell</th><th scope="col">Holding</th>${head.map((name) => html`<th scope="col">${name}</th>`)}</tr></thead>${there.map(
      ({ cell, nth }) =>
        html`<tbody>${cell.holdings.map((holding, h) => html`<tr data-at="${of}.cells.${nth}.holdings.${h}">${h === 0 && html`<th scope="rowgroup" rowspan="${cell.holdings.length}">${cellName(of, cell, nth)}</th>`}<th scope="row">${quotedName('.name', holding.name)}</th>${cellsOf(holding)}</tr>`)}</tbody>`,
    )}</table>`,
  );
  const rows = there.length * sweep.holdings.length;
  if (rows <= 24) return table;
  return html`<details class="long"><summary>Table ${number}: all ${cellCount(of, sweep)} cells, with errors</summary>${table}</details>`;
}

function cellName(of: Beside, cell: SweepCell, nth: number): Html {
  const set = html`<bdi>${settingsInWords(of, cell, nth)}</bdi>`;
  return cell.name === undefined
    ? set
    : html`${quotedName(`${of}.cells.${nth}.name`, cell.name)}<small class="of">${set}</small>`;
}

/** Keys are those of the holding that the row is of. */
function cellsOf({ finalValue, probability, logGrowth }: CellHolding): Html {
  const one = (key: string, { value, standardError }: Estimate, print: Print, printError: Print): Html =>
    html`${figure(`.${key}.value`, value, print)}${standardError !== null && html`<small class="error"> ± ${figure(`.${key}.standardError`, standardError, printError)}</small>`}`;
  const share = (name: 'loss' | 'belowSpot'): Html =>
    html`${figure(`.probability.${name}.value`, probability[name].value, percent)}${errorOfShare(`.probability.${name}.standardError`, probability[name].standardError)}`;
  const { q05, median, q95 } = finalValue;
  const growth = logGrowth.mean;
  return html`<td>${figure('.finalValue.q05.value', q05.value, multiple)}</td><td class="strong">${one('finalValue.median', median, multiple, three)}</td><td>${figure('.finalValue.q95.value', q95.value, multiple)}</td><td>${share('loss')}</td><td>${share('belowSpot')}</td><td>${one('logGrowth.mean', growth, (v) => plain(v, growth.standardError), three)}</td>`;
}

/** Where each holding breaks even, with the error of it. */
export function breakEvenTable(all: readonly BreakEven[], number: number): Html {
  const { parameter, target } = all[0]!;
  const others = Object.keys(all[0]!.settings);
  return scrolling(
    'Break-even',
    html`<table class="options"><caption><span>Table ${number}. ${named(parameter)} at which ${targetInWords(target)}; ± one standard error, that of the figure there over its slope</span></caption><thead><tr><th scope="col">Holding</th>${others.map((name) => html`<th scope="col">${named(name)}</th>`)}<th scope="col">Break-even</th><th scope="col">Looked for between</th></tr></thead><tbody>${all.map(
      (each, nth) =>
        html`<tr data-at="sweep.breakEven.${nth}"><th scope="row">${quotedName('.holding', each.holding)}</th>${others.map((name) => html`<td>${settingFigure(`.settings.${name}`, each.settings[name]!)}</td>`)}<td class="value">${breakEvenFigures(each, nth)}</td><td>${figure('.low', each.low)} and ${figure('.high', each.high)}</td></tr>`,
    )}</tbody></table>`,
  );
}
