import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import { Command } from 'commander';
import { USUAL_LEVEL } from '../comparison/compare-samples.ts';
import { MOST_PATHS } from '../scenario/limits.ts';
import type { Overrides } from '../scenario/scenario.ts';
import { readSettings } from './arguments.ts';
import { parseCommand } from './parse-command.ts';
import { UsageError } from './usage-error.ts';

export interface CompareArguments {
  readonly a: string;
  /** `null` where a sample is only to be saved. */
  readonly b: string | null;
  readonly overridesA: Overrides;
  readonly overridesB: Overrides;
  readonly level: number;
  /** Any path that differs fails, whatever the tests say. */
  readonly exact: boolean;
  /** Where A is kept as a baseline, or `null`. */
  readonly save: string | null;
  readonly out: string;
  readonly data: string;
  readonly workers: number;
  readonly json: boolean;
  readonly report: boolean;
  readonly quiet: boolean;
  readonly debug: boolean;
}

/** What was saved is known by its ending, a finished run by what stands in its folder; everything else is a scenario. */
export const isBaseline = (path: string): boolean => path.endsWith('.json');
export const isKept = (path: string): boolean => isBaseline(path) || existsSync(join(path, 'summary.json'));

/** As commander hands them over: whatever was typed. */
interface Given {
  readonly paths?: string;
  readonly seed?: string;
  readonly seedB?: string;
  readonly set: readonly string[];
  readonly setB: readonly string[];
  readonly level?: string;
  readonly exact?: boolean;
  readonly save?: string;
  readonly out?: string;
  readonly data?: string;
  readonly json?: boolean;
  readonly report: boolean;
  readonly quiet?: boolean;
  readonly debug?: boolean;
}

/**
 * Reads what follows `compare`.
 *
 * @returns what is to be done, or the text that was asked for with `--help`
 * @throws UsageError with everything that is wrong
 */
export function readCompareArguments(
  argv: readonly string[],
  environment: NodeJS.ProcessEnv,
): CompareArguments | string {
  const command = declared();
  const said = parseCommand(command, argv);
  if (said !== null) return said;
  const given = command.opts<Given>();
  const [a = '', b = null] = command.args as readonly (string | undefined)[];
  const problems: string[] = [];
  const level = given.level === undefined ? USUAL_LEVEL : Number(given.level);
  if (!(level > 0 && level < 1)) {
    problems.push(`--level: must be a number between 0 and 1; got ${JSON.stringify(given.level)}`);
  }
  const { paths, seed, seedB } = given;
  if (paths !== undefined && !(/^\d+$/.test(paths) && Number(paths) >= 2 && Number(paths) <= MOST_PATHS)) {
    problems.push(`--paths: must be a whole number from 2 to ${MOST_PATHS}; got ${JSON.stringify(paths)}`);
  }
  if (b === null && given.save === undefined) problems.push('compare: needs two runs, or one and --save FILE');
  if (given.save !== undefined && !/[^/\\]\.json$/.test(given.save)) {
    problems.push(`--save: must be a file that ends in .json; got ${JSON.stringify(given.save)}`);
  }
  problems.push(...idle(given, a, b));
  const set = readSettings(given.set, problems);
  const setB = readSettings(given.setB, problems, '--set-b');
  if (problems.length > 0) throw new UsageError(problems.join('\n'));
  const common = paths === undefined ? {} : { paths: Number(paths) };
  const overrides = (values: Readonly<Record<string, string>>, by: string | undefined): Overrides => ({
    ...common,
    ...(by === undefined ? {} : { seed: by }),
    ...(Object.keys(values).length === 0 ? {} : { set: values }),
  });
  return {
    a,
    b,
    overridesA: overrides(set, seed),
    overridesB: overrides({ ...set, ...setB }, seedB ?? seed),
    level,
    exact: given.exact ?? false,
    save: given.save ?? null,
    out: resolve(given.out ?? 'reports'),
    data: resolve(given.data ?? (environment.DECAYLAB_DATA || 'data')),
    workers: availableParallelism(),
    json: given.json ?? false,
    report: given.report,
    quiet: given.quiet ?? false,
    debug: given.debug ?? false,
  };
}

/** What is kept is as it is: what would set something of it is refused, so that nobody believes it was done. */
function idle({ paths, seed, seedB, set, setB }: Given, a: string, b: string | null): readonly string[] {
  const ofBoth = [
    ['--paths', paths !== undefined],
    ['--seed', seed !== undefined],
    ['--set', set.length > 0],
  ] as const;
  const ofB = [
    ['--seed-b', seedB !== undefined],
    ['--set-b', setB.length > 0],
  ] as const;
  const isAllKept = isKept(a) && (b === null || isKept(b));
  const isKeptB = b === null || isKept(b);
  return [...(isAllKept ? ofBoth : []), ...(isKeptB ? ofB : [])].flatMap(([flag, isGiven]) =>
    isGiven ? [`${flag}: must be left out; a baseline, a finished run, or a run that is not there, cannot be set`] : [],
  );
}

function declared(): Command {
  const each = (typed: string, all: string[]) => [...all, typed];
  return new Command('tsx run compare')
    .description('Two runs beside each other: what moved, by how much, and whether chance would do as much')
    .usage('scenarios/choppy.ts scenarios/choppy.ts --set-b tradingFee=0.001')
    .argument('<A>', 'a scenario file, a baseline that was saved, or the folder of a run with --export csv')
    .argument('[B]', 'the same; may be left out with --save')
    .option('--paths <N>', 'simulated histories of both (default: the scenario says)')
    .option('--seed <S>', 'of both; with one seed they live through the same paths')
    .option('--seed-b <S>', 'of B alone: then the two know nothing of each other')
    .option('--set <name=value>', 'a parameter of both; repeatable', each, [])
    .option('--set-b <name=value>', 'a parameter of B alone; repeatable', each, [])
    .option('--level <P>', `chance of a false alarm over all that is compared (default: ${USUAL_LEVEL})`)
    .option('--exact', 'on the same paths, any path that differs fails')
    .option('--save <FILE.json>', 'keep A as a baseline, to be compared with later')
    .option('--out <DIR>', 'where the page goes (default: reports)')
    .option('--data <DIR>', 'recorded markets (default: DECAYLAB_DATA, else data)')
    .option('--json', 'the comparison to stdout, one line, and nothing else there')
    .option('--no-report', 'leave out the page')
    .option('--quiet', 'no table')
    .option('--debug', 'stack traces');
}
