import type { Comparison, MetricChange } from '../../comparison/compare-samples.ts';
import { quoted } from '../page/figures.ts';
import { html } from '../page/html.ts';
import { isolated } from '../series.ts';
import { type Chart, type Row, rounded } from './chart.ts';
import { asSentence, frame, nameInSentence, saying, silent } from './theme.ts';

const rowHeight = 26;
/** Half the width of a 95 % interval, in standard errors. */
const whisker = 1.96;

/** How far each quantile of the final value has moved, holding by holding, with the error of the difference. */
export function quantileShifts({ changes, a, b }: Comparison): Chart | null {
  const finals = changes.filter(({ metric }) => metric === 'finalValue');
  if (finals.length === 0) return null;
  const rows = finals.flatMap(rowsOf);
  const x = (field: string, more: object = {}) => ({ field, type: 'quantitative', ...more });
  const axis = { title: 'B less A, per cent of A', tickCount: { expr: 'max(3, floor(width / 90))' }, grid: true };
  const y = {
    field: 'name',
    type: 'nominal',
    sort: null,
    axis: { title: null, labelFontSize: 12, labelLimit: 180, labelColor: 'var(--ink-soft)' },
  };
  const widest = finals.reduce((most, each) => (shiftOf(each) > shiftOf(most) ? each : most));
  return {
    id: 'quantile-shifts',
    caption: {
      title: html`The median of ${isolated(widest.holding)} is ${shiftOf(widest) === 0 ? 'where it was' : 'furthest from where it was'}`,
      subtitle: html`Difference of the quantiles of the final value: 5th, 25th, median (filled), 75th, 95th.`,
      note: html`Lines: 95% interval of each difference. A: ${quoted('a.label', a.label)}; B: ${quoted('b.label', b.label)}.`,
    },
    choices: [],
    initial: '',
    table: {
      dataset: 'shifts',
      columns: [
        { field: 'name', label: 'holding' },
        { field: 'height', label: 'quantile' },
        { field: 'shift', label: 'B less A, per cent of A' },
        { field: 'error', label: 'standard error' },
      ],
    },
    spec: {
      ...frame(
        'Difference of quantiles of the final value between two runs, by holding.',
        rowHeight * finals.length + 10,
      ),
      datasets: { shifts: rows, none: [{ v: 0 }] },
      layer: [
        {
          data: { name: 'none' },
          mark: { type: 'rule', color: 'var(--ink-quiet)', strokeDash: [3, 3], ...silent },
          encoding: { x: x('v') },
        },
        {
          data: { name: 'shifts' },
          mark: { type: 'rule', color: 'var(--accent)', opacity: 0.6, ...silent },
          encoding: { y, yOffset: { field: 'height', type: 'ordinal' }, x: x('low', { axis }), x2: { field: 'high' } },
        },
        {
          data: { name: 'shifts' },
          transform: [
            asSentence(
              `${nameInSentence} + ', ' + datum.words + ': ' + format(datum.a, '.4~r') + '× in A, ' + format(datum.b, '.4~r') + '× in B.'`,
            ),
          ],
          mark: { type: 'point', color: 'var(--accent)', size: 34, opacity: 1, ...silent },
          encoding: {
            y,
            yOffset: { field: 'height', type: 'ordinal' },
            x: x('shift'),
            fill: { condition: { test: 'datum.height === 0.5', value: 'var(--accent)' }, value: 'transparent' },
            tooltip: saying,
          },
        },
      ],
    },
  };
}

function rowsOf({ holding, quantiles }: MetricChange): readonly Row[] {
  return quantiles.map(({ height, a, b, standardError }) => {
    const percent = (value: number) => (a > 0 ? rounded((100 * value) / a) : null);
    const error = Number.isFinite(standardError) ? standardError : 0;
    return {
      name: holding,
      height,
      a: rounded(a),
      b: rounded(b),
      shift: percent(b - a),
      low: percent(b - a - whisker * error),
      high: percent(b - a + whisker * error),
      error: percent(error),
      words: height === 0.5 ? 'median' : `${Math.round(100 * height)}th percentile`,
    };
  });
}

function shiftOf({ quantiles }: MetricChange): number {
  const { a, b } = quantiles.find(({ height }) => height === 0.5)!;
  return a > 0 ? Math.abs(b / a - 1) : 0;
}
