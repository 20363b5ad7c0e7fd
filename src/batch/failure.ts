/** What was thrown, as plain data: it crosses threads, and realms in which `instanceof` no longer helps. */
export interface Failure {
  /**
   * - `scenario` the author's mistake, ready to print
   * - `impure` the scenario reads the clock, the machine or chance
   * - `step` a step gives what is not a number
   * - `books` ours: postings do not add up
   * - `thrown` anything else
   */
  readonly kind: 'scenario' | 'impure' | 'step' | 'books' | 'thrown';
  readonly message: string;
  readonly stack: string;
  /** The path to replay, where one is to blame. */
  readonly path: number | null;
}

const kinds: Readonly<Record<string, Failure['kind']>> = {
  ScenarioError: 'scenario',
  ImpureScenario: 'impure',
  StepError: 'step',
  BooksError: 'books',
};

/** Reads whatever was thrown, `null` and strings included; never throws itself. */
export function failureOf(thrown: unknown): Failure {
  const error = (typeof thrown === 'object' && thrown !== null ? thrown : {}) as Partial<Error> & { path?: unknown };
  const text = (value: unknown, otherwise: string) => (typeof value === 'string' && value !== '' ? value : otherwise);
  const name = text(error.name, '');
  const kind = (Object.hasOwn(kinds, name) ? kinds[name] : undefined) ?? 'thrown';
  const message = text(error.message, name === '' ? `threw ${inWords(thrown)}` : 'no message');
  return {
    kind,
    message: kind === 'thrown' && name !== '' ? `${name}: ${message}` : message,
    stack: text(error.stack, ''),
    path: typeof error.path === 'number' ? error.path : null,
  };
}

function inWords(thrown: unknown): string {
  try {
    return String(thrown);
  } catch {
    return 'an object that cannot be shown';
  }
}

/** Ends a run: carries what went wrong to whoever prints it. */
export class RunFailure extends Error {
  override readonly name = 'RunFailure';
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(failure.message);
    this.failure = failure;
  }
}
