import type { BarsRequest, LevelsRequest } from './contracts.ts';
import { DataError } from './data-error.ts';
import type { Place } from './read-rows.ts';

const MINUTE_MS = 60_000;
const DAY_MINUTES = 1440;

/** How the time column of a request is turned into the instants at which prices hold. */
export interface BarTimes {
  /** Added to the time read, to get the close. */
  readonly closeAfterMs: number;
  readonly dateRefusal: string | undefined;
}

/** @throws {DataError} where `barMinutes` is not a whole number of minutes up to a year of 366 days. */
export function barTimes({ file, timeMeaning, barMinutes }: BarsRequest | LevelsRequest): BarTimes {
  if (!(Number.isInteger(barMinutes) && barMinutes >= 1 && barMinutes <= 366 * DAY_MINUTES)) {
    throw new DataError(`${file}: barMinutes must be a whole number from 1 to 527040; got ${barMinutes}`);
  }
  if (timeMeaning === 'close') {
    // 00:00 of the date would be a day too early, and 24:00 is a guess: a price would be known before it was made.
    const dateRefusal = 'an instant is required, since a date is a whole day (timeMeaning "open" closes it 24 h later)';
    return { closeAfterMs: 0, dateRefusal };
  }
  const wholeDays = barMinutes % DAY_MINUTES === 0;
  const dateRefusal = wholeDays
    ? undefined
    : `an instant is required, since a bar has ${barMinutes} minutes and a date 1440`;
  return { closeAfterMs: barMinutes * MINUTE_MS, dateRefusal };
}

/** Refuses a bar that closes sooner after the one before than its length; milliseconds off the minute are forgiven. */
export function requireApart(
  { time, barMinutes }: BarsRequest | LevelsRequest,
  lastCloseMs: number | undefined,
  closeMs: number,
  at: Place,
): void {
  if (lastCloseMs === undefined || !(closeMs > lastCloseMs)) return;
  const minutes = (closeMs - lastCloseMs) / MINUTE_MS;
  if (Math.round(minutes) >= barMinutes) return;
  at.refuse(
    time,
    `a time ${barMinutes} minutes or more after that of the row before is required`,
    `${minutes} minutes`,
  );
}
