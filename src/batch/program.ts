import type { RecordingRequest } from '../data/contracts.ts';
import { ScenarioError } from '../engine/errors.ts';
import { shown } from '../engine/options.ts';
import type { Kernels, Simulation } from '../engine/simulation.ts';
import { marginsAgainst } from '../result/against-claim.ts';
import type { Answer } from '../result/answer.ts';
import type { ClaimedRun } from '../result/claim-values.ts';
import type { Control } from '../result/control.ts';
import { type RuledClaims, ruleOnClaims } from '../result/rule-on-claims.ts';
import type { Column, ParameterDescription, RunResult, ScenarioDescription } from '../result/run-result.ts';
import { describeScenario } from '../scenario/describe.ts';
import { asDrawn, clockOf, historyRequestsOf, inHistory, openScenario, requestsOf } from '../scenario/open-scenario.ts';
import { resampledMarket } from '../scenario/resampling.ts';
import type { Overrides, ResolvedScenario } from '../scenario/scenario.ts';
import { isScenario } from '../scenario/scenario.ts';
import { type CellSettings, placesOf, type ResolvedSweep, typed } from '../scenario/sweeps.ts';
import type { ResolvedUncertain } from '../scenario/uncertain.ts';
import { scenarioWarnings } from '../scenario/warnings.ts';
import { inScript, type RecordedHolding, recordedHoldings } from '../scenario/written-market.ts';
import { type PreparedCells, prepareCells, settleCells } from './cells.ts';
import type { Question } from './protocol.ts';
import { withTraps } from './traps.ts';

/** A scenario file together with the engine: the one bundle that the main thread, workers and pages all run. */
export interface Program {
  /** Settles the scenario anew. @throws ScenarioError, ImpureScenario, and whatever the author's code throws */
  readonly prepare: (overrides: Overrides) => Prepared;
  /**
   * Settles it with each draw of what is uncertain.
   *
   * @throws ScenarioError of the first that cannot be, or that changes more than the numbers of the market
   */
  readonly checkDraws: (overrides: Overrides) => void;
  /** Opens it with a draw of what is uncertain, by kernels unless given. @throws as `prepare` */
  readonly openDraw: (
    overrides: Overrides,
    draw: number,
    recordings: Question['recordings'],
    kernels?: 'plain' | 'wasm',
  ) => Simulation;
  /** Settles it once a cell, with what the cell sets. @throws ScenarioError with what is wrong with any of them */
  readonly prepareCells: (overrides: Overrides, cells: readonly CellSettings[], asked: CellsAsked) => PreparedCells;
}

/** What a sweep asks of each of its cells. */
export interface CellsAsked {
  /** Which holdings are looked at: all of them, or those that the scenario names for its own sweep or regimes. */
  readonly of: 'all' | 'sweep' | 'regimes';
  readonly paths: number;
  /** How many times are looked at on the way. */
  readonly fanPoints: number;
}

export interface Prepared {
  readonly paths: number;
  /** The recordings it needs before it can be described or opened. */
  readonly requests: readonly RecordingRequest[];
  /** Those of its history, which it can do without. */
  readonly historyRequests: readonly RecordingRequest[];
  /** The same holdings in its history, with the recordings of that; null where it has none. @throws ScenarioError */
  readonly inHistory: (recordings: Question['recordings']) => Prepared | null;
  readonly parameters: readonly ParameterDescription[];
  /** Names of what it holds, as declared. */
  readonly holdings: readonly string[];
  /** Those that cannot live in markets that are written out. */
  readonly recordedHoldings: readonly RecordedHolding[];
  /** Some of its holdings in markets that are written out, a path each. @throws ScenarioError */
  readonly inScript: (scripts: string, days: number, holdings: readonly string[]) => Prepared;
  /** What is uncertain about it; `null` where nothing is. */
  readonly uncertain: ResolvedUncertain | null;
  /** What a reader of the report may try out. */
  readonly controls: readonly Control[];
  /** What its report looks at beside the run; `null` where it is not asked for. */
  readonly sweep: ResolvedSweep | null;
  readonly regimes: ResolvedSweep | null;
  readonly describe: (question: Omit<Question, 'overrides'>) => ScenarioDescription;
  /** Instants of the clock in milliseconds: of UTC for a recorded market, else since its start. */
  readonly instantsMs: (recordings: Question['recordings']) => Float64Array;
  /** Of the recording, one a path; `null` where paths are not windows. */
  readonly windows: (recordings: Question['recordings']) => number | null;
  /** Full sentences for the report. */
  readonly warnings: (recordings: Question['recordings']) => readonly string[];
  /** `kernels` says what runs the steps; unless given, kernels compiled here. */
  readonly open: (recordings: Question['recordings'], kernels?: Kernels) => Simulation;
  /** The author's answer to the question; `null` where there is none. Throws what the author's code throws. */
  readonly answer: Answer | null;
  /** Rules on what the author claims; `null` where he claims nothing. */
  readonly rule: ((result: RunResult) => RuledClaims) | null;
  /** What the author claims, by name. */
  readonly claims: readonly string[];
  /** How far each path speaks against a claim. @throws ClaimError, and what the author's code throws */
  readonly against: (claim: string, run: ClaimedRun) => Column;
}

