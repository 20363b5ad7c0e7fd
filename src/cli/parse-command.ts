import { type Command, CommanderError } from 'commander';
import { UsageError } from './usage-error.ts';
import { version } from './version.ts';

/**
 * Lets a declared command read what was typed; its options and arguments are known to it afterwards.
 *
 * @returns the text that was asked for with `--help` or `--version`, else `null`
 * @throws UsageError for what the command does not know
 */
export function parseCommand(command: Command, argv: readonly string[]): string | null {
  let said = '';
  const say = (text: string) => {
    said += text;
  };
  command
    .version(version, '--version')
    .showSuggestionAfterError()
    .exitOverride()
    .configureOutput({ writeOut: say, writeErr: say });
  try {
    command.parse(argv, { from: 'user' });
    return null;
  } catch (thrown) {
    if (!(thrown instanceof CommanderError)) throw thrown;
    if (thrown.exitCode === 0) return said;
    throw new UsageError(said.replace(/^error: /, '').trim());
  }
}
