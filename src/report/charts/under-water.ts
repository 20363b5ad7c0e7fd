import type { HoldingResult, RunResult } from '../../result/run-result.ts';
import type { Summary } from '../../result/summary.ts';
import { fanShareBelow } from '../../statistics/fan-share-below.ts';
import { percent } from '../format.ts';
import { counted, period, shown } from '../page/figures.ts';
import { html } from '../page/html.ts';
import { type Series, seriesOf } from '../series.ts';
import { type Caption, type Chart, type Row, rounded, type Spec, seriesScale } from './chart.ts';
import { spreadLabels } from './spread-labels.ts';
import { asSentence, frame, nameInSentence, saying, silent } from './theme.ts';
import { type TimeAxis, timeAxis } from './time-axis.ts';

const height = 330;
const labelGap = 15;

/** What is followed through time: worth less than was put in; not yet ruined, liquidated or stopped. */
const views = ['water', 'standing'] as const;
type View = (typeof views)[number];

/**
 * The share of paths under water at each time, all holdings in one picture; behind the switch, where any holding can end
 * before the run does, the share that is still standing.
 */
export function underWater(result: RunResult, summary: Summary): Chart | null {
  if (result.paths === 1) return null;
  const all = seriesOf(result, summary);
  const time = timeAxis(result.scenario.clock);
  const ending = all.filter((s) => endsOf(result.holdings[s.index]!).some((days) => days >= 0));
  const shown = views.filter((view) => view === 'water' || ending.length > 0);
  const of: Readonly<Record<View, readonly Series[]>> = { water: all, standing: ending };
  const lines = shown.flatMap((view) => of[view].map((s) => ({ view, s, shares: sharesOf(view, result, s) })));
  const { days } = result.fanAxes;
  const rows = lines.flatMap(({ view, s, shares }) => rowsOf(view, s, shares, days, time));
  const ends = shown.flatMap((view) => {
    const some = lines.filter((line) => line.view === view);
    const places = spreadLabels(
      some.map(({ shares }) => height * shares.at(-1)!),
      labelGap,
      0,
      height,
    );
    return some.map(({ s }, i): Row => ({ h: view, s: s.id, y: height - places[i]!, name: s.name }));
  });
  const x = time.encoding;
  const y: Spec = {
    field: 'share',
    type: 'quantitative',
    scale: { domain: [0, 1] },
    axis: { title: 'Share of paths', tickCount: 5, format: '.0%' },
  };
  const colour: Spec = { field: 's', type: 'nominal', scale: seriesScale(all) };
  const filtered = (name: string) => ({ data: { name }, transform: [{ filter: 'datum.h === holding' }] });
  return {
    id: 'under-water',
    caption: captionOf('water', result, all),
    choices: shown.map((view) => ({
      id: view,
      name: view === 'water' ? 'Under water' : 'Still standing',
      colour: view === 'water' ? 'var(--token-1)' : 'var(--perpetual-1)',
      caption: captionOf(view, result, of[view]),
    })),
    initial: 'water',
    table: {
      dataset: 'shares',
      columns: [
        { field: 'h', label: 'what is shared' },
        { field: 'name', label: 'holding' },
        { field: 't', label: time.isDated ? 'unix milliseconds' : 'days' },
        { field: 'share', label: 'share of paths' },
      ],
    },
    spec: {
      ...frame('Share of paths under water, or still standing, through time; a line a holding.', height),
      params: [{ name: 'holding', value: 'water' }],
      datasets: { shares: rows, ends },
      layer: [
        {
          ...filtered('shares'),
          mark: { type: 'line', strokeWidth: 1.8, clip: true, ...silent },
          encoding: { x, y, color: colour },
        },
        {
          ...filtered('shares'),
          transform: [
            { filter: 'datum.h === holding' },
            asSentence(
              `${time.words} + ': ' + ${nameInSentence} + (holding === 'water' ? ' is under water on ' : ' is still standing on ') + format(datum.share, '.1%') + ' of paths.'`,
            ),
          ],
          mark: { type: 'point', size: 260, opacity: 0, ...silent },
          encoding: {
            x,
            y,
            tooltip: saying,
          },
        },
        {
          ...filtered('ends'),
          mark: { type: 'text', align: 'left', dx: 8, fontSize: 11, limit: 130, ...silent },
          encoding: {
            x: { value: 'width' },
            y: { field: 'y', type: 'quantitative', scale: null },
            text: { field: 'name' },
            color: colour,
          },
        },
      ],
    },
  };
}

function sharesOf(view: View, { fanAxes, holdings }: RunResult, s: Series): Float64Array {
  const holding = holdings[s.index]!;
  if (view === 'water') return fanShareBelow(holding.fan, fanAxes, 1);
  const ended = endsOf(holding)
    .filter((days) => days >= 0)
    .toSorted();
  const paths = holding.columns.finalValue!.length;
  let gone = 0;
  return Float64Array.from(fanAxes.days, (day) => {
    while (gone < ended.length && ended[gone]! <= day + 1e-9) gone++;
    return 1 - gone / paths;
  });
}

/** By path, days until it was ruined, liquidated or stopped, whichever came first; -1 where none of it came. */
function endsOf({ columns }: HoldingResult): Float64Array {
  const { finalValue, ruinDays, liquidationDays, stopDays } = columns;
  return finalValue!.map((_, path) => {
    const days = [ruinDays, liquidationDays, stopDays].map((column) => column?.[path] ?? -1).filter((day) => day >= 0);
    return days.length === 0 ? -1 : Math.min(...days);
  });
}

/** At the start all are where they were put, and what got in at a cost is below that: no time to speak of. */
const rowsOf = (view: View, s: Series, shares: Float64Array, days: readonly number[], time: TimeAxis): readonly Row[] =>
  days
    .map((day, point) => ({ h: view, s: s.id, t: time.at(day), share: rounded(shares[point]), name: s.name }))
    .slice(view === 'water' ? 1 : 0);

/** At the end nothing need be told from the counts of a fan: the summary knows it to the path. */
const atTheEnd: Readonly<Record<View, { readonly path: string; readonly of: (s: Series) => number }>> = {
  water: { path: 'probability.loss.value', of: ({ summary }) => summary.probability.loss.value ?? 0 },
  standing: { path: 'onTheWay.stillStanding', of: ({ summary }) => summary.onTheWay.stillStanding ?? 0 },
};

function captionOf(view: View, { scenario, paths }: RunResult, some: readonly Series[]): Caption {
  const { path, of } = atTheEnd[view];
  const ranked = some.toSorted((a, b) => of(b) - of(a));
  const [most, least] = [ranked[0]!, ranked.at(-1)!];
  const share = (s: Series) => shown(s, path, percent);
  const note = html`${counted('paths', paths)} paths, ${period('setting.days', scenario.clock.days)}.`;
  if (view === 'standing') {
    return {
      title: html`${least.label} is still standing on ${share(least)} of paths at the end`,
      subtitle: html`Share of paths that have not been ruined, liquidated or stopped out. Holdings that never end are left out.`,
      note,
    };
  }
  return {
    title: html`${most.label} ends under water on ${share(most)} of paths${most !== least && html`, ${least.label} on ${share(least)}`}`,
    subtitle: html`Share of paths on which a holding is worth less than was put in, at each time.`,
    note,
  };
}
