import { decayOf } from '../../result/decay.ts';
import type { RunResult } from '../../result/run-result.ts';
import type { Summary } from '../../result/summary.ts';
import { fixed } from '../format.ts';
import { counted, figure, shown as shownOf } from '../page/figures.ts';
import { type Html, html } from '../page/html.ts';
import { protagonist, type Series, seriesOf } from '../series.ts';
import { type Caption, type Chart, type Row, rounded, type Spec, seriesScale } from './chart.ts';
import { type ValueAxis, valueAxis } from './log-axis.ts';
import { asSentence, frame, saying, silent } from './theme.ts';

/** Dots in a picture, and numbers behind its switch: more would cost a megabyte and show nothing new. */
const mostDots = 2000;
const mostNumbers = 12_000;
const fewestDots = 30;
/** Pixels from the top: where dots end, and where the counts of the paths in the box begin and end. */
const dotsBottom = 290;
const countsTop = 372;
const height = 452;
const bars = 36;

/** What decay is set against: a feature of the market, one number a path. */
export interface Against {
  readonly id: string;
  /** In the units of the picture. */
  readonly column: Float64Array;
  /** Of the summary, `onTheWay`: what it is correlated with. */
  readonly correlation: 'decayWithVolatility' | 'decayWithStraightness';
  /** What the picture is, in words, for who cannot see it. */
  readonly description: string;
  readonly axisTitle: string;
  /** After a number on the axis. */
  readonly unit: string;
  /** An expression that begins the sentence of a dot: `'volatility ' + …`. */
  readonly words: string;
  /** Of the column of data that is taken away. */
  readonly label: string;
  /** A curve to be seen through the dots, with its words; left out where theory has none. */
  readonly curve?: { readonly at: (s: Series, value: number) => number; readonly text: string };
  /** The sentence above the picture; `r` is the correlation where it is clear of chance, else null. */
  readonly title: (s: Series, r: number | null) => Html;
  /** What the note adds. */
  readonly note: (s: Series) => Html | null;
}

