/**
 * Three kinds of people, three kinds of error: the author of a scenario (`ScenarioError`), a step that yields what is
 * not a number (`StepError`), and ourselves (`assert`, `BooksError`). The world's errors (`DataError`, `OutputError`)
 * live where the world is met.
 */

/** A mistake in a scenario. Holds every problem that was found, one line each, ready to print. */
export class ScenarioError extends Error {
  override readonly name = 'ScenarioError';
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
    this.problems = problems;
  }
}

/** A model left a value that is not finite. Names the path, so that one path can be replayed. */
export class StepError extends Error {
  override readonly name = 'StepError';
  readonly path: number;

  constructor(message: string, path: number) {
    super(message);
    this.path = path;
  }
}

/** Postings do not add up to the change in value: our mistake, never the author's. */
export class BooksError extends Error {
  override readonly name = 'BooksError';
  readonly path: number;

  constructor(message: string, path: number) {
    super(message);
    this.path = path;
  }
}

/** States what must be true of our own code; stays on in production. */
export function assert(condition: boolean, message: string): asserts condition {
  if (!condition) throw new Error(`assertion failed: ${message}`);
}
