import type { TopLevelSpec } from 'vega-lite';

/** What a page needs besides its numbers, read and bundled once: one script, one stylesheet, each with the hash that the page's policy names. */
export interface ReportAssets {
  /** The chart runtime and the page's own behaviour, one classic script that leaves nothing on `window`. */
  readonly script: string;
  /** SHA-256 of `script` as UTF-8, base64. */
  readonly scriptHash: string;
  /** What pages with an engine run besides, with its SHA-256 as the others. */
  readonly live: { readonly script: string; readonly hash: string };
  /** Fonts inlined as data addresses, then the rules of the page. */
  readonly styles: string;
  /** SHA-256 of `styles` as UTF-8, base64. */
  readonly stylesHash: string;
  /** Vega-Lite's compiler: it draws nothing in the page, but makes what the page draws. */
  readonly compile: CompileSpec;
}

/** `compile` of vega-lite, as far as it is used. */
export type CompileSpec = (spec: TopLevelSpec, options: { readonly logger: never }) => { readonly spec: unknown };
