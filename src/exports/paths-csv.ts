import { type CsvCell, csv } from '../report/csv.ts';
import type { Content } from './content.ts';
import type { PathTable } from './path-table.ts';

/** Rows that are text at a time. */
const AT_ONCE = 4096;

/** The table as text, numbers in the shortest form that reads back as the same double; null is an empty cell. */
export function pathsCsv(table: PathTable): Content {
  return (write) => {
    const encoder = new TextEncoder();
    write(encoder.encode(csv([table.columns.map(({ name }) => name)])));
    for (const { rows, values } of table.chunks()) {
      for (let from = 0; from < rows; from += AT_ONCE) {
        const lines = Array.from({ length: Math.min(AT_ONCE, rows - from) }, (_, i) =>
          values.map((column): CsvCell => column[from + i]!),
        );
        write(encoder.encode(csv(lines)));
      }
    }
  };
}
