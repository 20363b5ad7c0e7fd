import { createRequire } from 'node:module';
import type * as CliProgress from 'cli-progress';
import { fixed } from '../report/format.ts';

const require = createRequire(import.meta.url);

/** Tells on stderr how far a run is. */
export interface Progress {
  readonly update: (pathsDone: number) => void;
  readonly end: () => void;
}

export interface ProgressOptions {
  readonly name: string;
  readonly paths: number;
  readonly steps: number;
  readonly stream: NodeJS.WritableStream & { readonly isTTY?: boolean };
  readonly isQuiet: boolean;
}

const silent: Progress = { update: () => {}, end: () => {} };
const LINE_EVERY_MS = 5000;
const LINE_EVERY_SHARE = 0.1;
/** A run that is over before this is not worth a bar, or a line. */
const BAR_AFTER_MS = 400;
const LINE_AFTER_MS = 2000;

/** A bar on a terminal; elsewhere a plain line now and then; nothing at all when asked to be quiet. */
export function progress(options: ProgressOptions): Progress {
  if (options.isQuiet) return silent;
  return options.stream.isTTY ? bar(options) : lines(options);
}

function bar({ name, paths, steps, stream }: ProgressOptions): Progress {
  // Only here, since most runs are not watched.
  const { SingleBar } = require('cli-progress') as typeof CliProgress;
  const startedMs = performance.now();
  const single = new SingleBar({
    format: `${name} [{bar}] {percentage}% · {value} of {total} paths · {rate} · {left}`,
    stream,
    hideCursor: true,
    clearOnComplete: true,
    fps: 8,
    barsize: 24,
    gracefulExit: false,
  });
  let isShown = false;
  return {
    update: (done) => {
      const elapsedMs = performance.now() - startedMs;
      if (!isShown && elapsedMs < BAR_AFTER_MS) return;
      const payload = { rate: rateOf(done, steps, elapsedMs), left: leftOf(done, paths, elapsedMs) };
      if (isShown) single.update(done, payload);
      else single.start(paths, done, payload);
      isShown = true;
    },
    end: () => {
      if (isShown) single.stop();
    },
  };
}

function lines({ name, paths, steps, stream }: ProgressOptions): Progress {
  const startedMs = performance.now();
  let saidShare = 0;
  let saidMs = startedMs;
  return {
    update: (done) => {
      const now = performance.now();
      const share = done / paths;
      if (now - startedMs < LINE_AFTER_MS || done === paths) return;
      if (share - saidShare < LINE_EVERY_SHARE && now - saidMs < LINE_EVERY_MS) return;
      saidShare = share;
      saidMs = now;
      const elapsedMs = now - startedMs;
      stream.write(
        `${name}: ${Math.floor(100 * share)}% · ${done} of ${paths} paths · ${rateOf(done, steps, elapsedMs)} · ${leftOf(done, paths, elapsedMs)}\n`,
      );
    },
    end: () => {},
  };
}

function rateOf(done: number, steps: number, elapsedMs: number): string {
  const millions = (done * steps) / Math.max(1, elapsedMs) / 1000;
  return `${fixed(millions, millions < 10 ? 1 : 0)} M path-steps/s`;
}

function leftOf(done: number, paths: number, elapsedMs: number): string {
  if (done <= 0) return 'time left unknown';
  const seconds = Math.max(0, Math.ceil(((paths - done) / done) * (elapsedMs / 1000)));
  return seconds < 100 ? `${seconds} s left` : `${Math.ceil(seconds / 60)} min left`;
}