/** Decay, log(final value) − L·Σx, against a feature of the market: one dot a path, of holdings that can decay. */
export function decayAgainst(result: RunResult, summary: Summary, against: Against | null): Chart | null {
  const direction = result.market.sumLogReturn;
  if (against === null || direction === undefined || result.paths < fewestDots) return null;
  const all = decaying(result, summary, against);
  if (all.length === 0) return null;
  const { column, curve } = against;
  const every = Math.ceil(result.paths / Math.min(mostDots, Math.floor(mostNumbers / all.length)));
  const thinned = (values: Float64Array) => values.filter((_, path) => path % every === 0);
  const finals = all.map((s) => thinned(result.holdings[s.index]?.columns.finalValue ?? new Float64Array(0)));
  const directions = thinned(direction);
  const decays = all.map((s, i) => decayOf(finals[i]!, directions, s.targetLeverage));
  const dots: Row[] = [];
  for (let path = 0; path < result.paths; path += every) {
    const row: Record<string, number | string | null> = {
      path,
      v: rounded(column[path]),
      x: rounded(direction[path]),
    };
    for (const [i, s] of all.entries()) row[s.id] = rounded(100 * (decays[i]?.[path / every] ?? Number.NaN));
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
      offset: dotsBottom - height,
    },
  };
  const y = (field: string) => ({
    field,
    type: 'quantitative',
    scale: { zero: false, nice: true, range: [dotsBottom, 0] },
    axis: { title: 'Decay, log points', tickCount: 6 },
  });
  const caption = (s: Series): Caption => captionOf(s, against, every, result.paths);
  const color = { field: 'h', type: 'nominal', scale: seriesScale(all) };
  const ofHolding = [
    { calculate: 'datum[holding]', as: 'decay' },
    { filter: 'isValid(datum.decay)' },
    { calculate: 'holding', as: 'h' },
  ];
  const axis = valueAxis(finals.flatMap((final) => [...final]));
  const points = curve && all.flatMap((s) => curvePoints(s, curve, low, high));

  return {
    id: against.id,
    caption: caption(main),
    gesture: 'Draw a box around some dots, and below is where their paths end.',
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
      ...frame(against.description, height),
      params: [{ name: 'holding', value: main.id }],
      datasets: { dots, ...(points && { curve: points }) },
      layer: [
        {
          layer: [
            {
              data: { name: 'dots' },
              transform: [
                ...ofHolding,
                asSentence(
                  `'Path ' + datum.path + ': ' + ${against.words} + ', decay ' + format(datum.decay, '.1f') + ' log points. Click, and it is told.'`,
                ),
              ],
              params: [
                { name: 'box', select: { type: 'interval', mark: { fill: 'var(--accent)', fillOpacity: 0.1 } } },
              ],
              mark: { type: 'circle', size: 11, opacity: 0.42, ...silent },
              encoding: {
                x,
                y: y('decay'),
                color,
                tooltip: saying,
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
        {
          data: { name: 'dots' },
          transform: [
            ...ofHolding,
            { filter: { param: 'box' } },
            ...endsOf(all, axis),
            { aggregate: [{ op: 'count', as: 'paths' }], groupby: ['from', 'to', 'h'] },
            asSentence(
              "datum.paths + (datum.paths === 1 ? ' path in the box ends' : ' paths in the box end') + ' between ' + format(datum.from, '.3~r') + '× and ' + format(datum.to, '.3~r') + '×.'",
            ),
          ],
          mark: { type: 'bar', ...silent },
          encoding: {
            x: {
              field: 'from',
              type: 'quantitative',
              scale: axis.scale,
              axis: {
                ...axis.axis,
                orient: 'bottom',
                title: `Value at the end of these paths${axis.isLog ? ' (log scale)' : ''}`,
              },
            },
            x2: { field: 'to' },
            y: {
              field: 'paths',
              type: 'quantitative',
              scale: { range: [height, countsTop], nice: true },
              axis: { title: 'Paths', orient: 'left', titleY: countsTop - 12, tickCount: 2 },
            },
            y2: { datum: 0 },
            color,
            tooltip: saying,
          },
        },
      ],
      resolve: { scale: { x: 'independent', y: 'independent' }, axis: { x: 'independent', y: 'independent' } },
    },
  };
}

/** The bar that a path ends in, from its decay and from what the coin did: both bounds, inside the axis. */
function endsOf(all: readonly Series[], { low, high, isLog }: ValueAxis): readonly Spec[] {
  const leverages = Object.fromEntries(all.map((s) => [s.id, s.targetLeverage]));
  const value = `exp(datum.decay / 100 + (${JSON.stringify(leverages)})[holding] * datum.x)`;
  const part = isLog ? `log(datum.end / ${low}) / ${Math.log(high / low)}` : `(datum.end - ${low}) / ${high - low}`;
  const edge = (bar: string) =>
    isLog ? `${low} * pow(${high / low}, ${bar} / ${bars})` : `${low} + ${high - low} * ${bar} / ${bars}`;
  return [
    { calculate: value, as: 'end' },
    { calculate: `clamp(floor(${bars} * ${part}), 0, ${bars - 1})`, as: 'bar' },
    { calculate: edge('datum.bar'), as: 'from' },
    { calculate: edge('(datum.bar + 1)'), as: 'to' },
  ];
}

/**
 * Neither the coin nor what holds one of it decays; of a holding in another coin nobody knows against what, and where too few
 * paths are left there is nothing to see.
 */
const decaying = (result: RunResult, summary: Summary, { correlation }: Against): readonly Series[] =>
  seriesOf(result, summary).filter(
    (s) =>
      s.summary.onTheWay[correlation] !== null &&
      s.family !== 'spot' &&
      s.targetLeverage * (s.targetLeverage - 1) !== 0 &&
      result.scenario.holdings[s.index]?.market === undefined,
  );

const curvePoints = (s: Series, { at, text }: NonNullable<Against['curve']>, low: number, high: number): Row[] =>
  Array.from({ length: 25 }, (_, i): Row => {
    const v = low + ((high - low) * i) / 24;
    return { h: s.id, v: rounded(v), drag: rounded(at(s, v)), text: i === 0 ? text : '' };
  });

/** A direction is claimed only where Fisher's z (1921) is four standard errors from zero. */
function captionOf(s: Series, { correlation, title, note }: Against, every: number, paths: number): Caption {
  const { endsAtZero, [correlation]: found } = s.summary.onTheWay;
  const r = found ?? 0;
  const n = Math.round(paths * (1 - (endsAtZero ?? 0)));
  const isClear = n > 3 && Math.abs(Math.atanh(Math.min(0.999999, Math.abs(r)))) * Math.sqrt(n - 3) > 4;
  const shown =
    every === 1
      ? html`All ${counted('paths', paths)} paths`
      : html`Some of ${counted('paths', paths)} paths, evenly taken`;
  return {
    title: title(s, isClear ? r : null),
    subtitle: html`Decay is the log return less ${leverageOf(s)} times that of the coin. One dot a path.`,
    note: html`${shown}; correlation ${shownOf(s, `onTheWay.${correlation}`, (value) => fixed(value ?? 0, 2))} over all. ${note(s)}Paths that end at zero have no dot.`,
  };
}

/** As a sentence has it: 3, −3, 1.25. */
export const leverageOf = (s: Series): Html =>
  figure(`setting.${s.id}.targetLeverage`, s.targetLeverage, (l) => fixed(l ?? 0, Number.isInteger(l) ? 0 : 2));
