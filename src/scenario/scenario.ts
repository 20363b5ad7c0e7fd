import { ScenarioError } from '../engine/errors.ts';
import type { Model } from '../engine/model.ts';
import { isModel } from '../engine/model.ts';
import type { Options, Values } from '../engine/options.ts';
import { shown } from '../engine/options.ts';
import { drawdown } from '../metrics/drawdown.ts';
import { marketExtremes } from '../metrics/market-extremes.ts';
import { marketPath } from '../metrics/market-path.ts';
import type { Answer } from '../result/answer.ts';
import type { DuelDescription } from '../result/run-result.ts';
import { nearestName } from '../text/nearest-name.ts';
import { columnProblems, withParts } from './columns.ts';
import { comparisonProblems } from './comparisons.ts';
import type { Duel } from './duels.ts';
import { isPrintable, settleDuels } from './duels.ts';
import { MOST_PATHS } from './limits.ts';
import type { ResolvedParameter } from './parameters.ts';
import { settleParameters } from './parameters.ts';

/** A market, and what is held in it: one row of a question, with every number settled. */
export interface Setting {
  /** Length of a generated market in days; left out for a recorded one, whose file gives the clock. */
  readonly days?: number;
  /** Length of a step in minutes, of a generated market. */
  readonly stepMinutes?: number;
  readonly price: Model<'price'>;
  readonly funding: Model<'funding'>;
  /** Tokens and their rivals, all on the same paths. Their names are shown as written. */
  readonly holdings: Readonly<Record<string, Model<'holding'>>>;
  /** Metrics of the author's own, beside the standard ones. */
  readonly metrics?: readonly Model<'metric'>[];
  /** Who is set against whom, by a name for each duel. */
  readonly duels?: Readonly<Record<string, Duel>>;
}

export interface ScenarioDefinition<P extends Options> {
  /** What the scenario asks, as a sentence. The report prints it. */
  readonly question: string;
  /** Any text. Results depend on it, and on nothing else that is random. */
  readonly seed?: string;
  readonly paths?: number;
  /** Numbers that `--set name=value` may change; each has a default. */
  readonly parameters?: P;
  /** Defaults that follow from other parameters, for those that were not set. */
  readonly derived?: Partial<{ readonly [N in keyof P]: (parameters: Values<P>) => Values<P>[N] }>;
  readonly setting: (parameters: Values<P>) => Setting;
  /**
   * The answer to the question in one sentence of at most 300 characters, from the finished summary: the headline of the
   * report. `say` prints figures as the report does: `say.percent(summary.duels!['at equal exposure']!.probabilityFirstBeats)`.
   */
  readonly answer?: Answer;
}

/** What `--paths`, `--seed` and `--set` change. Values of `set` are text, as typed. */
export interface Overrides {
  readonly paths?: number;
  readonly seed?: string;
  readonly set?: Readonly<Record<string, string>>;
}

/** A scenario with its parameters settled and everything checked that can be without data. */
export interface ResolvedScenario {
  readonly question: string;
  readonly seed: string;
  readonly paths: number;
  readonly parameters: readonly ResolvedParameter[];
  /** `null` for a recorded market. */
  readonly generated: { readonly days: number; readonly stepMinutes: number } | null;
  readonly price: Model<'price'>;
  readonly funding: Model<'funding'>;
  readonly holdings: readonly { readonly name: string; readonly model: Model<'holding'> }[];
  readonly metrics: readonly Model<'metric'>[];
  readonly duels: readonly DuelDescription[];
  /** `null` where the scenario has none. */
  readonly answer: Answer | null;
}

/** What a file in `scenarios/` exports by default. */
export interface Scenario {
  readonly isScenario: true;
  /** Settles parameters and checks everything at once. Throws `ScenarioError` with every problem found. */
  readonly resolve: (overrides?: Overrides) => ResolvedScenario;
}

const MOST_STEPS = 5_000_000;
const MOST_HOLDINGS = 64;
const DEFAULT_PATHS = 10_000;
const DEFAULT_SEED = '1';
const STANDARD_METRICS = [marketPath(), drawdown()];
/** Watched only where a duel asks what decides it: a column more would change the digest of everything. */
const DUEL_METRICS = [marketExtremes()];

/**
 * A question: a market, the tokens and their rivals in it, how many paths, and what may be varied.
 *
 *     export default scenario({
 *       question: 'What does a 3x token lose in a quarter in which the price goes nowhere?',
 *       setting: () => ({
 *         days: 90,
 *         stepMinutes: 60,
 *         price: meanReverting({ volatilityPerYear: 0.8, halfLifeDays: 5 }),
 *         funding: constantFunding({ fundingPerYear: 0.11 }),
 *         holdings: { '3x daily': leveragedToken({ leverage: 3, rebalance: daily() }), spot: spot() },
 *       }),
 *     });
 */
