import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { expect } from 'vitest';

const folder = resolve(import.meta.dirname, '../goldens');

/** Compares with the accepted file in `test/goldens`. `npm run accept` accepts what is there now; refused where CI is set. */
export function golden(file: string, value: unknown): void {
  const path = resolve(folder, file);
  const text = `${JSON.stringify(value, null, 2)}\n`;
  if (process.env.ACCEPT === '1') {
    if (process.env.CI) throw new Error('goldens are accepted by a person, not by CI');
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
    return;
  }
  if (!existsSync(path)) throw new Error(`${file} has never been accepted; look at it, then run "npm run accept"`);
  expect(value).toEqual(JSON.parse(readFileSync(path, 'utf8')));
}
