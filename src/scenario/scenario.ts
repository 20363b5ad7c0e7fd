import { ScenarioError } from '../engine/errors.ts';
import type { Model } from '../engine/model.ts';
import { isModel } from '../engine/model.ts';
import type { Options, Values } from '../engine/options.ts';
import { shown } from '../engine/options.ts';
import type { OtherMarket } from '../engine/setup.ts';
import { drawdown } from '../metrics/drawdown.ts';
import { marketExtremes } from '../metrics/market-extremes.ts';
import { marketPath } from '../metrics/market-path.ts';
import { priceDrawdown } from '../metrics/price-drawdown.ts';
import type { Answer } from '../result/answer.ts';
import type { Claim } from '../result/claim.ts';
import type { Control } from '../result/control.ts';
import type { DuelDescription } from '../result/run-result.ts';
import { settleClaims } from './claims.ts';
import { columnProblems, withParts } from './columns.ts';
import { comparisonProblems } from './comparisons.ts';
import { controlsOf, sliderProblems } from './controls.ts';
import { settleDuels } from './duels.ts';
import type { ResolvedHistory, TypedHistory } from './history.ts';
import { settleHistory } from './history.ts';
import { MOST_PATHS } from './limits.ts';
import { marketsOf, settleCoins } from './other-markets.ts';
import type { ResolvedParameter } from './parameters.ts';
import { settleParameters } from './parameters.ts';
import { isResampled, resampledRequest, rowProblems } from './resampling.ts';
import type { GeneratedClock, NamedHolding, Setting } from './setting.ts';
import {
  isRecorded,
  modelOf,
  namesOfHoldings,
  refuseUnknown,
  settleClock,
  settleFanPoints,
  settleHoldings,
  settleMetrics,
  shownModel,
} from './setting.ts';
import type { Regimes, ResolvedSweep, Sweep } from './sweeps.ts';
import { placesOf, settleRegimes, settleSweep } from './sweeps.ts';
import type { ResolvedUncertain, Uncertain } from './uncertain.ts';
import { drawnOf, settleUncertain } from './uncertain.ts';

export interface ScenarioDefinition<P extends Options, U = undefined> {
  /** What the scenario asks, as a sentence. The report prints it. */
  readonly question: string;
  /** Any text. Results depend on it, and on nothing else that is random. */
  readonly seed?: string;
  /** Simulated histories; 10,000 unless given. */
  readonly paths?: number;
  /** Numbers that `--set name=value` may change; each has a default. */
  readonly parameters?: P;
  /** Defaults that follow from other parameters, for those that were not set. */
  readonly derived?: Partial<{ readonly [N in keyof P]: (parameters: Values<P>) => Values<P>[N] }>;
  /** Numbers that are estimates: the run takes them as they are, and tells what comes of not knowing them. */
  readonly uncertain?: Uncertain<U>;
  /** Parameters over which the report looks at a surface, beside the run. */
  readonly sweep?: Sweep<P>;
  /** Markets that the report sets side by side, beside the run. */
  readonly regimes?: Regimes<P>;
  /** The market and what is held in it, made of the parameters: pure, since it is asked more than once. */
  readonly setting: (parameters: Values<P>, uncertain: U) => Setting;
  /**
   * The answer to the question in one sentence of at most 300 characters, from the finished summary: the headline of the
   * report. `say` prints figures as the report does: `say.percent(summary.duels!['at equal exposure']!.probabilityFirstBeats)`.
   */
  readonly answer?: Answer;
}

/** What `--paths`, `--seed`, `--set` and `--history` change. Values of options are text, as typed. */
export interface Overrides {
  readonly paths?: number;
  readonly seed?: string;
  readonly set?: Readonly<Record<string, string>>;
  readonly history?: TypedHistory;
  /** The draw of what is uncertain that takes the place of its estimate. */
  readonly draw?: number;
}

/** A scenario with its parameters settled and everything checked that can be without data. */
export interface ResolvedScenario {
  readonly question: string;
  readonly seed: string;
  readonly paths: number;
  readonly parameters: readonly ResolvedParameter[];
  /** What a reader of the report may try out. */
  readonly controls: readonly Control[];
  /** `null` for a recorded market. */
  readonly generated: GeneratedClock | null;
  readonly price: Model<'price'>;
  readonly funding: Model<'funding'>;
  /** Coins beside that one; none in most. */
  readonly otherMarkets: readonly OtherMarket[];
  readonly holdings: readonly NamedHolding[];
  readonly metrics: readonly Model<'metric'>[];
  readonly duels: readonly DuelDescription[];
  readonly fanPoints: number | undefined;
  /** `null` where it is not asked for. */
  readonly history: ResolvedHistory | null;
  /** `null` where every number is taken for known. */
  readonly uncertain: ResolvedUncertain | null;
  /** `null` where they are not asked for. */
  readonly sweep: ResolvedSweep | null;
  readonly regimes: ResolvedSweep | null;
  /** By what is claimed; none in most. */
  readonly claims: Readonly<Record<string, Claim>>;
  /** `null` where the scenario has none. */
  readonly answer: Answer | null;
}

/** What a file in `scenarios/` exports by default. */
export interface Scenario {
  readonly isScenario: true;
  /** Settles parameters and checks everything at once. Throws `ScenarioError` with every problem found. */
  readonly resolve: (overrides?: Overrides) => ResolvedScenario;
}

const DEFAULT_PATHS = 10_000;
const DEFAULT_SEED = '1';
const STANDARD_METRICS = [marketPath(), drawdown()];
/** Watched only where a duel asks what decides it: a column more would change the digest of everything. */
const DUEL_METRICS = [marketExtremes()];
/** Where nothing is known of the inside of a step, the drawdown of whoever holds the coin says it. */
const RANGE_METRICS = [priceDrawdown()];

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
export function scenario<const P extends Options = Record<never, never>, U = undefined>(
  definition: ScenarioDefinition<P, U>,
): Scenario {
  return Object.freeze({ isScenario: true as const, resolve: (overrides = {}) => resolve(definition, overrides) });
}

