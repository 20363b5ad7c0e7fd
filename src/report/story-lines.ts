import type { PathStory } from '../result/story.ts';

/** Instants drawn of each line of a story: what a screen can show. */
const MOST_POINTS = 480;

/** The instants at which a story's lines have a point: evenly apart, the last one always among them. */
export function drawnInstants({ coin }: PathStory): readonly number[] {
  const last = coin.length - 1;
  const every = Math.max(1, Math.ceil(coin.length / MOST_POINTS));
  return Array.from(coin, (_, instant) => instant).filter((instant) => instant % every === 0 || instant === last);
}

/** The first instant that an axis of ratios has no place for: a zero, where a line ends with its value. */
export function endOfLine(values: Float64Array): number {
  const ruin = values.findIndex((value) => !(value > 0));
  return ruin < 0 ? values.length : ruin;
}