export function scenario<const P extends Options = Record<never, never>>(definition: ScenarioDefinition<P>): Scenario {
  return Object.freeze({ isScenario: true as const, resolve: (overrides = {}) => resolve(definition, overrides) });
}

export function isScenario(value: unknown): value is Scenario {
  return typeof value === 'object' && value !== null && (value as Scenario).isScenario === true;
}

function resolve<P extends Options>(definition: ScenarioDefinition<P>, overrides: Overrides): ResolvedScenario {
  if (typeof definition !== 'object' || definition === null || Array.isArray(definition) || isModel(definition)) {
    throw new ScenarioError([`scenario: takes an object { question, setting, … }; got ${shownModel(definition)}`]);
  }
  const problems: string[] = [];
  const known = ['question', 'seed', 'paths', 'parameters', 'derived', 'setting', 'answer'];
  refuseUnknown('scenario', definition, known, problems);
  const question = definition.question;
  if (typeof question !== 'string' || question.trim() === '') {
    problems.push(`scenario: question must be a sentence; got ${shown(question)}`);
  }
  const seed = overrides.seed ?? definition.seed ?? DEFAULT_SEED;
  if (typeof seed !== 'string' || seed.length > 1000) {
    problems.push(`scenario: seed must be a text of at most 1000 characters; got ${shown(seed)}`);
  }
  const paths = overrides.paths ?? definition.paths ?? DEFAULT_PATHS;
  if (!Number.isInteger(paths) || paths < 1 || paths > MOST_PATHS) {
    problems.push(`scenario: paths must be a whole number from 1 to ${MOST_PATHS}; got ${shown(paths)}`);
  }
  const { answer = null } = definition;
  if (answer !== null && typeof answer !== 'function') {
    problems.push(`scenario: answer must be a function (summary, say) => sentence; got ${shown(answer)}`);
  }
  if (typeof definition.setting !== 'function') {
    const got = shown(definition.setting);
    problems.push(`scenario: setting must be a function (parameters) => ({ price, funding, holdings, … }); got ${got}`);
  }
  const parameters = settleParameters(definition.parameters, definition.derived, overrides.set ?? {}, problems);
  if (problems.length > 0) throw new ScenarioError(problems);

  const values = Object.fromEntries(parameters.map(({ name, value }) => [name, value])) as Values<P>;
  const setting = definition.setting(values);
  if (typeof setting !== 'object' || setting === null) {
    throw new ScenarioError([`scenario: setting must return { price, funding, holdings, … }; got ${shown(setting)}`]);
  }
  if (isPromise(setting)) {
    setting.then(undefined, () => {}); // what it would have failed with is not the problem
    throw new ScenarioError([
      'scenario: setting must not be async: it must return { price, funding, holdings, … }; got a promise',
    ]);
  }
  const names = ['days', 'stepMinutes', 'price', 'funding', 'holdings', 'metrics', 'duels'];
  refuseUnknown('setting', setting, names, problems);
  const price = modelOf('price', 'price', setting.price, 'gbm({ … })', problems);
  const funding = modelOf('funding', 'funding', setting.funding, 'constantFunding({ … })', problems);
  const holdings = settleHoldings(setting.holdings, problems);
  const metrics = settleMetrics(setting.metrics, problems);
  problems.push(...comparisonProblems(holdings));
  const duels = settleDuels(setting.duels, Object.keys(Object(setting.holdings)), problems);
  const standard = duels.length === 0 ? STANDARD_METRICS : [...STANDARD_METRICS, ...DUEL_METRICS];
  const own = metrics.filter((each) => !standard.some(({ step }) => step === each.step));
  problems.push(...columnProblems(standard, own, holdings));
  const generated = settleClock(setting, price[0], problems);
  if (generated !== null && price[0] !== undefined) {
    const recorded = [...funding, ...holdings.map(({ model }) => model)].flatMap(withParts).filter(isRecorded);
    for (const { name } of recorded) {
      problems.push(`${name}: needs a recorded price beside it: a generated market has no dates`);
    }
  }
  if (problems.length > 0) throw new ScenarioError(problems);
  return {
    question,
    seed,
    paths,
    parameters,
    generated,
    price: price[0]!,
    funding: funding[0]!,
    holdings,
    metrics: [...standard, ...own],
    duels,
    answer,
  };
}

