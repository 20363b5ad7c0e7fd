import type { Simulation } from '../../src/engine/simulation.ts';
import { openScenario } from '../../src/scenario/open-scenario.ts';
import type { Recordings } from '../../src/scenario/recording-tables.ts';
import type { ResolvedScenario } from '../../src/scenario/scenario.ts';

/** One number a path, by holding (`null`: the market) and name of the column. */
export type Columns = (holding: string | null, name: string) => Float64Array;

/** Runs paths `first` … `first + count - 1` of a simulation here and now. Throws where a column does not exist. */
export function runPaths(simulation: Simulation, count: number, first = 0): Columns {
  const columns = simulation.columns.map(() => new Float64Array(count));
  const holdings = new Set(simulation.columns.flatMap(({ holding }) => (holding === null ? [] : [holding])));
  const fans = Array.from(holdings, () => new Uint32Array(simulation.observation.size));
  simulation.runBlock(first, count, { columns, fans, samples: [] });
  return (holding, name) => {
    const index = simulation.columns.findIndex((column) => column.holding === holding && column.name === name);
    if (index < 0) throw new Error(`no column "${name}" of ${holding ?? 'the market'}`);
    return columns[index]!;
  };
}

/** Runs a resolved scenario on this thread; `only` keeps some of its holdings, which changes no result and saves time. */
export function runScenario(
  resolved: ResolvedScenario,
  { only, recordings }: { readonly only?: readonly string[]; readonly recordings?: Recordings } = {},
): Columns {
  const holdings = resolved.holdings.filter(({ name }) => only === undefined || only.includes(name));
  return runPaths(openScenario({ ...resolved, holdings }, recordings), resolved.paths);
}