/** Makes a program of what a scenario file exports. */
export function program(file: { readonly default?: unknown }): Program {
  const resolved = (overrides: Overrides): ResolvedScenario => {
    const definition = file.default;
    if (!isScenario(definition)) {
      const got = definition === undefined ? 'no default export' : shown(definition);
      throw new ScenarioError([`scenario file: must say export default scenario({ … }); got ${got}`]);
    }
    return withTraps(() => definition.resolve(overrides));
  };
  return {
    prepare: (overrides) => prepare(resolved(overrides)),
    checkDraws: (overrides) => {
      const estimate = resolved(overrides);
      for (let draw = 0; draw < (estimate.uncertain?.draws ?? 0); draw++) {
        const problem = problemOfDraw(estimate, () => resolved({ ...overrides, draw }));
        if (problem !== null) throw new ScenarioError([`scenario: uncertain.draws[${draw}]: ${problem}`]);
      }
    },
    openDraw: (overrides, draw, recordings, kernels = 'wasm') => {
      const scenario = resolved({ ...overrides, draw });
      return prepare(asDrawn(scenario, scenario.uncertain!.pathsPerDraw)).open(recordings, kernels);
    },
    prepareCells: (overrides, cells, { of, paths, fanPoints }) =>
      prepareCells(
        settleCells(cells, (settings) => {
          const { history: _, ...own } = overrides;
          const cell = resolved({ ...own, paths, set: { ...overrides.set, ...typed(settings) } });
          if (of === 'all') return cell;
          const places = placesOf(of, cell[of]!, cell.holdings, []);
          return { ...cell, holdings: places.map((place) => cell.holdings[place]!) };
        }),
        cells,
        fanPoints,
      ),
  };
}

/** What is wrong with a run with a draw, or what else but numbers it changes; null for nothing. */
function problemOfDraw(estimate: ResolvedScenario, resolve: () => ResolvedScenario): string | null {
  let drawn: ResolvedScenario;
  try {
    drawn = resolve();
  } catch (thrown) {
    if (!(thrown instanceof ScenarioError)) throw thrown;
    return thrown.message.split('\n')[0]!;
  }
  const shape = (of: ResolvedScenario) =>
    JSON.stringify([of.generated, of.holdings.map(({ name, market }) => [name, market]), requestsOf(of)]);
  return shape(drawn) === shape(estimate) ? null : 'must not change the clock, the recordings or what is held';
}

function prepare(scenario: ResolvedScenario): Prepared {
  const { answer, claims } = scenario;
  return {
    paths: scenario.paths,
    requests: requestsOf(scenario),
    historyRequests: historyRequestsOf(scenario),
    inHistory: (recordings) => {
      const held = inHistory(scenario, recordings);
      return held && prepare(held);
    },
    parameters: scenario.parameters,
    holdings: scenario.holdings.map(({ name }) => name),
    recordedHoldings: recordedHoldings(scenario),
    inScript: (scripts, days, holdings) => prepare(inScript(scenario, scripts, days, holdings)),
    uncertain: scenario.uncertain,
    controls: scenario.controls,
    sweep: scenario.sweep,
    regimes: scenario.regimes,
    describe: ({ name, recordings, data }) =>
      describeScenario(name, scenario, clockOf(scenario, recordings), data, recordings),
    instantsMs: (recordings) => clockOf(scenario, recordings).instantsMs,
    windows: (recordings) =>
      resampledMarket(scenario.price, clockOf(scenario, recordings), recordings)?.windows?.starts.length ?? null,
    warnings: (recordings) => scenarioWarnings(scenario, clockOf(scenario, recordings), recordings),
    open: (recordings, kernels = 'wasm') => trapped(withTraps(() => openScenario(scenario, recordings, kernels))),
    answer: answer && ((summary, say) => withTraps(() => answer(summary, say))),
    claims: Object.keys(claims),
    against: (claim, run) => withTraps(() => marginsAgainst(run, claims[claim]!)),
    rule: Object.keys(claims).length === 0 ? null : (result) => withTraps(() => ruleOnClaims(result, claims)),
  };
}

/** A step outside the kernel subset could read the clock, or draw by itself: it runs with the traps armed. */
function trapped(simulation: Simulation): Simulation {
  if (simulation.plainBecause.length === 0) return simulation;
  const { runBlock, trace } = simulation;
  return {
    ...simulation,
    runBlock: (...block) => withTraps(() => runBlock(...block)),
    trace: (...asked) => withTraps(() => trace(...asked)),
  };
}
