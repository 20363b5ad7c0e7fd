/** A cell may be text of an author, a number, or a yes and no. */
export type CsvCell = string | number | boolean | null;

/** Where a spreadsheet would read text as a formula (OWASP, CSV injection). */
const startsFormula = /^[=+\-@\t\r]/;

/** Text as a cell holds it, before it is quoted. */
export const csvText = (text: string): string => (startsFormula.test(text) ? `'${text}` : text);

/**
 * One cell, RFC 4180: quoted where it holds a comma, a quote or a line break. Text that a spreadsheet would run begins with
 * an apostrophe; numbers are left as they are, so −1 stays −1, and −0 too. Null is an empty cell.
 */
export function csvCell(cell: CsvCell): string {
  if (cell === null) return '';
  if (typeof cell !== 'string') return Object.is(cell, -0) ? '-0' : String(cell);
  const text = csvText(cell);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Lines end with CR LF, the last one too. */
export const csv = (rows: readonly (readonly CsvCell[])[]): string =>
  rows.map((row) => `${row.map(csvCell).join(',')}\r\n`).join('');
