/** Of a run. */
export const MOST_PATHS = 100_000_000;
