import { shownPath } from '../batch/node/shown-path.ts';
import type { ScenarioDescription } from '../result/run-result.ts';
import type { Arguments } from './arguments.ts';

/** The line that runs the same again, whatever the defaults of the scenario will be by then. */
export function commandLine(
  file: string,
  { overrides, typedData }: Arguments,
  scenario: ScenarioDescription,
  path?: number,
): string {
  const set = Object.entries(overrides.set ?? {}).map(([name, value]) => `--set ${quoted(`${name}=${value}`)}`);
  return [
    'npx tsx run',
    quoted(shownPath(file)),
    path === undefined ? `--paths ${scenario.paths}` : '',
    `--seed ${quoted(scenario.seed)}`,
    path === undefined ? '' : `--path ${path}`,
    ...set,
    typedData !== null && scenario.clock.kind === 'recorded' ? `--data ${quoted(typedData)}` : '',
  ]
    .filter((part) => part !== '')
    .join(' ');
}

/** For a POSIX shell. */
function quoted(text: string): string {
  return /^[A-Za-z0-9_./=:,@+-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
