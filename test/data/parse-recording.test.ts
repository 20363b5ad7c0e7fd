import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { BarsRequest, LevelsRequest, RatesRequest } from '../../src/data/contracts.ts';
import { DataError } from '../../src/data/data-error.ts';
import { decodeText } from '../../src/data/decode-text.ts';
import { parseBars } from '../../src/data/parse-bars.ts';
import { parseLevels } from '../../src/data/parse-levels.ts';
import { parseRates } from '../../src/data/parse-rates.ts';

const daily: BarsRequest = {
  kind: 'bars',
  file: 'p.csv',
  time: 'date',
  timeMeaning: 'open',
  barMinutes: 1440,
  open: 'open',
  high: 'high',
  low: 'low',
  close: 'close',
};
const closes: BarsRequest = {
  kind: 'bars',
  file: 'p.csv',
  time: 't',
  timeMeaning: 'close',
  barMinutes: 60,
  close: 'close',
};
const rates: RatesRequest = { kind: 'rates', file: 'f.csv', time: 't', rate: 'rate' };
const levels: LevelsRequest = {
  kind: 'levels',
  file: 'l.csv',
  time: 't',
  timeMeaning: 'close',
  barMinutes: 60,
  level: 'nav',
};

const header = 'date,open,high,low,close\n';
const march = `${header}2020-03-11,7900,7950,7600,7850\n2020-03-12,7850,7860,4410,4800\n2020-03-13,4800,5900,3782,5600\n`;
const day = (text: string) => Date.parse(`${text}T00:00:00Z`);

test('a daily bar closes when the next day begins', () => {
  const { data, rows, warnings } = parseBars(march, daily);
  expect([...data.closeTimeMs]).toEqual([day('2020-03-12'), day('2020-03-13'), day('2020-03-14')]);
  expect([...data.close]).toEqual([7850, 4800, 5600]);
  expect([...data.low!]).toEqual([7600, 4410, 3782]);
  expect({ rows, warnings }).toEqual({ rows: 3, warnings: [] });
});

test('columns that are not asked for are not read, and not returned', () => {
  const { data } = parseBars('close,t,note\n5,2020-01-01T01:00:00Z,n/a\n6,2020-01-01T02:00:00Z,\n', closes);
  expect(data).toEqual({
    closeTimeMs: data.closeTimeMs,
    open: null,
    high: null,
    low: null,
    close: Float64Array.of(5, 6),
  });
});

test('epoch milliseconds and ISO instants with any zone mean the same', () => {
  const epoch = parseBars('t,close\n1577840400000,5\n1577844000000,6\n', closes).data;
  const zoned = parseBars('t,close\n2020-01-01T02:00:00+01:00,5\n2020-01-01T02:00:00Z,6\n', closes).data;
  expect(zoned).toEqual(epoch);
});

test('a window keeps the closes from its first instant to its last, both included', () => {
  const inside = (from?: string, to?: string) => [
    ...parseBars(march, { ...daily, ...(from && { from }), ...(to && { to }) }).data.close,
  ];
  expect(inside('2020-03-12', '2020-03-13')).toEqual([7850, 4800]);
  expect(inside('2020-03-12T00:00:00.001Z')).toEqual([4800, 5600]);
  expect(inside(undefined, '2020-03-13T23:59:59Z')).toEqual([7850, 4800]);
  expect(inside('2020-03-11', '2020-03-14')).toEqual([7850, 4800, 5600]); // from where the first bar opens
});

test.each([
  [
    { from: '2020-03-10' },
    'p.csv: the file must cover the window; wanted from 2020-03-10T00:00:00Z to 2020-03-14T00:00:00Z, the file goes from 2020-03-11T00:00:00Z to 2020-03-14T00:00:00Z',
  ],
  [
    { to: '2020-03-14T00:00:01Z' },
    'p.csv: the file must cover the window; wanted from 2020-03-11T00:00:00Z to 2020-03-14T00:00:01Z, the file goes from 2020-03-11T00:00:00Z to 2020-03-14T00:00:00Z',
  ],
  [
    { from: '2020-03-12T01:00:00Z', to: '2020-03-12T02:00:00Z' },
    'p.csv: no bar of the file closes within the window; wanted from 2020-03-12T01:00:00Z to 2020-03-12T02:00:00Z, the file goes from 2020-03-11T00:00:00Z to 2020-03-14T00:00:00Z',
  ],
  [{ from: '2020-03-13', to: '2020-03-12' }, 'p.csv: from must not be after to; got from 2020-03-13 to 2020-03-12'],
  [{ from: '2020-02-30' }, 'p.csv: from: a day that exists is required; got "2020-02-30"'],
  [{ barMinutes: 0 }, 'p.csv: barMinutes must be a whole number from 1 to 527040; got 0'],
  [
    { barMinutes: 60 },
    'p.csv: row 2, column "date": an instant is required, since a bar has 60 minutes and a date 1440; got "2020-03-11"',
  ],
  [
    { timeMeaning: 'close' },
    'p.csv: row 2, column "date": an instant is required, since a date is a whole day (timeMeaning "open" closes it 24 h later); got "2020-03-11"',
  ],
  [
    { close: 'clsoe', high: 'High' },
    'p.csv: has no column "High"; did you mean "high"?\np.csv: has no column "clsoe"; did you mean "close"?\nHint: its columns are "date", "open", "high", "low", "close".',
  ],
  [
    { filter: { column: 'open', equals: 'x' } },
    'p.csv: a row with "open" equal to "x" is required; got none in 3 rows',
  ],
] as const)('a request of %j is answered with what the file has instead', (change, message) => {
  expect(() => parseBars(march, { ...daily, ...change })).toThrow(
    expect.objectContaining({ name: 'DataError', message }),
  );
});

