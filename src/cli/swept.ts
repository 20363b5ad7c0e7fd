import { keptKernels } from '../batch/node/kept-kernel.ts';
import type { ScenarioFile } from '../batch/node/read-scenario.ts';
import { STREAM_VERSION } from '../random/stream.ts';
import type { SweepCell, SweepResult, Swept } from '../result/sweep-result.ts';
import { LEAST_PATHS_FOR_SWEEPS, nothingSwept } from '../result/sweep-result.ts';
import { commonName } from '../sweep/common-name.ts';
import { withOverall } from '../sweep/overall.ts';
import type { Arguments } from './arguments.ts';
import { makeCells } from './make-cells.ts';
import { recordingsAskedFor } from './recordings-asked-for.ts';

/** Times that are looked at on the way: a fan in a small picture. */
const FAN_POINTS = 12;

/** What a run looks at beside itself, checked and not yet run. */
export interface AskedSweeps {
  readonly run: (signal: AbortSignal) => Promise<{ readonly swept: Swept; readonly warning: string | null }>;
}

const noSweeps: AskedSweeps = { run: async () => ({ swept: nothingSwept, warning: null }) };

/**
 * The sweep and the regimes that a scenario asks for, with every cell settled; none of a run so short that they would take
 * longer than it.
 *
 * @throws RunFailure with what is wrong with any cell
 */
export function askedSweeps(
  read: ScenarioFile,
  { name, seed, paths: runPaths }: { readonly name: string; readonly seed: string; readonly paths: number },
  { overrides: { history: _, ...overrides }, data, kernels, workers }: Arguments,
): AskedSweeps {
  if (runPaths < LEAST_PATHS_FOR_SWEEPS) return noSweeps;
  const sweeps = (['sweep', 'regimes'] as const).flatMap((of) => {
    const resolved = read[of];
    if (resolved === null) return [];
    const paths = Math.min(resolved.paths, runPaths);
    const asked = { of, paths, fanPoints: FAN_POINTS };
    return { ...resolved, paths, asked, requests: read.prepareCells(resolved.cells, asked).requests };
  });
  if (sweeps.length === 0) return noSweeps;

  const resultOf = (of: 'sweep' | 'regimes', made: readonly (readonly (SweepCell | null)[])[]): SweepResult | null => {
    const index = sweeps.findIndex(({ asked }) => asked.of === of);
    const cells = made[index] ?? [];
    const [first] = cells;
    if (!first || cells.includes(null)) return null;
    const { axes, paths } = sweeps[index]!;
    const holdings = first.holdings.map((_holding, h) => commonName(cells.map((cell) => cell!.holdings[h]!.name)));
    const found = { scenario: name, seed, stream: STREAM_VERSION, paths, axes, holdings, cells };
    return withOverall({ schema: 'decaylab/sweep@1', ...found });
  };
  return {
    run: async (signal) => {
      try {
        const { recordings } = await recordingsAskedFor(
          data,
          sweeps.flatMap((each) => each.requests),
        );
        const kept = kernels === 'plain' ? null : keptKernels(read.bundle, overrides.set ?? {}, recordings);
        const maker = { read, overrides, recordings, kernels, workers, signal, journal: null, kept };
        const made = await makeCells(sweeps, maker);
        const swept = { sweep: resultOf('sweep', made), regimes: resultOf('regimes', made) };
        const isCut = made.some((cells) => cells.includes(null));
        return { swept, warning: isCut ? 'What stands beside the run is left out: it was interrupted.' : null };
      } catch (thrown) {
        // The run itself is not lost for what was to stand beside it.
        return { swept: nothingSwept, warning: `What stands beside the run is left out: ${(thrown as Error).message}` };
      }
    },
  };
}
