import { failureOf, RunFailure } from '../batch/failure.ts';
import type { SettledScenario } from '../batch/node/read-scenario.ts';
import { type SaidFigure, sayOf } from '../report/said-figures.ts';
import { LONGEST_ANSWER } from '../result/answer.ts';
import type { Summary } from '../result/summary.ts';
import type { ExitCode } from './exit-codes.ts';
import { exitCodes } from './exit-codes.ts';

/** A summary with its scenario's answer in it, or without it and why. */
export interface Answered {
  readonly summary: Summary;
  /** Figures of the summary that the answer prints. */
  readonly said: readonly SaidFigure[];
  readonly code: ExitCode;
  readonly complaint: string | null;
}

/** Lets the scenario answer its question from the summary, which it cannot change. */
export function answered(file: string, summary: Summary, answer: SettledScenario['answer']): Answered {
  if (answer === null) return { summary, said: [], code: exitCodes.complete, complaint: null };
  const without = (problem: string): Answered => ({
    summary,
    said: [],
    code: exitCodes.usage,
    complaint: `${file}: the run is whole, but its answer is missing:\n${problem}`,
  });
  const { say, said } = sayOf(summary);
  let given: unknown;
  try {
    given = answer(frozen(summary), say);
  } catch (thrown) {
    const { message } = thrown instanceof RunFailure ? thrown.failure : failureOf(thrown);
    return without(message);
  }
  if (typeof given !== 'string' || given.trim() === '')
    return without(`answer: must return a sentence; got ${inWords(given)}`);
  if (given.length > LONGEST_ANSWER) {
    return without(`answer: must be at most ${LONGEST_ANSWER} characters; got ${given.length}: ${given.slice(0, 60)}…`);
  }
  // A headline after the question it answers; the order of keys is the order in the file.
  const { schema, scenario, question, ...figures } = summary;
  return {
    summary: { schema, scenario, question, answer: given, ...figures },
    said,
    code: exitCodes.complete,
    complaint: null,
  };
}

function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(frozen);
  }
  return value;
}

function inWords(value: unknown): string {
  if (value === null) return 'null';
  if (isPromise(value)) {
    value.then(undefined, () => {}); // what it would have failed with is not the problem
    return 'a promise; answer must not be async';
  }
  return typeof value === 'string' ? JSON.stringify(value) : `a value of type ${typeof value}`;
}

function isPromise(value: unknown): value is PromiseLike<unknown> {
  return typeof value === 'object' && typeof (value as Partial<PromiseLike<unknown>> | null)?.then === 'function';
}
