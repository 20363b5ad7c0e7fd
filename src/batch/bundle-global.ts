/** The variable that a bundle leaves, in a thread as in a page: `{ program, serve, servePage }`. */
export const BUNDLE_GLOBAL = 'decaylab';
