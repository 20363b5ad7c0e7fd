import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { blockSizeOf, blocksOf } from '../../src/batch/block-size.ts';
import type { Failure } from '../../src/batch/failure.ts';
import type { Host, RunnerEvent } from '../../src/batch/host.ts';
import type { Block } from '../../src/batch/protocol.ts';
import { runBatch } from '../../src/batch/run-batch.ts';

/** Decides what becomes of a block: the event it is answered with, or silence. `attempt` counts from 1. */
type Fate = (block: Block, attempt: number, runner: number) => RunnerEvent | 'silence';

/** Runners that count a block's paths, except where fate decides otherwise. */
function fateful(fate: Fate) {
  const attempts = new Map<number, number>();
  const order: number[] = [];
  let started = 0;
  const host: Host = {
    start: (tell) => {
      const runner = ++started;
      const fans = [new Uint32Array(1)];
      setTimeout(() => tell({ kind: 'ready' }));
      return {
        fans,
        stop: () => {},
        run: (block) => {
          order.push(block.index);
          const attempt = (attempts.get(block.index) ?? 0) + 1;
          attempts.set(block.index, attempt);
          const event = fate(block, attempt, runner);
          // A runner that dies has counted a part of its block: none of it may be seen.
          fans[0]![0]! += event !== 'silence' && event.kind === 'done' ? block.count : 1;
          if (event !== 'silence') setTimeout(() => tell(event));
        },
      };
    },
  };
  return { host, order, started: () => started };
}

const done = (block: Block): RunnerEvent => ({ kind: 'done', block: block.index });
const lost: RunnerEvent = { kind: 'lost', reason: 'gone' };
const failed = (kind: Failure['kind'], path: number | null = null): RunnerEvent => ({
  kind: 'failed',
  failure: { kind, message: `${kind} ${path}`, stack: '', path },
});
const blocks = blocksOf(100, 16);
const indices = (list: readonly Block[]) => list.map(({ index }) => index);

describe('blocks', () => {
  test('cover every path once, in order, whatever their size', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5000 }), fc.integer({ min: 1, max: 40 }), (paths, lanes) => {
        let next = 0;
        for (const [index, block] of blocksOf(paths, 16 * lanes).entries()) {
          expect(block.index).toBe(index);
          expect(block.firstPath).toBe(next);
          expect(block.count).toBeGreaterThan(0);
          next += block.count;
        }
        expect(next).toBe(paths);
      }),
      { seed: 16 },
    );
  });

  test('are whole groups of 32 lanes, at least one, and shared out among the runners', () => {
    expect(blockSizeOf(1, 1e-9, 8)).toBe(32);
    expect(blockSizeOf(10_000, 5, 2) % 32).toBe(0);
    expect(blocksOf(10_000, blockSizeOf(10_000, 1e-3, 8)).length).toBeGreaterThanOrEqual(32);
    // 0.05 s of 100 s is 50 of 100,000 paths, of 10 s 500: 1 group of 32, or 15.
    expect(blockSizeOf(100_000, 100, 2)).toBe(32);
    expect(blockSizeOf(100_000, 10, 2)).toBe(480);
  });
});

