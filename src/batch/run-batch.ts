import type { Failure } from './failure.ts';
import type { Host, Runner, RunnerEvent } from './host.ts';
import type { Block } from './protocol.ts';
import { watchdog } from './watchdog.ts';

export interface Batch {
  readonly blocks: readonly Block[];
  readonly host: Host;
  /** At most so many blocks at a time. */
  readonly runners: number;
  /** Stops the run at the next borders of blocks. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (pathsDone: number) => void;
  /** A runner that is silent for so long, and for much longer than blocks have taken, is given up. */
  readonly patienceMs?: number;
}

export interface Outcome {
  /** Blocks that were completed, in the order of their paths. */
  readonly completed: readonly Block[];
  /** Counters over the completed blocks, one array a holding; empty where no block was completed. */
  readonly fans: readonly Uint32Array[];
  /** Of the earliest block that failed for a reason that lies in itself: another attempt would fail alike. */
  readonly failure: Failure | null;
  /** Blocks that were lost together with their runner, twice. */
  readonly abandoned: readonly { readonly block: Block; readonly reason: string }[];
}

const ATTEMPTS = 2;
/** After so many runners were lost, no new ones are started. */
const MOST_LOSSES = 16;
const PATIENCE_MS = 30_000;

/** A runner, and what it is doing. */
interface Seat {
  runner: Runner | null;
  block: Block | null;
  isGone: boolean;
  readonly finished: Block[];
}

/**
 * Has all blocks simulated, by as many runners as are allowed, and repeats on a fresh runner what was lost with one.
 *
 * What a path yields stands at its index, and counts are whole numbers: so neither the order of completion, nor the
 * number of runners, nor a repetition can show in the result. A runner's counters cannot be told apart by block; when it
 * is lost, so are they, and all the blocks it had finished are simulated again.
 */
export function runBatch({
  blocks,
  host,
  runners,
  signal,
  onProgress,
  patienceMs = PATIENCE_MS,
}: Batch): Promise<Outcome> {
  return new Promise((resolve) => {
    const again: Block[] = [];
    const isCompleted = new Uint8Array(blocks.length);
    const attempts = new Uint8Array(blocks.length);
    const seats = new Set<Seat>();
    const abandoned: { block: Block; reason: string }[] = [];
    let fans: readonly Uint32Array[] = [];
    let failed: { index: number; failure: Failure } | null = null;
    let next = 0;
    let losses = 0;
    let pathsDone = 0;
    const silence = watchdog<Seat>(patienceMs, (seat) =>
      lose(seat, `no answer for ${Math.round(patienceMs / 1000)} s or more`),
    );

    const isStopping = () => signal?.aborted === true || failed !== null;
    const take = () => (isStopping() ? undefined : (again.shift() ?? blocks[next++]));
    const hasMore = () => !isStopping() && (again.length > 0 || next < blocks.length);

    const seat = () => {
      const taken: Seat = { runner: null, block: null, isGone: false, finished: [] };
      seats.add(taken);
      silence.start(taken);
      taken.runner = host.start((event) => {
        if (!taken.isGone) hear(taken, event);
      });
    };
    const leave = (left: Seat) => {
      left.isGone = true;
      seats.delete(left);
      silence.stop(left);
      left.runner?.stop();
    };
    const proceed = (ready: Seat) => {
      const block = take();
      if (block === undefined) {
        fans = addFans(fans, ready.runner!.fans);
        leave(ready);
        return settleIfIdle();
      }
      ready.block = block;
      silence.start(ready);
      ready.runner!.run(block);
    };
    const hear = (from: Seat, event: RunnerEvent) => {
      switch (event.kind) {
        case 'ready':
          return proceed(from);
        case 'done':
          if (from.block?.index !== event.block)
            return lose(from, `it answered for block ${event.block}, which it had not`);
          silence.stop(from);
          isCompleted[event.block] = 1;
          from.finished.push(from.block);
          pathsDone += from.block.count;
          from.block = null;
          onProgress?.(pathsDone);
          return proceed(from);
        case 'failed':
          return event.failure.kind === 'thrown' ? lose(from, event.failure.message) : fail(from, event.failure);
        case 'lost':
          return lose(from, event.reason);
      }
    };
    // Blocks are handed out in order, so all before this one are done or under way: which failure is reported is settled.
    const fail = (from: Seat, failure: Failure) => {
      const index = from.block?.index ?? -1;
      if (failed === null || index < failed.index) failed = { index, failure };
      leave(from);
      settleIfIdle();
    };
    const lose = (from: Seat, reason: string) => {
      losses++;
      const { block, finished } = from;
      leave(from);
      for (const each of finished) {
        isCompleted[each.index] = 0;
        pathsDone -= each.count;
      }
      again.push(...finished);
      if (block !== null) {
        attempts[block.index]!++;
        if (attempts[block.index]! < ATTEMPTS) again.push(block);
        else abandoned.push({ block, reason });
      }
      again.sort((a, b) => a.index - b.index);
      const isHopeless = losses >= MOST_LOSSES || (block === null && losses > ATTEMPTS);
      if (isHopeless && abandoned.length === 0) abandoned.push({ block: block ?? again[0] ?? blocks[0]!, reason });
      if (!isHopeless && hasMore()) seat();
      settleIfIdle();
    };
    const settleIfIdle = () => {
      if (seats.size > 0) return;
      silence.end();
      const completed = blocks.filter(({ index }) => isCompleted[index] === 1);
      resolve({ completed, fans, failure: failed?.failure ?? null, abandoned });
    };

    for (let i = 0; i < Math.min(runners, blocks.length); i++) seat();
  });
}

/** Sums of whole numbers: the order of runners does not matter. */
function addFans(sum: readonly Uint32Array[], fans: readonly Uint32Array[]): readonly Uint32Array[] {
  if (sum.length === 0) return fans;
  sum.forEach((counts, holding) => {
    const more = fans[holding]!;
    for (let i = 0; i < counts.length; i++) counts[i]! += more[i]!;
  });
  return sum;
}
