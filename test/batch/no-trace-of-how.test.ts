import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Host } from '../../src/batch/host.ts';
import { digestOf } from '../../src/batch/node/digest.ts';
import type { SettledScenario } from '../../src/batch/node/read-scenario.ts';
import { runScenario } from '../../src/batch/node/run-scenario.ts';
import { runInline, settled, trace } from './small-run.ts';

/** Lets runners start, and blocks complete, in any order: what is asked of it waits until it is picked. */
function shuffling(pick: (among: number) => number): (host: Host) => Host {
  const waiting: (() => void)[] = [];
  const release = () => setTimeout(() => waiting.splice(pick(waiting.length), 1)[0]?.());
  const later = (work: () => void) => {
    waiting.push(work);
    release();
  };
  return (host) => ({
    start: (tell) => {
      const runner = host.start((event) => later(() => tell(event)));
      return { ...runner, run: (block) => later(() => runner.run(block)) };
    },
  });
}

describe('no result can show how it was computed', () => {
  let scenario: SettledScenario;
  let expected: string;
  beforeAll(async () => {
    scenario = await settled();
    expected = trace(await runInline(scenario));
  });

  test.each([1, 2, 3, 7])('not the number of threads: %i', async (workers) => {
    const run = await runScenario(scenario, { workers, where: 'threads', blockSize: 16 });
    expect(run.workers).toBe(workers);
    expect(trace(run)).toBe(expected);
  });

  // Kills: writing at the row of the block instead of the path's own index.
  test.each([16, 48, 160, 4096])('not the size of blocks: %i', async (blockSize) => {
    expect(trace(await runInline(scenario, { blockSize }))).toBe(expected);
  });

  test('not the order in which blocks complete', { timeout: 20_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.infiniteStream(fc.nat()), fc.integer({ min: 1, max: 9 }), async (stream, workers) => {
        const pick = (among: number) => stream.next().value! % Math.max(1, among);
        const run = await runInline(scenario, { blockSize: 16, through: shuffling(pick), workers });
        expect(trace(run)).toBe(expected);
      }),
      { seed: 20200312, numRuns: 12 },
    );
  });
});

describe('a path is what it is', () => {
  test('whatever comes after it: the first paths of a longer run are the shorter run', async () => {
    const [short, long] = await Promise.all(
      [100, 200].map(async (paths) => runInline(await settled('small', { paths }))),
    );
    for (const [index, holding] of short!.result.holdings.entries()) {
      for (const [name, column] of Object.entries(holding.columns)) {
        expect(long!.result.holdings[index]!.columns[name]!.slice(0, 100), name).toEqual(column);
      }
    }
  });

  test('whoever else is held: other holdings change no number of a holding, nor of the market', async () => {
    const alone = (await runInline(await settled('fewer-holdings'))).result;
    const among = (await runInline(await settled('small'))).result;
    expect(among.market).toEqual(alone.market);
    expect(among.holdings.find(({ description }) => description.name === 'band')?.columns).toEqual(
      alone.holdings[0]!.columns,
    );
    expect(alone.digest).not.toBe(among.digest);
  });

  test('the digest sees a change of a single bit', () => {
    const column = Float64Array.of(1, 0, 3);
    const before = digestOf([column]);
    column[1] = -0;
    expect(digestOf([column])).not.toBe(before);
  });
});

test('the digest is SHA-256 of little-endian doubles', () => {
  // sha256sum of the bytes 00 00 00 00 00 00 f0 3f 00 00 00 00 00 00 00 c0, by coreutils.
  expect(digestOf([Float64Array.of(1), Float64Array.of(-2)])).toBe('7886fe67ba4484d8');
});