describe('a runner that is lost', () => {
  test('has its block, and all it had finished, simulated again; nothing is counted twice', async () => {
    const { host } = fateful((block, attempt, runner) =>
      runner === 1 && block.index >= 3 && attempt === 1 ? lost : done(block),
    );
    const outcome = await runBatch({ blocks, host, runners: 2 });
    expect(indices(outcome.completed)).toEqual(indices(blocks));
    expect(outcome.fans[0]![0]).toBe(100);
    expect(outcome.abandoned).toEqual([]);
  });

  // Kills: keeping the counters of a lost runner, or not repeating what it had finished.
  test('leaves no trace in the counts, whenever it happens', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat({ max: 6 }),
        fc.integer({ min: 1, max: 4 }),
        fc.boolean(),
        async (unlucky, runners, throws) => {
          const end = throws ? failed('thrown') : lost;
          const { host } = fateful((block, attempt) => (block.index === unlucky && attempt === 1 ? end : done(block)));
          const outcome = await runBatch({ blocks, host, runners });
          expect(outcome.fans[0]![0]).toBe(100);
          expect(indices(outcome.completed)).toEqual(indices(blocks));
        },
      ),
      { seed: 7, numRuns: 20 },
    );
  });

  test('twice over the same block is reported, and all other blocks are finished', async () => {
    const { host, order } = fateful((block) => (block.index === 2 ? lost : done(block)));
    const outcome = await runBatch({ blocks, host, runners: 2 });
    expect(order.filter((index) => index === 2)).toHaveLength(2);
    expect(outcome.abandoned).toEqual([{ block: blocks[2], reason: 'gone' }]);
    expect(indices(outcome.completed)).toEqual([0, 1, 3, 4, 5, 6]);
    expect(outcome.fans[0]![0]).toBe(84);
  });

  test('again and again ends the run instead of starting runners for ever', async () => {
    const { host, started } = fateful(() => lost);
    const outcome = await runBatch({ blocks: blocksOf(10_000, 16), host, runners: 2 });
    expect(outcome.completed).toEqual([]);
    expect(outcome.abandoned.length).toBeGreaterThan(0);
    expect(started()).toBeLessThan(30);
  });

  test('before it was ready ends the run with its reason', async () => {
    const host: Host = {
      start: (tell) => {
        setTimeout(() => tell({ kind: 'lost', reason: 'never came up' }));
        return { fans: [], run: () => {}, stop: () => {} };
      },
    };
    const outcome = await runBatch({ blocks, host, runners: 2 });
    expect(outcome.abandoned[0]?.reason).toBe('never came up');
  });

  test('is also one that says nothing for too long', async () => {
    const { host } = fateful((block, attempt) => (block.index === 1 && attempt === 1 ? 'silence' : done(block)));
    const outcome = await runBatch({ blocks, host, runners: 2, patienceMs: 300 });
    expect(outcome.fans[0]![0]).toBe(100);
  });

  test('is also one that answers for a block it was not given', async () => {
    const { host } = fateful((block, attempt) =>
      block.index === 1 && attempt === 1 ? { kind: 'done', block: 5 } : done(block),
    );
    const outcome = await runBatch({ blocks, host, runners: 2 });
    expect(outcome.fans[0]![0]).toBe(100);
    expect(indices(outcome.completed)).toEqual(indices(blocks));
  });
});

describe('a block that fails for a reason of its own', () => {
  test.each([1, 2, 4])('is not tried again, and the earliest one is reported: %i runners', async (runners) => {
    const { host, order } = fateful((block) => (block.index >= 3 ? failed('step', block.firstPath) : done(block)));
    const outcome = await runBatch({ blocks, host, runners });
    expect(outcome.failure?.path).toBe(blocks[3]!.firstPath);
    expect(order.filter((index) => index === 3)).toHaveLength(1);
  });
});

describe('a run that is stopped', () => {
  test('finishes the blocks under way and starts no other', async () => {
    const stop = new AbortController();
    const { host, order } = fateful((block) => {
      if (block.index === 3) stop.abort();
      return done(block);
    });
    const outcome = await runBatch({ blocks, host, runners: 2, signal: stop.signal });
    expect(indices(outcome.completed)).toEqual([...order].sort((a, b) => a - b));
    expect(order.length).toBeLessThan(blocks.length);
    expect(outcome.fans[0]![0]).toBe(order.length * 16);
  });

  test('tells how many paths are done on the way', async () => {
    const seen: number[] = [];
    const { host } = fateful((block) => done(block));
    await runBatch({ blocks, host, runners: 1, onProgress: (paths) => seen.push(paths) });
    expect(seen).toEqual([16, 32, 48, 64, 80, 96, 100]);
  });
});
