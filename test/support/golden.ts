import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { expect } from 'vitest';

const folder = resolve(import.meta.dirname, '../goldens');

/**
 * Compares a text with the accepted file in `test/goldens`. With ACCEPT=1 (`npm run accept`) it is written instead; that is
 * refused where CI is set, which has nobody to look at the difference.
 */
export function goldenText(file: string, text: string): void {
  const path = resolve(folder, file);
  if (process.env.ACCEPT === '1') {
    if (process.env.CI) throw new Error('goldens are accepted by a person, not by CI');
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
    return;
  }
  if (!existsSync(path)) throw new Error(`${file} has never been accepted; look at it, then run "npm run accept"`);
  expect(text, file).toBe(readFileSync(path, 'utf8'));
}

/** The same for plain data, kept as JSON. */
export function golden(file: string, value: unknown): void {
  goldenText(file, `${JSON.stringify(value, null, 2)}\n`);
}
