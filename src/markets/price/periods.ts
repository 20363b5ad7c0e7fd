import type { Clock } from '../../engine/clock.ts';
import { YEAR_MS } from '../../engine/clock.ts';
import { oneOf } from '../../engine/options.ts';
import type { Schedule } from '../../engine/schedule.ts';
import { everyHoursFromStart } from '../../engine/schedule.ts';

const HOURS_PER_YEAR = 8760;

/**
 * Processes that are fitted to returns of a period, most often a day, keep that law whatever the step: what is known
 * at the beginning of a period holds for all of it, its returns are normal given that, and what is learnt is the
 * period's whole return.
 */
export const periodOptions = {
  periodHours: oneOf([24, 1, 4, 8, 12, 168], {
    default: 24,
    meaning: 'hours of the returns that the parameters are of; steps must divide a period evenly',
  }),
};

/**
 * `at.begins` counts 1 in the step that begins a period: its stamp lies a millisecond behind the end of the one
 * before.
 */
export function periodCalendar({ periodHours }: { readonly periodHours: number }): { readonly begins: Schedule } {
  return { begins: { ...everyHoursFromStart(periodHours), phaseMs: 1 } };
}

export const yearsOfPeriod = (periodHours: number): number => periodHours / HOURS_PER_YEAR;

/** Of a clock that `periodClockProblems` lets pass. */
export const stepsPerPeriod = (periodHours: number, { stepYears }: Clock): number =>
  Math.max(1, Math.round(yearsOfPeriod(periodHours) / stepYears));

/** A period is a whole number of steps. */
export function periodClockProblems(
  { periodHours }: { readonly periodHours: number },
  clock: Clock,
): readonly string[] {
  const covered = stepsPerPeriod(periodHours, clock) * clock.stepYears;
  if (Math.abs(covered - yearsOfPeriod(periodHours)) * YEAR_MS < 1) return [];
  const minutes = Math.round(clock.stepYears * HOURS_PER_YEAR * 60);
  return [`stepMinutes must divide the period of ${periodHours} h (periodHours) evenly; got ${minutes}`];
}
