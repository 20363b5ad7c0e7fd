import type { SettledScenario } from '../batch/node/read-scenario.ts';
import { selfCheck } from '../random/self-check.ts';
import type { Arguments } from './arguments.ts';
import { readArguments } from './arguments.ts';
import { commandLine } from './command-line.ts';
import type { ExitCode } from './exit-codes.ts';
import { exitCodes, worst } from './exit-codes.ts';
import { explain } from './explain.ts';
import { runFile } from './run-file.ts';
import type { Terminal } from './terminal.ts';

/** The command line: reads what is asked for, runs one scenario after the other, and returns the exit code. */
export async function main(
  argv: readonly string[],
  environment: NodeJS.ProcessEnv,
  terminal: Terminal,
): Promise<ExitCode> {
  // A scenario's file name has an extension: a word without one is a verb.
  if (argv[0] === 'calibrate') {
    return (await import('./calibrate.ts')).calibrateFile(argv.slice(1), environment, terminal);
  }
  if (argv[0] === 'compare') return (await import('./compare.ts')).compareRuns(argv.slice(1), environment, terminal);
  if (argv[0] === 'find') return (await import('./find.ts')).findInFile(argv.slice(1), terminal);
  let given: Arguments;
  try {
    const read = readArguments(argv, environment);
    if (typeof read === 'string') {
      terminal.print(read);
      return exitCodes.complete;
    }
    given = read;
    selfCheck();
  } catch (thrown) {
    const { text, code } = explain(thrown, null, () => '', argv.includes('--debug'));
    terminal.complain(text);
    return code;
  }
  const codes: ExitCode[] = [];
  for (const file of given.files) {
    let settled: SettledScenario | undefined;
    const replay = (path: number) => (settled === undefined ? '' : commandLine(file, given, settled.description, path));
    try {
      codes.push(
        given.sweep !== null
          ? await (await import('./sweep.ts')).sweepFile(file, given, given.sweep, terminal)
          : await runFile(file, given, terminal, (each) => {
              settled = each;
            }),
      );
    } catch (thrown) {
      const { text, code } = explain(thrown, file, replay, given.debug);
      terminal.complain(text);
      codes.push(code);
    }
    if (worst(codes) >= exitCodes.interrupted) break;
  }
  return worst(codes);
}
