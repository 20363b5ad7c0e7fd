/** What is to be replayed: `index` is the place of the holding in the run; left out, the one that the form has. */
export interface ReplayAsked {
  readonly path: number;
  readonly index?: number;
}

/** Heard by the document, with `ReplayAsked` in `detail`. A dot of a chart sends it. */
export const REPLAY = 'decaylab:replay';
