import type { Host, RunnerEvent } from '../src/batch/host.ts';

/** Warm-up, by each runner: so many path-steps in at least so many blocks. Engines compile hot code in between. */
const WARM_UP_STEPS = 12_000_000;
const WARM_UP_BLOCKS = 3;

/**
 * Stands between the batch and its host, and holds everyone back until all runners are ready and warm: each simulates some
 * of the first paths, which the run then simulates again, to the same numbers. `onStart` is called when the run begins.
 *
 * The counters of the fan count the warm-up too: a bench does not read them.
 */
export function startingGun(host: Host, paths: number, steps: number, onStart: () => void): Host {
  const count = Math.min(paths, Math.ceil(WARM_UP_STEPS / WARM_UP_BLOCKS / steps));
  const blocks = Math.ceil(WARM_UP_STEPS / (count * steps));
  const block = { index: -1, firstPath: 0, count };
  const waiting: (() => void)[] = [];
  let started = 0;
  return {
    start: (tell) => {
      started++;
      let left = blocks;
      const hear = (event: RunnerEvent) => {
        const isWarmUp = event.kind === 'ready' || (event.kind === 'done' && event.block === block.index);
        if (!isWarmUp) return tell(event);
        if (left-- > 0) return runner.run(block);
        waiting.push(() => tell({ kind: 'ready' }));
        if (waiting.length < started) return;
        onStart();
        for (const begin of waiting) begin();
      };
      const runner = host.start(hear);
      return runner;
    },
  };
}
