import { styleText } from 'node:util';
import type { ExitCode } from './exit-codes.ts';

/** The two streams and the way out: results go to stdout, everything else to stderr. */
export interface Terminal {
  readonly print: (text: string) => void;
  /** Unless it was asked to be quiet. */
  readonly note: (line: string) => void;
  readonly complain: (text: string) => void;
  /** For progress. */
  readonly stderr: NodeJS.WritableStream & { readonly isTTY?: boolean };
  readonly exit: (code: ExitCode) => void;
}

export function openTerminal(isQuiet: boolean): Terminal {
  const { stdout, stderr } = process;
  // A reader that has seen enough (`| head`) is no error of ours: nothing more is written, and the run goes on.
  for (const stream of [stdout, stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
    });
  }
  return {
    print: (text) => void stdout.write(text),
    note: (line) => {
      if (!isQuiet) stderr.write(`${line}\n`);
    },
    complain: (text) => {
      const mayColour = stderr.isTTY && !process.env.NO_COLOR;
      stderr.write(`${mayColour ? styleText('red', text) : text}\n`);
    },
    stderr,
    exit: (code) => process.exit(code),
  };
}
