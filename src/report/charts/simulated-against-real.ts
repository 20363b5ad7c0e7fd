import { quotedDays } from '../../result/reality.ts';
import type { RunResult } from '../../result/run-result.ts';
import type { Summary } from '../../result/summary.ts';
import { percentTo1, ratio as ratioOf } from '../format.ts';
import { counted, figure } from '../page/figures.ts';
import { html } from '../page/html.ts';
import { type RealPair, realPairsOf } from '../pairs-with-reality.ts';
import { type Caption, type Chart, type Row, rounded, type Spec } from './chart.ts';
import { logTicks, type ValueAxis, valueAxis } from './log-axis.ts';
import { asSentence, frame, saying, silent } from './theme.ts';
import { DAY_MS, timeAxis } from './time-axis.ts';

const height = 400;
/** Where values end and the ratio begins, in pixels from the top. */
const valuesBottom = 268;
const ratioTop = 324;
/** Live quotes drawn of each pair: what a screen can show. */
const mostPoints = 420;

/** Both values through time, and below them the one over the other; null where nothing is compared with reality. */
export function simulatedAgainstReal(result: RunResult, summary: Summary): Chart | null {
  const pairs = realPairsOf(result, summary);
  const main = pairs[0];
  if (main === undefined) return null;
  const time = timeAxis(result.scenario.clock);
  const rows = pairs.map((pair) => rowsOf(pair, time.at));
  const x = time.encoding;
  const shown = { data: { name: 'quotes' }, transform: [{ filter: 'datum.h === holding' }] };
  const values = rows.map((some) => valueAxis(some.flatMap(({ simulated, real }) => [simulated, real] as number[])));
  const ratios = rows.map((some) => valueAxis(some.map(({ ratio }) => ratio as number)));
  const isLog = values.some((axis) => axis.isLog);
  const value = (field: string) => ({
    field,
    type: 'quantitative',
    scale: { ...ofEach(pairs, values, isLog), range: [valuesBottom, 0] },
    axis: {
      ...(isLog ? { values: chosen(pairs, (_, i) => logTicks(values[i]!.low, values[i]!.high, 7)) } : { tickCount: 5 }),
      labelExpr: "format(datum.value, '~g') + '×'",
      title: `Multiple of the first quote${isLog ? ' (log scale)' : ''}`,
    },
  });
  const ratio = {
    field: 'ratio',
    type: 'quantitative',
    scale: { ...ofEach(pairs, ratios, false), range: [height, ratioTop] },
    axis: { tickCount: 3, format: '~g', orient: 'left', title: 'Simulated over real', titleY: ratioTop - 12 },
  };
  const line = (y: Spec, mark: Spec) => ({
    ...shown,
    mark: { type: 'line', clip: true, ...mark, ...silent },
    encoding: { x, y },
  });
  return {
    id: 'simulated-against-real',
    caption: captionOf(main),
    choices: pairs.map((pair) => ({
      id: pair.id,
      name: pair.real.name,
      colour: pair.real.colour,
      caption: captionOf(pair),
    })),
    initial: main.id,
    table: {
      dataset: 'quotes',
      columns: [
        { field: 'h', label: 'pair' },
        { field: 't', label: time.isDated ? 'unix milliseconds' : 'days' },
        { field: 'simulated', label: 'simulated, multiple of the first quote' },
        { field: 'real', label: 'real, multiple of the first quote' },
        { field: 'ratio', label: 'simulated over real' },
      ],
    },
    spec: {
      ...frame('Value of what really traded and of what simulates it, and below it their ratio.', height),
      params: [{ name: 'holding', value: main.id }],
      datasets: { quotes: rows.flat(), even: [{ ratio: 1 }] },
      layer: [
        {
          layer: [
            line(value('real'), { color: 'var(--ink)', strokeWidth: 3, opacity: 0.32 }),
            line(value('simulated'), { color: 'var(--accent)', strokeWidth: 1.4 }),
          ],
        },
        {
          layer: [
            {
              data: { name: 'even' },
              mark: { type: 'rule', strokeDash: [3, 3], color: 'var(--ink-quiet)', ...silent },
              encoding: { y: ratio },
            },
            line(ratio, { color: 'var(--accent)', strokeWidth: 1.4 }),
          ],
        },
        {
          ...shown,
          transform: [
            ...shown.transform,
            asSentence(
              `${time.words} + ': simulated ' + format(datum.simulated, '.4~r') + '×, real ' + format(datum.real, '.4~r') + '×, one over the other ' + format(datum.ratio, '.4~r') + '.'`,
            ),
          ],
          mark: { type: 'rule', color: 'var(--ink-quiet)', ...silent },
          params: [
            {
              name: 'at',
              select: { type: 'point', on: 'pointermove', clear: 'pointerout', nearest: true, encodings: ['x'] },
            },
          ],
          encoding: {
            x,
            opacity: { condition: { param: 'at', empty: false, value: 0.7 }, value: 0 },
            tooltip: saying,
          },
        },
      ],
      resolve: { scale: { y: 'independent' }, axis: { y: 'independent' } },
    },
  };
}

