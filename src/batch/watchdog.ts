const TICK_MS = 50;
/** A block may take so many times as long as the slowest one so far. */
const SLOWER = 20;

/** Notices who is silent for too long. */
export interface Watchdog<Who> {
  readonly start: (who: Who) => void;
  /** It answered: how long that took is what others are measured by. */
  readonly stop: (who: Who) => void;
  readonly end: () => void;
}

/**
 * Counts active time: a tick counts for little more than itself, however late it comes. A suspended laptop, or a main
 * thread that was busy, makes nobody look silent, and the clock of the wall is not asked.
 */
export function watchdog<Who>(patienceMs: number, onSilence: (who: Who) => void): Watchdog<Who> {
  const silentMs = new Map<Who, number>();
  let slowestMs = 0;
  const timer = setInterval(() => {
    for (const [who, before] of silentMs) {
      const silent = before + TICK_MS;
      silentMs.set(who, silent);
      if (silent >= Math.max(patienceMs, SLOWER * slowestMs)) onSilence(who);
    }
  }, TICK_MS);
  return {
    start: (who) => silentMs.set(who, 0),
    stop: (who) => {
      slowestMs = Math.max(slowestMs, silentMs.get(who) ?? 0);
      silentMs.delete(who);
    },
    end: () => clearInterval(timer),
  };
}
