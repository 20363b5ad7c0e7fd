import { setTimeout } from 'node:timers/promises';
import type { ExitCode } from './exit-codes.ts';
import { exitCodes } from './exit-codes.ts';

/** One key press may be delivered twice: the terminal signals everyone, and tsx passes its own on. */
const ECHO_MS = 1000;

export interface Interruption {
  readonly signal: AbortSignal;
  /** What the run must end with, once it was interrupted. */
  readonly exitCode: () => ExitCode | null;
  readonly ignore: () => void;
  /**
   * After an interruption, leaves any further one to the system: what sums a run up does not hear of it for seconds. Waits
   * until the first can have no echo any more.
   */
  readonly letGo: () => Promise<void>;
}

/** Turns the first Ctrl-C into a wish to stop soon, and a later one into an end. `exit` must not return. */
export function listenForInterruption(say: (line: string) => void, exit: (code: ExitCode) => void): Interruption {
  const controller = new AbortController();
  let code: ExitCode | null = null;
  let firstMs = 0;
  const hear = (wanted: ExitCode) => () => {
    const now = performance.now();
    if (code !== null) {
      if (now - firstMs > ECHO_MS) exit(code);
      return;
    }
    code = wanted;
    firstMs = now;
    say(
      'stopping after the blocks under way; what is finished will be kept (once more: leaves at once, and keeps nothing)',
    );
    controller.abort();
  };
  const listeners = [
    ['SIGINT', hear(exitCodes.interrupted)],
    ['SIGTERM', hear(exitCodes.terminated)],
    ['SIGHUP', hear(exitCodes.terminated)],
  ] as const;
  for (const [name, listener] of listeners) process.on(name, listener);
  const ignore = () => {
    for (const [name, listener] of listeners) process.off(name, listener);
  };
  return {
    signal: controller.signal,
    exitCode: () => code,
    ignore,
    letGo: async () => {
      if (code === null) return;
      await setTimeout(Math.max(0, ECHO_MS - (performance.now() - firstMs)));
      ignore();
    },
  };
}
