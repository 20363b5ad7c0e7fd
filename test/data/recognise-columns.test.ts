import { describe, expect, test } from 'vitest';
import { recogniseColumns } from '../../src/data/recognise-columns.ts';

const csv = (header: string, ...rows: string[]) => `${[header, ...rows].join('\n')}\n`;

describe('the columns of a history', () => {
  test('are found by the names that files give them', () => {
    const text = csv('open_time,Open,Close', '2020-01-01T00:00:00Z,1,2', '2020-01-01T04:00:00Z,1,2');
    const wanted = { time: 'open_time', value: 'Close', minutes: 240, isDated: false };
    expect(recogniseColumns(text, 'f.csv', 'close')).toEqual(wanted);
  });

  test('are those that are named', () => {
    const text = csv('t,date,close,perp', '1577836800000,2020-01-01,1,2', '1577840400000,2020-01-02,1,2');
    const found = recogniseColumns(text, 'f.csv', 'close', { time: 't', value: 'perp' });
    expect(found).toEqual({ time: 't', value: 'perp', minutes: 60, isDated: false });
  });

  test('lie as far apart as the nearest rows that have a value', () => {
    const text = csv(
      't_ms,funding_rate',
      '1577836800000,0.0001',
      '1577840400000,',
      '1577865600000,0.0001',
      '1577923200000,0.0002',
    );
    expect(recogniseColumns(text, 'f.csv', 'rate')).toMatchObject({ value: 'funding_rate', minutes: 480 });
  });

  test('know whole days', () => {
    const text = csv('date,close', '2020-01-01,1', '2020-01-02,2');
    expect(recogniseColumns(text, 'f.csv', 'close')).toMatchObject({ minutes: 1440, isDated: true });
  });
});

test.each([
  [
    'a column that is not there',
    csv('date,close', '2020-01-01,1'),
    { value: 'clsoe' },
    /has no column "clsoe"; did you mean "close"\?/,
  ],
  [
    'no column that is surely meant',
    csv('when,worth', '2020-01-01,1'),
    {},
    /surely its time\n.*surely its close\nHint: name it with --time COLUMN; its columns are "when", "worth"/,
  ],
  [
    'one row',
    csv('date,close', '2020-01-01,1'),
    {},
    /two rows in the order of time are required, with a time and a value in "close"/,
  ],
  ['no text', '', {}, /a header and rows are required; got an empty file/],
])('%s is refused', (_what, text, known, message) => {
  expect(() => recogniseColumns(text, 'f.csv', 'close', known)).toThrow(message);
});
