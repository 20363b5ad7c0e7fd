import { tableFromIPC } from 'apache-arrow';
import fc from 'fast-check';
import { parquetMetadata, parquetReadObjects } from 'hyparquet';
import { describe, expect, test } from 'vitest';
import { arrow } from '../../src/exports/arrow.ts';
import type { Content } from '../../src/exports/content.ts';
import { originOf } from '../../src/exports/origin.ts';
import { parquet } from '../../src/exports/parquet.ts';
import { type PathTable, pathTable } from '../../src/exports/path-table.ts';
import { pathsCsv } from '../../src/exports/paths-csv.ts';
import { quantilesCsv } from '../../src/exports/quantiles.ts';
import type { RunResult } from '../../src/result/run-result.ts';
import { fixture, hostileName, manifest } from '../report/fixture.ts';

const bytesOf = (content: Content): Uint8Array => {
  if (typeof content !== 'function') throw new Error('expected a file that is written piece by piece');
  const pieces: Uint8Array[] = [];
  content((piece) => pieces.push(piece.slice()));
  return Buffer.concat(pieces);
};
const origin = (run: RunResult, { columns }: PathTable) => originOf(run, manifest, 2, columns);

/** The rows that a table has, told from its chunks. */
const rowsOf = ({ columns, chunks }: PathTable) =>
  [...chunks()].flatMap(({ rows, values }) =>
    Array.from({ length: rows }, (_, i) => Object.fromEntries(columns.map(({ name }, k) => [name, values[k]![i]!]))),
  );

async function readParquet(bytes: Uint8Array) {
  const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length) as ArrayBuffer;
  return { rows: await parquetReadObjects({ file }), metadata: parquetMetadata(file) };
}

const readArrow = (bytes: Uint8Array) => {
  const table = tableFromIPC(bytes);
  return { rows: table.toArray().map((row) => ({ ...row.toJSON() })), schema: table.schema };
};

/** RFC 4180, as short as it can be. */
function readCsv(text: string): readonly (readonly string[])[] {
  const cells = [...text.matchAll(/(?:"((?:[^"]|"")*)"|([^,\r\n]*))(,|\r\n)/g)];
  const rows: string[][] = [[]];
  for (const [, quoted, plain, end] of cells) {
    rows.at(-1)!.push(quoted?.replaceAll('""', '"') ?? plain!);
    if (end !== ',') rows.push([]);
  }
  return rows.slice(0, -1);
}

const doubles = fc.oneof(
  fc.double(),
  fc.constantFrom(-0, 0, 5e-324, Number.MAX_VALUE, -1, Number.NaN, Number.POSITIVE_INFINITY),
);

/** A small run whose columns hold anything that a double can be. */
const runs = fc
  .integer({ min: 1, max: 12 })
  .chain((paths) =>
    fc.record({
      paths: fc.constant(paths),
      values: fc.array(doubles, { minLength: 4 * paths, maxLength: 4 * paths }),
      kept: fc.integer({ min: 0, max: paths }),
      names: fc.uniqueArray(fc.string({ unit: 'grapheme', maxLength: 12 }), { minLength: 2, maxLength: 2 }),
      chunk: fc.integer({ min: 1, max: 5 }),
    }),
  )
  .map(({ paths, values, kept, names, chunk }) => {
    const run = fixture({ paths, days: 2, points: 3 });
    const column = (k: number) => Float64Array.from(values.slice(k * paths, (k + 1) * paths));
    const holdings = names.map((name, i) => {
      const { description, ...rest } = run.holdings[i]!;
      const own = i === 0 ? { mine: column(3) } : {};
      const columns = { finalValue: column(0), ruinDays: column(1), 'log/funding': column(2).slice(0, kept), ...own };
      return { ...rest, description: { ...description, name }, columns };
    });
    return { run: { ...run, holdings }, chunk };
  });

describe('what is read back is what the run has', () => {
  test('from Parquet and from Arrow: every double bit for bit, and null where there is none', async () => {
    await fc.assert(
      fc.asyncProperty(runs, async ({ run, chunk }) => {
        const table = pathTable(run, chunk);
        const expected = rowsOf(table);
        const fromParquet = await readParquet(bytesOf(parquet(table, origin(run, table))));
        expect(fromParquet.rows).toStrictEqual(expected);
        expect(readArrow(bytesOf(arrow(table, origin(run, table)))).rows).toStrictEqual(expected);
      }),
      { seed: 31, numRuns: 25 },
    );
  });

  test('from CSV: every number reads back as the same double, and an empty cell is null', () => {
    fc.assert(
      fc.property(runs, ({ run, chunk }) => {
        const table = pathTable(run, chunk);
        const [head, ...rows] = readCsv(Buffer.from(bytesOf(pathsCsv(table))).toString());
        expect(head).toEqual(table.columns.map(({ name }) => name));
        const read = rows.map((row) => row.map((cell, k) => (k === 1 ? null : cell === '' ? null : Number(cell))));
        const wanted = rowsOf(table).map((row) => Object.values(row).map((cell, k) => (k === 1 ? null : cell)));
        expect(read).toStrictEqual(wanted);
      }),
      { seed: 32, numRuns: 25 },
    );
  });
});

