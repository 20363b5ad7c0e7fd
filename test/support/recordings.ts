import type { RecordingRequest } from '../../src/data/contracts.ts';
import { requestsOf } from '../../src/scenario/open-scenario.ts';
import type { Recording, Recordings } from '../../src/scenario/recording-tables.ts';
import { requestKey } from '../../src/scenario/recording-tables.ts';
import type { ResolvedScenario } from '../../src/scenario/scenario.ts';

const START_MS = Date.UTC(2020, 2, 10);
const HOUR_MS = 3_600_000;

/** Three made-up days of an hourly market with a fall in the middle: what any model that reads a file is tried on. */
export function madeUpRecordings(scenario: ResolvedScenario, scale = 1): Recordings {
  return new Map(requestsOf(scenario).map((request) => [requestKey(request), madeUp(request, scale)]));
}

/** Price after `hour` hours: waves of a tenth, and a fall by a fifth after one and a half days. */
const priceAt = (hour: number) => (hour < 36 ? 8000 : 6400) * (1 + Math.round(100 * Math.sin(hour / 5)) / 1000);

function madeUp(request: RecordingRequest, scale: number): Recording {
  const hours = [...new Array(73).keys()];
  const times = (every: number) =>
    Float64Array.from(
      hours.filter((hour) => hour % every === 0),
      (hour) => START_MS + hour * HOUR_MS,
    );
  const prices = (factor: number) => Float64Array.from(hours, (hour) => scale * factor * priceAt(hour));
  switch (request.kind) {
    case 'bars': {
      const close = prices(1);
      const open = close.map((_, i) => (i === 0 ? close[0]! : close[i - 1]!));
      return {
        closeTimeMs: times(1),
        open,
        high: close.map((price, i) => 1.002 * Math.max(price, open[i]!)),
        low: close.map((price, i) => 0.998 * Math.min(price, open[i]!)),
        close,
      };
    }
    case 'rates':
      return { timeMs: times(8), rate: times(8).map((_, i) => 0.0001 * (i - 3)) };
    case 'levels':
      // A yield is per cent, in whatever unit prices are.
      return { timeMs: times(3), level: times(3).map((_, i) => (request.isYield ? 1 : scale) * (10 - 0.1 * i)) };
  }
}
