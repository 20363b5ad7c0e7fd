const SECOND_MS = 1000;
export const MINUTE_MS = 60_000;
export const DAY_MS = 86_400_000;
/** A year of a crypto market: 365 days of 24 hours. */
export const YEAR_MS = 365 * DAY_MS;

/**
 * The instants of a run, in milliseconds of UTC. Step t (counted from 0) covers (instant[t], instant[t + 1]]; whatever
 * falls due in it happens at its end. A generated market starts at 00:00 UTC of an unnamed day, instant 0.
 */
export interface Clock {
  readonly kind: 'generated' | 'recorded';
  readonly steps: number;
  /** `steps + 1` of them, increasing. */
  readonly instantsMs: Float64Array;
  /** The length of a step in years; of a recorded clock, of the most frequent one. */
  readonly stepYears: number;
  /** True when all steps have the same length: exact transitions need it. */
  readonly isUniform: boolean;
}

/** A clock of equal steps from 00:00 UTC. `days · 1440` must be a multiple of `stepMinutes` (checked by the scenario). */
export function generatedClock(days: number, stepMinutes: number): Clock {
  const steps = Math.round((days * 1440) / stepMinutes);
  const instantsMs = new Float64Array(steps + 1);
  for (let i = 0; i <= steps; i++) instantsMs[i] = i * stepMinutes * MINUTE_MS;
  return { kind: 'generated', steps, instantsMs, stepYears: (stepMinutes * MINUTE_MS) / YEAR_MS, isUniform: true };
}

/**
 * The clock of a recording: its own instants, to the nearest second (venues close a bar one millisecond early); a gap makes
 * a longer step.
 */
export function recordedClock(recordedMs: Float64Array): Clock {
  const instantsMs = recordedMs.map((ms) => Math.round(ms / SECOND_MS) * SECOND_MS);
  const lengths = new Map<number, number>();
  for (let i = 1; i < instantsMs.length; i++) {
    const length = instantsMs[i]! - instantsMs[i - 1]!;
    lengths.set(length, (lengths.get(length) ?? 0) + 1);
  }
  let usual = 0;
  let most = 0;
  for (const [length, count] of lengths) {
    if (count > most) {
      usual = length;
      most = count;
    }
  }
  return {
    kind: 'recorded',
    steps: Math.max(0, instantsMs.length - 1),
    instantsMs,
    stepYears: usual / YEAR_MS,
    isUniform: lengths.size <= 1,
  };
}

export function elapsedDays(clock: Clock, step: number): number {
  return (clock.instantsMs[step]! - clock.instantsMs[0]!) / DAY_MS;
}
