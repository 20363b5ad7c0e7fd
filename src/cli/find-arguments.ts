import { Command } from 'commander';
import { parseCommand } from './parse-command.ts';
import { UsageError } from './usage-error.ts';

export interface FindArguments {
  readonly file: string;
  readonly sought: Sought;
  readonly days: number;
  readonly seconds: number;
  readonly set: Readonly<Record<string, string>>;
  /** The file to write the market to, or `null`. */
  readonly scenario: string | null;
  readonly force: boolean;
  readonly json: boolean;
  readonly quiet: boolean;
}

/** What the market is to come to, as typed, or the claim that it is to speak against. */
export type Sought =
  | { readonly where: string; readonly against?: never }
  | { readonly against: string; readonly where?: never };

interface Given {
  readonly where?: string;
  readonly against?: string;
  readonly days: string;
  readonly seconds: string;
  readonly set: readonly string[];
  readonly scenario?: string;
  readonly force?: boolean;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

/**
 * Reads what follows `find`.
 *
 * @returns what is to be done, or the text that was asked for with `--help`
 * @throws UsageError with everything that is wrong
 */
export function readFindArguments(argv: readonly string[]): FindArguments | string {
  const command = declared();
  const said = parseCommand(command, argv);
  if (said !== null) return said;
  const given = command.opts<Given>();
  const problems: string[] = [];
  const whole = (name: string, typed: string, highest: number) => {
    const value = Number(typed);
    if (!/^\d+$/.test(typed) || value < 1 || value > highest) {
      problems.push(`--${name}: must be a whole number from 1 to ${highest}; got ${JSON.stringify(typed)}`);
    }
    return value;
  };
  const days = whole('days', given.days, 5);
  const seconds = whole('seconds', given.seconds, 3600);
  const set = new Map<string, string>();
  for (const each of given.set) {
    const [name = '', ...value] = each.split('=');
    if (name === '' || value.length === 0) problems.push(`--set: must be name=value; got ${JSON.stringify(each)}`);
    else if (set.has(name)) problems.push(`--set ${name}: must be given once; got it twice`);
    set.set(name, value.join('='));
  }
  const { where = '', against, scenario = null } = given;
  if (against === undefined && where.trim() === '') {
    problems.push(
      `--where: must say what to find, such as "coin >= 1.2 and '3x daily' < 1"; or --against names a claim`,
    );
  }
  if (against !== undefined && given.where !== undefined) problems.push('--against: must be left out beside --where');
  if (scenario !== null && (!/\.ts$/.test(scenario) || scenario.includes('\0'))) {
    problems.push(`--scenario: must be a file that ends in .ts; got ${JSON.stringify(scenario)}`);
  }
  if (given.force && scenario === null) problems.push('--force: must stand beside --scenario, whose file it replaces');
  if (problems.length > 0) throw new UsageError(problems.join('\n'));
  const { force = false, json = false, quiet = false } = given;
  const sought: Sought = against === undefined ? { where } : { against };
  return { file: command.args[0]!, sought, days, seconds, set: Object.fromEntries(set), scenario, force, json, quiet };
}

function declared(): Command {
  return new Command('tsx run find')
    .description(
      'The simplest market in which something is so: few days, small round moves, told so that it can be checked by hand.',
    )
    .argument('<scenario>', 'the scenario whose holdings, fees and rules are kept; its market is not')
    .option(
      '--where <condition>',
      `what it comes to: "coin >= 1.2 and '3x daily' < 1"; with and, or, not, %, .maxDrawdown …`,
    )
    .option('--against <claim>', 'or a claim of the scenario, by name: a market that speaks against it')
    .option('--days <N>', 'at most so many days, 1 to 5', '5')
    .option('--seconds <S>', 'time to look for it', '10')
    .option(
      '--set <name=value>',
      'set a parameter of the scenario; repeatable',
      (each, all: string[]) => [...all, each],
      [],
    )
    .option('--scenario <FILE.ts>', 'write the market as a scenario that can be run')
    .option('--force', 'let --scenario replace a file')
    .option('--json', 'what was found to stdout, and nothing else there')
    .option('--quiet', 'no story')
    .option('--debug', 'stack traces')
    .addHelpText('after', '\nEnds with 0 where a market was found, with 1 where none was.');
}