function settleHoldings(given: unknown, problems: string[]): ResolvedScenario['holdings'] {
  if (typeof given !== 'object' || given === null || Array.isArray(given) || isModel(given)) {
    problems.push(`setting: holdings must be an object of named holdings; got ${shown(given)}`);
    return [];
  }
  const entries = Object.entries(given);
  if (entries.length === 0) problems.push('setting: holdings must name at least one holding; got none');
  if (entries.length > MOST_HOLDINGS) {
    problems.push(`setting: holdings must be at most ${MOST_HOLDINGS}; got ${entries.length}`);
  }
  const folded = new Map<string, string>();
  return entries.flatMap(([name, each]) => {
    if (!isPrintable(name)) {
      problems.push(`setting: a holding's name must be 1 to 100 printable characters; got ${shown(name)}`);
    }
    const key = name.normalize('NFC').toLowerCase();
    const twin = folded.get(key);
    if (twin !== undefined)
      problems.push(`setting: holdings ${shown(twin)} and ${shown(name)} differ only in letter case`);
    folded.set(key, name);
    return modelOf(`holdings: "${name}"`, 'holding', each, 'leveragedToken({ … }) or spot()', problems).map(
      (model) => ({
        name,
        model,
      }),
    );
  });
}

function settleMetrics(given: unknown, problems: string[]): readonly Model<'metric'>[] {
  if (given === undefined || given === null) return [];
  if (!Array.isArray(given)) {
    problems.push(`setting: metrics must be a list such as [drawdown()]; got ${shownModel(given)}`);
    return [];
  }
  return given.flatMap((each, index) => modelOf(`metrics[${index}]`, 'metric', each, 'a metric', problems));
}

function settleClock(
  { days, stepMinutes }: Setting,
  price: Model | undefined,
  problems: string[],
): ResolvedScenario['generated'] {
  if (price?.recording !== undefined) {
    if (days !== undefined || stepMinutes !== undefined) {
      problems.push('setting: days and stepMinutes come from the recording; leave them out');
    }
    return null;
  }
  const wrapped = price === undefined ? undefined : withParts(price).find(isRecorded);
  if (wrapped !== undefined) {
    // What the price itself says against it, such as that it is only for generated prices, says it better.
    if (price!.problems.length === 0) {
      problems.push(
        `setting: price must be a recording itself, or made of none: ${price!.name} is made of ${wrapped.name}, and has not its clock`,
      );
    }
    return null;
  }
  const before = problems.length;
  if (!(typeof days === 'number' && days > 0 && days <= 36_500)) {
    problems.push(`setting: days must be a number above 0, at most 36500; got ${shown(days)}`);
  }
  if (!(Number.isInteger(stepMinutes) && stepMinutes! >= 1 && stepMinutes! <= 525_600)) {
    problems.push(`setting: stepMinutes must be a whole number from 1 to 525600; got ${shown(stepMinutes)}`);
  }
  if (problems.length > before) return null;
  const steps = (days! * 1440) / stepMinutes!;
  if (Math.abs(steps - Math.round(steps)) > 1e-9 || steps < 1) {
    problems.push(`setting: days · 1440 must be a multiple of stepMinutes; got ${days} · 1440 and ${stepMinutes}`);
  }
  if (steps > MOST_STEPS) problems.push(`setting: a path must have at most ${MOST_STEPS} steps; got ${steps}`);
  return { days: days!, stepMinutes: stepMinutes! };
}

function modelOf<K extends Model['kind']>(
  place: string,
  kind: K,
  given: unknown,
  example: string,
  problems: string[],
): Model<K>[] {
  if (!isModel(given) || given.kind !== kind) {
    const hint = typeof given === 'function' ? '; call it, with its options in parentheses' : '';
    problems.push(`setting: ${place} must be a ${kind} such as ${example}; got ${shownModel(given)}${hint}`);
    return [];
  }
  problems.push(...given.problems.map((problem) => (kind === 'holding' ? `${place}: ${problem}` : problem)));
  return [given as Model<K>];
}

const shownModel = (given: unknown) => (isModel(given) ? `the ${given.kind} ${given.name}` : shown(given));

const isRecorded = ({ recording }: Model) => recording !== undefined;

function isPromise(value: object): value is PromiseLike<unknown> {
  return typeof (value as Partial<PromiseLike<unknown>>).then === 'function';
}

function refuseUnknown(owner: string, given: object, known: readonly string[], problems: string[]): void {
  for (const name of Object.keys(given)) {
    if (known.includes(name)) continue;
    const near = nearestName(name, known);
    problems.push(
      `${owner}: has no "${name}"; ${near === undefined ? `it has ${known.join(', ')}` : `did you mean "${near}"?`}`,
    );
  }
}
