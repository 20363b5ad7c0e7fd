import type { Simulation } from '../engine/simulation.ts';
import type { DrawnRuns } from '../result/summarise-uncertainty.ts';

/** Opens the run with the numbers of a draw instead of the estimate. */
export type OpenDraw = (draw: number) => Simulation;

/**
 * Lives through the first paths of a run again with each draw of what is not known: the same chance every time, so that what
 * differs is what was drawn. Between draws `pause` is waited for; null where `signal` was raised before the last.
 *
 * @throws Error that names the draw with which a run could not be opened or went wrong
 */
export async function runDraws(
  open: OpenDraw,
  draws: number,
  paths: number,
  holdings: readonly string[],
  { signal, pause }: { readonly signal: AbortSignal; readonly pause: () => Promise<void> },
): Promise<DrawnRuns | null> {
  const finalValues: Float64Array[][] = [];
  for (let draw = 0; draw < draws; draw++) {
    await pause();
    if (signal.aborted) return null;
    try {
      const byName = finalsOf(open(draw), paths, holdings.length);
      finalValues.push(holdings.map((name) => byName.get(name)!));
    } catch (thrown) {
      const message = thrown instanceof Error ? thrown.message.split('\n')[0] : String(thrown);
      throw new Error(`draw ${draw}: ${message}`, { cause: thrown });
    }
  }
  return { paths, holdings, finalValues };
}

/** Final values of the first paths, by holding. */
function finalsOf({ columns, observation, runBlock }: Simulation, paths: number, holdings: number) {
  const sink = {
    columns: columns.map(() => new Float64Array(paths)),
    fans: Array.from({ length: holdings }, () => new Uint32Array(observation.size)),
    samples: [],
  };
  runBlock(0, paths, sink);
  return new Map(
    columns.flatMap(({ holding, name }, c) =>
      holding !== null && name === 'finalValue' ? [[holding, sink.columns[c]!] as const] : [],
    ),
  );
}
