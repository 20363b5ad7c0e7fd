import type { Bars, Rates } from './contracts.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const SECOND_MS = 1000;
const DAY_MINUTES = 1440;

/** The days of a recording that lack nothing, cut into rows of equal length: what can be lived through again in any order. */
export interface WholeDays {
  /** Counted from 1970-01-01, increasing; a day begins at 00:00 UTC. */
  readonly days: Float64Array;
  readonly rowsPerDay: number;
  readonly barsPerRow: number;
  /** Of each row the index of the bar at whose close it begins; its bars are the next `barsPerRow`. */
  readonly begins: Float64Array;
  /** Bars after the first that are in no whole day: they lie beside a gap, or at either end. */
  readonly leftOut: number;
}

/**
 * Finds them. A day is whole where a price is known at its beginning and at the end of each of its bars, so that no row spans
 * a gap, and every row keeps its time of day: funding stamps and ends of days stay where they were.
 *
 * `rowMinutes` must be a whole multiple of `barMinutes` and divide a day.
 */
export function wholeDays(
  { closeTimeMs }: Pick<Bars, 'closeTimeMs'>,
  barMinutes: number,
  rowMinutes: number,
): WholeDays {
  const barsPerDay = Math.round(DAY_MS / (barMinutes * MINUTE_MS));
  const barsPerRow = Math.round(rowMinutes / barMinutes);
  // Venues close bars a millisecond early.
  const instant = (bar: number) => Math.round(closeTimeMs[bar]! / SECOND_MS) * SECOND_MS;
  const days: number[] = [];
  const begins: number[] = [];
  for (let bar = 0; bar + barsPerDay < closeTimeMs.length; bar++) {
    const midnight = instant(bar);
    if (midnight % DAY_MS !== 0) continue;
    let bars = 0;
    while (bars < barsPerDay && instant(bar + bars + 1) === midnight + (bars + 1) * barMinutes * MINUTE_MS) bars++;
    if (bars < barsPerDay) continue;
    days.push(midnight / DAY_MS);
    for (let row = 0; row < barsPerDay; row += barsPerRow) begins.push(bar + row);
  }
  return {
    days: Float64Array.from(days),
    rowsPerDay: barsPerDay / barsPerRow,
    barsPerRow,
    begins: Float64Array.from(begins),
    leftOut: Math.max(0, closeTimeMs.length - 1) - days.length * barsPerDay,
  };
}

/**
 * How many of the stamps that fall due in these days the recording lacks: one every `stampMinutes`, `offsetMinutes` after 00:00
 * UTC. What is stamped at 00:00 belongs to the day that ends there.
 */
export function stampsLacking(
  { timeMs }: Pick<Rates, 'timeMs'>,
  { days }: WholeDays,
  stampMinutes: number,
  offsetMinutes = 0,
): number {
  const met = new Set(Array.from(timeMs, (ms) => Math.round(ms / MINUTE_MS)));
  let lacking = 0;
  for (const day of days) {
    for (let minute = offsetMinutes || stampMinutes; minute <= DAY_MINUTES; minute += stampMinutes) {
      if (!met.has(day * DAY_MINUTES + minute)) lacking++;
    }
  }
  return lacking;
}

/** Windows of a recording, each of so many days without a gap between them. */
export interface Windows {
  /** The row each begins with. */
  readonly starts: Float64Array;
  /** Windows that would have met a day that is not whole. */
  readonly leftOut: number;
}

/** The windows that begin on the first whole day and every `everyDays` days after it, as far as the recording goes. */
export function windowsOf({ days, rowsPerDay }: WholeDays, windowDays: number, everyDays: number): Windows {
  const length = Math.ceil(windowDays);
  const starts: number[] = [];
  let leftOut = 0;
  let at = 0;
  const last = days.at(-1) ?? Number.NEGATIVE_INFINITY;
  for (let day = days[0] ?? 0; day + length - 1 <= last; day += everyDays) {
    while (days[at]! < day) at++;
    if (days[at] === day && days[at + length - 1] === day + length - 1) starts.push(at * rowsPerDay);
    else leftOut++;
  }
  return { starts: Float64Array.from(starts), leftOut };
}
