import { type Html, textOf } from '../../src/report/page/html.ts';
import { goldenText } from '../support/golden.ts';

/** Rows kept of a long dataset: enough to see what is in it, few enough to read a difference. */
const keptRows = 9;

/** Compares a chart with `test/goldens/charts/<name>.json`, numbers rounded to six digits, long datasets thinned to the same rows. */
export function expectGolden(name: string, value: unknown): void {
  goldenText(`charts/${name}.json`, `${readable(tidied(value), '')}\n`);
}

function tidied(value: unknown): unknown {
  if (typeof value === 'number') return Number(value.toPrecision(6));
  if (Array.isArray(value)) {
    const every = isDataset(value) ? Math.ceil(value.length / keptRows) : 1;
    return value.filter((_, i) => i % every === 0).map(tidied);
  }
  if (value === null || typeof value !== 'object') return value;
  if ('markup' in value) return textOf(value as Html);
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
