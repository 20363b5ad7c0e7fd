import type { RecordingRequest } from '../../data/contracts.ts';
import type { Kernels, Simulation } from '../../engine/simulation.ts';
import type { Answer } from '../../result/answer.ts';
import type { ClaimedRun } from '../../result/claim-values.ts';
import type { Control } from '../../result/control.ts';
import type { RuledClaims } from '../../result/rule-on-claims.ts';
import type { Column, ParameterDescription, RunResult, ScenarioDescription } from '../../result/run-result.ts';
import type { Overrides } from '../../scenario/scenario.ts';
import type { CellSettings, ResolvedSweep } from '../../scenario/sweeps.ts';
import type { ResolvedUncertain } from '../../scenario/uncertain.ts';
import type { RecordedHolding } from '../../scenario/written-market.ts';
import type { PreparedCells } from '../cells.ts';
import { failureOf, RunFailure } from '../failure.ts';
import type { CellsAsked, Prepared } from '../program.ts';
import type { Question } from '../protocol.ts';
import { requireSame } from '../serve.ts';
import type { Bundle } from './bundle.ts';
import { bundleScenario } from './bundle.ts';
import { evaluator, printingToStderr } from './evaluate.ts';
import { withKeptKernel } from './kept-kernel.ts';
import { authorsPosition } from './source-position.ts';

/** A scenario file that was read, twice, and means the same both times as far as can be said without data. */
export interface ScenarioFile {
  readonly bundle: Bundle;
  readonly requests: readonly RecordingRequest[];
  readonly historyRequests: readonly RecordingRequest[];
  /** Settles it with the recordings it asked for; `kernels` says what runs the steps. @throws RunFailure */
  readonly settle: (question: Question, kernels?: 'plain' | 'wasm') => SettledScenario;
  /**
   * The same holdings in its history, with the recordings that that asked for; null where it has none.
   *
   * @throws RunFailure where it has no window as long as the run
   */
  readonly settleHistory: (question: Question, kernels?: 'plain' | 'wasm') => SettledScenario | null;
  readonly parameters: readonly ParameterDescription[];
  /** Names of what it holds, as declared. */
  readonly holdings: readonly string[];
  /** Those that cannot live in markets that are written out. */
  readonly recordedHoldings: readonly RecordedHolding[];
  /** What its author claims, by name. */
  readonly claims: readonly string[];
  /** How far each path of a run speaks against a claim, above 0 where it does. @throws RunFailure */
  readonly against: (claim: string, run: ClaimedRun) => Column;
  /** Some of its holdings in markets that are written out, a path each, by plain steps. @throws RunFailure */
  readonly openScript: (scripts: string, days: number, holdings: readonly string[]) => Simulation;
  readonly uncertain: ResolvedUncertain | null;
  /** Opens it with a draw of what is uncertain. @throws RunFailure */
  readonly openDraw: (draw: number, recordings: Question['recordings'], kernels?: 'plain' | 'wasm') => Simulation;
  /** What its report looks at beside the run; `null` where it is not asked for. */
  readonly sweep: ResolvedSweep | null;
  readonly regimes: ResolvedSweep | null;
  /** Settles it once a cell. @throws RunFailure with what is wrong with any of them */
  readonly prepareCells: (cells: readonly CellSettings[], asked: CellsAsked) => PreparedCells;
}

/** Everything is known and checked: it can be described, and run. */
export interface SettledScenario {
  readonly bundle: Bundle;
  readonly question: Question;
  readonly description: ScenarioDescription;
  readonly simulation: Simulation;
  /** What a reader of the report may try out. */
  readonly controls: readonly Control[];
  /** Of the clock: UTC for a recorded market, else since its start. */
  readonly instantsMs: Float64Array;
  /** How many windows of a recording there are to replay, one a path; `null` where paths are not windows. */
  readonly windows: number | null;
  /** What a reader should be told before the numbers: full sentences. */
  readonly warnings: readonly string[];
  /** The author's answer, from a finished summary; `null` where there is none. @throws RunFailure */
  readonly answer: Answer | null;
  /** Rules on what the author claims of a finished run; `null` where he claims nothing. @throws RunFailure */
  readonly rule: ((result: RunResult) => RuledClaims) | null;
}

