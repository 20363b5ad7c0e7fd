/**
 * Rows of data as a page carries them: by columns, each written in the shortest of five ways. Exact: what is read again is what
 * was written, to the bit, also where a row lacks a field.
 *
 * A page repeats itself: times are the same for every holding, names for every point, and two charts show the same dots. What
 * is said twice is stored once, neighbours on a line differ by less than they are, and sentences by their numbers alone.
 */

/** What a field of a row may be. Never NaN or infinite, which JSON cannot hold. */
export type Cell = number | string | boolean | null;

/** A row of a table; its own fields are its data, whatever they are called. */
export type DataRow = Readonly<Record<string, Cell>>;

/** A cell in JSON: `[]` where the row lacks the field, `[0]` for the zero below zero. */
type Stored = Cell | typeof missing | typeof minusZero;

const missing: readonly [] = [];
const minusZero: readonly [0] = [0];

/** Values of one field, in the order of the rows. */
export type Column =
  | readonly Stored[]
  /** Each value as many times as `long` has at its place. */
  | { readonly runs: Column; readonly long: readonly number[] }
  /** Values by their place among all that occur. */
  | { readonly words: readonly Stored[]; readonly at: Column }
  /** Whole numbers: added up from the first, then divided by `per`, a power of ten. */
  | { readonly sums: Column; readonly per: number }
  /** Texts by their place among `forms`, which have a 0 for each number; `numerals` has those of each form, a column a 0. */
  | { readonly forms: readonly string[]; readonly at: Column; readonly numerals: readonly (readonly Column[])[] };

/** A table whose columns are stored elsewhere: how many rows, and which column each field is. */
export interface Table {
  readonly rows: number;
  readonly fields: readonly (readonly [name: string, column: number])[];
}

/** Columns of all tables of a page, each once. */
export interface ColumnStore {
  readonly columns: readonly Column[];
  /** Stores what is new. Throws where a value is a number that JSON cannot hold. */
  readonly tableOf: (rows: readonly DataRow[]) => Table;
}

/** A store with nothing in it. */
export function columnStore(): ColumnStore {
  const columns: Column[] = [];
  const known = new Map<string, number>();
  const placeOf = (values: readonly Stored[]): number => {
    const text = JSON.stringify(values);
    const place = known.get(text) ?? columns.push(shortest(values, everyWay, text).column) - 1;
    known.set(text, place);
    return place;
  };
  return {
    columns,
    tableOf: (rows) => {
      const names = new Set<string>();
      for (const row of rows) for (const name of Object.keys(row)) names.add(name);
      const fields = [...names].map((name) => {
        const stored = rows.map((row, i) => (Object.hasOwn(row, name) ? storedOf(row[name]!, name, i) : missing));
        return [name, placeOf(stored)] as const;
      });
      return { rows: rows.length, fields };
    },
  };
}

/** The rows of a table again, new ones at each call. */
export function rowsOf({ rows, fields }: Table, columns: readonly Column[]): DataRow[] {
  const read = fields.map(([name, column]) => [name, valuesOf(columns[column]!)] as const);
  return Array.from({ length: rows }, (_, i) => {
    const row: [string, Cell][] = [];
    for (const [name, values] of read) {
      const value = values[i]!;
      if (!Array.isArray(value)) row.push([name, value as Cell]);
      else if (value.length > 0) row.push([name, -0]);
    }
    // Not by assignment, which a field called __proto__ would not survive.
    return Object.fromEntries(row);
  });
}

function storedOf(value: Cell, name: string, row: number): Stored {
  if (typeof value === 'number' && !Number.isFinite(value)) {
    throw new Error(`columns: field ${JSON.stringify(name)} of row ${row} is ${value}, which JSON cannot hold`);
  }
  return Object.is(value, -0) ? minusZero : value;
}

/** A column, and its JSON, by whose length ways are compared. */
interface Written {
  readonly column: Column;
  readonly text: string;
}

/** A way to write values, where it may be worth it; parts that it leaves are written in the ways that remain. */
type Way = (values: readonly Stored[], others: readonly Way[]) => Written | null;

