import type { ClockDescription } from '../../result/run-result.ts';
import type { HoldingStory, PathStory } from '../../result/story.ts';
import { textOf } from '../page/html.ts';
import { drawnInstants, drawnMarks, endOfLine } from '../story-lines.ts';
import { type Lane, type LaneMark, lanes, marksOf } from '../story-words.ts';
import { type Caption, type Chart, type Row, rounded, type Spec } from './chart.ts';
import { logTicks, valueAxis } from './log-axis.ts';
import { asSentence, frame, saying, silent } from './theme.ts';
import { DAY_MS, timeAxis } from './time-axis.ts';

/** One story on the switch: a holding on a path. */
export interface StoryFigure {
  readonly id: string;
  /** What the switch calls it. */
  readonly name: string;
  readonly colour: string;
  readonly caption: Caption;
  /** Key of the holding among what is told. */
  readonly at: string;
  readonly story: PathStory;
  readonly holding: HoldingStory;
}

/** Where values end and lanes begin, in pixels from the top. */
const valuesBottom = 250;
const lanesTop = 290;
const laneHeight = 22;

/** Value and coin through time, and below them everything that happened, a lane a kind: one path, told. */
export function storyboard(figures: readonly [StoryFigure, ...StoryFigure[]], clock: ClockDescription): Chart {
  const time = timeAxis(clock);
  const at = ({ instantsMs }: PathStory, instant: number) => time.at((instantsMs[instant]! - instantsMs[0]!) / DAY_MS);
  const lines = figures.flatMap((each) => linesOf(each, at));
  const events = figures.flatMap((each) => eventsOf(each, at));
  const used = lanes.filter((lane) => events.some((row) => row.lane === lane));
  const axis = valueAxis(lines.flatMap(({ v, coin }) => [v, coin] as number[]));
  const bottom = lanesTop + laneHeight * Math.max(1, used.length);
  const shown = (name: string) => ({ data: { name }, transform: [{ filter: 'datum.h === holding' }] });
  const x = time.encoding;
  const value = (field: string): Spec => ({
    field,
    type: 'quantitative',
    scale: { ...axis.scale, range: [valuesBottom, 0] },
    axis: {
      ...(axis.isLog ? { values: logTicks(axis.low, axis.high, 7) } : { tickCount: 5 }),
      labelExpr: "format(datum.value, '~g') + '×'",
      title: `Multiple of the start${axis.isLog ? ' (log scale)' : ''}`,
    },
  });
  const lane: Spec = {
    field: 'lane',
    type: 'nominal',
    scale: { type: 'band', domain: used, range: [lanesTop, bottom] },
    axis: { title: null, grid: false, orient: 'left', domain: false, ticks: false },
  };
  const line = (field: string, mark: Spec): Spec => ({
    ...shown('lines'),
    mark: { type: 'line', clip: true, ...mark, ...silent },
    encoding: { x, y: value(field) },
  });
  return {
    id: 'storyboard',
    caption: figures[0].caption,
    choices: figures.map(({ id, name, colour, caption }) => ({ id, name, colour, caption })),
    initial: figures[0].id,
    table: {
      dataset: 'events',
      columns: [
        { field: 'h', label: 'story' },
        { field: 't', label: time.isDated ? 'unix milliseconds' : 'days' },
        { field: 'lane', label: 'kind' },
        { field: 'amount', label: 'amount, of 1 put in' },
        { field: 'words', label: 'what happened' },
      ],
    },
    spec: {
      ...frame('Value of a holding and of the coin along one path, and below them every event on its lane.', bottom),
      params: [{ name: 'holding', value: figures[0].id }],
      datasets: { lines, events, even: [{ v: 1 }] },
      layer: [
        {
          layer: [
            {
              data: { name: 'even' },
              mark: { type: 'rule', strokeDash: [3, 3], color: 'var(--ink-quiet)', ...silent },
              encoding: { y: value('v') },
            },
            line('coin', { color: 'var(--spot-1)', strokeWidth: 1.3 }),
            line('v', { color: 'var(--accent)', strokeWidth: 1.8 }),
          ],
        },
        {
          ...shown('events'),
          transform: [
            { filter: 'datum.h === holding' },
            asSentence(`${time.words} + ': ' + datum.words + '; worth ' + format(datum.after, '.4~r') + ' after it.'`),
          ],
          mark: { type: 'tick', orient: 'vertical', thickness: 1.5, bandSize: laneHeight - 8 },
          encoding: {
            x,
            y: lane,
            color: {
              field: 'tone',
              type: 'nominal',
              scale: {
                domain: ['gain', 'loss', 'none'],
                range: ['var(--gain)', 'var(--loss)', 'var(--ink-soft)'],
              },
            },
            tooltip: saying,
          },
        },
      ],
      resolve: { scale: { y: 'independent' }, axis: { y: 'independent' } },
    },
  };
}

/** Only funding can be a gain; an end is a loss. */
export function toneOf({ lane, amount }: Pick<LaneMark, 'lane' | 'amount'>): 'gain' | 'loss' | 'none' {
  if (lane === 'Ends') return 'loss';
  return lane !== 'Funding' ? 'none' : amount > 0 ? 'gain' : 'loss';
}

type At = (story: PathStory, instant: number) => number;

function linesOf({ id, story, holding }: StoryFigure, at: At): Row[] {
  const end = endOfLine(holding.values);
  return drawnInstants(story).map((instant) => ({
    h: id,
    t: at(story, instant),
    v: instant >= end ? null : rounded(holding.values[instant]),
    coin: rounded(story.coin[instant]),
  }));
}

function eventsOf({ id, story, holding }: StoryFigure, at: At): (Row & { readonly lane: Lane })[] {
  const marks = holding.events.flatMap((event) =>
    marksOf(event).map((mark) => ({ ...mark, event, tone: toneOf(mark) })),
  );
  const last = story.coin.length - 1;
  return drawnMarks(marks, holding.events.length, ({ event }) => event.instant / last).map(
    ({ lane, amount, words, tone, event }) => ({
      h: id,
      t: at(story, event.instant),
      lane,
      amount: rounded(amount),
      tone,
      words: textOf(words),
      after: rounded(event.value),
    }),
  );
}
