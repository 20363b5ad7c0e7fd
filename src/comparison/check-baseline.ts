import type { BaselineFile } from './baseline.ts';

export const BASELINE_SCHEMA = 'decaylab/baseline@1';

/**
 * A baseline comes from outside: its digest becomes part of a file's name, and its values are ranked, so nothing of it is
 * taken on trust.
 *
 * @throws Error with every field that is not what it must be
 */
export function checkBaseline(given: unknown): BaselineFile {
  const file = isRecord(given) ? given : {};
  if (file.schema !== BASELINE_SCHEMA) {
    throw new Error(`must be a baseline (${BASELINE_SCHEMA}); got ${JSON.stringify(file.schema)}`);
  }
  const problems: string[] = [];
  const must = (isSo: boolean, field: string, what: string) => {
    if (!isSo) problems.push(`${field}: must be ${what}; got ${shown(file[field])}`);
  };
  must(typeof file.scenario === 'string' && file.scenario !== '', 'scenario', 'a name');
  must(typeof file.seed === 'string', 'seed', 'a text');
  must(Number.isSafeInteger(file.stream), 'stream', 'a whole number');
  must(Number.isSafeInteger(file.paths) && Number(file.paths) >= 2, 'paths', 'a whole number from 2');
  must(typeof file.digest === 'string' && /^[0-9a-f]{16}$/.test(file.digest), 'digest', '16 hexadecimal digits');
  must(isRecord(file.question) && Object.values(file.question).every(isText), 'question', 'texts by name');
  must(Array.isArray(file.holdings) && file.holdings.every(isHolding), 'holdings', 'pairs of a name and its columns');
  if (problems.length > 0) throw new Error(problems.join('\n'));
  return file as unknown as BaselineFile;
}

const isText = (value: unknown): boolean => typeof value === 'string';

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isHolding = (value: unknown): boolean =>
  Array.isArray(value) &&
  value.length === 2 &&
  isText(value[0]) &&
  isRecord(value[1]) &&
  Object.values(value[1]).every((column) => isText(column) && /^[A-Za-z0-9+/]*={0,2}$/.test(String(column)));

const shown = (value: unknown): string => (JSON.stringify(value) ?? 'nothing').slice(0, 60);
