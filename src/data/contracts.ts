/** Keeps (as `filter`) or drops (as `skip`) the rows whose cell in `column` is exactly `equals`; `''` is a blank cell. */
export interface RowTest {
  readonly column: string;
  readonly equals: string;
}

/** What every request says: which file, relative to the data folder, which column holds the time, and which rows count. */
export interface RowsRequest {
  /** Path below the data folder, with forward slashes; `.csv`, or `.gz` of one. */
  readonly file: string;
  /**
   * The time column: epoch milliseconds, ISO-8601 with its zone, or a plain date, which names a whole UTC day.
   * One form for the whole column.
   */
  readonly time: string;
  readonly filter?: RowTest;
  /** Applied after `filter`, and before any cell but the time is read. */
  readonly skip?: RowTest;
}

/** `resampled`: whole days of it are lived through again, on a clock of the run’s own. Else its own instants are the clock. */
interface Resampling {
  readonly use?: 'resampled';
}

/**
 * Prices of one market, bar by bar. `timeMeaning` says whether the time column holds the instant at which a bar opens or
 * closes; a date always needs `open` (the close is then `barMinutes` later). Columns that are named must be filled.
 */
export interface BarsRequest extends RowsRequest, Resampling {
  readonly kind: 'bars';
  readonly timeMeaning: 'open' | 'close';
  readonly barMinutes: number;
  readonly open?: string;
  readonly high?: string;
  readonly low?: string;
  readonly close: string;
  /**
   * The window: bars with from <= close instant <= to. ISO-8601 with its zone, or a date, which stands for its 00:00 UTC:
   * from 2020-03-01 to 2020-04-01 is the month of March, with the price it began at.
   */
  readonly from?: string;
  readonly to?: string;
  /** With `use`: a path is one window of the recording, and windows begin so many days apart. */
  readonly windowEveryDays?: number;
}

/** Funding: at each stamp, the fraction of notional paid by longs to shorts (negative: by shorts to longs). */
export interface RatesRequest extends RowsRequest, Resampling {
  readonly kind: 'rates';
  readonly rate: string;
}

/** A price to compare with, such as the one a token traded at, or a yield; it holds from its instant until the next one. */
export interface LevelsRequest extends RowsRequest {
  readonly kind: 'levels';
  /** Left out, every level must be positive, as prices are; a yield may be zero or less. */
  readonly isYield?: true;
  readonly timeMeaning: 'open' | 'close';
  readonly barMinutes: number;
  readonly level: string;
}

export type RecordingRequest = BarsRequest | RatesRequest | LevelsRequest;

/** Recorded bars, one entry a bar, times strictly increasing; every price is finite and positive. */
export interface Bars {
  /** Epoch milliseconds at which the bar closes: the instant at which `close` holds. */
  readonly closeTimeMs: Float64Array;
  /** `null` where the request names no such column. */
  readonly open: Float64Array | null;
  readonly high: Float64Array | null;
  readonly low: Float64Array | null;
  readonly close: Float64Array;
}

/** Recorded funding, times strictly increasing; a rate is a fraction per stamp (0.0001 = 1 bp), positive: longs pay. */
export interface Rates {
  readonly timeMs: Float64Array;
  readonly rate: Float64Array;
}

/** A recorded price or yield, times strictly increasing, each finite, and positive unless the request is for a yield. */
export interface Levels {
  readonly timeMs: Float64Array;
  readonly level: Float64Array;
}

/** Where numbers came from. */
export interface Provenance {
  /** As the request names it. */
  readonly file: string;
  /** Of the bytes of the file as stored (of the compressed bytes, for a `.gz`), in hexadecimal. */
  readonly sha256: string;
  /** Data rows in the file, before `filter`, `skip` and the window. */
  readonly rows: number;
}

/** What a parser found in a text: the numbers, the rows in the file, and what a careful reader would like to know. */
export interface Parsed<T> {
  readonly data: T;
  readonly rows: number;
  /** Sentences, ready to print; oddities that may be true (missing bars, tenfold moves) and are left as they are. */
  readonly warnings: readonly string[];
}

export interface BarsRecording {
  readonly bars: Bars;
  readonly provenance: Provenance;
  readonly warnings: readonly string[];
}

export interface RatesRecording {
  readonly rates: Rates;
  readonly provenance: Provenance;
  readonly warnings: readonly string[];
}

export interface LevelsRecording {
  readonly levels: Levels;
  readonly provenance: Provenance;
  readonly warnings: readonly string[];
}
