/// <reference lib="dom" />
import type { HoldingStory, PathStory } from '../../result/story.ts';
import { valueAxis } from '../charts/log-axis.ts';
import { toneOf } from '../charts/storyboard.ts';
import { DAY_MS } from '../charts/time-axis.ts';
import { drawnInstants, drawnMarks, endOfLine } from '../story-lines.ts';
import { lanes, marksOf } from '../story-words.ts';
import { openPlot } from './plot.ts';

const valuesHeight = 300;
const laneHeight = 22;
const edge = { left: 84, right: 8, top: 24 };
/** Below the values: the labels of days, and room before the lanes. */
const underValues = 52;
const colours = { gain: 'var(--gain)', loss: 'var(--loss)', none: 'var(--ink-soft)' } as const;

/** A holding and the coin on one path, and below them every event, a lane a kind. */
export function storyPicture(story: PathStory, holding: HoldingStory, width: number, text: string): SVGSVGElement {
  const day = (instant: number) => (story.instantsMs[instant]! - story.instantsMs[0]!) / DAY_MS;
  const last = story.coin.length - 1;
  const drawn = drawnInstants(story);
  const all = holding.events.flatMap((event) =>
    marksOf(event).map((mark) => ({ ...mark, day: day(event.instant), tone: toneOf(mark) })),
  );
  const marks = drawnMarks(all, holding.events.length, (mark) => mark.day / day(last));
  const used = lanes.filter((lane) => marks.some((mark) => mark.lane === lane));
  const bottom = underValues + laneHeight * used.length;
  const axis = valueAxis(drawn.flatMap((i) => [story.coin[i]!, holding.values[i]!]));
  const size = { width, height: valuesHeight + bottom, edge: { ...edge, bottom } };
  const { x, y, add, words, close } = openPlot(axis, day(last), size, text);
  const line = (values: Float64Array) => {
    const end = endOfLine(values);
    const shown = drawn.filter((i) => i < end);
    return shown.map((i) => `${x(day(i)).toFixed(1)},${y(values[i]!).toFixed(1)}`).join(' ');
  };
  add('polyline', { class: 'coin', points: line(story.coin) });
  add('polyline', { class: 'median', points: line(holding.values), stroke: 'var(--accent)' });
  for (const [row, lane] of used.entries()) {
    const top = valuesHeight + underValues + row * laneHeight;
    words(lane, { x: edge.left - 8, y: top + laneHeight / 2, dy: 4, 'text-anchor': 'end' });
    for (const mark of marks.filter((each) => each.lane === lane)) {
      const at = x(mark.day).toFixed(1);
      const [y1, y2] = [top + 4, top + laneHeight - 4];
      add('line', { class: 'mark', x1: at, x2: at, y1, y2, stroke: colours[mark.tone] });
    }
  }
  return close();
}
