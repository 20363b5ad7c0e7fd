import { freshOnClock, fundingOnClock, levelsOnClock } from '../data/align.ts';
import type { Bars, BarsRequest, Levels, Rates, RecordingRequest } from '../data/contracts.ts';
import type { WholeDays } from '../data/whole-days.ts';
import { wholeDays, windowsOf } from '../data/whole-days.ts';
import type { Clock } from '../engine/clock.ts';
import { DAY_MS, elapsedDays, MINUTE_MS, YEAR_MS } from '../engine/clock.ts';
import { math } from '../math/math.ts';

/** A recording as it was read: plain typed arrays, which workers share. */
export type Recording = Bars | Rates | Levels;

/** Recordings by the request that asked for them; see `requestKey`. */
export type Recordings = ReadonlyMap<string, Recording>;

export function requestKey(request: RecordingRequest): string {
  return JSON.stringify(request);
}

/**
 * The tables that a model's constants are folded from: returns of a bar, rates of a step, values at an instant.
 *
 * Of what is resampled an entry is a row, as long as a step of the clock; `rows` are those of the price, to which rates are
 * aligned. `days` are the days that rows are of, `starts` the rows that windows begin with.
 */
export function recordingTables(
  request: RecordingRequest,
  recording: Recording,
  clock: Clock,
  rows: WholeDays | null = null,
): Readonly<Record<string, Float64Array>> {
  switch (request.kind) {
    case 'bars': {
      if (request.use !== 'resampled') return returnsOfBars(recording as Bars);
      const own = rowsOnClock(request, recording as Bars, clock);
      const { windowEveryDays } = request;
      return {
        ...returnsOfRows(recording as Bars, own),
        days: own.days,
        ...(windowEveryDays === undefined
          ? {}
          : { starts: windowsOf(own, elapsedDays(clock, clock.steps), windowEveryDays).starts }),
      };
    }
    case 'rates':
      return {
        rates:
          rows === null
            ? fundingOnClock(recording as Rates, clock.instantsMs)
            : fundingOfRows(recording as Rates, rows),
      };
    case 'levels': {
      const levels = levelsOnClock(recording as Levels, clock.instantsMs);
      return { levels, values: ratiosToFirst(levels), fresh: freshOnClock(recording as Levels, clock.instantsMs) };
    }
  }
}

/** The whole days of a recording, in rows as long as a step of the clock. */
export function rowsOnClock({ barMinutes }: BarsRequest, bars: Bars, clock: Clock): WholeDays {
  return wholeDays(bars, barMinutes, Math.round((clock.stepYears * YEAR_MS) / MINUTE_MS));
}

/** As `returnsOfBars`, to the bit where a row is a bar. */
function returnsOfRows(
  { open, high, low, close }: Bars,
  { begins, barsPerRow }: WholeDays,
): Readonly<Record<string, Float64Array>> {
  const overBegin = (prices: Float64Array | null, priceOf: (bars: Float64Array) => number) =>
    prices === null
      ? new Float64Array(0)
      : begins.map((bar) => priceOf(prices.subarray(bar + 1, bar + barsPerRow + 1)) / close[bar]! - 1);
  return {
    logReturns: begins.map((bar) => math.log(close[bar + barsPerRow]! / close[bar]!)),
    simpleReturns: overBegin(close, (bars) => bars.at(-1)!),
    openReturns: overBegin(open, (bars) => bars[0]!),
    highReturns: overBegin(high, (bars) => bars.reduce((a, b) => Math.max(a, b))),
    lowReturns: overBegin(low, (bars) => bars.reduce((a, b) => Math.min(a, b))),
  };
}

/** Of each row the funding stamped in it, from its beginning (exclusive) to its end. */
function fundingOfRows(rates: Rates, { days, rowsPerDay }: WholeDays): Float64Array {
  const first = days[0] ?? 0;
  const steps = days.length === 0 ? 0 : (days.at(-1)! - first + 1) * rowsPerDay;
  const instants = Float64Array.from({ length: steps + 1 }, (_, i) => (first + i / rowsPerDay) * DAY_MS);
  const everyStep = fundingOnClock(rates, instants);
  return Float64Array.from({ length: days.length * rowsPerDay }, (_, row) => {
    const day = Math.floor(row / rowsPerDay);
    return everyStep[(days[day]! - first - day) * rowsPerDay + row]!;
  });
}

function returnsOfBars({ open, high, low, close }: Bars): Readonly<Record<string, Float64Array>> {
  const steps = Math.max(0, close.length - 1);
  const overLastClose = (prices: Float64Array | null) =>
    Float64Array.from({ length: prices === null ? 0 : steps }, (_, i) => prices![i + 1]! / close[i]! - 1);
  return {
    logReturns: Float64Array.from({ length: steps }, (_, i) => math.log(close[i + 1]! / close[i]!)),
    simpleReturns: overLastClose(close),
    openReturns: overLastClose(open),
    highReturns: overLastClose(high),
    lowReturns: overLastClose(low),
  };
}

/** Each level over the first one inside the run; 1 before it. */
function ratiosToFirst(levels: Float64Array): Float64Array {
  const first = levels.find((level) => !Number.isNaN(level)) ?? 1;
  return levels.map((level) => (Number.isNaN(level) ? 1 : level / first));
}
