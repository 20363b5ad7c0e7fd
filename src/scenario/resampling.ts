import type { Bars, BarsRequest } from '../data/contracts.ts';
import type { WholeDays, Windows } from '../data/whole-days.ts';
import { windowsOf } from '../data/whole-days.ts';
import type { Clock } from '../engine/clock.ts';
import { DAY_MS, elapsedDays } from '../engine/clock.ts';
import type { Model } from '../engine/model.ts';
import { math } from '../math/math.ts';
import type { WindowsDescription } from '../result/run-result.ts';
import { withParts } from './columns.ts';
import type { Recordings } from './recording-tables.ts';
import { requestKey, rowsOnClock } from './recording-tables.ts';
import type { ResolvedScenario } from './scenario.ts';

const DAY_MINUTES = 1440;

/** Lives through days of a recording again, on a clock of the run's own. */
export const isResampled = ({ recording }: Model): boolean =>
  recording !== undefined && recording.kind !== 'levels' && recording.use === 'resampled';

/** The bars that a price is resampled from, or a price that it is made of; undefined where there are none. */
export function resampledRequest(price: Model): BarsRequest | undefined {
  return withParts(price).find(isResampled)?.recording as BarsRequest | undefined;
}

/** What must hold between a step and the bars it is taken from, before they are read. */
export function rowProblems(price: Model, stepMinutes: number): readonly string[] {
  const request = resampledRequest(price);
  if (request === undefined) return [];
  const { barMinutes } = request;
  if (DAY_MINUTES % stepMinutes === 0 && stepMinutes % barMinutes === 0) return [];
  return [
    `setting: stepMinutes must be a whole multiple of barMinutes and divide a day, so that rows of ${request.file} keep ` +
      `their time of day; got ${stepMinutes}, and bars of ${barMinutes}`,
  ];
}

/** A recorded market as it is resampled. */
export interface ResampledMarket {
  readonly request: BarsRequest;
  readonly bars: Bars;
  readonly rows: WholeDays;
  readonly windowDays: number;
  /** `null` where its rows are drawn, and not lived through window by window. */
  readonly windows: Windows | null;
}

/** `null` where the price is not resampled, or not from a recording that is at hand. */
export function resampledMarket(price: Model, clock: Clock, recordings: Recordings): ResampledMarket | null {
  const request = resampledRequest(price);
  const bars = request && (recordings.get(requestKey(request)) as Bars | undefined);
  if (request === undefined || bars === undefined) return null;
  const rows = rowsOnClock(request, bars, clock);
  const windowDays = elapsedDays(clock, clock.steps);
  const { windowEveryDays } = request;
  const windows = windowEveryDays === undefined ? null : windowsOf(rows, windowDays, windowEveryDays);
  return { request, bars, rows, windowDays, windows };
}

/** Root of the mean squared log return of a row. */
export function deviationOfRows({ bars: { close }, rows: { begins, barsPerRow } }: ResampledMarket): number {
  let sum = 0;
  for (const bar of begins) {
    const x = math.log(close[bar + barsPerRow]! / close[bar]!);
    sum += x * x;
  }
  return Math.sqrt(sum / begins.length);
}

/** What must hold once it has been read, one line a problem. */
export function marketProblems(
  { request, rows, windows, windowDays }: ResampledMarket,
  { paths }: Pick<ResolvedScenario, 'paths'>,
): readonly string[] {
  const { file, barMinutes } = request;
  if (rows.days.length === 0) {
    return [`${file}: must hold a whole UTC day of ${barMinutes}-minute bars, from midnight to midnight; it has none`];
  }
  if (windows === null || paths <= windows.starts.length) return [];
  const found = `${windows.starts.length} windows of ${windowDays} days, one every ${request.windowEveryDays}`;
  const without = windows.leftOut === 0 ? '' : ` (${windows.leftOut} more meet a gap)`;
  return [`paths: must be at most one a window; ${file} has ${found}${without}; got ${paths} paths`];
}

/** The first so many windows, one a path; null where paths are no windows, or there is none. */
export function describeWindows(
  { request, rows, windows, windowDays }: ResampledMarket,
  paths: number,
): WindowsDescription | null {
  if (windows === null || windows.starts.length === 0) return null;
  const length = Math.ceil(windowDays);
  const begins = Array.from(windows.starts.subarray(0, paths), (row) => rows.days[row / rows.rowsPerDay]!);
  const last = begins.at(-1)!;
  const covered = begins.reduce((sum, day, i) => sum + Math.min(length, (begins[i + 1] ?? day + length) - day), 0);
  return {
    file: request.file,
    windows: begins.length,
    leftOut: windows.leftOut,
    everyDays: request.windowEveryDays!,
    from: isoDate(begins[0]!),
    to: isoDate(last + length - 1),
    independent: covered / length,
  };
}

/** Of a day counted from 1970-01-01. */
export const isoDate = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 10);
