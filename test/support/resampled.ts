import fc from 'fast-check';
import type { Bars, Rates } from '../../src/data/contracts.ts';
import { marketMetric } from '../../src/engine/define.ts';
import type { Model } from '../../src/engine/model.ts';
import { whole } from '../../src/engine/options.ts';
import { noFunding } from '../../src/markets/funding/no-funding.ts';
import { spot } from '../../src/rivals/spot.ts';
import { openScenario, requestsOf } from '../../src/scenario/open-scenario.ts';
import type { Recording, Recordings } from '../../src/scenario/recording-tables.ts';
import { requestKey } from '../../src/scenario/recording-tables.ts';
import type { ResolvedScenario } from '../../src/scenario/scenario.ts';
import { scenario } from '../../src/scenario/scenario.ts';
import type { Setting } from '../../src/scenario/setting.ts';
import { fundingRates } from './arbitraries.ts';
import { bar } from './bars.ts';
import { history } from './tape.ts';

export const MINUTE_MS = 60_000;
/** Recordings of tests begin at midnight of this day. */
export const FIRST_DAY = Date.UTC(2020, 0, 1) / 86_400_000;

/** Bars whose closes grow by these simple returns, from 100 at midnight on; `open` and the extremes are those of each bar. */
export function barsOf(
  bars: readonly { readonly close: number; readonly open?: number; readonly low?: number; readonly high?: number }[],
  barMinutes: number,
): Bars {
  const close = [100];
  for (const { close: simple } of bars) close.push(close.at(-1)! * (1 + simple));
  const over = (name: 'open' | 'low' | 'high') =>
    Float64Array.from(close, (price, i) => (i === 0 ? price : close[i - 1]! * (1 + (bars[i - 1]![name] ?? 0))));
  return {
    closeTimeMs: Float64Array.from(close, (_, i) => FIRST_DAY * 86_400_000 + i * barMinutes * MINUTE_MS),
    open: over('open'),
    low: over('low'),
    high: over('high'),
    close: Float64Array.from(close),
  };
}

/** The same without the bars for which `isMissing` holds; the first close is bar 0. */
export function without(bars: Bars, isMissing: (bar: number) => boolean): Bars {
  const kept = (values: Float64Array | null) => values?.filter((_, bar) => !isMissing(bar)) ?? null;
  return {
    closeTimeMs: kept(bars.closeTimeMs)!,
    open: kept(bars.open),
    low: kept(bars.low),
    high: kept(bars.high),
    close: kept(bars.close)!,
  };
}

/** A rate at each of its stamps, every eight hours from 08:00 of the first day on. */
export function ratesOf(rate: readonly number[]): Rates {
  return {
    timeMs: Float64Array.from(rate, (_, i) => FIRST_DAY * 86_400_000 + (i + 1) * 480 * MINUTE_MS),
    rate: Float64Array.from(rate),
  };
}

export function recordingsOf(question: ResolvedScenario, bars: Bars, rates: Rates = ratesOf([])): Recordings {
  const made: Readonly<Record<string, Recording>> = { bars, rates };
  return new Map(requestsOf(question).map((request) => [requestKey(request), made[request.kind]!]));
}

/** Days of hourly bars: bar and rate of each. */
export const pasts = (days: number) =>
  fc.record({
    bars: fc.array(bar, { minLength: 24 * days, maxLength: 24 * days }),
    rates: fc.array(fundingRates, { minLength: 3 * days, maxLength: 3 * days }),
  });

interface Asked extends Partial<Setting> {
  readonly price: Model<'price'>;
  readonly paths?: number;
  readonly seed?: string;
}

export function ask({ paths = 1, seed = 'resampled', ...setting }: Asked): ResolvedScenario {
  const all = { funding: noFunding(), holdings: { spot: spot() }, ...setting };
  return scenario({ question: 'What does the past say?', setting: () => all }).resolve({ paths, seed });
}

/** What the price left at each step of a path. */
export function stepsOf(question: ResolvedScenario, recordings: Recordings, path = 0) {
  const simulation = openScenario(question, recordings, 'plain');
  const of = (place: string) =>
    history(simulation, place, path)
      .filter(({ phase }) => phase === 'step')
      .map(({ state }) => state as Readonly<Record<string, number>>);
  return { price: of('price'), funding: of('funding') };
}

/** The rows of a path, of so many: the first, the last, how often one was not followed by the next, and after how many steps first. */
export const rowsSeen = marketMetric({
  name: 'rowsSeen',
  options: { rows: whole(1, 1_000_000, { meaning: 'rows of the recording' }) },
  state: { firstRow: 0, lastRow: -1, joints: 0, firstJoint: -1 },
  results: ['firstRow', 'lastRow', 'joints', 'firstJoint'],
  constants: ({ rows }) => ({ rows }),
  step: (s, k, _draw, at, ports) => {
    const row = ports.price.row;
    if (at.step === 0) s.firstRow = row;
    else if (row !== (s.lastRow + 1 < k.rows ? s.lastRow + 1 : 0)) {
      s.joints += 1;
      if (s.firstJoint < 0) s.firstJoint = at.step;
    }
    s.lastRow = row;
  },
});
