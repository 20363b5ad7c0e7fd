import type { Column, HoldingResult, RunResult } from '../result/run-result.ts';
import { type ColumnWords, columnWords } from './column-words.ts';

/** Values of a column on some rows: null where a path or a holding has none. */
export type Values = Int32Array | Float64Array | readonly (number | null)[] | readonly string[];

export interface TableColumn extends ColumnWords {
  readonly name: string;
  /** `path` numbers are whole, `holding` is text, everything else is a double. */
  readonly type: 'whole' | 'text' | 'double';
}

/** Rows of one holding, one after the other. */
export interface Chunk {
  readonly rows: number;
  /** Place of the holding among all. */
  readonly holding: number;
  /** In the order of the columns. */
  readonly values: readonly Values[];
}

/** A row a path and holding: all paths of the first holding, then all of the second. */
export interface PathTable {
  readonly columns: readonly TableColumn[];
  readonly holdings: readonly string[];
  readonly rows: number;
  /** Made as they are asked for, none larger than `ROWS_PER_CHUNK`: a million paths are never held twice. */
  readonly chunks: () => Iterable<Chunk>;
}

export const ROWS_PER_CHUNK = 100_000;

/** Columns of days when something happened: the run has -1 where it did not, a number that no average should meet. */
const whenIt: ReadonlySet<string> = new Set(['ruinDays', 'liquidationDays', 'stopDays']);
/** Without a meaning on a path that ends at zero. */
const ATTRIBUTION = 'log/';

const OWN_METRIC = 'metrics_';
const standard: ReadonlySet<string> = new Set([
  ...['finalValue', 'maxDrawdown', 'underWaterShare', 'rebalances', 'turnover', 'splits', 'blockedShare'],
  ...whenIt,
]);

/** A column of the run as the table calls it: as summary.json does, with `_` where that has a level. */
function tableName(name: string): string {
  if (name.startsWith('book/')) return `books_${name.slice('book/'.length)}`;
  if (name.startsWith(ATTRIBUTION)) return `attribution_${name.slice(ATTRIBUTION.length)}`;
  return standard.has(name) ? name : `${OWN_METRIC}${name}`;
}

/** The outcome of a holding that a column of the table has; null of any other column. */
export function outcomeOf(column: string): string | null {
  if (standard.has(column)) return column;
  return column.startsWith(OWN_METRIC) ? column.slice(OWN_METRIC.length) : null;
}

/** What the run has where the table has nothing. */
export const whereMissing = (outcome: string): number | null => (whenIt.has(outcome) ? -1 : null);

/** The per-path results of a run as one long table; columns that a holding does not have are null on its rows. */
export function pathTable({ holdings, market, paths }: RunResult, rowsPerChunk = ROWS_PER_CHUNK): PathTable {
  const own = [...new Set(holdings.flatMap(({ columns }) => Object.keys(columns)))];
  const ofMarket = Object.keys(market);
  const column = (name: string, type: TableColumn['type']): TableColumn => ({ name, type, ...columnWords(name) });
  const chunkOf = (holding: HoldingResult, index: number, from: number, to: number): Chunk => ({
    rows: to - from,
    holding: index,
    values: [
      Int32Array.from({ length: to - from }, (_, i) => from + i),
      new Array<string>(to - from).fill(holding.description.name),
      ...own.map((name) => valuesOf(holding, name, from, to)),
      ...ofMarket.map((name) => market[name]!.subarray(from, to)),
    ],
  });
  return {
    columns: [
      column('path', 'whole'),
      column('holding', 'text'),
      ...own.map((name) => column(tableName(name), 'double')),
      ...ofMarket.map((name) => column(`market_${name}`, 'double')),
    ],
    holdings: holdings.map(({ description }) => description.name),
    rows: paths * holdings.length,
    *chunks() {
      for (const [index, holding] of holdings.entries()) {
        for (let from = 0; from < paths; from += rowsPerChunk) {
          yield chunkOf(holding, index, from, Math.min(paths, from + rowsPerChunk));
        }
      }
    },
  };
}

function valuesOf({ columns }: HoldingResult, name: string, from: number, to: number): Values {
  const column: Column = columns[name] ?? new Float64Array();
  const ends = columns.finalValue;
  const isMissing = (value: number, path: number) =>
    whenIt.has(name) ? value === whereMissing(name) : name.startsWith(ATTRIBUTION) && !((ends?.[path] ?? 0) > 0);
  let isWhole = column.length >= to;
  for (let path = from; isWhole && path < to; path++) isWhole = !isMissing(column[path]!, path);
  if (isWhole) return column.subarray(from, to);
  return Array.from({ length: to - from }, (_, i) => {
    const value = column[from + i];
    return value === undefined || isMissing(value, from + i) ? null : value;
  });
}