const bad = (rest: string, ...messages: string[]) => [header + rest, messages.join('\n')] as const;
const order = 'Hint: rows must be in the order of time; where a file holds several series, pick one with filter.';
test.each([
  bad('', 'p.csv: rows are required; got a header only'),
  bad('2020-03-11,1,1,1,abc\n', 'p.csv: row 2, column "close": a positive price is required; got "abc"'),
  bad('2020-03-11,1,2,,1\n', 'p.csv: row 2, column "low": a positive price is required; got ""'),
  bad(
    '2020-03-11,1,1,1,0\n',
    'p.csv: row 2, column "close": a positive price is required; got "0"',
    'p.csv: row 2, column "low": a low not above open and close (0) is required; got "1"',
  ),
  bad('2020-03-11,1,1,-1,1\n', 'p.csv: row 2, column "low": a positive price is required; got "-1"'),
  bad('2020-03-11,1,2,1,3\n', 'p.csv: row 2, column "high": a high not below open and close (3) is required; got "2"'),
  bad('2020-03-11,2,3,2,1\n', 'p.csv: row 2, column "low": a low not above open and close (1) is required; got "2"'),
  bad(
    '2020-03-12,1,1,1,1\n2020-03-11,1,1,1,1\n',
    'p.csv: row 3, column "date": a time after that of the row before (2020-03-12T00:00:00Z) is required; got "2020-03-11"',
    order,
  ),
  bad(
    '2020-03-12,1,1,1,1\n2020-03-12,1,1,1,1\n',
    'p.csv: row 3, column "date": a time after that of the row before (2020-03-12T00:00:00Z) is required; got "2020-03-12"',
    order,
  ),
  bad(
    '2020-03-11,1,1,1,1\n1583971200000,1,1,1,1\n',
    'p.csv: row 3, column "date": the same form of time as in the rows above (a date) is required; got "1583971200000"',
  ),
  bad(
    '1583884800000,1,1,1,1\n1583971200,1,1,1,1\n',
    'p.csv: row 3, column "date": epoch milliseconds are required (this is too small; seconds?); got "1583971200"',
  ),
  bad(
    '2020-03-11T00:00:00Z,1,1,1,1\n2020-03-11T12:00:00Z,1,1,1,1\n',
    'p.csv: row 3, column "date": a time 1440 minutes or more after that of the row before is required; got "720 minutes"',
  ),
  bad(
    '2020-03-11,1,1,1,1\n2020-03-13,1,1,1,1\n',
    'p.csv: barMinutes must be the time between rows; got 1440, and no two rows nearer than 2880',
  ),
  bad('2020-03-11,"1,5",2,1,1\n', 'p.csv: row 2, column "open": a positive price is required; got "1,5"'),
  bad(
    '2020-03-11,1,1,1,\u001b[31m\u202e\n',
    'p.csv: row 2, column "close": a positive price is required; got "\\u{1b}[31m\\u{202e}"',
  ),
  [
    'date;open;high;low;close\n',
    [
      ...['date', 'open', 'high', 'low', 'close'].map((name) => `p.csv: has no column "${name}"`),
      'Hint: columns must be separated by commas; this header has ";".',
    ].join('\n'),
  ],
  ['date,open,high,low,close,close\n', 'p.csv: one column "close" is required; got 2 of them'],
] as const)('%j is refused as it stands', (text, message) => {
  expect(() => parseBars(text, daily)).toThrow(expect.objectContaining({ name: 'DataError', message }));
});

test('a crash of 99.9 % and a hundredfold rise may be true: they are kept, with a warning', () => {
  const { data, warnings } = parseBars('t,close\n1577840400000,1000\n1577844000000,1\n1577847600000,100\n', closes);
  expect([...data.close]).toEqual([1000, 1, 100]);
  expect(warnings).toEqual([
    'p.csv: the close moves tenfold or more from one bar to the next 2 times, the first at 2020-01-01T02:00:00Z',
  ]);
});

test('missing bars are told, and not filled', () => {
  const { data, warnings } = parseBars('t,close\n1577840400000,1\n1577844000000,1\n1577854800000,2\n', closes);
  expect(data.close.length).toBe(3);
  expect(warnings).toEqual(['p.csv: 2 bars are missing in 1 gap, the first after 2020-01-01T02:00:00Z']);
});

