import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';

/** Rows kept of a long dataset: enough to see what is in it, few enough to read a difference. */
const keptRows = 9;

/**
 * Compares a value with `test/goldens/charts/<name>.json`, numbers rounded to six digits, long datasets thinned to the same rows.
 * ACCEPT=1 writes the file instead; not where CI is set, which has nobody to look at the difference.
 */
export function expectGolden(name: string, value: unknown): void {
  const file = fileURLToPath(new URL(`../goldens/charts/${name}.json`, import.meta.url));
  const text = `${readable(tidied(value), '')}\n`;
  if (process.env.ACCEPT === '1') {
    if (process.env.CI) throw new Error('goldens are not accepted where CI is set');
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    return;
  }
  if (!existsSync(file)) throw new Error(`golden ${name}.json is missing; look at the chart, then run with ACCEPT=1`);
  expect(text).toBe(readFileSync(file, 'utf8'));
}

function tidied(value: unknown): unknown {
  if (typeof value === 'number') return Number(value.toPrecision(6));
  if (Array.isArray(value)) {
    const every = isDataset(value) ? Math.ceil(value.length / keptRows) : 1;
    return value.filter((_, i) => i % every === 0).map(tidied);
  }
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, tidied(part)]));
}

const isDataset = (rows: readonly unknown[]): boolean =>
  rows.length > 3 * keptRows && rows.every((row) => row !== null && typeof row === 'object');

/** JSON with one row of data a line. */
function readable(value: unknown, indent: string): string {
  const flat = JSON.stringify(value);
  if (value === null || typeof value !== 'object' || flat.length < 110) return flat;
  const deeper = `${indent}  `;
  const parts = Array.isArray(value)
    ? value.map((part) => readable(part, deeper))
    : Object.entries(value).map(([key, part]) => `${JSON.stringify(key)}: ${readable(part, deeper)}`);
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  return `${open}\n${parts.map((part) => deeper + part).join(',\n')}\n${indent}${close}`;
}