/** An expression that is one thing for each pair, by the pair on the switch. */
const chosen = (pairs: readonly RealPair[], of: (pair: RealPair, index: number) => unknown): Spec => ({
  expr: `(${JSON.stringify(Object.fromEntries(pairs.map((pair, index) => [pair.id, of(pair, index)])))})[holding]`,
});

const ofEach = (pairs: readonly RealPair[], axes: readonly ValueAxis[], isLog: boolean): Spec => ({
  ...(isLog ? { type: 'log' } : { type: 'linear', zero: false }),
  domainMin: chosen(pairs, (_, i) => axes[i]!.low),
  domainMax: chosen(pairs, (_, i) => axes[i]!.high),
  nice: false,
  clamp: true,
});

function rowsOf({ id, track }: RealPair, at: (days: number) => number): Row[] {
  const { quoted } = quotedDays(track);
  const every = Math.max(1, Math.ceil(quoted.length / mostPoints));
  const first = quoted[0]?.instant ?? 0;
  return quoted
    .filter((_, i) => i % every === 0 || i === quoted.length - 1)
    .map(({ instant }) => {
      const simulated = track.simulated[instant]! / track.simulated[first]!;
      const real = track.real[instant]! / track.real[first]!;
      return {
        h: id,
        t: at((track.instantsMs[instant]! - track.instantsMs[0]!) / DAY_MS),
        simulated: rounded(simulated),
        real: rounded(real),
        ratio: rounded(simulated / real),
      };
    });
}

function captionOf({ id, real, simulated, summary }: RealPair): Caption {
  const { correlation, trackingErrorPerYear, growthRatio, returns, daysWithoutQuote, marketDays } = summary;
  const ratio =
    growthRatio === null ? 'an unknown multiple' : html`${figure(`${id}.growthRatio`, growthRatio, ratioOf)} times`;
  const left =
    daysWithoutQuote === 0
      ? 'Every day of the market has a live quote.'
      : html`${counted(`${id}.daysWithoutQuote`, daysWithoutQuote)} of ${counted(`${id}.marketDays`, marketDays)} days have no live quote and are left out.`;
  return {
    title: html`${simulated.label} grew ${ratio} as much as ${real.label} did, with a correlation of ${figure(`${id}.correlation.value`, correlation.value)}`,
    subtitle: html`Grey: what really traded. Blue: the simulation. Below: the one over the other. Tracking error ${figure(`${id}.trackingErrorPerYear`, trackingErrorPerYear, percentTo1)} a year over ${counted(`${id}.returns`, returns)} returns.`,
    note: html`${left} The first path of the run; prices are quotes, not net asset values.`,
  };
}
