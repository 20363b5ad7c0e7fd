import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { keep, MOST_ENTRIES } from '../../src/bundling/node/cache-folder.ts';
import { cachedBundle } from '../../src/bundling/node/cached-bundle.ts';

const made: string[] = [];
afterAll(() => {
  for (const folder of made) rmSync(folder, { recursive: true, force: true });
});

let root: string;
let cache: string;

/** Two files, long enough ago for their content to be settled. */
beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'decaylab-bundling-'));
  cache = join(root, 'cache');
  made.push(root);
  mkdirSync(join(root, 'own'));
  write('own/entry.ts', `import { answer } from './answer'; globalThis.said = answer;`);
  write('own/answer.js', 'export const answer = "first";');
  await sleep(150);
});

const write = (file: string, text: string) => writeFileSync(join(root, file), text);
const options = () => ({
  absWorkingDir: root,
  entryPoints: ['own/entry.ts'],
  bundle: true,
  outfile: 'out.js',
  format: 'iife' as const,
  sourcemap: 'external' as const,
});
const bundle = (more: object = {}) => cachedBundle({ ...options(), ...more }, [cache]);
const entries = () => readdirSync(cache);
const onlyEntry = () => join(cache, entries()[0]!);

/** What is in the cache, so marked that it shows when it is used. Its hashes are right unless `spoil` makes them wrong. */
async function markedEntry(spoil: (text: string) => string = (text) => text): Promise<void> {
  const { createHash } = await import('node:crypto');
  const [, ...rest] = readFileSync(onlyEntry(), 'utf8').split('\n');
  const entry = rest.join('\n').replace('"first"', '"cache"');
  writeFileSync(onlyEntry(), spoil(`${createHash('sha256').update(entry).digest('hex')}\n${entry}`));
}

test('what was bundled once is taken from the cache, map and all', async () => {
  const first = await bundle();
  expect(await bundle()).toEqual(first);
  expect(first.code).toContain('"first"');
  expect(JSON.parse(first.map)).toMatchObject({ version: 3 });
  await markedEntry();
  expect((await bundle()).code).toContain('"cache"');
});

test.each([
  ['a file has another content', () => write('own/answer.js', 'export const answer = "other";'), '"other"'],
  [
    'a new file is what an import means now',
    () => write('own/answer.ts', 'export const answer: string = "nearer";'),
    '"nearer"',
  ],
])('the bundle is made anew when %s', async (_, change, expected) => {
  await bundle();
  await markedEntry();
  change();
  expect((await bundle()).code).toContain(expected);
});

test('a file that is gone is missed as it would be without a cache', async () => {
  await bundle();
  rmSync(join(root, 'own/answer.js'));
  await expect(bundle({ logLevel: 'silent' })).rejects.toThrow('Could not resolve');
});

test('other options have an entry of their own', async () => {
  await bundle();
  await markedEntry();
  expect((await bundle({ minifyWhitespace: true })).code).toContain('"first"');
  expect(entries()).toHaveLength(2);
});

test.each([
  ['cut short', (text: string) => text.slice(0, -10)],
  ['empty', () => ''],
  ['changed in one place', (text: string) => text.replace('"cache"', '"caché"')],
  ['not ours', () => 'something else\n{}\n'],
])('an entry that is %s is not used, and is replaced', async (_, spoil) => {
  const first = await bundle();
  await markedEntry(spoil);
  expect(await bundle()).toEqual(first);
  expect(await bundle()).toEqual(first);
  await markedEntry();
  expect((await bundle()).code).toContain('"cache"');
});

test('in the temporary folder, entries in a folder that others may write to are not used', async () => {
  await bundle();
  await markedEntry();
  chmodSync(cache, 0o777);
  expect((await bundle()).code).toContain('"first"');
});

test('a file that has only just changed is bundled and not kept: it may have changed while it was read', async () => {
  write('own/answer.js', 'export const answer = "just now";');
  expect((await bundle()).code).toContain('"just now"');
  expect(() => entries()).toThrow('ENOENT');
});

test('where nothing can be written, everything still can be bundled', async () => {
  write('file', '');
  const { code } = await cachedBundle(options(), [join(root, 'file', 'below')]);
  expect(code).toContain('"first"');
});

test('many at once get the same, and leave one whole entry and no drafts', async () => {
  const all = await Promise.all(Array.from({ length: 8 }, () => bundle()));
  for (const each of all) expect(each).toEqual(all[0]);
  expect(entries()).toHaveLength(1);
  await markedEntry();
  expect((await bundle()).code).toContain('"cache"');
});

test('the cache does not grow without end: the oldest entries go first', async () => {
  for (let i = 0; i < MOST_ENTRIES; i++) keep(`older ${i}`, Buffer.from('old'), [cache]);
  for (let i = 50; i < 60; i++) await bundle({ globalName: `name${i}` });
  expect(entries()).toHaveLength(MOST_ENTRIES);
  const first = entries().length;
  await bundle({ globalName: 'name59' });
  expect(entries()).toHaveLength(first);
});
