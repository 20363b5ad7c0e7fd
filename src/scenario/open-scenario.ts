import type { Bars, RecordingRequest } from '../data/contracts.ts';
import type { Clock } from '../engine/clock.ts';
import { generatedClock, recordedClock } from '../engine/clock.ts';
import { ScenarioError } from '../engine/errors.ts';
import type { CompiledKernel } from '../engine/kernel-backend.ts';
import { subsetProblems } from '../engine/kernel-subset.ts';
import type { Model } from '../engine/model.ts';
import type { Setup } from '../engine/setup.ts';
import type { Kernels, Simulation } from '../engine/simulation.ts';
import { openSimulation, sharedKernels } from '../engine/simulation.ts';
import { seedKey } from '../random/seed.ts';
import { withParts } from './columns.ts';
import type { Recordings } from './recording-tables.ts';
import { recordingTables, requestKey } from './recording-tables.ts';
import { isResampled, marketProblems, resampledMarket } from './resampling.ts';
import type { ResolvedScenario } from './scenario.ts';

/** Every model of a scenario, parts included, in declared order. */
export function modelsOf(scenario: ResolvedScenario): readonly Model[] {
  const { price, funding, otherMarkets, holdings, metrics } = scenario;
  const others = otherMarkets.flatMap((other) => [other.price, other.funding]);
  return [price, funding, ...others, ...holdings.map(({ model }) => model), ...metrics].flatMap(withParts);
}

/** The files a scenario asks for, each once. */
export function requestsOf(scenario: ResolvedScenario): readonly RecordingRequest[] {
  const requests = modelsOf(scenario).flatMap(({ recording }) => (recording === undefined ? [] : [recording]));
  return [...new Map(requests.map((request) => [requestKey(request), request])).values()];
}

/** The files of a scenario's history, each once; none where it has no history. */
export function historyRequestsOf(scenario: ResolvedScenario): readonly RecordingRequest[] {
  return scenario.history === null ? [] : requestsOf({ ...scenario, ...scenario.history });
}

/**
 * The same holdings in the windows of the scenario's history, a path each; null where it has no history.
 *
 * @throws ScenarioError where the recording has no window of that length
 */
export function inHistory(scenario: ResolvedScenario, recordings: Recordings): ResolvedScenario | null {
  if (scenario.history === null) return null;
  const held = {
    ...scenario,
    ...scenario.history,
    duels: [],
    history: null,
    uncertain: null,
    claims: {},
    answer: null,
  };
  const clock = clockOf(held, recordings);
  const market = resampledMarket(held.price, clock, recordings);
  if (market === null) return null;
  const paths = market.windows?.starts.length ?? 0;
  if (paths > 0) return { ...held, paths };
  const { file } = market.request;
  throw new ScenarioError([`${file}: has no window of ${market.windowDays} days without a gap`]);
}

/** A run with a draw of what is uncertain, of which no more is asked than what its holdings come to. */
export function asDrawn(scenario: ResolvedScenario, paths: number): ResolvedScenario {
  return { ...scenario, paths, fanPoints: 1, duels: [], history: null, uncertain: null, claims: {}, answer: null };
}

/** A run as a cell of a sweep, of which no more is asked than what its holdings come to, and so many values on the way. */
export function asCell(scenario: ResolvedScenario, fanPoints: number): ResolvedScenario {
  const metrics = scenario.metrics.filter(({ name }) => name === 'marketPath');
  return { ...scenario, metrics, fanPoints, duels: [], history: null, uncertain: null, claims: {}, answer: null };
}

/** The clock of a run: its own, or that of the recorded price. */
export function clockOf(scenario: ResolvedScenario, recordings: Recordings): Clock {
  if (scenario.generated !== null) return generatedClock(scenario.generated.days, scenario.generated.stepMinutes);
  const bars = recordings.get(requestKey(scenario.price.recording!)) as Bars;
  return recordedClock(bars.closeTimeMs);
}

/**
 * Opens a scenario for simulation. `recordings` holds what `requestsOf` names.
 *
 * A step outside the kernel subset, or beyond what kernels can do, makes the whole run plain; `plainBecause` says why.
 *
 * @throws ScenarioError where a process meets a clock it is not exact on
 */
export function openScenario(
  scenario: ResolvedScenario,
  recordings: Recordings = new Map(),
  kernels: Kernels = 'wasm',
): Simulation {
  const problems = problemsWith(scenario, recordings);
  if (problems.length > 0) throw new ScenarioError(problems);
  const setup = setupOf(scenario, recordings);
  // Whoever compiled a kernel has checked its steps.
  const outside = typeof kernels === 'string' ? outsideSubset(scenario, setup) : [];
  const simulation = openSimulation(setup, outside.length > 0 ? 'plain' : kernels);
  if (outside.length === 0) return simulation;
  requireSamePath(simulation, scenario.holdings.length, outside);
  return { ...simulation, plainBecause: outside };
}

