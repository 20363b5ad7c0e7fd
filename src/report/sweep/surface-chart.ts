import type { SweepCell, SweepResult } from '../../result/sweep-result.ts';
import { type CellMetric, cellMetrics } from '../../sweep/cell-figures.ts';
import { zeroContour } from '../../sweep/contour.ts';
import { overallOf } from '../../sweep/overall.ts';
import { type Caption, type Chart, type Row, rounded } from '../charts/chart.ts';
import { valueAxis } from '../charts/log-axis.ts';
import { asSentence, frame, saying, silent } from '../charts/theme.ts';
import { duration, fixed, multiple, percent } from '../format.ts';
import { counted, figure, period } from '../page/figures.ts';
import { html, textOf } from '../page/html.ts';
import { isolated } from '../series.ts';
import { across, type Box, down, fanLayers, fanRows, placeOf, ticksOf, words } from './panel.ts';
import { cellCount, settingsInWords } from './sweep-words.ts';

const cellHeight = 31;
const top = 26;
const fanHeight = 130;
/** Between the surface and the fan: numbers and name of the columns, then the name of the cell. */
const gap = 94;
/** More fans than these are half a megabyte: the surface is drawn without them. */
const mostFans = 150;
/** Ink stays readable on no stronger tint than this, on light and on dark paper. */
const strongestTint = 0.45;
/** A median of a quarter, or of four times, has the strongest tint. */
const fullTintLog = Math.log(4);

