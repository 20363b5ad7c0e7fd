import { freshOnClock, fundingOnClock, levelsOnClock } from '../data/align.ts';
import type { Bars, Levels, Rates, RecordingRequest } from '../data/contracts.ts';
import type { Clock } from '../engine/clock.ts';
import { math } from '../math/math.ts';

/** A recording as it was read: plain typed arrays, which workers share. */
export type Recording = Bars | Rates | Levels;

/** Recordings by the request that asked for them; see `requestKey`. */
export type Recordings = ReadonlyMap<string, Recording>;

export function requestKey(request: RecordingRequest): string {
  return JSON.stringify(request);
}

/** The tables that a model's constants are folded from: returns of a bar, rates of a step, values at an instant. */
export function recordingTables(
  request: RecordingRequest,
  recording: Recording,
  clock: Clock,
): Readonly<Record<string, Float64Array>> {
  switch (request.kind) {
    case 'bars':
      return returnsOfBars(recording as Bars);
    case 'rates':
      return { rates: fundingOnClock(recording as Rates, clock.instantsMs) };
    case 'levels': {
      const levels = levelsOnClock(recording as Levels, clock.instantsMs);
      return { levels, values: ratiosToFirst(levels), fresh: freshOnClock(recording as Levels, clock.instantsMs) };
    }
  }
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
