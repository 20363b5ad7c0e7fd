import { nearestName } from '../text/nearest-name.ts';
import type { RowsRequest, RowTest } from './contracts.ts';
import { DataError, ProblemList } from './data-error.ts';
import { formatInstant, type InstantForm, readInstant } from './instant.ts';
import { parseCsv } from './parse-csv.ts';
import { quote } from './quote.ts';

const order = 'rows must be in the order of time; where a file holds several series, pick one with filter.';

/** What a reader of one kind of recording asks of the rows. */
export interface RowsPlan {
  readonly request: RowsRequest;
  /** Columns whose cells are handed to `visit`, in this order. */
  readonly columns: readonly string[];
  /** Why a plain date will not do as a time; `undefined` where it does. */
  readonly dateRefusal: string | undefined;
  /** Called for each row that counts, in the file's order, which is checked to be that of time. */
  visit(timeMs: number, cells: readonly string[], at: Place): void;
}

/** Where a row is, to say what is wrong with it. */
export interface Place {
  readonly row: number;
  /** Adds `row 17, column "close": a positive price is required; got "abc"` to the problems of the file. */
  refuse(column: string, requirement: string, cell: string, hint?: string): void;
}

/**
 * Reads the rows that a request wants, in time order, and hands them on one by one.
 * @returns the number of data rows in the file, and the places to add problems to; the caller adds its own and throws them.
 * @throws {DataError} where columns are missing: no row can be read then.
 */
export function readRows(text: string, plan: RowsPlan): { readonly rows: number; readonly problems: ProblemList } {
  const { request } = plan;
  const problems = new ProblemList(request.file);
  const records = parseCsv(text, problems);
  const header = records.next();
  if (header.done === true) {
    problems.throwIfAny();
    throw new DataError(`${request.file}: a header is required`);
  }

  const columnIndex = indexColumns(header.value.fields, plan, problems);
  const timeIndex = columnIndex(request.time);
  const cellIndex = plan.columns.map(columnIndex);
  const passes = rowTests(request, columnIndex);

  let rows = 0;
  let kept = 0;
  let form: InstantForm | undefined;
  let lastMs = Number.NEGATIVE_INFINITY;
  for (const { row, fields } of records) {
    rows++;
    if (!passes(fields)) continue;
    kept++;
    const refuse: Place['refuse'] = (column, requirement, cell, hint) =>
      problems.add(`row ${row}, column ${quote(column)}: ${requirement}; got ${quote(cell)}`, hint);

    const cell = fields[timeIndex]!;
    const time = readInstant(cell);
    if (time.lacks !== undefined) {
      refuse(request.time, time.lacks, cell);
    } else if (form !== undefined && time.form !== form) {
      refuse(request.time, `the same form of time as in the rows above (${form}) is required`, cell);
    } else if (time.form === 'a date' && plan.dateRefusal !== undefined) {
      // The same would hold of every row.
      refuse(request.time, plan.dateRefusal, cell);
      break;
    } else {
      form = time.form;
      if (!(time.ms > lastMs)) {
        refuse(request.time, `a time after that of the row before (${formatInstant(lastMs)}) is required`, cell, order);
      }
      lastMs = time.ms;
    }
    const timeMs = time.lacks === undefined ? time.ms : Number.NaN;
    plan.visit(
      timeMs,
      cellIndex.map((index) => fields[index]!),
      { row, refuse },
    );
  }
  if (rows === 0 && problems.isEmpty) problems.add('rows are required; got a header only');
  else if (kept === 0 && problems.isEmpty) problems.add(nothingKept(request, rows));
  return { rows, problems };
}

/** @throws {DataError} naming every column that is missing, or there twice, and the one probably meant. */
function indexColumns(header: readonly string[], plan: RowsPlan, problems: ProblemList): (column: string) => number {
  const { time, filter, skip } = plan.request;
  const tests = [filter, skip].flatMap((test) => (test === undefined ? [] : [test.column]));
  for (const column of new Set([time, ...plan.columns, ...tests])) {
    const found = header.filter((name) => name === column).length;
    if (found > 1) problems.add(`one column ${quote(column)} is required; got ${found} of them`);
    if (found > 0) continue;
    const nearest = nearestName(column, header);
    const meant = nearest === undefined ? '' : `; did you mean ${quote(nearest)}?`;
    problems.add(`has no column ${quote(column)}${meant}`, headerHint(header));
  }
  problems.throwIfAny();
  return (column) => header.indexOf(column);
}

function headerHint(header: readonly string[]): string {
  const only = header[0] ?? '';
  const other = header.length === 1 ? /[;\t|]/.exec(only)?.[0] : undefined;
  if (other !== undefined) return `columns must be separated by commas; this header has ${quote(other)}.`;
  return `its columns are ${header.map((name) => quote(name)).join(', ')}.`;
}

function rowTests(
  request: RowsRequest,
  columnIndex: (column: string) => number,
): (fields: readonly string[]) => boolean {
  const test = (wanted: RowTest | undefined, without: boolean) => {
    if (wanted === undefined) return () => without;
    const index = columnIndex(wanted.column);
    return (fields: readonly string[]) => fields[index] === wanted.equals;
  };
  const isWanted = test(request.filter, true);
  const isSkipped = test(request.skip, false);
  return (fields) => isWanted(fields) && !isSkipped(fields);
}

function nothingKept({ filter, skip }: RowsRequest, rows: number): string {
  const parts = [
    ...(filter === undefined ? [] : [`${quote(filter.column)} equal to ${quote(filter.equals)}`]),
    ...(skip === undefined ? [] : [`${quote(skip.column)} other than ${quote(skip.equals)}`]),
  ];
  return `a row with ${parts.join(' and ')} is required; got none in ${rows} rows`;
}
