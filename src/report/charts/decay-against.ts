import type { RunResult } from '../../result/run-result.ts';
import type { Summary } from '../../result/summary.ts';
import { fixed } from '../format.ts';
import { protagonist, type Series, seriesOf } from '../series.ts';
import { type Caption, type Chart, type Row, rounded, type Spec } from './chart.ts';
import { frame, silent } from './theme.ts';

/** Dots in a picture, and numbers behind its switch: more would cost a megabyte and show nothing new. */
const mostDots = 2000;
const mostNumbers = 12_000;
const fewestDots = 30;

/** What decay is set against: a feature of the market, one number a path. */
export interface Against {
  readonly id: string;
  /** In the units of the picture. */
  readonly column: Float64Array;
  /** What the picture is, in words, for who cannot see it. */
  readonly description: string;
  readonly axisTitle: string;
  /** After a number on the axis. */
  readonly unit: string;
  readonly tooltip: Spec;
  /** Of the column of data that is taken away. */
  readonly label: string;
  /** A curve to be seen through the dots, with its words; left out where theory has none. */
  readonly curve?: { readonly at: (s: Series, value: number) => number; readonly text: string };
  /** The sentence above the picture; `r` is the correlation where it is clear of chance, else null. */
  readonly title: (s: Series, r: number | null) => string;
  /** What the note adds. */
  readonly note: (s: Series) => string;
}

/** Decay, log(final value) − L·Σx, against a feature of the market: one dot a path, of holdings that can decay. */
export function decayAgainst(result: RunResult, summary: Summary, against: Against | null): Chart | null {
  const all = decaying(result, summary);
  const direction = result.market.sumLogReturn;
  if (against === null || all.length === 0 || direction === undefined || result.paths < fewestDots) return null;
  const { column, curve } = against;
  const every = Math.ceil(result.paths / Math.min(mostDots, Math.floor(mostNumbers / all.length)));
  const decays = all.map((s) => {
    const final = result.holdings[s.index]?.columns.finalValue ?? new Float64Array(0);
    return final.map((v, path) => (v > 0 ? Math.log(v) - s.targetLeverage * (direction[path] as number) : Number.NaN));
  });
  const dots: Row[] = [];
  for (let path = 0; path < result.paths; path += every) {
    const row: Record<string, number | string | null> = { path, v: rounded(column[path]) };
    for (const [i, s] of all.entries()) row[s.id] = rounded(100 * (decays[i]?.[path] ?? Number.NaN));
    dots.push(row);
  }
  const shown = dots.map((row) => row.v as number);
  const [low, high] = [Math.min(...shown), Math.max(...shown)];
  const main = protagonist(all);
  const x = {
    field: 'v',
    type: 'quantitative',
    scale: { zero: false, nice: false, domain: [low - 0.03 * (high - low), high + 0.03 * (high - low)] },
    axis: {
      title: against.axisTitle,
      tickCount: { expr: 'max(3, floor(width / 90))' },
      labelExpr: `format(datum.value, '~g') + '${against.unit}'`,
      labelOverlap: true,
    },
  };
  const y = (field: string) => ({
    field,
    type: 'quantitative',
    scale: { zero: false, nice: true },
    axis: { title: 'Decay, log points', tickCount: 6 },
  });
  const caption = (s: Series): Caption =>
    captionOf(s, against, decays[all.indexOf(s)] ?? new Float64Array(0), dots.length, every, result.paths);
  const points = curve && all.flatMap((s) => curvePoints(s, curve, low, high));

  return {
    id: against.id,
    caption: caption(main),
    choices: all.map((s) => ({ id: s.id, name: s.name, colour: s.colour, caption: caption(s) })),
    initial: main.id,
    table: {
      dataset: 'dots',
      columns: [
        { field: 'path', label: 'path' },
        { field: 'v', label: against.label },
        ...all.map((s) => ({ field: s.id, label: `decay in log points: ${s.name}` })),
      ],
    },
    spec: {
      ...frame(against.description, 300),
      params: [{ name: 'holding', value: main.id }],
      datasets: { dots, ...(points && { curve: points }) },
      layer: [
        {
          data: { name: 'dots' },
          transform: [
            { calculate: 'datum[holding]', as: 'decay' },
            { filter: 'isValid(datum.decay)' },
            { calculate: 'holding', as: 'h' },
          ],
          mark: { type: 'circle', size: 11, opacity: 0.42, ...silent },
          encoding: {
            x,
            y: y('decay'),
            color: {
              field: 'h',
              type: 'nominal',
              scale: { domain: all.map((s) => s.id), range: all.map((s) => s.colour) },
            },
            tooltip: [
              { field: 'path', type: 'quantitative', title: 'Path' },
              against.tooltip,
              { field: 'decay', type: 'quantitative', title: 'Decay, log points', format: '.1f' },
            ],
          },
        },
        ...(points === undefined
          ? []
          : [
              {
                data: { name: 'curve' },
                transform: [{ filter: 'datum.h === holding' }],
                mark: { type: 'line', color: 'var(--ink)', strokeWidth: 1.4, strokeDash: [5, 3], ...silent },
                encoding: { x, y: y('drag') },
              },
              {
                data: { name: 'curve' },
                transform: [{ filter: "datum.h === holding && datum.text !== ''" }],
                mark: {
                  type: 'text',
                  align: 'left',
                  baseline: 'bottom',
                  dx: 14,
                  dy: -2,
                  fontSize: 11,
                  fontWeight: 500,
                  fill: 'var(--ink)',
                  ...silent,
                },
                encoding: { x, y: y('drag'), text: { field: 'text' } },
              },
            ]),
      ],
    },
  };
}

