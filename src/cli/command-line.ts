import { shownPath } from '../batch/node/shown-path.ts';
import type { ScenarioDescription } from '../result/run-result.ts';
import type { TypedHistory } from '../scenario/history.ts';
import { shellWord } from '../text/shell-word.ts';
import type { Arguments, TypedSweep } from './arguments.ts';

/** The line that runs the same again, whatever the defaults of the scenario will be by then. */
export function commandLine(
  file: string,
  { overrides, typedData, sweep }: Arguments,
  scenario: ScenarioDescription,
  path?: number,
): string {
  const set = Object.entries(overrides.set ?? {}).map(([name, value]) => `--set ${shellWord(`${name}=${value}`)}`);
  return [
    'npx tsx run',
    shellWord(shownPath(file)),
    path === undefined ? `--paths ${scenario.paths}` : '',
    `--seed ${shellWord(scenario.seed)}`,
    path === undefined ? '' : `--path ${path}`,
    ...set,
    ...(sweep === null || path !== undefined ? [] : sweepFlags(sweep)),
    ...(overrides.history === undefined || path !== undefined ? [] : historyFlags(overrides.history)),
    typedData !== null && (scenario.data.length > 0 || overrides.history !== undefined)
      ? `--data ${shellWord(typedData)}`
      : '',
  ]
    .filter((part) => part !== '')
    .join(' ');
}

function historyFlags({ price, funding }: TypedHistory): readonly string[] {
  const flag = (name: string, typed: Readonly<Record<string, string>> | undefined) => {
    if (typed === undefined) return [];
    const { file, ...options } = typed;
    const given = [file, ...Object.entries(options).map(([option, value]) => `${option}=${value}`)].join(',');
    return [`--${name} ${shellWord(given)}`];
  };
  return [...flag('history', price), ...flag('history-funding', funding)];
}

function sweepFlags({ axes, solve, target }: TypedSweep): readonly string[] {
  const over = axes.map(({ name, values }) => `--sweep ${shellWord(`${name}=${values.join(',')}`)}`);
  if (solve === null) return over;
  const bracket = solve.bracket === null ? '' : `=${solve.bracket.join(':')}`;
  return [...over, `--solve ${shellWord(`${solve.parameter}${bracket}`)}`, `--target ${target}`];
}
