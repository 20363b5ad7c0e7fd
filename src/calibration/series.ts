import type { Gap } from '../data/align.ts';
import type { Bars, Rates } from '../data/contracts.ts';
import { math } from '../math/math.ts';
import type { Series } from './contracts.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/**
 * Log returns from one whole multiple of a period (of UTC, since 1970) to the next. Where a close is missing, the
 * returns on both sides of it are left out, and a new stretch begins.
 */
export function returnsOf({ closeTimeMs, close }: Pick<Bars, 'closeTimeMs' | 'close'>, periodMinutes: number): Series {
  const periodMs = periodMinutes * MINUTE_MS;
  // Venues close a bar a millisecond early; some close their days at an hour of their own, which is then the period's.
  const minute = Array.from(closeTimeMs, (ms) => Math.round(ms / MINUTE_MS) * MINUTE_MS);
  const offset = phaseOf(minute, periodMs);
  const kept = minute.flatMap((ms, i) => ((ms - offset) % periodMs === 0 ? [i] : []));
  const levels = kept.map((i) => math.log(close[i]!));
  const times = kept.map((i) => minute[i]!);
  return seriesOf(times, periodMs, (i) => [levels[i]! - levels[i - 1]!, levels[i]! - levels[0]!]);
}

/** Rates as they were settled, one a stamp; a missing stamp begins a new stretch. */
export function ratesOf({ timeMs, rate }: Rates, periodMinutes: number): Series {
  const minute = Array.from(timeMs, (ms) => Math.round(ms / MINUTE_MS) * MINUTE_MS);
  return seriesOf(minute, periodMinutes * MINUTE_MS, (i) => [rate[i]!, rate[i]!]);
}

/** Zero where closes fall on whole multiples of the period; else where the first one falls. */
function phaseOf(minute: readonly number[], periodMs: number): number {
  const falls = minute.some((ms) => ms % periodMs === 0);
  return falls || minute.length === 0 ? 0 : minute[0]! % periodMs;
}

function seriesOf(
  timesMs: readonly number[],
  periodMs: number,
  at: (i: number) => readonly [value: number, level: number],
): Series {
  const values: number[] = [];
  const levels: number[] = [];
  const periods: number[] = [];
  const starts: number[] = [];
  const gaps: Gap[] = [];
  let isBroken = true;
  for (let i = 1; i < timesMs.length; i++) {
    const [afterMs, beforeMs] = [timesMs[i - 1]!, timesMs[i]!];
    const missingBars = Math.round((beforeMs - afterMs) / periodMs) - 1;
    if (missingBars > 0) {
      gaps.push({ afterMs, beforeMs, missingBars });
      isBroken = true;
      continue;
    }
    if (isBroken) starts.push(values.length);
    isBroken = false;
    const [value, level] = at(i);
    values.push(value);
    levels.push(level);
    periods.push(Math.round((beforeMs - timesMs[0]!) / periodMs));
  }
  return {
    stepDays: periodMs / DAY_MS,
    values: Float64Array.from(values),
    periods: Float64Array.from(periods),
    levels: Float64Array.from(levels),
    starts,
    gaps,
    fromMs: timesMs[0] ?? Number.NaN,
    toMs: timesMs.at(-1) ?? Number.NaN,
  };
}

/** Values one after the other, as a simulation gives them. */
export function unbrokenSeries(values: Float64Array, stepDays: number): Series {
  let level = 0;
  return {
    stepDays,
    values,
    periods: values.map((_, i) => i + 1),
    levels: values.map((value) => {
      level += value;
      return level;
    }),
    starts: [0],
    gaps: [],
    fromMs: 0,
    toMs: values.length * stepDays * DAY_MS,
  };
}
