import type { RecordingRequest } from '../src/data/contracts.ts';
import { math } from '../src/math/math.ts';
import type { Recordings } from '../src/scenario/recording-tables.ts';
import { requestKey } from '../src/scenario/recording-tables.ts';

const DAYS = 730;
const HOUR_MS = 3_600_000;

/** Two years of hourly bars that nobody recorded, for whatever bars a bench asks for: what a process costs does not depend on them. */
export function madeUpRecordings(requests: readonly RecordingRequest[]): Recordings {
  const hours = 24 * DAYS + 1;
  const bars = {
    closeTimeMs: Float64Array.from({ length: hours }, (_, hour) => hour * HOUR_MS),
    close: Float64Array.from(
      { length: hours },
      (_, hour) => 8000 * math.exp(0.3 * math.sinTurn(hour / 611) + 0.01 * math.sinTurn(hour / 7)),
    ),
    open: null,
    high: null,
    low: null,
  };
  return new Map(requests.map((request) => [requestKey(request), bars]));
}
