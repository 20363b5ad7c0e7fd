import type { BreakEven, CellHolding, SweepCell, SweepResult } from '../../result/sweep-result.ts';
import { fixed, multiple, percent, plain, points } from '../format.ts';
import { type Html, html, named } from '../page/html.ts';
import { scrolling } from '../page/tables.ts';
import { breakEvenInWords, targetInWords } from './sweep-words.ts';

/** Medians of one holding over the grid, tinted by how far they are from the money put in. */
export function gridTable(sweep: SweepResult, holding: number, number: number): Html {
  const [rows, columns] = sweep.axes as readonly [SweepResult['axes'][number], SweepResult['axes'][number]];
  const cell = (r: number, c: number): Html => {
    const found = sweep.cells[r * columns.values.length + c];
    if (!found) return html`<td class="none">–</td>`;
    const { value, standardError } = found.holdings[holding]!.finalValue.median;
    const tint = Math.max(-5, Math.min(5, Math.round((5 * Math.log(Math.max(value ?? 0, 1e-6))) / Math.log(4))));
    return html`<td class="${tint === 0 ? 'open' : `tint-${tint}`}">${multiple(value)}<small class="interval">${standardError !== null && `± ${fixed(standardError, 3)}`}</small></td>`;
  };
  return scrolling(
    'Medians over the grid',
    html`<table class="matrix"><caption><span>Table ${number}. ${named(sweep.holdings[holding]!)}: median at the end, as a multiple of the money put in, ± one standard error. Rows: ${named(rows.name)}; columns: ${named(columns.name)}</span></caption><thead><tr><th scope="col">${named(rows.name)}</th>${columns.values.map((value) => html`<th scope="col">${String(value)}</th>`)}</tr></thead><tbody>${rows.values.map((value, r) => html`<tr><th scope="row">${String(value)}</th>${columns.values.map((_, c) => cell(r, c))}</tr>`)}</tbody></table>`,
  );
}

/** Every figure of every cell; behind a click where there are many. */
export function cellTable(sweep: SweepResult, number: number): Html {
  const there = sweep.cells.flatMap((cell) => (cell === null ? [] : [cell]));
  const head = ['5th pct', 'Median', '95th', 'P(loss)', 'P(below the coin)', 'Mean log growth'];
  const table = scrolling(
    'Every cell',
    html`<table class="pairs"><caption><span>Table ${number}. Every cell and holding, as multiples of the money put in; ± one standard error</span></caption><thead><tr><th scope="col">Cell</th><th scope="col">Holding</th>${head.map((name) => html`<th scope="col">${name}</th>`)}</tr></thead>${there.map(
      (cell) =>
        html`<tbody>${cell.holdings.map((holding, h) => html`<tr>${h === 0 && html`<th scope="rowgroup" rowspan="${cell.holdings.length}">${cellName(cell)}</th>`}<th scope="row">${named(holding.name)}</th>${cellsOf(holding)}</tr>`)}</tbody>`,
    )}</table>`,
  );
  const rows = there.length * sweep.holdings.length;
  if (rows <= 24) return table;
  return html`<details class="long"><summary>Table ${number}: all ${fixed(there.length, 0)} cells, with errors</summary>${table}</details>`;
}

function cellName({ name, settings }: SweepCell): Html {
  const set = Object.entries(settings).map(([parameter, value]) => `${parameter} ${value}`);
  return name === undefined
    ? html`<bdi>${set.join(', ')}</bdi>`
    : html`${named(name)}<small class="of"><bdi>${set.join(', ')}</bdi></small>`;
}

function cellsOf({ finalValue, probability, logGrowth }: CellHolding): Html {
  const { q05, median, q95 } = finalValue;
  const error = (value: number | null, print: (of: number) => string): Html | null =>
    value === null ? null : html`<small class="error"> ± ${print(value)}</small>`;
  const three = (value: number) => fixed(value, 3);
  const share = ({ value, standardError }: { value: number | null; standardError: number | null }): Html =>
    html`<td>${percent(value)}${error(standardError, points)}</td>`;
  const growth = logGrowth.mean;
  return html`<td>${multiple(q05.value)}</td><td class="strong">${multiple(median.value)}${error(median.standardError, three)}</td><td>${multiple(q95.value)}</td>${share(probability.loss)}${share(probability.belowSpot)}<td>${plain(growth.value, growth.standardError)}${error(growth.standardError, three)}</td>`;
}

/** Where each holding breaks even, with the error of it. */
export function breakEvenTable(all: readonly BreakEven[], number: number): Html {
  const { parameter, target } = all[0]!;
  const others = Object.keys(all[0]!.settings);
  return scrolling(
    'Break-even',
    html`<table class="options"><caption><span>Table ${number}. ${named(parameter)} at which ${targetInWords(target)}; ± one standard error, that of the figure there over its slope</span></caption><thead><tr><th scope="col">Holding</th>${others.map((name) => html`<th scope="col">${named(name)}</th>`)}<th scope="col">Break-even</th><th scope="col">Looked for between</th></tr></thead><tbody>${all.map(
      (each) =>
        html`<tr><th scope="row">${named(each.holding)}</th>${others.map((name) => html`<td>${String(each.settings[name])}</td>`)}<td class="value">${breakEvenInWords(each)}</td><td>${plain(each.low)} and ${plain(each.high)}</td></tr>`,
    )}</tbody></table>`,
  );
}
