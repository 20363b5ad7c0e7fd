import { dataLimits } from './limits.ts';

/** A recording that is missing, unreadable or not what was asked for. The message is ready to print, its hint included. */
export class DataError extends Error {
  override readonly name = 'DataError';

  constructor(message: string, more: { readonly hint?: string; readonly cause?: unknown } = {}) {
    super(more.hint === undefined ? message : `${message}\nHint: ${more.hint}`, { cause: more.cause });
  }
}

/** Everything wrong with one file, so that it can be said at once. The first hint given is the one shown. */
export class ProblemList {
  readonly file: string;
  #shown: string[] = [];
  #count = 0;
  #hint: string | undefined;

  constructor(file: string) {
    this.file = file;
  }

  get isEmpty(): boolean {
    return this.#count === 0;
  }

  add(problem: string, hint?: string): void {
    this.#count++;
    if (this.#shown.length < dataLimits.problemsShown) this.#shown.push(`${this.file}: ${problem}`);
    this.#hint ??= hint;
  }

  /** @throws {DataError} with the first problems, one a line, and the number of the others. */
  throwIfAny(): void {
    if (this.isEmpty) return;
    const others = this.#count - this.#shown.length;
    const lines = others > 0 ? [...this.#shown, `${this.file}: and ${others} more of these`] : this.#shown;
    throw new DataError(lines.join('\n'), this.#hint === undefined ? {} : { hint: this.#hint });
  }
}
