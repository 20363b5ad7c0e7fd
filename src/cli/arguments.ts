import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { Command } from 'commander';
import { type ExportFormat, exportFormats, readExportFormats } from '../exports/export-format.ts';
import type { BreakEvenTarget } from '../result/sweep-result.ts';
import type { TypedHistory } from '../scenario/history.ts';
import { MOST_PATHS } from '../scenario/limits.ts';
import type { Overrides } from '../scenario/scenario.ts';
import type { ClaimsMatter } from './claimed.ts';
import { parseCommand } from './parse-command.ts';
import { readAxes, readSolve, type TypedAxis, type TypedSolve } from './sweep-axes.ts';
import { UsageError } from './usage-error.ts';

export interface Arguments {
  readonly files: readonly string[];
  readonly overrides: Overrides;
  readonly workers: number;
  /** Folder that holds a folder a scenario. */
  readonly out: string;
  /** Folder of recorded markets. */
  readonly data: string;
  /** What was typed after `--data`, or `null`: the environment and the default are not part of a command. */
  readonly typedData: string | null;
  readonly json: boolean;
  readonly report: boolean;
  /** What is written beside the report, in the order of `exportFormats`. */
  readonly exports: readonly ExportFormat[];
  readonly quiet: boolean;
  readonly dryRun: boolean;
  readonly debug: boolean;
  /** What runs the steps: changes time only. */
  readonly kernels: 'plain' | 'wasm';
  /** Whether claims of a scenario decide how the run ends. */
  readonly claims: ClaimsMatter;
  /** The one path to replay, or `null` for an ordinary run. */
  readonly path: number | null;
  /** Parameters to go over instead, and what to solve for in each cell; `null` for an ordinary run. */
  readonly sweep: TypedSweep | null;
}

export interface TypedSweep {
  readonly axes: readonly TypedAxis[];
  readonly solve: TypedSolve | null;
  readonly target: BreakEvenTarget;
}

const MOST_WORKERS = 256;

/**
 * Reads the command line.
 *
 * @returns what is to be done, or the text that was asked for with `--help` or `--version`
 * @throws UsageError with everything that is wrong
 */
export function readArguments(argv: readonly string[], environment: NodeJS.ProcessEnv): Arguments | string {
  const command = declared();
  const said = parseCommand(command, argv);
  if (said !== null) return said;
  const given = command.opts<Given>();
  const problems: string[] = [];
  const whole = (name: string, typed: string | undefined, lowest: number, highest: number) => {
    if (typed === undefined) return undefined;
    const value = Number(typed);
    if (/^\d+$/.test(typed) && value >= lowest && value <= highest) return value;
    problems.push(`--${name}: must be a whole number from ${lowest} to ${highest}; got ${JSON.stringify(typed)}`);
    return undefined;
  };
  const paths = whole('paths', given.paths, 1, MOST_PATHS);
  const workers = whole('workers', given.workers, 1, MOST_WORKERS);
  const path = whole('path', given.path, 0, Number.MAX_SAFE_INTEGER);
  const set = readSettings(given.set, problems);
  for (const name of ['out', 'data'] as const) {
    if (given[name] === '' || given[name]?.includes('\0'))
      problems.push(`--${name}: must be a folder; got ${JSON.stringify(given[name])}`);
  }
  if (path !== undefined && given.json) problems.push('--path: prints a replay in words; leave --json out');
  const history = readHistory(given, problems);
  const asked = given.export === undefined ? null : readExportFormats(given.export);
  for (const problem of asked?.problems ?? []) problems.push(`--export: ${problem}`);
  const sweep = readSweep(given, problems);
  const { kernels = 'wasm' } = given;
  if (kernels !== 'wasm' && kernels !== 'plain') {
    problems.push(`--kernels: must be plain or wasm; got ${JSON.stringify(kernels)}`);
  }
  if (problems.length > 0) throw new UsageError(problems.join('\n'));
  return {
    files: command.args,
    overrides: {
      ...(paths === undefined ? {} : { paths }),
      ...(given.seed === undefined ? {} : { seed: given.seed }),
      ...(Object.keys(set).length === 0 ? {} : { set }),
      ...(Object.keys(history).length === 0 ? {} : { history }),
    },
    workers: workers ?? availableParallelism(),
    out: resolve(given.out ?? 'reports'),
    typedData: given.data ?? null,
    data: resolve(given.data ?? (environment.DECAYLAB_DATA || 'data')),
    json: given.json ?? false,
    report: given.report,
    exports: asked?.formats ?? [],
    quiet: given.quiet ?? false,
    dryRun: given.dryRun ?? false,
    debug: given.debug ?? false,
    kernels: kernels === 'plain' ? 'plain' : 'wasm',
    claims: given.strictClaims ? 'unless they hold' : given.claims ? 'when they fail' : 'never',
    path: path ?? null,
    sweep,
  };
}

/** As commander hands them over: whatever was typed. */
interface Given {
  readonly paths?: string;
  readonly seed?: string;
  readonly workers?: string;
  readonly set: readonly string[];
  readonly out?: string;
  readonly data?: string;
  readonly path?: string;
  readonly json?: boolean;
  readonly report: boolean;
  readonly export?: string;
  readonly quiet?: boolean;
  readonly dryRun?: boolean;
  readonly debug?: boolean;
  readonly kernels?: string;
  readonly history?: string;
  readonly claims?: boolean;
  readonly strictClaims?: boolean;
  readonly historyFunding?: string;
  readonly sweep: readonly string[];
  readonly solve?: string;
  readonly target?: string;
}

