import type { Clock } from './clock.ts';
import { DAY_MS, MINUTE_MS } from './clock.ts';

const HOUR_MS = 60 * MINUTE_MS;

/**
 * Something that falls due again and again. The clock turns it into a count for each step: how many of its stamps lie in
 * (begin, end] of the step. A stamp is never missed and never counted twice, whatever the step.
 */
export interface Schedule {
  readonly periodMs: number;
  /** A stamp falls on each `phase + k · period`; `start` counts from the first instant of the run, `utc` from midnight. */
  readonly phaseMs: number;
  readonly origin: 'start' | 'utc';
}

/** Every so many hours since the run began, first after one whole period. */
export function everyHoursFromStart(hours: number): Schedule {
  return { periodMs: Math.round(hours * HOUR_MS), phaseMs: 0, origin: 'start' };
}

/** At 00:00 UTC and every so many hours after it: 8 gives 08:00, 16:00, 24:00. */
export function everyHoursUtc(hours: number): Schedule {
  return { periodMs: Math.round(hours * HOUR_MS), phaseMs: 0, origin: 'utc' };
}

/** Once a day at a time of day, `HH:MM` in UTC. */
export function dailyAt(timeOfDay: string): Schedule {
  const [hours, minutes] = timeOfDay.split(':').map(Number);
  return { periodMs: DAY_MS, phaseMs: hours! * HOUR_MS + minutes! * MINUTE_MS, origin: 'utc' };
}

/** True of `HH:MM` from 00:00 to 23:59. */
export function isTimeOfDay(value: string): boolean {
  return /^([01]\d|2[0-3]):[0-5]\d$/.test(value);
}

/** The number of stamps in each step of the clock. */
export function stampsPerStep(schedule: Schedule, clock: Clock): Float64Array {
  const { instantsMs, steps } = clock;
  const origin = schedule.origin === 'start' ? instantsMs[0]! : 0;
  const stampsUntil = (ms: number) => Math.floor((ms - origin - schedule.phaseMs) / schedule.periodMs);
  const counts = new Float64Array(steps);
  for (let step = 0; step < steps; step++) {
    counts[step] = stampsUntil(instantsMs[step + 1]!) - stampsUntil(instantsMs[step]!);
  }
  return counts;
}

/** The largest number of stamps that any step of the clock holds. */
export function mostStampsInAStep(schedule: Schedule, clock: Clock): number {
  let most = 0;
  for (const count of stampsPerStep(schedule, clock)) most = Math.max(most, count);
  return most;
}
