import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { basename, dirname, isAbsolute, resolve } from 'node:path';
import type { Series, SeriesSource } from '../calibration/contracts.ts';
import { ratesOf, returnsOf } from '../calibration/series.ts';
import type { BarsRequest, Rates, RatesRequest } from '../data/contracts.ts';
import { DataError } from '../data/data-error.ts';
import { decodeText } from '../data/decode-text.ts';
import { readInstant } from '../data/instant.ts';
import { decompress } from '../data/node/decompress.ts';
import { readDataFile } from '../data/node/read-data-file.ts';
import { parseBars } from '../data/parse-bars.ts';
import { parseRates } from '../data/parse-rates.ts';
import { recogniseColumns } from '../data/recognise-columns.ts';
import type { CalibrateArguments } from './calibrate-arguments.ts';
import { UsageError } from './usage-error.ts';

/** A history as it was asked for, and where it came from. */
export interface History {
  readonly prices: Series | null;
  readonly rates: Series | null;
  readonly source: SeriesSource;
  readonly warnings: readonly string[];
}

/**
 * Reads the file that is to be fitted: where it stands as typed, or else in the data folder. Prices where the model or
 * the scorecard needs them, and funding where a column of it is named or the model is one of funding.
 *
 * @throws DataError, or UsageError where the period does not fit the file
 */
export function readHistory(given: CalibrateArguments): History {
  const isHere = existsSync(given.file);
  if (!isHere && isAbsolute(given.file)) throw new DataError(`${given.file}: no such file`);
  const folder = isHere ? dirname(resolve(given.file)) : given.data;
  const file = isHere ? basename(given.file) : given.file;
  const known = { time: given.time ?? 'time', close: given.close ?? 'close' };
  const stored = readDataFile(folder, { kind: 'bars', file, ...known, timeMeaning: given.timeIs, barMinutes: 1440 });
  const text = decodeText(file, decompress(file, stored));
  const { reads } = given.model;
  const prices = reads === 'prices' || given.close !== undefined ? readPrices(text, file, given) : null;
  const rates = reads === 'rates' || given.rate !== undefined ? readRates(text, file, given) : null;
  const read = reads === 'prices' ? prices! : rates!;
  return {
    prices: prices?.series ?? null,
    rates: rates?.series ?? null,
    source: {
      file: given.file,
      sha256: createHash('sha256').update(stored).digest('hex'),
      rows: read.rows,
      column: read.column,
    },
    warnings: [...(prices?.warnings ?? []), ...(rates?.warnings ?? [])],
  };
}

interface ReadSeries {
  readonly series: Series;
  readonly column: string;
  readonly rows: number;
  readonly warnings: readonly string[];
}

function readPrices(text: string, file: string, given: CalibrateArguments): ReadSeries {
  const { time, value, minutes, isDated } = recogniseColumns(text, file, 'close', {
    time: given.time,
    value: given.close,
  });
  if (given.periodMinutes % minutes !== 0) {
    throw new UsageError(
      `--period: must be a multiple of the ${minutes} minutes between rows of ${file}; ` +
        `got ${given.periodMinutes} minutes`,
    );
  }
  const request: BarsRequest = {
    kind: 'bars',
    file,
    time,
    timeMeaning: isDated ? 'open' : given.timeIs,
    barMinutes: minutes,
    close: value,
    skip: { column: value, equals: '' },
    ...(given.from === undefined ? {} : { from: given.from }),
    ...(given.to === undefined ? {} : { to: given.to }),
  };
  const { data, rows, warnings } = parseBars(text, request);
  return { series: returnsOf(data, given.periodMinutes), column: value, rows, warnings };
}

function readRates(text: string, file: string, given: CalibrateArguments): ReadSeries {
  const { time, value, minutes } = recogniseColumns(text, file, 'rate', { time: given.time, value: given.rate });
  const request: RatesRequest = { kind: 'rates', file, time, rate: value, skip: { column: value, equals: '' } };
  const { data, rows, warnings } = parseRates(text, request);
  return { series: ratesOf(within(data, file, given), minutes), column: value, rows, warnings };
}

/** Stamps with from <= time <= to. */
function within({ timeMs, rate }: Rates, file: string, { from, to }: CalibrateArguments): Rates {
  const edge = (name: string, typed: string | undefined, otherwise: number) => {
    if (typed === undefined) return otherwise;
    const read = readInstant(typed);
    if (read.lacks !== undefined) throw new DataError(`${file}: ${name}: ${read.lacks}; got "${typed}"`);
    return read.ms;
  };
  const first = edge('from', from, Number.NEGATIVE_INFINITY);
  const last = edge('to', to, Number.POSITIVE_INFINITY);
  const isInside = (ms: number) => ms >= first && ms <= last;
  return { timeMs: timeMs.filter(isInside), rate: rate.filter((_, i) => isInside(timeMs[i]!)) };
}