function declared(): Command {
  return new Command('tsx run')
    .description('Decay Lab: what do leveraged tokens really do to the money of the person who holds them?')
    .usage('scenarios/choppy.ts [more scenarios] [options]')
    .argument('<scenario...>', 'scenario files')
    .option('--paths <N>', 'simulated histories (default: the scenario says)')
    .option('--seed <S>', 'any text; the same seed gives the same numbers (default: the scenario says)')
    .option('--workers <W>', 'threads; never changes a result (default: one a core)')
    .option(
      '--set <name=value>',
      'set a parameter of the scenario; repeatable',
      (each, all: string[]) => [...all, each],
      [],
    )
    .option('--out <DIR>', 'where results go, a folder a scenario (default: reports)')
    .option('--data <DIR>', 'recorded markets (default: DECAYLAB_DATA, else data)')
    .option(
      '--history <FILE[,option=value…]>',
      'hold the same in recorded history too: bars, as rollingWindows reads them',
    )
    .option('--history-funding <FILE[,…]>', 'funding of the same time, as resampledFunding reads it')
    .option(
      '--sweep <name=a,b,c>',
      'go over values of a parameter, or over name=from:to:step; twice for a grid',
      (each, all: string[]) => [...all, each],
      [],
    )
    .option('--solve <name[=low:high]>', 'the value of a parameter at which each holding breaks even, with its error')
    .option('--target <WORD>', 'what breaks even: median, growth, or spot (default: median)')
    .option('--json', 'summary to stdout, one line a scenario, and nothing else there')
    .option('--no-report', 'leave out report.html')
    .option('--export <LIST>', `files for other programs: all, or some of ${Object.keys(exportFormats).join(',')}`)
    .option('--dry-run', 'print the resolved scenario, every default shown, and run nothing')
    .option('--path <K>', 'replay one path, event by event')
    .option('--kernels <plain|wasm>', 'what runs the steps; changes time only (default: wasm)')
    .option('--claims', 'end with 1 where a claim of the scenario fails')
    .option('--strict-claims', 'end with 1 unless every claim holds')
    .option('--quiet', 'no progress, no table')
    .option('--debug', 'stack traces')
    .addHelpText(
      'after',
      `
Other verbs, each with its own --help:
  tsx run calibrate history.csv --model garch-t          parameters from a recorded market
  tsx run compare A B                                    two runs beside each other
  tsx run find FILE --where "coin >= 1.2 and token < 1"  the simplest market in which that is so`,
    );
}

const targets: readonly BreakEvenTarget[] = ['median', 'growth', 'spot'];

/** What is gone over, and solved for; `null` where neither was asked. */
function readSweep(given: Given, problems: string[]): TypedSweep | null {
  const axes = readAxes(given.sweep, problems);
  const solve = readSolve(given.solve, problems);
  const target = targets.find((each) => each === (given.target ?? 'median'));
  if (target === undefined) {
    problems.push(`--target: must be one of ${targets.join(', ')}; got ${JSON.stringify(given.target)}`);
  }
  if (given.target !== undefined && given.solve === undefined) {
    problems.push('--target: must stand beside --solve, whose break-even it says');
  }
  if (given.sweep.length === 0 && given.solve === undefined) return null;
  const idle = (['path', 'export', 'history', 'historyFunding', 'claims', 'strictClaims'] as const).filter(
    (name) => given[name] !== undefined,
  );
  for (const name of idle) {
    const flag = name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    problems.push(`--${flag}: is not for a sweep; leave it out, or run a cell by itself with --set`);
  }
  return { axes, solve, target: target ?? 'median' };
}

/** A file, then options of the model that reads it: `prices/BTC_1d.csv,time=date,barMinutes=1440,everyDays=1`. */
function readHistory(given: Given, problems: string[]): TypedHistory {
  const read = (flag: string, typed: string | undefined): Readonly<Record<string, string>> | undefined => {
    if (typed === undefined) return undefined;
    const [file = '', ...options] = typed.split(',');
    const pairs = options.map((option) => option.split('='));
    if (file === '' || pairs.some((pair) => pair.length !== 2 || pair[0] === '')) {
      problems.push(`${flag}: must be a file, then any options as ,name=value; got ${JSON.stringify(typed)}`);
    }
    return { file, ...Object.fromEntries(pairs) };
  };
  const price = read('--history', given.history);
  const funding = read('--history-funding', given.historyFunding);
  return { ...(price === undefined ? {} : { price }), ...(funding === undefined ? {} : { funding }) };
}

/** `name=value`, each once; what is wrong goes to `problems`. */
export function readSettings(
  typed: readonly string[],
  problems: string[],
  flag = '--set',
): Readonly<Record<string, string>> {
  const set = new Map<string, string>();
  for (const each of typed) {
    const at = each.indexOf('=');
    const name = each.slice(0, Math.max(0, at)).trim();
    if (at < 1 || name === '') problems.push(`${flag}: must be name=value; got ${JSON.stringify(each)}`);
    else if (set.has(name)) problems.push(`${flag} ${name}: must be given once; got it twice`);
    else set.set(name, each.slice(at + 1).trim());
  }
  return Object.fromEntries(set);
}