/**
 * Reads a scenario file: bundles it, evaluates it twice, resolves it three times.
 *
 * @throws RunFailure for whatever is wrong with it: it does not parse, throws, is mistaken, reads the clock, or describes
 * something else each time
 */
export async function readScenario(file: string, overrides: Overrides): Promise<ScenarioFile> {
  const bundle = await bundleScenario(file);
  return placed(bundle, () => {
    const evaluate = evaluator(bundle);
    const program = evaluate();
    const prepared = program.prepare(overrides);
    // Once more by itself, and once after a fresh evaluation: neither the time nor what went before may matter.
    const others = [program.prepare(overrides), evaluate().prepare(overrides)];
    program.checkDraws(overrides);
    return {
      bundle,
      requests: prepared.requests,
      historyRequests: prepared.historyRequests,
      parameters: prepared.parameters,
      holdings: prepared.holdings,
      recordedHoldings: prepared.recordedHoldings,
      claims: prepared.claims,
      against: (claim, run) => placed(bundle, () => prepared.against(claim, run)),
      openScript: (scripts, days, holdings) =>
        placed(bundle, () => prepared.inScript(scripts, days, holdings).open(new Map(), 'plain')),
      uncertain: prepared.uncertain,
      openDraw: (draw, recordings, kernels) =>
        placed(bundle, () => program.openDraw(overrides, draw, recordings, kernels)),
      sweep: prepared.sweep,
      regimes: prepared.regimes,
      prepareCells: (cells, asked) => placed(bundle, () => program.prepareCells(overrides, cells, asked)),
      settle: (question, kernels = 'wasm') =>
        placed(bundle, () => {
          const description = JSON.stringify(prepared.describe(question));
          for (const other of others) requireSame(description, JSON.stringify(other.describe(question)));
          return settled(bundle, prepared, question, (open) =>
            kernels === 'plain' ? open('plain') : withKeptKernel(bundle, question, open),
          );
        }),
      settleHistory: (question, kernels = 'wasm') =>
        placed(bundle, () => {
          const held = prepared.inHistory(question.recordings);
          return (
            held &&
            settled(bundle, held, question, (open) =>
              kernels === 'plain' ? open('plain') : withKeptKernel(bundle, question, open, 'history'),
            )
          );
        }),
    };
  });
}

function settled(
  bundle: Bundle,
  prepared: Prepared,
  question: Question,
  openWith: (open: (kernels: Kernels) => Simulation) => Simulation,
): SettledScenario {
  const { recordings } = question;
  const { answer, rule } = prepared;
  return {
    bundle,
    question,
    description: prepared.describe(question),
    simulation: openWith((kernels) => prepared.open(recordings, kernels)),
    controls: prepared.controls,
    instantsMs: prepared.instantsMs(recordings),
    windows: prepared.windows(recordings),
    warnings: prepared.warnings(recordings),
    answer: answer && ((summary, say) => placed(bundle, () => answer(summary, say))),
    rule: rule && ((result) => placed(bundle, () => rule(result))),
  };
}

/** Gives what is thrown its place in the author's own file. */
export function placed<T>(bundle: Bundle, work: () => T): T {
  try {
    return printingToStderr(work);
  } catch (thrown) {
    throw new RunFailure(placeFailure(bundle, failureOf(thrown)));
  }
}

export function placeFailure(bundle: Bundle, failure: ReturnType<typeof failureOf>): ReturnType<typeof failureOf> {
  if (failure.kind !== 'impure' && failure.kind !== 'thrown') return failure;
  const position = authorsPosition(failure.stack, bundle);
  return position === undefined ? failure : { ...failure, message: `${position}: ${failure.message}` };
}