/** One holding over a grid of two parameters: a number a cell, the break-even drawn between them, and the fan of a chosen cell. */
export function surfaceChart(sweep: SweepResult, holding: number, id: string): Chart | null {
  const [rows, columns] = sweep.axes;
  if (rows === undefined || columns === undefined || sweep.axes.length > 2) return null;
  const [down0, across0] = [rows.values.length, columns.values.length];
  const gridHeight = cellHeight * down0;
  const box: Box = { left: 0, right: 1, top: top + gridHeight + gap, bottom: top + gridHeight + gap + fanHeight };
  const hasFans = sweep.cells.length <= mostFans && sweep.cells.some((cell) => cell?.holdings[holding]?.fan);
  const height = hasFans ? box.bottom + 24 : top + gridHeight + 44;
  const xOf = (column: number) => column / across0;
  // The first value of the rows stands at the bottom, as on an axis.
  const yOf = (row: number) => top + gridHeight - cellHeight * row;
  const at = (row: number, column: number) => sweep.cells[row * across0 + column] ?? null;

  const cells = cellMetrics.flatMap((metric) =>
    sweep.cells.flatMap((cell, c): Row[] => {
      if (cell === null) return [];
      const row = Math.floor(c / across0);
      const column = c % across0;
      return [
        {
          m: metric.id,
          c,
          x: xOf(column),
          x2: xOf(column + 1),
          y: yOf(row),
          y2: yOf(row + 1),
          xm: xOf(column + 0.5),
          ym: yOf(row + 0.5),
          row: asText(rows.values[row]!),
          column: asText(columns.values[column]!),
          ...shownCell(cell, holding, metric),
        },
      ];
    }),
  );
  const contour = cellMetrics.flatMap((metric) => {
    const surface = rows.values.map((_, r) =>
      columns.values.map((_, c) => at(r, c) && metric.gain(at(r, c)!.holdings[holding]!)),
    );
    return zeroContour(surface).map(
      ({ from, to }): Row => ({
        m: metric.id,
        x: rounded(xOf(from[0] + 0.5)),
        y: rounded(yOf(from[1] + 0.5)),
        x2: rounded(xOf(to[0] + 0.5)),
        y2: rounded(yOf(to[1] + 0.5)),
      }),
    );
  });
  const rowNames = rows.values.map((value, r): Row => ({ x: 0, y: yOf(r + 0.5), text: asText(value) }));
  const columnNames = columns.values.map(
    (value, c): Row => ({ x: xOf(c + 0.5), y: top + gridHeight + 14, text: asText(value) }),
  );
  const chosen = chosenCell(sweep);
  const fans = hasFans ? fansOf(sweep, holding, box) : null;
  const isShown = { filter: 'datum.m === holding' };
  const isChosen = { filter: { param: 'cell', empty: false } };

  return {
    id,
    caption: captionOf(sweep, holding, cellMetrics[0]!, hasFans),
    choices: cellMetrics.map((metric, i) => ({
      id: metric.id,
      name: metric.name,
      colour: `var(--token-${i + 1})`,
      caption: captionOf(sweep, holding, metric, hasFans),
    })),
    initial: 'median',
    ...(fans === null
      ? {}
      : {
          gesture: 'Choose a cell to see its fan.',
          picks: {
            selection: 'cell',
            field: 'c',
            label: 'Fan of',
            initial: chosen,
            options: sweep.cells.flatMap((cell, c) =>
              cell === null ? [] : [{ value: c, text: textOf(settingsInWords('sweep', cell, c)) }],
            ),
          },
        }),
    table: {
      dataset: 'cells',
      columns: [
        { field: 'm', label: 'figure' },
        { field: 'row', label: rows.name },
        { field: 'column', label: columns.name },
        { field: 'value', label: 'value' },
        { field: 'error', label: 'standard error' },
      ],
    },
    spec: {
      ...frame(
        `A figure of one holding over ${down0} by ${across0} cells, with the line on which it breaks even.`,
        height,
      ),
      params: [{ name: 'holding', value: 'median' }],
      datasets: {
        cells,
        contour,
        rowNames,
        columnNames,
        titles: [
          { x: 0, y: 8, text: rows.name },
          { x: 0.5, y: top + gridHeight + 34, text: columns.name },
        ],
        ...(fans === null ? {} : fans.datasets),
      },
      layer: [
        {
          data: { name: 'cells' },
          transform: [isShown, asSentence('datum.words')],
          mark: { type: 'rect', stroke: 'var(--paper)', strokeWidth: 2, cursor: 'pointer', ...silent },
          params: [
            {
              name: 'cell',
              value: [{ c: chosen }],
              select: { type: 'point', fields: ['c'], on: 'click', clear: false, toggle: false },
            },
          ],
          encoding: {
            x: across('x'),
            x2: { field: 'x2' },
            y: down('y', height),
            y2: { field: 'y2' },
            fill: { condition: { test: 'datum.up', value: 'var(--accent)' }, value: 'var(--loss)' },
            fillOpacity: { field: 'tint', type: 'quantitative', scale: null },
            tooltip: saying,
          },
        },
        {
          data: { name: 'cells' },
          transform: [isShown],
          mark: { type: 'text', fontSize: 11.5, fill: 'var(--ink)', ...silent },
          encoding: {
            x: across('xm'),
            y: down('ym', height),
            text: { field: 'text' },
            // Numbers that would run into each other are in the tables.
            opacity: { condition: { test: `width / ${across0} > 30`, value: 1 }, value: 0 },
          },
        },
        {
          data: { name: 'contour' },
          transform: [isShown],
          mark: { type: 'rule', strokeWidth: 2.4, strokeCap: 'round', color: 'var(--ink)', ...silent },
          encoding: { x: across('x'), x2: { field: 'x2' }, y: down('y', height), y2: { field: 'y2' } },
        },
        words('rowNames', height, { align: 'right', dx: -8, baseline: 'middle' }),
        words('columnNames', height, { align: 'center' }),
        words('titles', height, { align: 'center', fontWeight: 500 }, [{ filter: 'datum.y > 20' }]),
        words('titles', height, { align: 'left', fontWeight: 500 }, [{ filter: 'datum.y < 20' }]),
        ...(fans === null
          ? []
          : [
              {
                data: { name: 'cells' },
                transform: [isShown, isChosen],
                mark: { type: 'rect', fillOpacity: 0, stroke: 'var(--ink)', strokeWidth: 1.6, ...silent },
                encoding: { x: across('x'), x2: { field: 'x2' }, y: down('y', height), y2: { field: 'y2' } },
              },
              {
                data: { name: 'levels' },
                mark: { type: 'rule', color: 'var(--line)', ...silent },
                encoding: { x: across('x'), x2: { field: 'x2' }, y: down('y', height) },
              },
              words('levels', height, { align: 'right', dx: -8, baseline: 'middle', fill: 'var(--ink-quiet)' }),
              ...fanLayers('fans', [isChosen], height, {}),
              words('ends', height, { align: 'left', fontWeight: 600, fill: 'var(--ink)' }, [isChosen]),
              words('instants', height, { align: 'left', fill: 'var(--ink-quiet)' }, [
                isChosen,
                { filter: 'datum.x === 0' },
              ]),
              words('instants', height, { align: 'right', fill: 'var(--ink-quiet)' }, [
                isChosen,
                { filter: 'datum.x === 1' },
              ]),
            ]),
      ],
    },
  };
}

const asText = (value: number | string | boolean): string => String(value);

