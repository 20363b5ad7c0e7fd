import { gaps } from './align.ts';
import { barTimes, requireApart } from './bar-times.ts';
import type { Bars, BarsRequest, Parsed } from './contracts.ts';
import { DataError, type ProblemList } from './data-error.ts';
import { formatInstant, readInstant } from './instant.ts';
import { parseDecimal } from './parse-decimal.ts';
import { type Place, readRows } from './read-rows.ts';

const prices = ['open', 'high', 'low', 'close'] as const;
type Price = (typeof prices)[number];

/**
 * The bars that a request wants, from the text of its file.
 *
 * Nothing is repaired and nothing coerced: prices are positive decimals, the high and the low bound the open and the
 * close, times increase, bars do not overlap, and the window lies within the file. A move of ten times or more between two
 * closes may be true, so it is a warning; missing bars are another.
 *
 * @throws {DataError} naming the first ten mistakes by row and column, and the number of the others.
 */
export function parseBars(text: string, request: BarsRequest): Parsed<Bars> {
  const { closeAfterMs, dateRefusal } = barTimes(request);
  const window = readWindow(request);
  const named = prices.filter((price) => request[price] !== undefined);
  const columns = named.map((price) => request[price]!);
  const closeTimeMs: number[] = [];
  const series: Record<Price, number[]> = { open: [], high: [], low: [], close: [] };

  const visit = (timeMs: number, cells: readonly string[], at: Place) => {
    requireApart(request, closeTimeMs.at(-1), timeMs + closeAfterMs, at);
    closeTimeMs.push(timeMs + closeAfterMs);
    const bar: Partial<Record<Price, number>> = {};
    for (const [i, price] of named.entries()) {
      const cell = cells[i]!;
      const value = parseDecimal(cell);
      if (!(value > 0)) at.refuse(columns[i]!, 'a positive price is required', cell);
      series[price].push(value);
      bar[price] = value;
    }
    requireOrder(bar, request, at);
  };

  const { rows, problems } = readRows(text, { request, columns, dateRefusal, visit });
  if (problems.isEmpty) requireBarLength(closeTimeMs, request.barMinutes, problems);
  problems.throwIfAny();

  const [begin, end] = cutWindow(closeTimeMs, request, window);
  const column = (price: Price) => Float64Array.from(series[price].slice(begin, end));
  const optional = (price: Price) => (request[price] === undefined ? null : column(price));
  const data: Bars = {
    closeTimeMs: Float64Array.from(closeTimeMs.slice(begin, end)),
    open: optional('open'),
    high: optional('high'),
    low: optional('low'),
    close: column('close'),
  };
  return { data, rows, warnings: oddities(data, request) };
}

/** NaN (a price that was refused already) compares false, and so is not refused twice. */
function requireOrder(
  { open, high, low, close }: Partial<Record<Price, number>>,
  request: BarsRequest,
  at: Place,
): void {
  const most = Math.max(open ?? 0, close ?? 0);
  const least = Math.min(open ?? Number.POSITIVE_INFINITY, close ?? Number.POSITIVE_INFINITY);
  const which = open === undefined ? 'close' : 'open and close';
  if (high !== undefined && high < most)
    at.refuse(request.high!, `a high not below ${which} (${most}) is required`, `${high}`);
  if (low !== undefined && low > least)
    at.refuse(request.low!, `a low not above ${which} (${least}) is required`, `${low}`);
}

/** Daily rows read as hourly bars are no bars: at least two neighbours must be exactly one bar apart. */
function requireBarLength(closeTimeMs: readonly number[], barMinutes: number, problems: ProblemList): void {
  let leastMinutes = Number.POSITIVE_INFINITY;
  for (let i = 1; i < closeTimeMs.length; i++) {
    leastMinutes = Math.min(leastMinutes, Math.round((closeTimeMs[i]! - closeTimeMs[i - 1]!) / 60_000));
  }
  if (closeTimeMs.length < 2 || leastMinutes === barMinutes) return;
  problems.add(
    `barMinutes must be the time between rows; got ${barMinutes}, and no two rows nearer than ${leastMinutes}`,
  );
}

interface Window {
  readonly fromMs: number | undefined;
  readonly toMs: number | undefined;
}

/** @throws {DataError} where `from` or `to` is no time, or they are in the wrong order. */
function readWindow({ file, from, to }: BarsRequest): Window {
  const edge = (name: string, text: string | undefined) => {
    if (text === undefined) return undefined;
    const time = readInstant(text);
    if (time.lacks !== undefined) throw new DataError(`${file}: ${name}: ${time.lacks}; got "${text}"`);
    return time.ms;
  };
  const window = { fromMs: edge('from', from), toMs: edge('to', to) };
  if (window.fromMs !== undefined && window.toMs !== undefined && !(window.fromMs <= window.toMs)) {
    throw new DataError(`${file}: from must not be after to; got from ${from} to ${to}`);
  }
  return window;
}

/**
 * The first bar of the window and the one after its last. A window may begin where the first bar opens.
 * @throws {DataError} where the file does not cover the window, naming both.
 */
function cutWindow(closeTimeMs: readonly number[], request: BarsRequest, { fromMs, toMs }: Window): [number, number] {
  const firstOpenMs = closeTimeMs[0]! - request.barMinutes * 60_000;
  const lastMs = closeTimeMs.at(-1)!;
  const begin = fromMs === undefined ? 0 : closeTimeMs.findIndex((time) => time >= fromMs);
  const after = toMs === undefined ? -1 : closeTimeMs.findIndex((time) => time > toMs);
  const end = after === -1 ? closeTimeMs.length : after;
  const covers = (fromMs ?? firstOpenMs) >= firstOpenMs && (toMs ?? lastMs) <= lastMs && begin !== -1;
  if (covers && begin < end) return [begin, end];

  const wanted = `from ${formatInstant(fromMs ?? firstOpenMs)} to ${formatInstant(toMs ?? lastMs)}`;
  const held = `from ${formatInstant(firstOpenMs)} to ${formatInstant(lastMs)}`;
  const why = covers ? 'no bar of the file closes within the window' : 'the file must cover the window';
  throw new DataError(`${request.file}: ${why}; wanted ${wanted}, the file goes ${held}`);
}

function oddities(data: Bars, { file, barMinutes }: BarsRequest): string[] {
  const warnings: string[] = [];
  const stretches = gaps(data, barMinutes);
  const [first] = stretches;
  if (first !== undefined) {
    const missing = stretches.reduce((sum, gap) => sum + gap.missingBars, 0);
    const where = `in ${stretches.length} ${stretches.length === 1 ? 'gap' : 'gaps'}`;
    const begins = `the first after ${formatInstant(first.afterMs)}`;
    warnings.push(`${file}: ${missing} ${missing === 1 ? 'bar is' : 'bars are'} missing ${where}, ${begins}`);
  }
  const { closeTimeMs, close } = data;
  const isLeap = (ratio: number) => ratio >= 10 || ratio <= 0.1;
  const leaps = closeTimeMs.filter((_, i) => i > 0 && isLeap(close[i]! / close[i - 1]!));
  if (leaps.length > 0) {
    const begins = `the first at ${formatInstant(leaps[0]!)}`;
    const times = leaps.length === 1 ? 'once' : `${leaps.length} times`;
    warnings.push(`${file}: the close moves tenfold or more from one bar to the next ${times}, ${begins}`);
  }
  return warnings;
}
