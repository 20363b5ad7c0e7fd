/** Where a block's results go. Columns are written at the path's place; counts are added to. */
export interface Sink {
  /** One array a column; index `path - firstPath`. What lies beyond the end of a shorter one is not kept. */
  readonly columns: readonly Float64Array[];
  /** One array of counters a holding. */
  readonly fans: readonly Uint32Array[];
  /** `samples[path][holding]`, and the coin last: values at the observed points; present for the first paths only. */
  readonly samples: readonly (readonly Float64Array[])[];
}
