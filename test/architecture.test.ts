import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';

/**
 * Who may import whom. Arrows only point down; a folder may always import itself. This table is the house: to change the
 * structure, change it here first, and say why in src/DECISIONS.md.
 */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  text: [],
  math: [],
  random: ['math'],
  kernel: ['text', 'random', 'math'],
  'bundling/node': [],
  data: ['text'],
  'data/node': ['data', 'text'],
  engine: ['kernel', 'random', 'math', 'text', 'data/contracts.ts'],
  markets: ['engine', 'math'],
  access: ['engine', 'math'],
  tokens: ['engine', 'math', 'access'],
  rivals: ['engine', 'math'],
  investors: ['engine', 'math', 'access', 'tokens', 'rivals'],
  metrics: ['engine', 'math'],
  statistics: ['math'],
  result: ['statistics', 'math', 'text', 'random/stream.ts'],
  comparison: ['result', 'statistics', 'math'],
  sweep: ['result', 'statistics', 'math'],
  calibration: ['engine', 'markets', 'data', 'statistics', 'random', 'math', 'text'],
  scenario: [
    'engine',
    'data',
    'random',
    'math',
    'text',
    'metrics',
    'markets',
    'statistics',
    'result/run-result.ts',
    'result/answer.ts',
    'result/claim.ts',
    'result/claim-values.ts',
    'result/path-outcome.ts',
    'result/control.ts',
    'result/sweep-result.ts',
  ],
  batch: ['scenario', 'engine', 'result', 'data', 'random', 'math'],
  'batch/node': ['batch', 'scenario', 'engine', 'result', 'data', 'data/node', 'text', 'bundling/node'],
  report: ['result', 'statistics', 'math', 'text', 'comparison', 'sweep'],
  'report/live': ['report', 'batch', 'result', 'statistics', 'math', 'text'],
  'report/node': ['report', 'bundling/node'],
  finder: ['engine', 'result', 'text'],
  exports: ['report', 'result', 'statistics', 'comparison', 'data'],
  'exports/node': ['exports', 'report', 'report/node', 'result'],
  cli: [
    'calibration',
    'comparison',
    'sweep',
    'finder',
    'batch',
    'batch/node',
    'report',
    'report/node',
    'exports',
    'exports/node',
    'scenario',
    'result',
    'statistics',
    'data',
    'data/node',
    'engine',
    'random',
    'text',
  ],
};

const source = resolve(import.meta.dirname, '../src');
const files = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => file.replaceAll('\\', '/'));

function roomOf(file: string): string {
  const folder = dirname(file);
  return Object.keys(mayImport)
    .filter((room) => folder === room || folder.startsWith(`${room}/`))
    .sort((a, b) => b.length - a.length)[0]!;
}

const textOf = (file: string) => readFileSync(join(source, file), 'utf8');
const withoutComments = (text: string) => text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '$1');

function importsOf(file: string): readonly string[] {
  const specifiers = [...textOf(file).matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map((match) => match[1]!);
  return specifiers.map((specifier) =>
    specifier.startsWith('.') ? relative(source, resolve(source, dirname(file), specifier)) : specifier,
  );
}

const rooms = files.filter((file) => file.includes('/'));

test('every folder of src has its place in the table', () => {
  const homeless = rooms.filter((file) => roomOf(file) === undefined);
  expect(homeless).toEqual([]);
});

describe('arrows only point down', () => {
  test.each(Object.keys(mayImport))('%s imports only what lies below it', (room) => {
    const allowed = [room, ...mayImport[room]!];
    const wrong = rooms
      .filter((file) => roomOf(file) === room)
      .flatMap((file) =>
        importsOf(file)
          .filter((target) => target.endsWith('.ts'))
          .filter((target) => !allowed.includes(roomOf(target)) && !allowed.includes(target))
          .map((target) => `${file} imports ${target}; ${room} may import ${allowed.join(', ')}`),
      );
    expect(wrong).toEqual([]);
  });

  test('nothing inside src imports the public interface', () => {
    const wrong = rooms.filter((file) => importsOf(file).includes('index.ts'));
    expect(wrong).toEqual([]);
  });
});

test('only the command line and the folders named node touch Node', () => {
  const wrong = rooms
    .filter((file) => !file.includes('/node/') && !file.startsWith('cli/'))
    .filter((file) => importsOf(file).some((target) => target.startsWith('node:')));
  expect(wrong).toEqual([]);
});

test('only the command line prints, reads arguments or exits', () => {
  const wrong = rooms
    .filter((file) => !file.startsWith('cli/'))
    .filter((file) => /\bconsole\.|process\.(argv|exit|stdout|stderr)\b/.test(withoutComments(textOf(file))));
  expect(wrong).toEqual([]);
});

const simulationRooms = [
  'math',
  'random',
  'kernel',
  'engine',
  'markets',
  'access',
  'tokens',
  'rivals',
  'investors',
  'metrics',
];
const isSimulation = (file: string) => simulationRooms.includes(roomOf(file));

test('simulation code uses the project’s own arithmetic: the same bits on every machine', () => {
  const forbidden =
    /Math\.(exp|expm1|log|log1p|log2|log10|pow|sin|cos|tan|asin|acos|atan|atan2|sinh|cosh|tanh|cbrt|hypot|random)\b|\*\*|\bDate\b|performance\.now/;
  const mentions = (file: string) =>
    withoutComments(textOf(file))
      .replace(/'[^'\n]*'|"[^"\n]*"|`[^`]*`/g, "''")
      .split('\n')
      .filter((line) => forbidden.test(line) && !/\/.*\//.test(line))
      .map((line) => `${file}: ${line.trim()}; use the math of src/math`);
  expect(rooms.filter(isSimulation).flatMap(mentions)).toEqual([]);
});

test('no file of src is longer than 330 lines', () => {
  const long = rooms.map((file) => [file, textOf(file).split('\n').length] as const).filter(([, lines]) => lines > 330);
  expect(long).toEqual([]);
});

test('a file is named after what it exports, in kebab case', () => {
  const wrong = rooms.filter(
    (file) => !/^[a-z0-9]+(-[a-z0-9]+)*(\.d)?\.ts$/.test(file.slice(file.lastIndexOf('/') + 1)),
  );
  expect(wrong).toEqual([]);
});