const inRuns: Way = (values, others) => {
  const most = values.length / 2;
  const starts: number[] = [];
  for (let i = 0; i < values.length && starts.length <= most; i++) {
    if (i === 0 || values[i] !== values[i - 1]) starts.push(i);
  }
  if (starts.length > most) return null;
  const heads = starts.map((start) => values[start]!);
  const long = starts.map((start, nth) => (starts[nth + 1] ?? values.length) - start);
  const { column, text } = shortest(heads, others);
  return { column: { runs: column, long }, text: `{"runs":${text},"long":${JSON.stringify(long)}}` };
};

const byWords: Way = (values, others) => {
  // Where values hardly recur, their places are no shorter than they are.
  const most = values.length / 4;
  const places = new Map<Stored, number>();
  for (const value of values) {
    if (!places.has(value)) places.set(value, places.size);
    if (places.size > most) return null;
  }
  const words = [...places.keys()];
  const { column, text } = shortest(
    values.map((value) => places.get(value)!),
    others,
  );
  return { column: { words, at: column }, text: `{"words":${JSON.stringify(words)},"at":${text}}` };
};

/** Decimals that numbers of a chart may have, and the largest whole number whose differences are still exact. */
const mostDecimals = 12;
const mostWhole = 2 ** 52;

const bySums: Way = (values, others) => {
  let per = 1;
  const steps: number[] = [];
  const isExact = (value: number) => {
    const whole = Math.round(value * per);
    return Math.abs(whole) <= mostWhole && Object.is(whole / per, value);
  };
  for (const value of values) {
    if (typeof value !== 'number') return null;
    while (!isExact(value)) {
      if (per === 10 ** mostDecimals) return null;
      per *= 10;
    }
  }
  let last = 0;
  for (const value of values as readonly number[]) {
    if (!isExact(value)) return null;
    const whole = Math.round(value * per);
    steps.push(whole - last);
    last = whole;
  }
  const { column, text } = shortest(steps, others);
  return { column: { sums: column, per }, text: `{"sums":${text},"per":${per}}` };
};

/** Every digit of a text belongs to one of them. */
const numeral = /\d+(?:\.\d+)?/g;

/** As a number where that says the same: numbers may have a step, texts have none. */
const fromNumeral = (text: string): Stored => (String(Number(text)) === text ? Number(text) : text);

const byForms: Way = (values, others) => {
  const forms = new Map<string, { readonly place: number; readonly numerals: readonly Stored[][] }>();
  const places: number[] = [];
  for (const value of values) {
    if (typeof value !== 'string') return null;
    const found = value.match(numeral) ?? [];
    const form = value.replace(numeral, '0');
    const known = forms.get(form) ?? { place: forms.size, numerals: found.map(() => []) };
    for (const [k, text] of found.entries()) known.numerals[k]!.push(fromNumeral(text));
    forms.set(form, known);
    places.push(known.place);
  }
  if (forms.size > values.length / 2) return null;
  const at = shortest(places, others);
  const numerals = [...forms.values()].map((form) => form.numerals.map((each) => shortest(each, others).column));
  const column: Column = { forms: [...forms.keys()], at: at.column, numerals };
  return { column, text: JSON.stringify(column) };
};

const everyWay: readonly Way[] = [inRuns, byWords, bySums, byForms];

function shortest(values: readonly Stored[], ways: readonly Way[], asTheyStand = JSON.stringify(values)): Written {
  let best: Written = { column: values, text: asTheyStand };
  for (const way of ways) {
    const written = way(
      values,
      ways.filter((other) => other !== way),
    );
    if (written !== null && written.text.length < best.text.length) best = written;
  }
  return best;
}

function valuesOf(column: Column): readonly Stored[] {
  if ('runs' in column) {
    return valuesOf(column.runs).flatMap((value, i) => new Array<Stored>(column.long[i]!).fill(value));
  }
  if ('words' in column) return valuesOf(column.at).map((at) => column.words[at as number]!);
  if ('sums' in column) {
    let sum = 0;
    return valuesOf(column.sums).map((step) => {
      sum += step as number;
      return sum / column.per;
    });
  }
  if ('forms' in column) {
    const pieces = column.forms.map((form) => form.split('0'));
    const numerals = column.numerals.map((columns) => columns.map(valuesOf));
    const met = column.forms.map(() => 0);
    return (valuesOf(column.at) as readonly number[]).map((at) => {
      const nth = met[at]!++;
      return pieces[at]!.reduce((text, piece, k) => `${text}${numerals[at]![k - 1]![nth]}${piece}`);
    });
  }
  return column;
}