export function isScenario(value: unknown): value is Scenario {
  return typeof value === 'object' && value !== null && (value as Scenario).isScenario === true;
}

function resolve<P extends Options, U>(definition: ScenarioDefinition<P, U>, overrides: Overrides): ResolvedScenario {
  if (typeof definition !== 'object' || definition === null || Array.isArray(definition) || isModel(definition)) {
    throw new ScenarioError([`scenario: takes an object { question, setting, … }; got ${shownModel(definition)}`]);
  }
  const problems: string[] = [];
  const known = [
    'question',
    'seed',
    'paths',
    'parameters',
    'derived',
    'uncertain',
    'sweep',
    'regimes',
    'setting',
    'answer',
  ];
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
  const uncertain = settleUncertain(definition.uncertain, paths, problems);
  const parameters = settleParameters(definition.parameters, definition.derived, overrides.set ?? {}, problems);
  problems.push(...sliderProblems(definition.parameters));
  if (problems.length > 0) throw new ScenarioError(problems);

  const values = Object.fromEntries(parameters.map(({ name, value }) => [name, value])) as Values<P>;
  const declared = definition.parameters ?? {};
  const sweep = settleSweep(definition.sweep, declared, values, problems);
  const regimes = settleRegimes(definition.regimes, declared, values, problems);
  const setting = definition.setting(values, drawnOf(definition.uncertain, overrides.draw));
  if (typeof setting !== 'object' || setting === null) {
    throw new ScenarioError([`scenario: setting must return { price, funding, holdings, … }; got ${shown(setting)}`]);
  }
  if (isPromise(setting)) {
    setting.then(undefined, () => {}); // what it would have failed with is not the problem
    throw new ScenarioError([
      'scenario: setting must not be async: it must return { price, funding, holdings, … }; got a promise',
    ]);
  }
  const names = [
    'days',
    'stepMinutes',
    'price',
    'funding',
    'holdings',
    'metrics',
    'duels',
    'fanPoints',
    'history',
    'otherMarkets',
    'claims',
  ];
  refuseUnknown('setting', setting, names, problems);
  const price = modelOf('price', 'price', setting.price, 'gbm({ … })', problems);
  const funding = modelOf('funding', 'funding', setting.funding, 'constantFunding({ … })', problems);
  const coins = settleCoins(setting.otherMarkets, price[0], problems);
  const otherMarkets = marketsOf(coins, problems);
  const holdings = settleHoldings(setting.holdings, coins, problems);
  if (sweep !== null) placesOf('sweep', sweep, holdings, problems);
  if (regimes !== null) placesOf('regimes', regimes, holdings, problems);
  const metrics = settleMetrics(setting.metrics, problems);
  problems.push(...comparisonProblems(holdings));
  const duels = settleDuels(setting.duels, namesOfHoldings(setting, coins), problems);
  const standard = [
    ...STANDARD_METRICS,
    ...(duels.length === 0 ? [] : DUEL_METRICS),
    ...(price[0]?.hasRange ? RANGE_METRICS : []),
  ];
  const own = metrics.filter((each) => !standard.some(({ step }) => step === each.step));
  problems.push(...columnProblems(standard, own, holdings));
  const watched = [...standard, ...own];
  const claims = settleClaims(setting.claims, holdings, watched, problems);
  const fanPoints = settleFanPoints(setting, problems);
  const generated = settleClock(setting, price[0], problems);
  if (price[0] !== undefined) {
    const others = [...funding, ...holdings.map(({ model }) => model)].flatMap(withParts);
    if (generated !== null) {
      for (const { name } of others.filter(isRecorded)) {
        problems.push(`${name}: needs a recorded price beside it: a generated market has no dates`);
      }
    }
    if (resampledRequest(price[0]) === undefined) {
      for (const { name } of others.filter(isResampled)) {
        problems.push(
          `${name}: needs a resampled price beside it, such as blockBootstrap({ … }), whose rows it follows`,
        );
      }
    }
  }
  for (const { name, model, market } of holdings) {
    const reader = market === undefined ? undefined : withParts(model).find(({ recording }) => recording !== undefined);
    if (reader !== undefined) {
      problems.push(`holdings: "${name}": ${reader.name} reads a recording; only what is held in the first coin may`);
    }
  }
  const history = settleHistory(setting.history, overrides.history ?? {}, price[0]?.hasRange ?? false, problems);
  if (history !== null && coins.length > 0) {
    problems.push('history: knows one coin; a scenario with otherMarkets has no windows of history');
  }
  if (history !== null && generated !== null) {
    problems.push(...rowProblems(history.price, generated.stepMinutes).map((problem) => `history: ${problem}`));
  } else if (history !== null && price[0] !== undefined && isRecorded(price[0])) {
    problems.push('history: needs a generated market beside it; this one is recorded history already');
  }
  if (problems.length > 0) throw new ScenarioError(problems);
  return {
    question,
    seed,
    paths,
    parameters,
    controls: controlsOf(definition.parameters, parameters),
    generated,
    price: price[0]!,
    funding: funding[0]!,
    otherMarkets,
    holdings,
    metrics: watched,
    duels,
    fanPoints,
    history,
    uncertain,
    sweep,
    regimes,
    claims,
    answer,
  };
}

function isPromise(value: object): value is PromiseLike<unknown> {
  return typeof (value as Partial<PromiseLike<unknown>>).then === 'function';
}
