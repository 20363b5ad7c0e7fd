import type { SweepResult } from '../../result/sweep-result.ts';
import { type CellMetric, cellMetrics } from '../../sweep/cell-figures.ts';
import { type Caption, type Chart, type Row, rounded } from '../charts/chart.ts';
import { asSentence, frame, nameInSentence, saying, silent } from '../charts/theme.ts';
import { fixed, multiple, percent } from '../format.ts';
import { counted, figure } from '../page/figures.ts';
import { html } from '../page/html.ts';
import { seriesColour } from '../palette.ts';
import { isolated } from '../series.ts';
import { settingFigure } from './sweep-words.ts';

/** Half the width of a 95 % interval, in standard errors. */
const reach = 1.96;
/** Lines beyond these are in the table. */
const mostLines = 6;

/** Every holding along one parameter, with bands of error: median, chance of a loss, chance to end below the coin. */
export function linesChart(sweep: SweepResult): Chart | null {
  const [axis] = sweep.axes;
  if (axis === undefined || sweep.axes.length !== 1) return null;
  const drawn = sweep.holdings.slice(0, mostLines);
  const isNumeric = axis.values.every((value) => typeof value === 'number');
  const rows = cellMetrics.flatMap((metric) =>
    sweep.cells.flatMap((cell) =>
      drawn.flatMap((_, h): Row[] => (cell === null ? [] : [rowOf(metric, h, axis.name, cell)])),
    ),
  );
  const ids = drawn.map((_, h) => `h${h}`);
  const color = {
    field: 'h',
    type: 'nominal',
    scale: { domain: ids, range: ids.map((_, h) => seriesColour('token', h)) },
  };
  const x = {
    field: 'at',
    type: isNumeric ? 'quantitative' : 'ordinal',
    sort: null,
    scale: isNumeric ? { nice: false, zero: false } : { paddingOuter: 0.2 },
    axis: { title: axis.name, labelAngle: 0, labelOverlap: true, grid: false },
  };
  const y = (field: string) => ({
    field,
    type: 'quantitative',
    scale: { zero: false },
    axis: {
      title: null,
      labelExpr: "holding === 'median' ? format(datum.value, '~g') + '×' : format(datum.value, '.0%')",
    },
  });
  const data = { name: 'figures' };
  const transform = [{ filter: 'datum.m === holding' }];
  const last = axis.values.at(-1)!;
  return {
    id: 'along-the-parameter',
    caption: captionOf(sweep, cellMetrics[0]!),
    choices: cellMetrics.map((metric, i) => ({
      id: metric.id,
      name: metric.name,
      colour: `var(--token-${i + 1})`,
      caption: captionOf(sweep, metric),
    })),
    initial: 'median',
    table: {
      dataset: 'figures',
      columns: [
        { field: 'm', label: 'figure' },
        { field: 'at', label: axis.name },
        { field: 'name', label: 'holding' },
        { field: 'v', label: 'value' },
        { field: 'error', label: 'standard error' },
      ],
    },
    spec: {
      ...frame('A figure of each holding along one parameter, with bands of error.', 280),
      params: [{ name: 'holding', value: 'median' }],
      datasets: {
        figures: rows,
        even: cellMetrics.map(({ id }) => ({ m: id, v: id === 'median' ? 1 : 0.5 })),
        ends: rows.filter((row) => row.at === last),
      },
      layer: [
        {
          data: { name: 'even' },
          transform,
          mark: { type: 'rule', strokeDash: [3, 3], color: 'var(--ink-quiet)', ...silent },
          encoding: { y: y('v') },
        },
        {
          data,
          transform,
          mark: { type: 'area', fillOpacity: 0.16, ...silent },
          encoding: { x, y: y('low'), y2: { field: 'high' }, color },
        },
        { data, transform, mark: { type: 'line', strokeWidth: 2, ...silent }, encoding: { x, y: y('v'), color } },
        {
          data,
          transform: [...transform, asSentence(`${nameInSentence} + ' at ' + datum.where + ': ' + datum.text + '.'`)],
          mark: { type: 'point', filled: true, size: 36, opacity: 1, ...silent },
          encoding: { x, y: y('v'), color, tooltip: saying },
        },
        {
          data: { name: 'ends' },
          transform,
          mark: { type: 'text', align: 'left', dx: 8, fontSize: 11.5, limit: 120, ...silent },
          encoding: { x, y: y('v'), text: { field: 'name' }, color },
        },
      ],
    },
  };
}

function rowOf(metric: CellMetric, h: number, axis: string, cell: NonNullable<SweepResult['cells'][number]>): Row {
  const holding = cell.holdings[h]!;
  const { value, standardError } = metric.of(holding);
  const print = metric.id === 'median' ? multiple : percent;
  const error = standardError ?? 0;
  const at = cell.settings[axis]!;
  return {
    m: metric.id,
    h: `h${h}`,
    name: holding.name,
    at: typeof at === 'boolean' ? String(at) : at,
    v: rounded(value ?? undefined),
    low: value === null ? null : rounded(value - reach * error),
    high: value === null ? null : rounded(value + reach * error),
    error: rounded(standardError ?? undefined),
    where: `${axis} ${at}`,
    text: `${metric.name.toLowerCase()} ${print(value)}${error === 0 ? '' : ` ± ${metric.id === 'median' ? fixed(error, 3) : percent(error)}`}`,
  };
}

function captionOf(sweep: SweepResult, metric: CellMetric): Caption {
  const there = sweep.cells.filter((cell) => cell !== null);
  const label = isolated(sweep.holdings[0]!);
  const print = metric.id === 'median' ? multiple : percent;
  const figureOf = (cell: (typeof there)[number]) =>
    figure(
      `sweep.cells.${sweep.cells.indexOf(cell)}.holdings.0.${metric.path}.value`,
      metric.of(cell.holdings[0]!).value,
      print,
    );
  const setting = (nth: number) => settingFigure(`sweep.axes.0.values.${nth}`, values[nth]!);
  const { name, values } = sweep.axes[0]!;
  const [first, last] = [there[0]!, there.at(-1)!];
  const isCut = sweep.holdings.length > mostLines;
  return {
    title: html`${metric.name} of ${label}: ${figureOf(first)} at ${name} ${setting(0)}, ${figureOf(last)} at ${setting(values.length - 1)}`,
    subtitle: html`${metric.name} of each holding along ${name}; bands: 95% intervals; dashed: where ${metric.breakEven}.`,
    note: html`${counted('sweep.paths', sweep.paths)} paths in each cell, the same luck in all of them: lines are smoother than their bands are wide.${isCut && ' The other holdings are in the table.'}`,
  };
}