describe('the table of paths', () => {
  const run = fixture({ paths: 50 });
  const table = pathTable(run, 20);
  const rows = rowsOf(table);

  test('has a row a path and holding, in the order of the run, with the columns of the run', () => {
    expect(rows.map(({ holding, path }) => [holding, path])).toEqual(
      run.holdings.flatMap(({ description }) => Array.from({ length: 50 }, (_, path) => [description.name, path])),
    );
    expect(rows.map(({ finalValue }) => finalValue)).toEqual(run.holdings.flatMap((h) => [...h.columns.finalValue!]));
    expect(rows.map((row) => row.books_trading)).toEqual(run.holdings.flatMap((h) => [...h.columns['book/trading']!]));
    expect(rows.slice(50, 100).map((row) => row.market_spotReturn)).toEqual([...run.market.spotReturn!]);
    expect(rows).toHaveLength(table.rows);
  });

  test('says null, not -1, for what did not happen, and for the attribution of a path that ends at zero', () => {
    const [perpetual] = run.holdings.filter(({ description }) => description.name.startsWith('perp 5x'));
    const own = rows.filter(({ holding }) => holding === perpetual!.description.name);
    const wiped = own.filter(({ finalValue }) => finalValue === 0);
    expect(wiped.length).toBeGreaterThan(10);
    expect(wiped.every((row) => row.attribution_direction === null && Number(row.liquidationDays) > 0)).toBe(true);
    const rest = own.filter(({ finalValue }) => finalValue !== 0);
    expect(rest.length).toBeGreaterThan(3);
    expect(rest.every((row) => row.attribution_direction !== null && row.liquidationDays === null)).toBe(true);
  });

  test('has null beyond the paths whose accounts were kept, and where a holding has no such column', () => {
    const [first, second, ...others] = run.holdings;
    const short = { ...first!.columns, 'book/profit': first!.columns['book/profit']!.slice(0, 7) };
    const { turnover: _, ...without } = second!.columns;
    const holdings = [{ ...first!, columns: short }, { ...second!, columns: without }, ...others];
    const read = rowsOf(pathTable({ ...run, holdings }, 20));
    expect(read.slice(0, 50).map((row) => row.books_profit === null)).toEqual(
      Array.from({ length: 50 }, (__, path) => path >= 7),
    );
    expect(read.slice(50, 100).every(({ turnover }) => turnover === null)).toBe(true);
  });

  test('gives every column a unit and a meaning, which Parquet and Arrow carry along with the origin of the run', async () => {
    expect(table.columns.every(({ unit, meaning }) => unit !== '' && /^[^ ].*\.$/.test(meaning))).toBe(true);
    const { metadata } = await readParquet(bytesOf(parquet(table, origin(run, table))));
    const [said] = metadata.key_value_metadata!.filter(({ key }) => key === 'decaylab');
    const { schema } = readArrow(bytesOf(arrow(table, origin(run, table))));
    expect(schema.metadata.get('decaylab')).toBe(said!.value);
    expect(JSON.parse(said!.value!)).toMatchObject({
      seed: '20261122',
      digest: run.digest,
      version: '0.1.0',
      command: manifest.command,
    });
    expect(schema.fields.map(({ name, metadata: own }) => [name, own.get('unit')])).toEqual(
      table.columns.map(({ name, unit }) => [name, unit]),
    );
  });

  test('goes out in row groups, each of one holding, so that a million paths are never held twice', async () => {
    const sizes: number[] = [];
    const written = parquet(table, origin(run, table));
    if (typeof written === 'function') written((bytes) => sizes.push(bytes.length));
    expect(sizes).toHaveLength(run.holdings.length * 3 + 1);
    const { metadata } = await readParquet(bytesOf(parquet(table, origin(run, table))));
    expect(metadata.row_groups.map(({ num_rows }) => Number(num_rows))).toEqual(
      run.holdings.flatMap(() => [20, 20, 10]),
    );
  });

  test('keeps names as they are, but never lets a spreadsheet run one', () => {
    const named = (name: string) => {
      const [only] = run.holdings;
      return { ...run, holdings: [{ ...only!, description: { ...only!.description, name } }] };
    };
    for (const name of ['=HYPERLINK("x")', '+1', '-3x daily', '@SUM(A1)', '\tx', '\rx']) {
      const text = Buffer.from(bytesOf(pathsCsv(pathTable(named(name))))).toString();
      expect(readCsv(text)[1]![1]).toBe(`'${name}`);
      expect(
        quantilesCsv(named(name))
          .split('\n')[1]!
          .replace('"', '')
          .startsWith(`'${name.slice(0, 1)}`),
      ).toBe(true);
    }
    const written = arrow(pathTable(named(hostileName)), origin(run, table));
    expect(readArrow(bytesOf(written)).rows[0]!.holding).toBe(hostileName);
  });
});

test('quantiles by time never fall from one probability to the next, and end where the paths end', () => {
  const run = fixture({ paths: 2000 });
  const [head, ...rows] = readCsv(quantilesCsv(run));
  expect(head!.slice(0, 3)).toEqual(['holding', 'days', 'q01']);
  expect(rows).toHaveLength(run.holdings.length * run.fanAxes.days.length);
  for (const row of rows) {
    const values = row.slice(2).map(Number);
    expect(values).toEqual(values.toSorted((a, b) => a - b));
  }
  // Bins of the fan are 4 % wide: their middles are off by half of that at most.
  const spot = run.holdings.findIndex(({ description }) => description.name === 'spot');
  const sorted = run.holdings[spot]!.columns.finalValue!.toSorted();
  const last = rows[(spot + 1) * run.fanAxes.days.length - 1]!;
  expect(Number(last[head!.indexOf('median')]) / sorted[999]!).toBeCloseTo(1, 1);
  expect(Number(last[head!.indexOf('q05')]) / sorted[99]!).toBeCloseTo(1, 1);
});
