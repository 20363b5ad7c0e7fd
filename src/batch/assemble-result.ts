import type { ColumnName } from '../engine/columns.ts';
import type { Simulation } from '../engine/simulation.ts';
import type { Column, RunResult, ScenarioDescription } from '../result/run-result.ts';
import type { Block } from './protocol.ts';
import type { Outcome } from './run-batch.ts';
import type { Storage } from './storage.ts';
import { allocateFans } from './storage.ts';

/** What a run left behind, as the plain data that summaries and reports read. `digestOf` hashes all columns in order. */
export function assembleResult(
  scenario: ScenarioDescription,
  { columns: names, observation }: Simulation,
  storage: Storage,
  outcome: Outcome,
  digestOf: (columns: readonly Column[]) => string,
  warnings: readonly string[],
): RunResult {
  const paths = outcome.completed.reduce((sum, { count }) => sum + count, 0);
  const columns = storage.columns.map((column) => completedPart(column, outcome.completed));
  const samples = storage.samples.filter((_, path) =>
    outcome.completed.some(({ firstPath, count }) => path >= firstPath && path < firstPath + count),
  );
  const fans =
    outcome.fans.length > 0
      ? outcome.fans
      : allocateFans(observation, scenario.holdings.length, (bytes) => new ArrayBuffer(bytes));
  const { days, bins, lowest, highest } = observation;
  return {
    scenario,
    paths,
    isPartial: paths < scenario.paths,
    market: columnsOf(null, names, columns),
    holdings: scenario.holdings.map((description, index) => ({
      description,
      columns: columnsOf(description.name, names, columns),
      fan: fans[index]!,
      samples: samples.map((series) => series[index]!),
    })),
    fanAxes: { days, bins, lowest, highest },
    spotSamples: samples.map((series) => series[scenario.holdings.length]!),
    digest: digestOf(columns),
    warnings: [...warnings, ...missing(scenario.paths, outcome)],
  };
}

/** Moves the completed paths together, in place and in path order; of a column that ends early, those it has. */
function completedPart(column: Column, completed: readonly Block[]): Column {
  let paths = 0;
  for (const { firstPath, count } of completed) {
    const end = Math.min(firstPath + count, column.length);
    if (end <= firstPath) break;
    if (firstPath !== paths) column.copyWithin(paths, firstPath, end);
    paths += end - firstPath;
  }
  return column.subarray(0, paths);
}

function columnsOf(
  holding: string | null,
  names: readonly ColumnName[],
  columns: readonly Column[],
): Readonly<Record<string, Column>> {
  return Object.fromEntries(
    names.flatMap((column, index) => (column.holding === holding ? [[column.name, columns[index]!] as const] : [])),
  );
}

function missing(asked: number, { abandoned, completed }: Outcome): readonly string[] {
  const paths = completed.reduce((sum, { count }) => sum + count, 0);
  if (paths === asked) return [];
  const ranges = abandoned.map(({ block }) => rangeOf(block)).join(', ');
  const lost = ranges === '' ? '' : ` Paths ${ranges} failed twice.`;
  return [`This run was stopped: ${paths} of ${asked} paths are in it.${lost}`];
}

/** `4096 to 4351`. */
export function rangeOf({ firstPath, count }: Block): string {
  return count === 1 ? `${firstPath}` : `${firstPath} to ${firstPath + count - 1}`;
}