/**
 * Kernels that several scenarios share, one for each: compiled once for all that differ in nothing but numbers. `null` for one
 * that has to be opened by itself, with a kernel of its own or with what is wrong with it.
 */
export function kernelsOf(
  scenarios: readonly ResolvedScenario[],
  recordings: Recordings,
): readonly (CompiledKernel | null)[] {
  const canRun = scenarios.map((scenario) => problemsWith(scenario, recordings).length === 0);
  const setups = scenarios.map((scenario, i) => (canRun[i] ? setupOf(scenario, recordings) : null));
  const shared = sharedKernels(setups.filter((setup) => setup !== null));
  // Those that share a kernel have the same steps.
  const isInside = new Map<WebAssembly.Module, boolean>();
  let next = 0;
  return setups.map((setup, i) => {
    const kernel = setup === null ? null : shared[next++]!;
    if (kernel === null) return null;
    const verdict = isInside.get(kernel.module) ?? outsideSubset(scenarios[i]!, setup!).length === 0;
    isInside.set(kernel.module, verdict);
    return verdict ? kernel : null;
  });
}

function problemsWith(scenario: ResolvedScenario, recordings: Recordings): readonly string[] {
  const clock = clockOf(scenario, recordings);
  const market = resampledMarket(scenario.price, clock, recordings);
  return [
    ...new Set([...clockProblems(scenario, clock), ...(market === null ? [] : marketProblems(market, scenario))]),
  ];
}

function setupOf(scenario: ResolvedScenario, recordings: Recordings): Setup {
  const clock = clockOf(scenario, recordings);
  const market = resampledMarket(scenario.price, clock, recordings);
  const recordingOf = (model: Model) =>
    model.recording === undefined
      ? {}
      : recordingTables(
          model.recording,
          recordings.get(requestKey(model.recording))!,
          clock,
          isResampled(model) ? market!.rows : null,
        );
  return { ...scenario, key: seedKey(scenario.seed), clock, recordingOf };
}

/**
 * A step outside the subset can remember what went before, and its paths would then depend on who simulates them: path 0
 * must be the same after path 1 as before it.
 *
 * @throws ScenarioError
 */
function requireSamePath(
  { columns, observation, runBlock }: Simulation,
  holdings: number,
  outside: readonly string[],
): void {
  const run = (path: number) => {
    const sink = {
      columns: columns.map(() => new Float64Array(1)),
      fans: Array.from({ length: holdings }, () => new Uint32Array(observation.size)),
      samples: [],
    };
    try {
      runBlock(path, 1, sink);
    } catch {
      // A step that goes wrong is reported by the run itself, with the path and how to replay it.
    }
    return sink.columns.map(([value]) => value);
  };
  const first = run(0);
  run(1);
  if (run(0).every((value, column) => Object.is(value, first[column]))) return;
  throw new ScenarioError([
    `a step must depend on nothing but what it is given; path 0 gave two results\nHint: keep what changes in fields of s; ${outside[0]}`,
  ]);
}

/** Every place where a step of the scenario leaves the kernel subset, a line each. */
function outsideSubset(scenario: ResolvedScenario, { clock, recordingOf }: Setup): readonly string[] {
  const context = {
    clock,
    hasRange: scenario.price.hasRange,
    targetLeverage: 0,
    limits: { low: 0, high: 0 },
    isPart: false,
  };
  const unlike = new Map(modelsOf(scenario).map((model) => [model.step, model]));
  const problems = [...unlike.values()].flatMap((model) =>
    subsetProblems(model, model.constants({ ...context, recording: recordingOf(model) })),
  );
  return [...new Set(problems.flatMap((problem) => problem.split('\n')))];
}

/** Processes with random draws have transitions over one step length; a recording with gaps has several. */
function clockProblems(scenario: ResolvedScenario, clock: Clock): string[] {
  if (clock.steps < 1) return ['the recording must hold at least two prices; got one'];
  const problems = modelsOf(scenario).flatMap((model) => model.checkClock(clock));
  if (clock.isUniform) return problems;
  const financings = scenario.holdings
    .flatMap(({ model }) => withParts(model))
    .filter(({ kind }) => kind === 'funding');
  const others = scenario.otherMarkets.flatMap((other) => [other.price, other.funding]);
  const processes = [scenario.price, scenario.funding, ...others, ...financings];
  const models = processes.filter(({ draws }) => Object.keys(draws).length > 0);
  return [
    ...problems,
    ...models.map(
      ({ name }) =>
        `${name}: needs steps of equal length; this recording has gaps (choose another window, or recordedFunding)`,
    ),
  ];
}
