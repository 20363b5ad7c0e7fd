import { mkdtempSync, readdirSync, rmSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { keep, MOST_ENTRIES, readKept } from '../../src/bundling/node/cache-folder.ts';

const made: string[] = [];
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'decaylab-cache-'));
  made.push(folder);
});
afterAll(() => {
  for (const each of made) rmSync(each, { recursive: true, force: true });
});

const kept = (key: string) => readKept(key, [folder])?.toString();
const write = (key: string) => keep(key, Buffer.from(`of ${key}`), [folder]);
/** Everything there is becomes so many minutes old. */
const age = (minutes: number) => {
  const then = new Date(Date.now() - minutes * 60_000);
  for (const name of readdirSync(folder)) utimesSync(join(folder, name), then, then);
};

test('what is kept is found under its key, and under no other', () => {
  write('one');
  write('other');
  expect([kept('one'), kept('other'), kept('none')]).toEqual(['of one', 'of other', undefined]);
});

// Kills: an entry that every run reads and that is dropped as the oldest, because it was written first.
test('what was read lately stays; what nobody has read for longest goes first', () => {
  write('in use');
  write('forgotten');
  age(60);
  expect(kept('in use')).toBe('of in use');
  for (let i = 0; i < MOST_ENTRIES - 1; i++) write(`later ${i}`);
  expect(kept('in use')).toBe('of in use');
  expect(kept('forgotten')).toBe(undefined);
  expect(kept('later 0')).toBe('of later 0');
});
