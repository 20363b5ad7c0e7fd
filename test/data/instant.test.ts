import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatInstant, readInstant } from '../../src/data/instant.ts';

const milliseconds = fc.integer({ min: Date.UTC(1, 0, 1) + 2e12, max: Date.UTC(9999, 11, 31) });

test('an instant is read back from what the language prints for it, on every day of ten thousand years', () => {
  // Kills: a wrong leap rule for 1900 or 2000, a lost fraction.
  fc.assert(
    fc.property(milliseconds, (ms) => {
      expect(readInstant(new Date(ms).toISOString())).toEqual({ form: 'ISO-8601 with a zone', ms });
      expect(readInstant(formatInstant(ms))).toEqual({ form: 'ISO-8601 with a zone', ms });
    }),
    { seed: 11, numRuns: 2000 },
  );
});

test('every day of four centuries is one day after the day before it', () => {
  const wrong: number[] = [];
  for (let day = 0; day < 146_097; day++) {
    const time = readInstant(formatInstant(day * 86_400_000).slice(0, 10));
    if (time.lacks !== undefined || time.ms !== day * 86_400_000) wrong.push(day);
  }
  expect(wrong).toEqual([]);
});

test('a zone offset is taken off, also across midnight', () => {
  expect(readInstant('2020-03-01T00:30:00+01:00')).toMatchObject({ ms: Date.UTC(2020, 1, 29, 23, 30) });
  expect(readInstant('2020-02-29T23:30:00-01:00')).toMatchObject({ ms: Date.UTC(2020, 2, 1, 0, 30) });
  expect(readInstant('2020-02-29T23:30Z')).toMatchObject({ ms: Date.UTC(2020, 1, 29, 23, 30) });
  expect(readInstant('2020-02-29T23:30:00.250000Z')).toMatchObject({ ms: Date.UTC(2020, 1, 29, 23, 30, 0, 250) });
});

test.each([
  ['2024-02-30', 'a day that exists is required'],
  ['2023-02-29', 'a day that exists is required'],
  ['1900-02-29', 'a day that exists is required'],
  ['2024-13-01', 'a day that exists is required'],
  ['2024-00-10', 'a day that exists is required'],
  ['2024-04-31T00:00:00Z', 'a day that exists is required'],
  ['2024-01-01T00:00:00', 'a time zone is required (Z, or an offset such as +01:00)'],
  ['2024-01-01T24:00:00Z', 'a time of day from 00:00:00 to 23:59:59 is required'],
  ['2024-01-01T00:00:60Z', 'a time of day from 00:00:00 to 23:59:59 is required'],
  ['2024-01-01T00:00:00+24:00', 'a zone offset below 24:00 is required'],
  ['2024-01-01T00:00:00.0001Z', 'whole milliseconds are required'],
  ['1577836800', 'epoch milliseconds are required (this is too small; seconds?)'],
  ['1577836800000000', 'epoch milliseconds are required (this is too large; microseconds?)'],
])('"%s" is no time: %s', (text, lacks) => {
  expect(readInstant(text)).toEqual({ lacks });
});

test.each([
  '',
  ' ',
  '2024-01-01 00:00',
  '01/02/2024',
  '2024-1-1',
  '-1577836800000',
  '1.5778368e12',
  '2024-01-01T',
  'now',
])('"%s" is no time that this reader would guess at', (text) => {
  expect(readInstant(text)).toEqual({
    lacks: 'a time is required, as epoch milliseconds, ISO-8601 with its zone, or YYYY-MM-DD',
  });
});
