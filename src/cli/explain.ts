import { RunFailure } from '../batch/failure.ts';
import { DataError } from '../data/data-error.ts';
import type { ExitCode } from './exit-codes.ts';
import { exitCodes } from './exit-codes.ts';
import { OutputError } from './output-error.ts';
import { UsageError } from './usage-error.ts';

/** What to print, and what to end with. */
export interface Explanation {
  readonly text: string;
  readonly code: ExitCode;
}

/**
 * Says what went wrong to whom it concerns. `replay` gives the line that shows one path alone; a stack is shown only for a
 * mistake of ours that nobody foresaw, and with `--debug`.
 */
export function explain(
  thrown: unknown,
  file: string | null,
  replay: (path: number) => string,
  isDebug: boolean,
): Explanation {
  const stack = thrown instanceof Error ? `\n${thrown.stack}` : '';
  const debug = isDebug ? stack : '';
  if (thrown instanceof UsageError) return { text: thrown.message + debug, code: exitCodes.usage };
  if (thrown instanceof DataError)
    return { text: `${file} cannot run:\n${thrown.message}${debug}`, code: exitCodes.data };
  if (thrown instanceof OutputError) return { text: thrown.message + debug, code: exitCodes.output };
  if (thrown instanceof RunFailure) {
    const { kind, message, path, stack: inner } = thrown.failure;
    const command = path === null ? '' : replay(path);
    const line = command === '' ? '' : `\nReplay: ${command}`;
    const shown = isDebug ? `\n${inner}` : '';
    const lead =
      kind === 'books'
        ? `${file}: books must balance; unless the holding is your own, please report this`
        : `${file} cannot run`;
    return { text: `${lead}:\n${message}${line}${shown}`, code: codeOf[kind] };
  }
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  const hint = isDebug ? stack : '\nHint: --debug shows where';
  return { text: `our mistake, please report it:\n${message}${hint}`, code: exitCodes.ours };
}

const codeOf: Readonly<Record<RunFailure['failure']['kind'], ExitCode>> = {
  scenario: exitCodes.usage,
  impure: exitCodes.usage,
  thrown: exitCodes.usage,
  step: exitCodes.step,
  books: exitCodes.ours,
};
