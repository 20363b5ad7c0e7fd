/** What a reader may change about a run: a parameter of its scenario, and the values that a control stops at. */
export type Control = {
  readonly name: string;
  /** The author's sentence. */
  readonly meaning: string;
  /** Shown at once; others are one click away. */
  readonly isLeading: boolean;
} & (
  | { readonly kind: 'number'; readonly values: readonly number[] }
  | { readonly kind: 'choice'; readonly values: readonly (number | string)[] }
  | { readonly kind: 'flag'; readonly values: readonly boolean[] }
);
