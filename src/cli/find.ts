import { existsSync, mkdirSync, realpathSync, writeFileSync } from 'node:fs';
import { dirname, relative, resolve, sep } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { RunFailure } from '../batch/failure.ts';
import { readScenario, type ScenarioFile } from '../batch/node/read-scenario.ts';
import { traceStory } from '../batch/trace-story.ts';
import { type Aim, whereIt } from '../finder/aim.ts';
import { findMarket, type Search } from '../finder/find-market.ts';
import { otherOrders } from '../finder/other-orders.ts';
import { ConditionError, parseCondition } from '../finder/parse-condition.ts';
import { type Moves, type OpenScript, scriptOf } from '../finder/try-markets.ts';
import { stableJson } from '../result/stable-json.ts';
import { nearestName } from '../text/nearest-name.ts';
import type { ExitCode } from './exit-codes.ts';
import { exitCodes } from './exit-codes.ts';
import { explain } from './explain.ts';
import { type FindArguments, readFindArguments, type Sought } from './find-arguments.ts';
import { requireScenarioFile } from './find-scenario.ts';
import { foundText } from './found-text.ts';
import { OutputError, reasonOf } from './output-error.ts';
import { printable } from './printable.ts';
import type { Terminal } from './terminal.ts';
import { UsageError } from './usage-error.ts';

const SEED = 20_261_129;

/** The verb `find`: the simplest market in which something is so, told, and written where that is asked for. */
export async function findInFile(argv: readonly string[], terminal: Terminal): Promise<ExitCode> {
  let file: string | null = null;
  try {
    const given = readFindArguments(argv);
    if (typeof given === 'string') {
      terminal.print(given);
      return exitCodes.complete;
    }
    file = given.file;
    return await carryOut(given, terminal);
  } catch (thrown) {
    const { text, code } = explain(thrown, file, () => '', argv.includes('--debug'));
    terminal.complain(text);
    return code;
  }
}

async function carryOut(given: FindArguments, terminal: Terminal): Promise<ExitCode> {
  requireScenarioFile(given.file);
  // Before the search: whoever waits for it should not lose what it finds.
  if (given.scenario !== null) requireFree(given.scenario, given);
  const over = performance.now() + 1000 * given.seconds;
  const read = await readScenario(given.file, { set: given.set });
  const aim = aimOf(given.sought, read);
  const names = aim.holdings;
  const leftOut = given.sought.against === undefined ? [] : read.holdings.filter((name) => !names.includes(name));
  const open: OpenScript = (scripts, days) => read.openScript(scripts, days, names);
  const isOver = () => performance.now() > over;
  const search = findMarket(open, aim, { mostDays: given.days, isOver, seed: SEED });
  const { moves } = search;
  const story = moves === null ? null : storyOf(open, names, moves);
  if (given.json) {
    terminal.print(
      stableJson({
        schema: 'decaylab/found@1',
        ...given.sought,
        ...(leftOut.length === 0 ? {} : { leftOut }),
        returnsPercent: moves === null ? null : moves.map((move) => move / 10),
        coin: story === null ? null : [...story.coin],
        holdings: story === null ? null : story.holdings.map(({ name, values }) => ({ name, values: [...values] })),
        tried: search.tried,
      }),
    );
  } else if (!given.quiet) {
    const told = story === null ? [] : ['', ...foundText(story, otherOrders(open, aim, moves!))];
    const lines = [...found(search), ...(leftOut.length === 0 ? [] : [leftOutText(leftOut)]), ...told];
    terminal.print(`${lines.join('\n')}\n`);
  }
  if (moves === null) return exitCodes.failed;
  if (given.scenario !== null) {
    write(given.scenario, scenarioText(given, scriptOf(moves), names), given.force);
    if (!given.quiet) terminal.note(`written: ${given.scenario}`);
  }
  return exitCodes.complete;
}

function aimOf({ where, against }: Sought, read: ScenarioFile): Aim {
  const { holdings, claims, recordedHoldings } = read;
  const recorded = recordedHoldings.map(({ name }) => name);
  const living = holdings.filter((name) => !recorded.includes(name));
  if (against !== undefined) {
    if (claims.includes(against)) {
      // Where none can live in it the refusal names each.
      if (recorded.length === 0 || living.length === 0)
        return { holdings, marginsIn: (lived) => read.against(against, lived) };
      return { holdings: living, marginsIn: (lived) => naming(recorded, () => read.against(against, lived)) };
    }
    throw new UsageError(
      `--against: must be the name of a claim; got ${JSON.stringify(against)}\nHint: ${claimMeant(against, claims)}`,
    );
  }
  try {
    return whereIt(parseCondition(where, holdings), living.length === 0 ? holdings : living);
  } catch (thrown) {
    if (thrown instanceof ConditionError) throw new UsageError(`--where: ${thrown.message}`);
    throw thrown;
  }
}