test('filter picks one series of a file and skip drops rows of it, both before order and prices are looked at', () => {
  const text = 't,token,nav,stale\n1577844000000,A,1,0\n1577847600000,A,,1\n1577840400000,B,x,0\n1577851200000,A,2,0\n';
  const request = { ...levels, filter: { column: 'token', equals: 'A' }, skip: { column: 'stale', equals: '1' } };
  const { data, rows } = parseLevels(text, request);
  expect([...data.level]).toEqual([1, 2]);
  expect(rows).toBe(4);
  expect(() => parseLevels(text, levels)).toThrow(/row 4, column "nav": a positive price is required; got "x"/);
});

// Kills: a yield below zero refused, a price at zero let through, a yield that is no number read as one.
test('a yield may be zero or less, a price may not', () => {
  const text = 't,nav\n2020-03-24T00:00:00Z,0.02\n2020-03-25T00:00:00Z,0\n2020-03-26T00:00:00Z,-0.105\n';
  const yields: LevelsRequest = { ...levels, isYield: true };
  expect([...parseLevels(text, yields).data.level]).toEqual([0.02, 0, -0.105]);
  expect(() => parseLevels(text, levels)).toThrow(/row 3, column "nav": a positive price is required; got "0"/);
  expect(() => parseLevels(text.replace('-0.105', 'n/a'), yields)).toThrow(/a decimal number is required; got "n\/a"/);
});

test('a level that is stamped when its bar opens holds from the close', () => {
  const text = 't,nav\n2020-03-11,5\n2020-03-12,6\n';
  const { data } = parseLevels(text, { ...levels, timeMeaning: 'open', barMinutes: 1440 });
  expect([...data.timeMs]).toEqual([day('2020-03-12'), day('2020-03-13')]);
});

test('a rate may be negative or zero, must be a number, and is suspicious at a tenth of the notional', () => {
  const stamp = 't,rate\n1577836800003,';
  expect([...parseRates(`${stamp}-0.0001\n`, rates).data.rate]).toEqual([-0.0001]);
  expect(() => parseRates(`${stamp}0.01%\n`, rates)).toThrow(
    'f.csv: row 2, column "rate": a decimal number is required; got "0.01%"',
  );
  expect(() => parseRates('t,rate\n2020-01-01,0\n', rates)).toThrow(
    /since a stamp falls at one and a date is a whole day/,
  );
  expect(parseRates(`${stamp}-0.1\n`, rates).warnings).toEqual([
    'f.csv: 1 of 1 rates are 0.1 of the notional or more; are they fractions, not per cent?',
  ]);
});

/** Parses bytes as a file would be, and says whether it was refused; whatever else is thrown fails the test. */
function isRefused(bytes: Uint8Array): boolean {
  try {
    parseBars(decodeText('p.csv', bytes), daily);
    return false;
  } catch (error) {
    if (error instanceof DataError) return true;
    throw error;
  }
}

test('random bytes, and a good file with random bytes in it, are read or refused, and never crash the reader', () => {
  const good = new TextEncoder().encode(march);
  const change = fc.record({
    at: fc.nat(good.length - 1),
    byte: fc.oneof(fc.nat(255), fc.constantFrom(34, 44, 13, 10)),
  });
  const spoiled = fc.array(change, { minLength: 1, maxLength: 4 }).map((changes) => {
    const bytes = good.slice();
    for (const { at, byte } of changes) bytes[at] = byte;
    return bytes;
  });
  fc.assert(
    fc.property(fc.oneof(fc.uint8Array({ maxLength: 200 }), spoiled), (bytes) => void isRefused(bytes)),
    {
      seed: 16,
      numRuns: 3000,
    },
  );
});

test('a file cut off anywhere but after a row is refused', () => {
  const bytes = new TextEncoder().encode(march);
  const accepted = Array.from(bytes.keys()).filter((length) => !isRefused(bytes.slice(0, length)));
  const rowEnds = [...march.matchAll(/\n/g)].map((match) => match.index + 1);
  expect(accepted).toEqual(rowEnds.slice(1, -1)); // the header alone is no recording, the whole file no cut
});

test('bytes that are not UTF-8 are refused with their place, and UTF-16 by its name', () => {
  const latin1 = Uint8Array.of(0x61, 0x2c, 0xe9, 0x0a);
  expect(() => decodeText('p.csv', latin1)).toThrow(
    /^p\.csv: UTF-8 is required; got bytes that are not, near byte 2\n/,
  );
  expect(() => decodeText('p.csv', Uint8Array.of(0xff, 0xfe, 0x61, 0x00))).toThrow(
    /^p\.csv: UTF-8 is required; got UTF-16/,
  );
  expect(() => decodeText('p.csv', new TextEncoder().encode('ab€').slice(0, -1))).toThrow(/near byte/);
});
