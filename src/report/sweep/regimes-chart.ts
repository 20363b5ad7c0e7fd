import type { SweepResult } from '../../result/sweep-result.ts';
import { type Chart, type Row, rounded } from '../charts/chart.ts';
import { valueAxis } from '../charts/log-axis.ts';
import { frame, silent } from '../charts/theme.ts';
import { multiple } from '../format.ts';
import { counted, figure, period } from '../page/figures.ts';
import { html } from '../page/html.ts';
import { isolated } from '../series.ts';
import { across, type Box, down, fanLayers, fanRows, placeOf, ticksOf, words } from './panel.ts';
import { settingsInWords } from './sweep-words.ts';

const rowHeight = 108;
const top = 26;
const air = 30;
/** Of a panel: below it a name and a median do not fit into one line. */
const roomForBoth = 240;
/** More panels beside each other would be stamps; the table has all. */
const mostColumns = 3;

/** Small pictures of fans, a row a regime and a column a holding, all on one axis. */
export function regimesChart(sweep: SweepResult): Chart | null {
  const drawn = sweep.cells.flatMap((cell) => (cell === null ? [] : [cell]));
  const columns = sweep.holdings.slice(0, mostColumns);
  const fans = drawn.flatMap((cell) => cell.holdings.slice(0, mostColumns).flatMap(({ fan }) => fan ?? []));
  if (drawn.length === 0 || fans.length < drawn.length * columns.length) return null;
  const axis = valueAxis(fans.flatMap((fan) => [...fan.q05, ...fan.q95].map((value) => value ?? 0)));
  const height = top + drawn.length * rowHeight;
  const between = columns.length === 1 ? 0 : 0.03;
  const width = (1 - between * (columns.length - 1)) / columns.length;
  const panel = `width * ${rounded(width)}`;
  const boxOf = (row: number, column: number): Box => ({
    left: column * (width + between),
    right: column * (width + between) + width,
    top: top + row * rowHeight + air,
    bottom: top + (row + 1) * rowHeight - 6,
  });
  const panels = drawn.flatMap((cell, r) =>
    columns.map((_, c) => ({ cell, box: boxOf(r, c), holding: cell.holdings[c]!, p: `${r}:${c}` })),
  );
  const levels = panels.flatMap(({ box, p }) =>
    ticksOf(axis).map(
      (tick): Row => ({
        x: rounded(box.left),
        x2: rounded(box.right),
        y: placeOf(tick, box, axis),
        text: p.endsWith(':0') ? `${Number(tick.toPrecision(3))}×` : '',
        even: tick === 1 ? 1 : 0,
      }),
    ),
  );
  const figures = panels.map(({ cell, holding }): Row => {
    const { q05, q25, median, q75, q95 } = holding.finalValue;
    const values = [q05, q25, median, q75, q95].map(({ value }) => rounded(value ?? undefined));
    return {
      case: cell.name ?? '',
      name: holding.name,
      q05: values[0]!,
      q25: values[1]!,
      q50: values[2]!,
      error: rounded(median.standardError ?? undefined),
      q75: values[3]!,
      q95: values[4]!,
    };
  });
  return {
    id: 'across-regimes',
    caption: captionOf(sweep),
    choices: [],
    initial: '',
    table: {
      dataset: 'figures',
      columns: [
        { field: 'case', label: 'regime' },
        { field: 'name', label: 'holding' },
        { field: 'q05', label: 'quantile 0.05' },
        { field: 'q25', label: 'quantile 0.25' },
        { field: 'q50', label: 'median' },
        { field: 'error', label: 'standard error of the median' },
        { field: 'q75', label: 'quantile 0.75' },
        { field: 'q95', label: 'quantile 0.95' },
      ],
    },
    spec: {
      ...frame('Fans of value through time, a row a regime and a column a holding.', height),
      datasets: {
        figures,
        levels,
        fans: panels.flatMap(({ cell, box, holding, p }) => fanRows({ p }, holding.fan!, cell.fanDays, box, axis)),
        heads: columns.map((name, c): Row => ({ x: rounded(boxOf(0, c).left), y: 8, text: name })),
        names: drawn.map((cell, r): Row => ({ x: 0, y: boxOf(r, 0).top - 12, text: cell.name ?? '' })),
        medians: panels.map(
          ({ box, holding }): Row => ({
            x: rounded(box.right),
            y: box.top - 12,
            text: `median ${multiple(holding.finalValue.median.value)}`,
          }),
        ),
      },
      layer: [
        {
          data: { name: 'levels' },
          mark: { type: 'rule', ...silent },
          encoding: {
            x: across('x'),
            x2: { field: 'x2' },
            y: down('y', height),
            color: { condition: { test: 'datum.even', value: 'var(--ink-quiet)' }, value: 'var(--line)' },
          },
        },
        words('levels', height, { align: 'right', dx: -8, baseline: 'middle', fill: 'var(--ink-quiet)' }, [
          { filter: "datum.text !== ''" },
        ]),
        ...fanLayers('fans', [], height, { detail: { field: 'p' } }),
        words('heads', height, {
          align: 'left',
          fontWeight: 600,
          fill: 'var(--ink)',
          limit: { expr: `min(220, ${panel} - 8)` },
        }),
        words('names', height, {
          align: 'left',
          fontWeight: 500,
          limit: 160,
          dy: { expr: `${panel} < ${roomForBoth} ? -15 : 0` },
        }),
        words('medians', height, { align: 'right', fill: 'var(--ink-quiet)' }),
      ],
    },
  };
}

function captionOf(sweep: SweepResult) {
  const there = sweep.cells.flatMap((cell) => (cell === null ? [] : [cell]));
  const medianOf = (cell: (typeof there)[number]) => cell.holdings[0]!.finalValue.median.value ?? 0;
  const best = there.reduce((a, b) => (medianOf(b) > medianOf(a) ? b : a));
  const worst = there.reduce((a, b) => (medianOf(b) < medianOf(a) ? b : a));
  const label = isolated(sweep.holdings[0]!);
  const days = new Set(there.map((cell) => cell.days));
  const after = days.size === 1 ? html` over ${period('regimes.cells.0.days', [...days][0]!)}` : '';
  const settings = there.map((cell, i) => {
    const isBare = Object.keys(cell.settings).length === 0;
    return html`${i > 0 && '; '}${isolated(cell.name ?? '')}: ${isBare ? 'as the run' : settingsInWords('regimes', cell, sweep.cells.indexOf(cell))}`;
  });
  const middle = (cell: (typeof there)[number]) =>
    figure(`regimes.cells.${sweep.cells.indexOf(cell)}.holdings.0.finalValue.median.value`, medianOf(cell), multiple);
  const isCut = sweep.holdings.length > mostColumns;
  return {
    title: html`${label} has its highest median in ${isolated(best.name ?? '')}, ${middle(best)}, its lowest in ${isolated(worst.name ?? '')}, ${middle(worst)}`,
    subtitle: html`Value of the holding${after}: median and bands of 50 and 90% of paths. The axis is the same in every panel.`,
    note: html`${settings}. ${counted('regimes.paths', sweep.paths)} paths in each, the same luck in all of them.${isCut && ' The other holdings are in the table.'}`,
  };
}
