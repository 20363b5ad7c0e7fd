import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Cell, columnStore, type DataRow, rowsOf, type Table } from '../../src/report/page/columns.ts';
import { inlineJson } from '../../src/report/page/html.ts';

/** As a page carries them: written as JSON into markup, and read again. */
function carried(tables: readonly (readonly DataRow[])[]) {
  const store = columnStore();
  const written = { tables: tables.map((rows) => store.tableOf(rows)), columns: store.columns };
  const { markup } = inlineJson(written);
  const { tables: read, columns } = JSON.parse(markup) as { tables: Table[]; columns: typeof store.columns };
  return { rows: read.map((table) => rowsOf(table, columns)), bytes: markup.length, columns };
}

/** Fields and bits of a row: no matcher looks at an own `__proto__`. */
const bitsOf = (rows: readonly DataRow[]) =>
  rows.map((row) =>
    Object.entries(row)
      .map(([name, value]) => `${JSON.stringify(name)}: ${Object.is(value, -0) ? '-0' : JSON.stringify(value)}`)
      .sort(),
  );

const hostile = ['__proto__', 'constructor', 'toString', '', '0', '</script>', '"', '\u2028', '\ud800', '[]', 'a 0 b'];
const text = fc.oneof(
  fc.constantFrom(...hostile),
  fc.string({ unit: 'binary', maxLength: 8 }),
  fc.stringMatching(/^(rebalance |costs |, |\d|\.|-){0,6}$/),
);
const number = fc.oneof(
  fc.constantFrom(0, -0, 1, -1, 0.1, 0.3, 1e-7, 5e-324, 1e21, 2 ** 53, -(2 ** 53) - 2, Number.MAX_VALUE, 0.1 + 0.2),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.integer(),
  fc.double({ min: -50, max: 50, noNaN: true }).map((value) => Number(value.toPrecision(4))),
);
const cell: fc.Arbitrary<Cell> = fc.oneof(number, text, fc.boolean(), fc.constant(null));

const numeral = fc.oneof(
  fc.constantFrom('3.00', '0', '007', '1.2.3', '12345678901234567890'),
  fc.integer({ min: 0, max: 99 }).map(String),
);
const sentence = fc
  .tuple(
    fc.constantFrom('rebalance # to #×', 'fee −#', '#.#', '10#'),
    fc.array(numeral, { minLength: 2, maxLength: 2 }),
  )
  .map(([form, numerals]) => numerals.reduce((words, each) => words.replace('#', each), form));

/** Fields that repeat themselves in every way that charts do, and some that do not. */
const field = fc.oneof(
  fc.array(fc.option(cell, { nil: undefined }), { minLength: 40, maxLength: 40 }),
  fc.array(number, { minLength: 40, maxLength: 40 }),
  fc
    .array(cell, { minLength: 1, maxLength: 4 })
    .chain((few) => fc.array(fc.constantFrom(...few), { minLength: 40, maxLength: 40 })),
  fc
    .tuple(fc.array(cell, { minLength: 1, maxLength: 4 }), fc.integer({ min: 1, max: 15 }))
    .map(([few, long]) => Array.from({ length: 40 }, (_, i) => few[Math.floor(i / long) % few.length])),
  fc
    .tuple(number, fc.constantFrom(0.75, 1 / 24, 86_400_000, 0.1), fc.integer({ min: 1, max: 40 }))
    .map(([from, step, long]) => Array.from({ length: 40 }, (_, i) => from + step * (i % long))),
  fc
    .tuple(fc.integer({ min: 2 ** 44, max: 2 ** 53 - 100 }), fc.constantFrom(0.1, 0.001, 1e-9))
    .map(([from, small]) => Array.from({ length: 40 }, (_, i) => (i < 39 ? from + i : small))),
  fc.array(sentence, { minLength: 40, maxLength: 40 }),
);

const rowsFrom = (fields: readonly (readonly [string, readonly (Cell | undefined)[]])[], length: number): DataRow[] =>
  Array.from({ length }, (_, i) =>
    Object.fromEntries(fields.flatMap(([name, values]) => (values[i] === undefined ? [] : [[name, values[i]]]))),
  );
const rows = fc
  .tuple(
    fc.uniqueArray(fc.tuple(text, field), { selector: ([name]) => name, maxLength: 5 }),
    fc.integer({ min: 0, max: 40 }),
  )
  .map(([fields, length]) => rowsFrom(fields, length));

// Kills: a missing field that comes back as null, a zero that loses its sign, a sum that is off by one bit.
test('rows that a page carries are read as they were written, whatever is in them, and how often', () => {
  fc.assert(
    fc.property(fc.array(rows, { maxLength: 3 }), (tables) => {
      expect(carried(tables).rows.map(bitsOf)).toEqual(tables.map(bitsOf));
    }),
    { seed: 20261129, numRuns: 600 },
  );
});

test('each reading gives rows of its own, with no more than their own fields', () => {
  const given = [Object.fromEntries([['__proto__', 1]]), { a: 1 }];
  const store = columnStore();
  const table = store.tableOf(given);
  const [first, second] = [rowsOf(table, store.columns), rowsOf(table, store.columns)];
  expect(first[0]).not.toBe(second[0]);
  expect(Object.getPrototypeOf(first[0])).toBe(Object.prototype);
  expect(first.map((row) => Object.keys(row))).toEqual([['__proto__'], ['a']]);
});

test.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])(
  '%s, which JSON cannot hold, is refused by its field and its row',
  (value) => {
    const { tableOf } = columnStore();
    expect(() => tableOf([{ share: 0.5 }, { share: value }])).toThrow(
      `columns: field "share" of row 1 is ${value}, which JSON cannot hold`,
    );
  },
);

describe('what repeats itself takes little room:', () => {
  const points = Array.from({ length: 120 }, (_, i) => i);
  const holdings = Array.from({ length: 30 }, (_, i) => `h${i}`);
  const grid = holdings.flatMap((h) => points.map((i) => ({ h, t: Number((i / 24).toPrecision(6)) })));

  test('a name and a grid of times for every holding', () => {
    expect(carried([grid]).bytes).toBeLessThan(3000);
  });

  // Kills: columns that each table has for itself.
  test('a column that several tables have is stored once', () => {
    const [once, thrice] = [carried([grid]), carried([grid, grid, grid])];
    expect(thrice.columns).toEqual(once.columns);
  });

  test('a sentence that is said of many numbers', () => {
    const said = points.map((i) => ({
      words: `rebalance ${i + 1}, from ${(2.9 + (i % 7) / 100).toFixed(2)}× to 3.00×`,
    }));
    expect(carried([said]).bytes).toBeLessThan(700);
  });

  test('a line whose neighbours differ by little', () => {
    const line = points.map((i) => ({ v: Number((0.5 + 0.3 * Math.sin(i / 40)).toPrecision(4)) }));
    expect(carried([line]).bytes).toBeLessThan(0.65 * JSON.stringify(line.map(({ v }) => v)).length);
  });
});
