import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serialize } from 'node:v8';
import { afterAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Bundle } from '../../src/batch/node/bundle.ts';
import { withKeptKernel } from '../../src/batch/node/kept-kernel.ts';
import { readScenario, type SettledScenario } from '../../src/batch/node/read-scenario.ts';
import { sha256 } from '../../src/bundling/node/cache-folder.ts';
import type { Kernels } from '../../src/engine/simulation.ts';
import { noFunding } from '../../src/markets/funding/no-funding.ts';
import { gbm } from '../../src/markets/price/gbm.ts';
import { spot } from '../../src/rivals/spot.ts';
import { openScenario } from '../../src/scenario/open-scenario.ts';
import type { Recordings } from '../../src/scenario/recording-tables.ts';
import { scenario } from '../../src/scenario/scenario.ts';
import { leveragedToken } from '../../src/tokens/leveraged-token.ts';
import { daily } from '../../src/tokens/rebalance/daily.ts';
import { fixture, runInline, trace } from './small-run.ts';

const made: string[] = [];
const place = vi.hoisted(() => ({ folder: '' }));

/** The cache of this test alone. */
vi.mock('../../src/bundling/node/cache-folder.ts', async (original) => {
  const real = await original<typeof import('../../src/bundling/node/cache-folder.ts')>();
  return {
    ...real,
    keep: (key: string, entry: Uint8Array) => real.keep(key, entry, [place.folder]),
    readKept: (key: string) => real.readKept(key, [place.folder]),
  };
});

beforeEach(() => {
  place.folder = mkdtempSync(join(tmpdir(), 'decaylab-kept-'));
  made.push(place.folder);
});
afterAll(() => {
  for (const folder of made) rmSync(folder, { recursive: true, force: true });
});

const entries = () => readdirSync(place.folder);
const onlyEntry = () => join(place.folder, entries()[0]!);

const read = await readScenario(fixture('small'), {});
const question = (name: string, overrides = {}) => ({ name, overrides, recordings: new Map(), data: [] });
const settle = (): SettledScenario => read.settle(question('small'));
const longAgo = new Date(2001, 1, 1);

describe('a kernel that was kept', () => {
  test('takes the place of compiling, and leaves the same summary, fans and samples', async () => {
    const compiled = trace(await runInline(settle()));
    expect(entries()).toHaveLength(1);
    const before = readFileSync(onlyEntry());
    expect(trace(await runInline(settle()))).toBe(compiled);
    expect(trace(await runInline(read.settle(question('small'), 'plain')))).toBe(compiled);
    expect(entries()).toHaveLength(1);
    expect(readFileSync(onlyEntry()).equals(before)).toBe(true);
  });

  test('is the one that runs: opened as it was kept, and compiled once', () => {
    const opened: Kernels[] = [];
    const bundle = { fingerprint: 'made up' } as Bundle;
    for (let i = 0; i < 2; i++) {
      withKeptKernel(bundle, question('small'), (kernels) => {
        opened.push(kernels);
        return read.settle(question('small')).simulation;
      });
    }
    expect(opened[0]).toBe('wasm');
    expect(opened[1]).toMatchObject({ module: expect.any(WebAssembly.Module), layout: expect.any(Object) });
  });

  test.each([
    ['cut short', (entry: Buffer) => entry.subarray(0, -10)],
    [
      'changed in one place',
      (entry: Buffer) => Buffer.concat([entry.subarray(0, -1), Buffer.from([entry.at(-1)! ^ 1])]),
    ],
    ['empty', () => Buffer.alloc(0)],
    ['of another form, with a hash that is right', () => withHash(Buffer.from('what another Node wrote'))],
    ['no module, with a hash that is right', () => withHash(serialize({ bytes: new Uint8Array(9), layout: {} }))],
  ])('is not used where it is %s, and is replaced', async (_, spoil) => {
    const compiled = trace(await runInline(settle()));
    const whole = readFileSync(onlyEntry());
    writeFileSync(onlyEntry(), spoil(whole));
    expect(trace(await runInline(settle()))).toBe(compiled);
    expect(readFileSync(onlyEntry()).equals(whole)).toBe(true);
  });

  test('is young again once it has been read', () => {
    settle();
    utimesSync(onlyEntry(), longAgo, longAgo);
    settle();
    expect(Date.now() - statSync(onlyEntry()).mtimeMs).toBeLessThan(60_000);
  });
});

function withHash(entry: Buffer): Buffer {
  return Buffer.concat([Buffer.from(`${sha256(entry)}\n`), entry]);
}

const bars = (close: readonly number[], name = 'bars') =>
  new Map([
    [
      'price',
      { name, closeTimeMs: Float64Array.from(close, (_, i) => i * 3_600_000), close: Float64Array.from(close) },
    ],
  ]) as unknown as Recordings;

// Kills: a kernel of other numbers that is taken for this one's; one that is compiled anew for each seed.
describe('another kernel is kept', () => {
  const simulation = settle().simulation;
  const keysOf = (
    ...asked: readonly Partial<Parameters<typeof withKeptKernel>[1] & { readonly fingerprint: string }>[]
  ) => {
    for (const { fingerprint = 'one', ...more } of asked) {
      withKeptKernel({ fingerprint } as Bundle, { ...question('it'), ...more }, () => simulation);
    }
    return entries().length;
  };

  test('for other parameters, and for other code', () => {
    expect(keysOf({}, { overrides: { set: { days: '4' } } })).toBe(2);
    expect(keysOf({ overrides: { set: { days: '5' } } }, { fingerprint: 'other' })).toBe(4);
  });

  test('for other numbers in a recording, however little they differ and whatever file they came from', () => {
    const close = [100, 101, 99];
    expect(keysOf({ recordings: bars(close) }, { recordings: bars(close) })).toBe(1);
    expect(keysOf({ recordings: bars([100, 101, 99.00000000000001]) })).toBe(2);
    expect(keysOf({ recordings: bars([100, 101]) })).toBe(3);
    expect(keysOf({ recordings: bars(close, 'another') })).toBe(4);
    expect(keysOf({ recordings: new Map() })).toBe(5);
    expect(keysOf({ recordings: bars(close), data: [{ file: 'elsewhere.csv' } as never] })).toBe(5);
  });

  test('for another seed or number of paths not: the same one serves', () => {
    expect(keysOf({}, { overrides: { seed: 'other' } }, { overrides: { paths: 7 } }, { name: 'renamed' })).toBe(1);
  });
});

// Kills: tables in the layout, which would be written, read and posted to every worker.
test('what is kept holds no tables, however long the clock', () => {
  const sizeOf = (days: number) => {
    const holdings = { daily: leveragedToken({ leverage: 3, rebalance: daily() }), spot: spot() };
    const setting = { days, stepMinutes: 5, price: gbm({ volatilityPerYear: 0.8 }), funding: noFunding(), holdings };
    const { kernel } = openScenario(scenario({ question: 'How long?', setting: () => setting }).resolve({}));
    const { bytes, layout } = kernel!;
    expect(layout.tables.length).toBeGreaterThan(0);
    for (const table of layout.tables) expect(Object.keys(table).sort()).toEqual(['address', 'source']);
    return serialize({ bytes, layout }).length;
  };
  const [short, long] = [sizeOf(2), sizeOf(1000)];
  expect(long).toBeLessThan(short + 2000);
  expect(long).toBeLessThan(100_000);
});
