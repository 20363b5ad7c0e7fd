import { nearestName } from '../text/nearest-name.ts';
import { DataError, ProblemList } from './data-error.ts';
import { readInstant } from './instant.ts';
import { parseCsv } from './parse-csv.ts';
import { quote } from './quote.ts';

const MINUTE_MS = 60_000;

/** Names by which files call their time and their values, most telling first; case does not matter. */
const names = {
  time: ['t_ms', 'ts_ms', 'time', 'timestamp', 'datetime', 'open_time', 'date'],
  close: ['close', 'close_price', 'adj close', 'price', 'last'],
  rate: ['rate', 'funding_rate', 'fundingrate', 'funding'],
} as const;

/** What a caller knows of a file already; what is left out is looked for. */
export interface KnownColumns {
  readonly time?: string | undefined;
  readonly value?: string | undefined;
}

/** The columns of a history, and the time between its rows. */
export interface Recognised {
  readonly time: string;
  readonly value: string;
  /** The shortest time between rows whose value is not blank. */
  readonly minutes: number;
  /** Times are plain dates, each a whole day. */
  readonly isDated: boolean;
}

/**
 * Finds out which columns of a file to read: those named, or else the first with a name that files give to such
 * columns. What the rows hold is not judged here; whoever parses them does.
 *
 * @throws DataError where there is no such column, or no time between rows
 */
export function recogniseColumns(
  text: string,
  file: string,
  wanted: 'close' | 'rate',
  known: KnownColumns = {},
): Recognised {
  const problems = new ProblemList(file);
  const records = parseCsv(text, problems);
  const header = records.next();
  problems.throwIfAny();
  if (header.done === true) throw new DataError(`${file}: a header is required`);
  const { fields } = header.value;
  const time = find(fields, names.time, known.time, 'time', problems);
  const value = find(fields, names[wanted], known.value, wanted, problems);
  problems.throwIfAny();

  const [timeIndex, valueIndex] = [fields.indexOf(time), fields.indexOf(value)];
  let lastMs = Number.NaN;
  let minutes = Number.POSITIVE_INFINITY;
  let isDated = false;
  for (const record of records) {
    if (record.fields[valueIndex] === '') continue;
    const read = readInstant(record.fields[timeIndex]!);
    if (read.lacks !== undefined) continue;
    isDated = read.form === 'a date';
    const apart = Math.round((read.ms - lastMs) / MINUTE_MS);
    if (apart > 0 && apart < minutes) minutes = apart;
    lastMs = read.ms;
  }
  problems.throwIfAny();
  if (Number.isFinite(minutes)) return { time, value, minutes, isDated };
  throw new DataError(
    `${file}: two rows in the order of time are required, with a time and a value in ${quote(value)}`,
  );
}

function find(
  header: readonly string[],
  usual: readonly string[],
  known: string | undefined,
  option: string,
  problems: ProblemList,
): string {
  if (known !== undefined) {
    if (header.includes(known)) return known;
    const near = nearestName(known, header);
    const meant = near === undefined ? '' : `; did you mean ${quote(near)}?`;
    problems.add(
      `has no column ${quote(known)}${meant}`,
      `its columns are ${header.map((name) => quote(name)).join(', ')}.`,
    );
    return known;
  }
  const lower = header.map((name) => name.toLowerCase());
  const found = usual.map((name) => lower.indexOf(name)).find((index) => index >= 0);
  if (found !== undefined) return header[found]!;
  problems.add(
    `has no column that is surely its ${option}`,
    `name it with --${option} COLUMN; its columns are ${header.map((name) => quote(name)).join(', ')}.`,
  );
  return '';
}
