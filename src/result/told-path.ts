import type { PathStory } from './story.ts';

/** A path that is told in a report, and why this one. */
export interface ToldPath {
  /** Of the holding that the page is about; `only` where there is one path, or one that was asked for. */
  readonly why: 'worst' | 'middle' | 'best' | 'only';
  readonly story: PathStory;
}