function claimMeant(given: string, claims: readonly string[]): string {
  if (claims.length === 0) return 'this scenario claims nothing; --where says what to find';
  const meant = nearestName(given, claims);
  if (meant !== undefined) return `was ${JSON.stringify(meant)} meant?`;
  return `it claims ${claims.map((each) => JSON.stringify(each)).join(', ')}`;
}

const leftOutText = (names: readonly string[]): string =>
  `Left out, for it reads a recording, and a written market has none: ${names.map((name) => printable(JSON.stringify(name))).join(', ')}.`;

/** To a claim that asks for a holding that was left out, there is none of that name. */
function naming<T>(leftOut: readonly string[], work: () => T): T {
  try {
    return work();
  } catch (thrown) {
    if (!(thrown instanceof RunFailure)) throw thrown;
    const { failure } = thrown;
    throw new RunFailure({ ...failure, message: `${failure.message}\n${leftOutText(leftOut)}` });
  }
}

function storyOf(open: OpenScript, names: readonly string[], moves: Moves) {
  const simulation = open(scriptOf(moves), moves.length);
  const instantsMs = Float64Array.from({ length: moves.length + 1 }, (_, day) => day * 86_400_000);
  return traceStory({ simulation, holdings: names.map((name) => ({ name })), instantsMs }, 0);
}

function found({ moves, tried }: Search): readonly string[] {
  const last = tried.at(-1)!;
  const lines = tried.map(({ days, gridPercent, markets, isAll }, index) => {
    const which = `${markets} ${markets === 1 ? 'market' : 'markets'} of ${days} ${days === 1 ? 'day' : 'days'} in steps of ${gridPercent} %`;
    if (moves !== null && index === tried.length - 1) {
      return isAll
        ? markets === 1
          ? `${which} was tried, the simplest, and this is it.`
          : `${which} were tried, from the simplest on, and this is the first.`
        : `${which} were drawn and shrunk: no move of this one can be left at 0, halved, or be ${gridPercent} % nearer to 0, unless time ran out. A simpler one is not ruled out.`;
    }
    return `${which}: ${isAll ? 'all there are' : 'drawn'}, and none will do.`;
  });
  const head =
    moves === null
      ? `None was found, which does not say that there is none.`
      : `Found, of ${last.days} ${last.days === 1 ? 'day' : 'days'}: ${scriptOf(moves)}.`;
  return [
    head,
    ...lines,
    'Moves are from -90 % to +100 % a day. A step is a day: rules, triggers and stops see closes alone. There is no funding.',
  ];
}

/** @throws OutputError where there is such a file, and nobody asked to replace it */
function requireFree(path: string, { force, file }: FindArguments): void {
  if (!existsSync(path)) return;
  if (realpathSync(path) === realpathSync(file)) {
    throw new UsageError(`--scenario: must not be the scenario that is asked; got ${JSON.stringify(path)}`);
  }
  if (!force) throw new OutputError(`${path}: there is a file of that name; --force replaces it`);
}

function write(path: string, text: string, mayReplace: boolean): void {
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text, { flag: mayReplace ? 'w' : 'wx' });
  } catch (thrown) {
    throw new OutputError(`${path} cannot be written: ${reasonOf(thrown)}`);
  }
}

function scenarioText(
  { scenario, file, sought, set }: FindArguments,
  script: string,
  names: readonly string[],
): string {
  const from = dirname(resolve(scenario!));
  const specifier = (path: string) => {
    const way = relative(from, path).split(sep).join('/');
    return JSON.stringify(way.startsWith('.') ? way : `./${way}`);
  };
  const index = fileURLToPath(new URL('../index.ts', import.meta.url));
  const asked = Object.keys(set).length === 0 ? 'original' : `withParameters(original, ${literal(set)})`;
  const what = sought.where === undefined ? 'that speaks against a claim' : 'in which this is so';
  const words = asked === 'original' ? 'inWrittenMarket' : 'inWrittenMarket, withParameters';
  return `import { ${words} } from ${specifier(index)};
import original from ${specifier(resolve(file))};

/** A market ${what}: ${literal(sought.where ?? sought.against).replaceAll('*/', '*\\u002f')} */
export default inWrittenMarket(${asked}, ${literal(script)}, ${literal(names)});
`;
}

/** A value of the author's, as TypeScript reads it. */
const literal = (value: unknown): string =>
  JSON.stringify(value).replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029');
