import type { Bars, Levels, Rates } from './contracts.ts';

const SECOND_MS = 1000;
const MINUTE_MS = 60_000;

/**
 * Funding due in each step of a clock: the sum of the rates stamped in (instantsMs[s], instantsMs[s + 1]], 0 where there is
 * none. One entry a step, so one fewer than there are instants. What is stamped at or before the first instant was paid
 * by someone else.
 *
 * Venues write stamps some milliseconds late (1577836800003) and closes one millisecond early (…59999), so stamps are
 * taken to the nearest minute and instants to the nearest second: both then belong to the step that ends on the hour.
 *
 * A stretch that the recording does not cover is free of funding here; `missingStamps` tells.
 */
export function fundingOnClock(rates: Rates, instantsMs: Float64Array): Float64Array {
  const { timeMs, rate } = rates;
  const funding = new Float64Array(Math.max(0, instantsMs.length - 1));
  const first = nearest(instantsMs[0] ?? 0, SECOND_MS);
  let next = 0;
  while (next < timeMs.length && nearest(timeMs[next]!, MINUTE_MS) <= first) next++;
  for (let step = 0; step < funding.length; step++) {
    const end = nearest(instantsMs[step + 1]!, SECOND_MS);
    for (; next < timeMs.length && nearest(timeMs[next]!, MINUTE_MS) <= end; next++) {
      funding[step] = funding[step]! + rate[next]!;
    }
  }
  return funding;
}

/**
 * The last level known at each instant, one entry an instant; NaN before the first. Both times are taken to the nearest
 * second. A level never grows stale here: how old it may be is for the reader of it to decide.
 */
export function levelsOnClock(levels: Levels, instantsMs: Float64Array): Float64Array {
  const { timeMs, level } = levels;
  const known = new Float64Array(instantsMs.length);
  let next = 0;
  for (let i = 0; i < known.length; i++) {
    const instant = nearest(instantsMs[i]!, SECOND_MS);
    while (next < timeMs.length && nearest(timeMs[next]!, SECOND_MS) <= instant) next++;
    known[i] = next === 0 ? Number.NaN : level[next - 1]!;
  }
  return known;
}

/** 1 at each instant to which a level has come since the instant before, or at the first one exactly; else 0. */
export function freshOnClock({ timeMs }: Levels, instantsMs: Float64Array): Float64Array {
  const fresh = new Float64Array(instantsMs.length);
  let next = 0;
  for (let i = 0; i < fresh.length; i++) {
    const instant = nearest(instantsMs[i]!, SECOND_MS);
    for (; next < timeMs.length && nearest(timeMs[next]!, SECOND_MS) <= instant; next++) {
      fresh[i] = i > 0 || nearest(timeMs[next]!, SECOND_MS) === instant ? 1 : 0;
    }
  }
  return fresh;
}

/** A stretch without bars: the closes on both sides of it, and how many should have been between them. */
export interface Gap {
  readonly afterMs: number;
  readonly beforeMs: number;
  readonly missingBars: number;
}

/** The stretches in which bars are missing. Markets that close at night or on holidays have them by nature. */
export function gaps({ closeTimeMs }: Pick<Bars, 'closeTimeMs'>, barMinutes: number): Gap[] {
  const found: Gap[] = [];
  for (let i = 1; i < closeTimeMs.length; i++) {
    const afterMs = closeTimeMs[i - 1]!;
    const beforeMs = closeTimeMs[i]!;
    const missingBars = Math.round((beforeMs - afterMs) / (barMinutes * MINUTE_MS)) - 1;
    if (missingBars > 0) found.push({ afterMs, beforeMs, missingBars });
  }
  return found;
}

/**
 * How many stamps a clock from `fromMs` (exclusive) to `toMs` (inclusive) should have met and the recording lacks, where
 * one falls due at every whole multiple of `stampMinutes` since 1970 plus `offsetMinutes` (8 h stamps at 00:00, 08:00, 16:00: 480, 0).
 */
export function missingStamps(
  { timeMs }: Rates,
  { fromMs, toMs, stampMinutes, offsetMinutes = 0 }: StampSchedule,
): number {
  const stampMs = stampMinutes * MINUTE_MS;
  const number = (ms: number) => Math.floor((nearest(ms, SECOND_MS) - offsetMinutes * MINUTE_MS) / stampMs);
  const due = number(toMs) - number(fromMs);
  const met = new Set<number>();
  for (const stamp of timeMs) {
    const minute = nearest(stamp, MINUTE_MS);
    const isOnSchedule = (minute - offsetMinutes * MINUTE_MS) % stampMs === 0;
    if (isOnSchedule && number(minute) > number(fromMs) && number(minute) <= number(toMs)) met.add(minute);
  }
  return due - met.size;
}

/**
 * Minutes past a whole multiple of `stampMinutes` since 1970 at which most of a recording is stamped, the `offsetMinutes` of
 * its schedule: some venues fund at 04:00, 12:00 and 20:00. The earliest where several have as many, 0 where there are none.
 */
export function stampOffsetMinutes({ timeMs }: Pick<Rates, 'timeMs'>, stampMinutes: number): number {
  const counts = new Map([[0, 0]]);
  for (const stamp of timeMs) {
    const offset = (nearest(stamp, MINUTE_MS) / MINUTE_MS) % stampMinutes;
    counts.set(offset, (counts.get(offset) ?? 0) + 1);
  }
  const most = Math.max(...counts.values());
  return Math.min(...[...counts].filter(([, count]) => count === most).map(([offset]) => offset));
}

export interface StampSchedule {
  readonly fromMs: number;
  readonly toMs: number;
  readonly stampMinutes: number;
  readonly offsetMinutes?: number;
}

function nearest(ms: number, unitMs: number): number {
  return Math.round(ms / unitMs) * unitMs;
}