/** Neither the coin nor what holds one of it decays. */
const decaying = (result: RunResult, summary: Summary): readonly Series[] =>
  seriesOf(result, summary).filter((s) => s.family !== 'spot' && s.targetLeverage * (s.targetLeverage - 1) !== 0);

const curvePoints = (s: Series, { at, text }: NonNullable<Against['curve']>, low: number, high: number): Row[] =>
  Array.from({ length: 25 }, (_, i): Row => {
    const v = low + ((high - low) * i) / 24;
    return { h: s.id, v: rounded(v), drag: rounded(at(s, v)), text: i === 0 ? text : '' };
  });

/** Correlation of the two columns where both are finite, with the number of pairs. */
function correlation(a: Float64Array, b: Float64Array): { readonly r: number; readonly n: number } {
  let n = 0;
  let [sa, sb, saa, sbb, sab] = [0, 0, 0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    const [p, q] = [a[i] as number, b[i] as number];
    if (!Number.isFinite(p) || !Number.isFinite(q)) continue;
    n++;
    sa += p;
    sb += q;
    saa += p * p;
    sbb += q * q;
    sab += p * q;
  }
  const r = (n * sab - sa * sb) / Math.sqrt((n * saa - sa * sa) * (n * sbb - sb * sb));
  return { r: Number.isFinite(r) ? r : 0, n };
}

/** A direction is claimed only where Fisher's z (1921) is four standard errors from zero. */
function captionOf(
  s: Series,
  { column, title, note }: Against,
  decay: Float64Array,
  dots: number,
  every: number,
  paths: number,
): Caption {
  const { r, n } = correlation(column, decay);
  const isClear = n > 3 && Math.abs(Math.atanh(Math.min(0.999999, Math.abs(r)))) * Math.sqrt(n - 3) > 4;
  const shown =
    every === 1
      ? `All ${fixed(dots, 0)} paths`
      : `Every ${every}${every === 2 ? 'nd' : every === 3 ? 'rd' : 'th'} path, ${fixed(dots, 0)} of ${fixed(paths, 0)}`;
  return {
    title: title(s, isClear ? r : null),
    subtitle: `Decay is the log return less ${leverageOf(s)} times that of the coin. One dot a path.`,
    note: `${shown}; correlation ${fixed(r, 2)} over all. ${note(s)}Paths that end at zero have no dot.`,
  };
}

/** As a sentence has it: 3, −3, 1.25. */
export const leverageOf = (s: Series): string => fixed(s.targetLeverage, Number.isInteger(s.targetLeverage) ? 0 : 2);
