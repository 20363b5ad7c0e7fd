import { resolve } from 'node:path';
import { Command } from 'commander';
import { CalibrationError } from '../calibration/calibration-error.ts';
import { catalogue, modelNamed } from '../calibration/catalogue.ts';
import type { CalibrationModel } from '../calibration/contracts.ts';
import { parseCommand } from './parse-command.ts';
import { UsageError } from './usage-error.ts';

export interface CalibrateArguments {
  readonly file: string;
  readonly model: CalibrationModel;
  /** Folder of recorded markets; looked into where there is no such file here. */
  readonly data: string;
  readonly close: string | undefined;
  readonly rate: string | undefined;
  readonly time: string | undefined;
  readonly timeIs: 'open' | 'close';
  readonly from: string | undefined;
  readonly to: string | undefined;
  readonly periodMinutes: number;
  readonly score: boolean;
  readonly paths: number;
  readonly seed: string;
  /** The file to write, or `null` to print only. */
  readonly out: string | null;
  readonly json: boolean;
  readonly quiet: boolean;
  readonly debug: boolean;
}

/** As commander hands them over: whatever was typed. */
interface Given {
  readonly model?: string;
  readonly close?: string;
  readonly rate?: string;
  readonly time?: string;
  readonly timeIs?: string;
  readonly from?: string;
  readonly to?: string;
  readonly period?: string;
  readonly score?: boolean;
  readonly paths?: string;
  readonly seed?: string;
  readonly out?: string;
  readonly data?: string;
  readonly json?: boolean;
  readonly quiet?: boolean;
  readonly debug?: boolean;
}

const MINUTES: Readonly<Record<string, number>> = { m: 1, h: 60, d: 1440 };
const LONGEST_DAYS = 31;
/** Enough for the bands of a scorecard: they need the 200th part of the simulated markets on either side. */
const SCORE_PATHS = { least: 200, usual: 400, most: 10_000 };

/**
 * Reads what follows `calibrate`.
 *
 * @returns what is to be done, or the text that was asked for with `--help`
 * @throws UsageError with everything that is wrong
 */
export function readCalibrateArguments(
  argv: readonly string[],
  environment: NodeJS.ProcessEnv,
): CalibrateArguments | string {
  const command = declared();
  const said = parseCommand(command, argv);
  if (said !== null) return said;
  const given = command.opts<Given>();
  const problems: string[] = [];
  const model = readModel(given.model, problems);
  const periodMinutes = readPeriod(given.period, problems) ?? model?.periodMinutes ?? 1440;
  const paths = readPaths(given.paths, problems);
  const { timeIs = 'open', out, data } = given;
  if (timeIs !== 'open' && timeIs !== 'close') {
    problems.push(`--time-is: must be open or close; got ${JSON.stringify(timeIs)}`);
  }
  if (out !== undefined && !/[^/\\]\.ts$/.test(out)) {
    problems.push(`--out: must be a file that ends in .ts; got ${JSON.stringify(out)}`);
  }
  if (given.rate === undefined && given.close !== undefined && model?.reads === 'rates') {
    problems.push(`--close: ${model.name} is fitted to funding; name its column with --rate`);
  }
  if (problems.length > 0 || model === null) throw new UsageError(problems.join('\n'));
  return {
    file: command.args[0]!,
    model,
    data: resolve(data ?? (environment.DECAYLAB_DATA || 'data')),
    close: given.close,
    rate: given.rate,
    time: given.time,
    timeIs: timeIs === 'close' ? 'close' : 'open',
    from: given.from,
    to: given.to,
    periodMinutes,
    score: given.score ?? false,
    paths,
    seed: given.seed ?? 'scorecard',
    out: out === undefined ? null : resolve(out),
    json: given.json ?? false,
    quiet: given.quiet ?? false,
    debug: given.debug ?? false,
  };
}

function declared(): Command {
  return new Command('tsx run calibrate')
    .description('Fits a process to a recorded market: estimates with their errors, as a file that scenarios import.')
    .usage('history.csv --model garch-t [options]')
    .argument('<file>', 'a CSV file, here or in the data folder')
    .option('--model <NAME>', `one of ${catalogue.map(({ name }) => name).join(', ')}`)
    .option('--close <COLUMN>', 'of closing prices (default: close, price, …)')
    .option('--rate <COLUMN>', 'of funding rates, a fraction of notional a stamp (default: rate, funding_rate, …)')
    .option('--time <COLUMN>', 'of times (default: time, date, …)')
    .option('--time-is <open|close>', 'what of a bar the time is; a date is a whole day (default: open)')
    .option('--from <TIME>', 'the first close: a date, or an instant with its zone')
    .option('--to <TIME>', 'the last close')
    .option('--period <LENGTH>', 'of a return: 15m, 4h, 24h, 7d (default: 24h; the model may say otherwise)')
    .option('--score', 'simulate the fitted model, and compare it with the record')
    .option('--paths <N>', `simulated markets for --score (default: ${SCORE_PATHS.usual})`)
    .option('--seed <S>', 'of --score: any text')
    .option('--out <FILE>', 'a TypeScript file to write, for scenarios to import')
    .option('--data <DIR>', 'recorded markets (default: DECAYLAB_DATA, else data)')
    .option('--json', 'the fit to stdout, and nothing else there')
    .option('--quiet', 'no table')
    .option('--debug', 'stack traces')
    .allowExcessArguments(false);
}

function readModel(name: string | undefined, problems: string[]): CalibrationModel | null {
  if (name === undefined) {
    problems.push(`--model: must be given; there are ${catalogue.map((model) => model.name).join(', ')}`);
    return null;
  }
  try {
    return modelNamed(name);
  } catch (thrown) {
    if (!(thrown instanceof CalibrationError)) throw thrown;
    problems.push(`--model: ${thrown.message}`);
    return null;
  }
}

function readPeriod(typed: string | undefined, problems: string[]): number | undefined {
  if (typed === undefined) return undefined;
  const [, count = '', unit = ''] = /^([1-9]\d{0,5})([mhd])$/.exec(typed) ?? [];
  const minutes = Number(count) * (MINUTES[unit] ?? 0);
  if (minutes > 0 && minutes <= LONGEST_DAYS * 1440) return minutes;
  problems.push(
    `--period: must be a length such as 15m, 4h or 24h, up to ${LONGEST_DAYS}d; got ${JSON.stringify(typed)}`,
  );
  return undefined;
}

function readPaths(typed: string | undefined, problems: string[]): number {
  const { least, usual, most } = SCORE_PATHS;
  if (typed === undefined) return usual;
  const value = Number(typed);
  if (/^\d+$/.test(typed) && value >= least && value <= most) return value;
  problems.push(`--paths: must be a whole number from ${least} to ${most}; got ${JSON.stringify(typed)}`);
  return usual;
}
