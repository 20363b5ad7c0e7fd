import type { Bars, RecordingRequest } from '../data/contracts.ts';
import type { Clock } from '../engine/clock.ts';
import { generatedClock, recordedClock } from '../engine/clock.ts';
import { ScenarioError } from '../engine/errors.ts';
import { subsetProblems } from '../engine/kernel-subset.ts';
import type { Model } from '../engine/model.ts';
import type { Kernels, Simulation } from '../engine/simulation.ts';
import { openSimulation } from '../engine/simulation.ts';
import { seedKey } from '../random/seed.ts';
import { withParts } from './columns.ts';
import type { Recordings } from './recording-tables.ts';
import { recordingTables, requestKey } from './recording-tables.ts';
import type { ResolvedScenario } from './scenario.ts';

/** Every model of a scenario, parts included, in declared order. */
export function modelsOf(scenario: ResolvedScenario): readonly Model[] {
  const { price, funding, holdings, metrics } = scenario;
  return [price, funding, ...holdings.map(({ model }) => model), ...metrics].flatMap(withParts);
}

/** The files a scenario asks for, each once. */
export function requestsOf(scenario: ResolvedScenario): readonly RecordingRequest[] {
  const requests = modelsOf(scenario).flatMap(({ recording }) => (recording === undefined ? [] : [recording]));
  return [...new Map(requests.map((request) => [requestKey(request), request])).values()];
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
  const clock = clockOf(scenario, recordings);
  const problems = clockProblems(scenario, clock);
  if (problems.length > 0) throw new ScenarioError([...new Set(problems)]);
  const recordingOf = (model: Model) =>
    model.recording === undefined
      ? {}
      : recordingTables(model.recording, recordings.get(requestKey(model.recording))!, clock);
  // Whoever compiled a kernel has checked its steps.
  const outside = typeof kernels === 'string' ? outsideSubset(scenario, clock, recordingOf) : [];
  const { price, funding, holdings, metrics } = scenario;
  const setup = { key: seedKey(scenario.seed), clock, price, funding, holdings, metrics, recordingOf };
  const simulation = openSimulation(setup, outside.length > 0 ? 'plain' : kernels);
  if (outside.length === 0) return simulation;
  requireSamePath(simulation, holdings.length, outside);
  return { ...simulation, plainBecause: outside };
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
function outsideSubset(
  scenario: ResolvedScenario,
  clock: Clock,
  recordingOf: (model: Model) => Readonly<Record<string, Float64Array>>,
): readonly string[] {
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
  if (clock.isUniform) return [];
  const financings = scenario.holdings
    .flatMap(({ model }) => withParts(model))
    .filter(({ kind }) => kind === 'funding');
  const processes = [scenario.price, scenario.funding, ...financings];
  const models = processes.filter(({ draws }) => Object.keys(draws).length > 0);
  return models.map(
    ({ name }) =>
      `${name}: needs steps of equal length; this recording has gaps (choose another window, or recordedFunding)`,
  );
}
