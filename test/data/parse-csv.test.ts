import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ProblemList } from '../../src/data/data-error.ts';
import { dataLimits } from '../../src/data/limits.ts';
import { parseCsv } from '../../src/data/parse-csv.ts';
import { parseDecimal } from '../../src/data/parse-decimal.ts';

function read(text: string): string[][] {
  const problems = new ProblemList('x.csv');
  const records = [...parseCsv(text, problems)].map(({ fields }) => [...fields]);
  problems.throwIfAny();
  return records;
}

const spell = (value: number) => (Object.is(value, -0) ? '-0' : String(value));

test('every finite double is read back bit for bit, minus zero and the smallest included', () => {
  const finite = fc.double({ noNaN: true, noDefaultInfinity: true });
  const check = (value: number) => Object.is(parseDecimal(spell(value)), value);
  fc.assert(fc.property(finite, check), {
    seed: 12,
    numRuns: 5000,
    examples: [[-0], [5e-324], [-Number.MAX_VALUE], [2 ** 53 + 2], [1e21], [1e-7], [0.1 + 0.2]],
  });
});

test.each([
  ...['', ' ', ' 1', '1 ', '+1', '.5', '5.', '01', '-', '1e', '1e+', 'NaN', 'nan', 'Infinity', '-inf', 'null'],
  ...[
    '0x10',
    '0b1',
    '1_000',
    '1,234.5',
    '1.234,5',
    '80%',
    '$5',
    '１２',
    '1e400',
    '-1e400',
    '1e-400',
    '0.0001e-999',
    '--1',
  ],
])('"%s" is no number', (text) => {
  expect(parseDecimal(text)).toBeNaN();
});

test('what a careful writer writes is read back field by field, quotes, commas and line breaks within quotes included', () => {
  const field = fc.string({ unit: fc.constantFrom('a', 'é', '😀', ',', '"', '\n', '\r', '.', ' '), maxLength: 6 });
  const table = fc
    .integer({ min: 2, max: 5 })
    .chain((columns) =>
      fc.array(fc.array(field, { minLength: columns, maxLength: columns }), { minLength: 1, maxLength: 6 }),
    );
  const quoteWhere = (text: string, always: boolean) =>
    always || /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;

  fc.assert(
    fc.property(
      table,
      fc.boolean(),
      fc.constantFrom('\n', '\r\n'),
      fc.constantFrom('', '\ufeff'),
      (rows, always, end, bom) => {
        const text = bom + rows.map((row) => row.map((cell) => quoteWhere(cell, always)).join(',') + end).join('');
        expect(read(text)).toEqual(rows);
      },
    ),
    { seed: 13, numRuns: 1000 },
  );
});

const cut = 'a line break is required at the end; the file may have been cut off in this row';
const cutHint = '\nHint: fetch it again, or end the last row with a line break if it is whole.';
test.each([
  ['', 'x.csv: a header and rows are required; got an empty file'],
  ['\ufeff', 'x.csv: a header and rows are required; got an empty file'],
  ['a,b', `x.csv: row 1, which begins at byte 0: ${cut}${cutHint}`],
  ['a,b\n1,2\n3,4', `x.csv: row 3, which begins at byte 8: ${cut}${cutHint}`],
  ['\ufeffé,b\n1,"2', `x.csv: row 2, which begins at byte 8: a quote is never closed${cutHint}`],
  ['a,b\n1,"2"', `x.csv: row 2, which begins at byte 4: ${cut}${cutHint}`],
  ['a,b\n1,"2"\r', `x.csv: row 2, which begins at byte 4: ${cut}${cutHint}`],
  [
    'a,b\n1\n1,2,3\n\n',
    [
      'x.csv: row 2: 2 fields are required, as in the header; got 1',
      'x.csv: row 3: 2 fields are required, as in the header; got 3',
      'x.csv: row 4: 2 fields are required, as in the header; got an empty line',
    ].join('\n'),
  ],
  [
    'a,b\r1,2\r',
    'x.csv: row 1: lines must end in LF or CRLF; got a lone CR\nHint: save it again with Unix or Windows line breaks.',
  ],
  ['a,b\n1,2"\n', 'x.csv: row 2: a quote is allowed only around a whole field'],
  ['a,b\n1,"2"3\n', 'x.csv: row 2: a comma or a line break is required after a closing quote'],
])('%j is refused with its row and reason', (text, message) => {
  expect(() => read(text)).toThrow(expect.objectContaining({ name: 'DataError', message }));
});

test('at most ten problems are printed, and the others counted', () => {
  const text = `a,b\n${'1\n'.repeat(17)}`;
  expect(() => read(text)).toThrow(/row 11: 2 fields .*got 1\nx\.csv: and 7 more of these$/s);
});

test('a table may have 64 columns and not 65', () => {
  const line = (columns: number) => `${Array.from({ length: columns }, (_, i) => `c${i}`).join(',')}\n`;
  expect(read(line(dataLimits.columns))[0]).toHaveLength(64);
  expect(() => read(line(dataLimits.columns + 1))).toThrow('x.csv: at most 64 columns are read; got 65');
});

test('a record may be a mebibyte long and no longer, quoted or not', () => {
  const { recordChars } = dataLimits;
  const plain = (length: number) => `a\n${'x'.repeat(length)}\n`;
  const quoted = (length: number) => `a\n"${'\n'.repeat(length - 2)}"\n`;
  for (const build of [plain, quoted]) {
    for (const length of [recordChars - 1, recordChars]) expect(read(build(length))).toHaveLength(2);
    expect(() => read(build(recordChars + 1))).toThrow('x.csv: row 2: at most 1048576 characters a row are read');
  }
});

test('a text of one endless line, of a million columns or with a quote left open is refused at once', () => {
  const bombs = ['x'.repeat(dataLimits.textBytes), `${','.repeat(1_000_000)}\n`, `a\n"${'x\n'.repeat(30_000_000)}`];
  for (const bomb of [...bombs, 'x'.repeat(dataLimits.textBytes + 1)]) {
    const start = performance.now();
    expect(() => read(bomb)).toThrow(/at most/);
    expect(performance.now() - start).toBeLessThan(2000);
  }
});
