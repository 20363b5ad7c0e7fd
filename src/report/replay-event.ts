/** Heard by the document: a path to replay, by its number in `detail`. A dot of a chart sends it. */
export const REPLAY = 'decaylab:replay';
