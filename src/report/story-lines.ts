import type { PathStory } from '../result/story.ts';

/** Instants drawn of each line of a story: what a screen can show. */
const MOST_POINTS = 480;

/** The instants at which a story's lines have a point: evenly apart, the last one always among them. */
export function drawnInstants({ coin }: PathStory): readonly number[] {
  const last = coin.length - 1;
  const every = Math.max(1, Math.ceil(coin.length / MOST_POINTS));
  return Array.from(coin, (_, instant) => instant).filter((instant) => instant % every === 0 || instant === last);
}

/** Events of a story beyond which marks that would cover each other are drawn once. */
export const MOST_DRAWN = 3000;
const PLACES = 1500;

/** Marks of a story as a screen can show them: of many `events` the first of each kind at each of its places in time. */
export function drawnMarks<T extends { readonly lane: string; readonly tone: string }>(
  marks: readonly T[],
  events: number,
  shareOfTime: (mark: T) => number,
): readonly T[] {
  if (events <= MOST_DRAWN) return marks;
  const taken = new Set<string>();
  return marks.filter((mark) => {
    const place = `${mark.lane} ${mark.tone} ${Math.round(PLACES * shareOfTime(mark))}`;
    return !taken.has(place) && taken.add(place);
  });
}

/** The first instant that an axis of ratios has no place for: a zero, where a line ends with its value. */
export function endOfLine(values: Float64Array): number {
  const ruin = values.findIndex((value) => !(value > 0));
  return ruin < 0 ? values.length : ruin;
}
