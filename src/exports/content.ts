/**
 * What a file is to hold: text, bytes, or a way of writing them piece by piece, for what is too large to be held at once.
 * The latter may be asked once only.
 */
export type Content = string | Uint8Array | ((write: (bytes: Uint8Array) => void) => void);
