import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, expect, test } from 'vitest';
import type { BarsRequest } from '../../src/data/contracts.ts';
import { dataLimits } from '../../src/data/limits.ts';
import { readRecording } from '../../src/data/node/read-recording.ts';

const home = mkdtempSync(join(tmpdir(), 'decaylab-data-'));
const folder = join(home, 'data');
mkdirSync(join(folder, 'prices'), { recursive: true });
mkdirSync(join(home, 'data-of-others'));
afterAll(() => rmSync(home, { recursive: true }));

const text = 't,close\n1577840400000,5\n1577844000000,6\n';
const put = (name: string, bytes: string | Uint8Array) => writeFileSync(join(folder, name), bytes);
const request = (file: string): BarsRequest => {
  return { kind: 'bars', file, time: 't', timeMeaning: 'close', barMinutes: 60, close: 'close' };
};
const sha256 = (bytes: string | Uint8Array) => createHash('sha256').update(bytes).digest('hex');

test('a recording is the same plain or compressed, and is known by the bytes it is stored in', () => {
  const compressed = gzipSync(text);
  put('prices/a.csv', text);
  put('prices/a.csv.gz', compressed);
  const plain = readRecording(folder, request('prices/a.csv'));
  const packed = readRecording(folder, request('prices/a.csv.gz'));
  expect(packed.bars).toEqual(plain.bars);
  expect(plain.provenance).toEqual({ file: 'prices/a.csv', sha256: sha256(text), rows: 2 });
  expect(packed.provenance).toEqual({ file: 'prices/a.csv.gz', sha256: sha256(compressed), rows: 2 });
});

test('rates and levels are read by their own names', () => {
  put('prices/r.csv', 't,close\n1577840400000,-0.5\n');
  const times = { file: 'prices/r.csv', time: 't' };
  expect(readRecording(folder, { kind: 'rates', ...times, rate: 'close' }).rates.rate[0]).toBe(-0.5);
  const level = { kind: 'levels', timeMeaning: 'close', barMinutes: 60, level: 'close' } as const;
  expect(() => readRecording(folder, { ...level, ...times })).toThrow('prices/r.csv: row 2, column "close"');
  expect(readRecording(folder, { ...level, ...times, file: 'prices/a.csv' }).levels.level[1]).toBe(6);
});

test.each([
  ...['', '/etc/passwd', '../data-of-others/a.csv', 'prices/../prices/a.csv', 'prices//a.csv', './prices/a.csv'],
  ...['prices\\a.csv', 'C:a.csv', 'a\0.csv', 'prices/', 'x'.repeat(1025)],
])('the name %j does not lead into the data folder', (file) => {
  expect(() => readRecording(folder, request(file))).toThrow(/^file: a path inside the data folder is required/);
});

test('a link that leads out of the data folder is refused, also into a folder whose name begins the same', () => {
  writeFileSync(join(home, 'data-of-others', 'a.csv'), text);
  symlinkSync(join(home, 'data-of-others', 'a.csv'), join(folder, 'file-link.csv'));
  symlinkSync(join(home, 'data-of-others'), join(folder, 'folder-link'));
  symlinkSync(join(folder, 'prices'), join(folder, 'inner-link'));
  for (const file of ['file-link.csv', 'folder-link/a.csv']) {
    expect(() => readRecording(folder, request(file))).toThrow(`${file}: a file inside the data folder is required`);
  }
  put('prices/b.csv', text);
  expect(readRecording(folder, request('inner-link/b.csv')).bars.close.length).toBe(2);
});

test('what is missing is named, with how to get it', () => {
  expect(() => readRecording(folder, { ...request('prices/none.csv'), high: 'high' })).toThrow(
    `prices/none.csv: no such file in the data folder ${JSON.stringify(folder)}\n` +
      'Hint: put a CSV file with the columns "t", "high", "close" there (a venue\'s public history has them), ' +
      'or name the folder that holds your recordings with --data DIR or DECAYLAB_DATA.',
  );
  expect(() => readRecording(join(home, 'nowhere'), request('a.csv'))).toThrow(
    /^a\.csv: the data folder ".*" does not exist\nHint: put/,
  );
  put('prices/only.csv.gz', gzipSync(text));
  expect(() => readRecording(folder, request('prices/only.csv'))).toThrow('Hint: did you mean "prices/only.csv.gz"?');
});

test('a folder is no recording', () => {
  expect(() => readRecording(folder, request('prices'))).toThrow('prices: a plain file is required');
});

test('a compressed file that is cut off, damaged or not compressed is refused', () => {
  const compressed = gzipSync(text);
  const damaged = compressed.slice();
  damaged[compressed.length - 6] = damaged[compressed.length - 6]! ^ 1; // within the checksum
  for (const bytes of [compressed.slice(0, -9), damaged, text, '']) {
    put('prices/bad.csv.gz', bytes);
    expect(() => readRecording(folder, request('prices/bad.csv.gz'))).toThrow(
      /^prices\/bad\.csv\.gz: a whole gzip file is required; got one that cannot be decompressed/,
    );
  }
});

test('a small file that unpacks to more than the limit, and a plain one above it, are refused within two seconds', () => {
  const tooMuch = new Uint8Array(dataLimits.textBytes + 1);
  put('prices/bomb.csv.gz', gzipSync(tooMuch, { level: 1 }));
  put('prices/large.csv', tooMuch);
  const reasons = {
    'prices/bomb.csv.gz': 'at most 67108864 bytes of text are read; it holds more', // given up on the way, its size unknown
    'prices/large.csv': 'at most 67108864 bytes are read; got 67108865',
  };
  for (const [file, reason] of Object.entries(reasons)) {
    const start = performance.now();
    expect(() => readRecording(folder, request(file))).toThrow(`${file}: ${reason}`);
    expect(performance.now() - start).toBeLessThan(2000);
  }
});