function shownCell(cell: SweepCell, holding: number, metric: CellMetric): Row {
  const of = cell.holdings[holding]!;
  const { value, standardError } = metric.of(of);
  const gain = metric.gain(of) ?? 0;
  const share = metric.id === 'median' ? gain / fullTintLog : gain / 0.5;
  const print = metric.id === 'median' ? multiple : percent;
  const settings = Object.entries(cell.settings).map(([name, setting]) => `${name} ${setting}`);
  const error =
    standardError === null || standardError === 0
      ? ''
      : ` ± ${metric.id === 'median' ? fixed(standardError, 3) : percent(standardError)}`;
  return {
    up: gain >= 0 ? 1 : 0,
    tint: rounded(strongestTint * Math.min(1, Math.abs(share))),
    text: print(value).replace(/×$/, ''),
    value: rounded(value ?? undefined),
    error: rounded(standardError ?? undefined),
    words: `\u2068${settings.join(', ')}\u2069: ${metric.name.toLowerCase()} ${print(value)}${error}.`,
  };
}

/** The fans of all cells on one axis, below the surface. */
function fansOf(sweep: SweepResult, holding: number, box: Box) {
  const drawn = sweep.cells.flatMap((cell, c) => {
    const fan = cell?.holdings[holding]?.fan;
    return cell === null || fan === undefined ? [] : [{ cell, c, fan }];
  });
  const axis = valueAxis(drawn.flatMap(({ fan }) => [...fan.q05, ...fan.q95].map((value) => value ?? 0)));
  const levels = ticksOf(axis).map(
    (tick): Row => ({ x: 0, x2: 1, y: placeOf(tick, box, axis), text: `${Number(tick.toPrecision(3))}×` }),
  );
  return {
    datasets: {
      fans: drawn.flatMap(({ cell, c, fan }) => fanRows({ c }, fan, cell.fanDays, box, axis)),
      levels,
      ends: drawn.flatMap(({ cell, c }): Row[] => {
        const { q05, median, q95 } = cell.holdings[holding]!.finalValue;
        const settings = Object.entries(cell.settings).map(([name, value]) => `${name} ${value}`);
        const figures = `median ${multiple(median.value)}, nine in ten from ${multiple(q05.value)} to ${multiple(q95.value)}`;
        return [
          { c, x: 0, y: box.top - 34, text: settings.join(', ') },
          { c, x: 0, y: box.top - 18, text: figures },
        ];
      }),
      instants: drawn.flatMap(({ cell, c }): Row[] => [
        { c, x: 0, y: box.bottom + 14, text: 'Start' },
        { c, x: 1, y: box.bottom + 14, text: `After ${duration(cell.days)}` },
      ]),
    },
  };
}

/** The one in the middle: everybody's neighbour. */
function chosenCell({ axes, cells }: SweepResult): number {
  const [rows, columns] = axes.map(({ values }) => values.length) as [number, number];
  const middle = Math.floor(rows / 2) * columns + Math.floor(columns / 2);
  return cells[middle] === null ? cells.findIndex((cell) => cell !== null) : middle;
}

const inWords: Readonly<Record<CellMetric['id'], readonly [string, string]>> = {
  median: ['has a median of at least the money put in', 'Median value'],
  loss: ['loses money on no more than half of all paths', 'Share of paths on which money is lost'],
  'below-spot': [
    'ends above the coin on no fewer than half of all paths',
    'Share of paths on which it ends below the coin',
  ],
};

function captionOf(sweep: SweepResult, holding: number, metric: CellMetric, hasFans: boolean): Caption {
  const there = sweep.cells.filter((cell) => cell !== null);
  const label = isolated(sweep.holdings[holding]!);
  const { atLeastEven, widestError } = overallOf(sweep)[holding]![metric.id];
  const overall = (name: string) => `sweep.overall.${holding}.${metric.id}.${name}`;
  const [verb, what] = inWords[metric.id];
  const days = new Set(there.map((cell) => cell.days));
  const after =
    days.size === 1 ? html` after ${period(`sweep.cells.${sweep.cells.indexOf(there[0]!)}.days`, [...days][0]!)}` : '';
  const where =
    atLeastEven === 0
      ? 'There is no cell in which'
      : atLeastEven === there.length
        ? 'In every cell'
        : html`In ${counted(overall('atLeastEven'), atLeastEven)} of ${cellCount('sweep', sweep)} cells`;
  return {
    title: html`${where} ${label} ${verb}`,
    subtitle: html`${what}${after}, by ${sweep.axes[0]!.name} and ${sweep.axes[1]!.name}. Blue: better than break-even; red: worse; line: where ${metric.breakEven}, straight between cells.${hasFans ? ' Below is the fan of one cell: bands hold 50 and 90% of its paths.' : ''}`,
    note: html`${counted('sweep.paths', sweep.paths)} paths in each cell, the same luck in all of them. Standard errors of a cell are at most ${figure(overall('widestError'), widestError, metric.id === 'median' ? multiple : percent)}.`,
  };
}
