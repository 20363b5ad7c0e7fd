import type { ProblemList } from './data-error.ts';
import { dataLimits } from './limits.ts';

/** One record: its fields as text, and its number as a spreadsheet shows it (the header is row 1). */
export interface CsvRecord {
  readonly row: number;
  readonly fields: readonly string[];
}

/**
 * Reads comma-separated values as RFC 4180 states them, and nothing looser: a header, then records with as many fields,
 * separated by `,`, each ended by LF or CRLF (the last one too: without it, a file that was cut off would pass for a
 * whole one). Fields may be quoted, a quote within is doubled. A byte order mark is skipped; spaces count.
 *
 * Yields the header, then every record that has its number of fields; what is wrong goes to `problems`. Where the text
 * cannot be followed any further (an open quote, a record or a header beyond the limits) the reading stops there.
 */
export function* parseCsv(text: string, problems: ProblemList): Generator<CsvRecord, void, undefined> {
  const start = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  if (text.length > dataLimits.textBytes) {
    return problems.add(`at most ${dataLimits.textBytes} characters are read; got ${text.length}`);
  }
  if (text.length === start) return problems.add('a header and rows are required; got an empty file');

  let position = start;
  let columns = 0;
  let nextQuote = text.indexOf('"', position);
  for (let row = 1; position < text.length; row++) {
    if (row > dataLimits.rows + 1) return problems.add(`at most ${dataLimits.rows} rows are read; the file has more`);
    const lineEnd = text.indexOf('\n', position);
    if (nextQuote !== -1 && nextQuote < position) nextQuote = text.indexOf('"', position);
    const isQuoted = nextQuote !== -1 && (lineEnd === -1 || nextQuote < lineEnd);
    const record = isQuoted ? quotedRecord(text, position) : plainRecord(text, position, lineEnd);

    if ('problem' in record) {
      const where = record.isCut ? `, which begins at byte ${byteOffset(text, position)}` : '';
      return problems.add(`row ${row}${where}: ${record.problem}`, record.hint);
    }
    position = record.next;
    const { fields } = record;
    if (row === 1) {
      columns = fields.length;
      if (columns > dataLimits.columns) {
        return problems.add(`at most ${dataLimits.columns} columns are read; got ${columns}`);
      }
      yield { row, fields };
    } else if (fields.length !== columns) {
      const got = fields.length === 1 && fields[0] === '' ? 'an empty line' : `${fields.length}`;
      problems.add(`row ${row}: ${columns} fields are required, as in the header; got ${got}`);
    } else {
      yield { row, fields };
    }
  }
}

type Scanned =
  | { readonly fields: readonly string[]; readonly next: number }
  | { readonly problem: string; readonly hint?: string; readonly isCut?: boolean };

const cutOff: Scanned = {
  problem: 'a line break is required at the end; the file may have been cut off in this row',
  hint: 'fetch it again, or end the last row with a line break if it is whole.',
  isCut: true,
};
const tooLong: Scanned = {
  problem: `at most ${dataLimits.recordChars} characters a row are read`,
  hint: 'a quote may never be closed, or the file may have no line breaks.',
};
const loneReturn: Scanned = {
  problem: 'lines must end in LF or CRLF; got a lone CR',
  hint: 'save it again with Unix or Windows line breaks.',
};

function plainRecord(text: string, position: number, lineEnd: number): Scanned {
  const end = lineEnd === -1 ? text.length : lineEnd;
  if (end - position > dataLimits.recordChars) return tooLong;
  const line = text.slice(position, text.charCodeAt(end - 1) === 0x0d && lineEnd > position ? end - 1 : end);
  if (line.includes('\r')) return loneReturn;
  return lineEnd === -1 ? cutOff : { fields: line.split(','), next: lineEnd + 1 };
}

/** The same for a record that has a quote on its first line, field by field. */
function quotedRecord(text: string, position: number): Scanned {
  const limit = position + dataLimits.recordChars;
  const fields: string[] = [];
  for (let at = position; ; at++) {
    if (text[at] === '"') {
      const content = quotedField(text, at, limit);
      if (content === null) return limit < text.length ? tooLong : { ...cutOff, problem: 'a quote is never closed' };
      fields.push(content.value);
      at = content.next;
    } else {
      const from = at;
      while (at < text.length && at <= limit && !',\r\n"'.includes(text[at]!)) at++;
      if (text[at] === '"') return { problem: 'a quote is allowed only around a whole field' };
      fields.push(text.slice(from, at));
    }
    if (at > limit) return tooLong;
    const after = text[at];
    if (after === ',') continue;
    if (after === undefined) return cutOff;
    if (after === '\n') return { fields, next: at + 1 };
    if (after !== '\r') return { problem: 'a comma or a line break is required after a closing quote' };
    if (text[at + 1] === '\n') return { fields, next: at + 2 };
    return at + 1 === text.length ? cutOff : loneReturn;
  }
}

/** The content of the quoted field that opens at `open`, and the place after its closing quote. */
function quotedField(text: string, open: number, limit: number): { value: string; next: number } | null {
  let hasDoubled = false;
  for (let at = text.indexOf('"', open + 1); at !== -1 && at <= limit; at = text.indexOf('"', at + 2)) {
    if (text[at + 1] === '"') {
      hasDoubled = true;
      continue;
    }
    const inside = text.slice(open + 1, at);
    return { value: hasDoubled ? inside.replaceAll('""', '"') : inside, next: at + 1 };
  }
  return null;
}

function byteOffset(text: string, position: number): number {
  return new TextEncoder().encode(text.slice(0, position)).length;
}
