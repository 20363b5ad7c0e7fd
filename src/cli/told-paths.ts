import type { SettledScenario } from '../batch/node/read-scenario.ts';
import { traceStory } from '../batch/trace-story.ts';
import { protagonist } from '../report/series.ts';
import type { RunResult } from '../result/run-result.ts';
import { tellingPaths } from '../result/telling-paths.ts';
import type { ToldPath } from '../result/told-path.ts';
import { type ToldRecord, toldRecord } from '../result/told-record.ts';

/** Longer ones take a second and hundreds of megabytes each: they are told where somebody asks for one. */
const MOST_STEPS = 200_000;

/** Below so many paths a run is a first look. */
const FEW = 500;

/** Single paths as the summary has them, and as pictures need them. */
export interface ToldPaths {
  readonly records: readonly ToldRecord[];
  /** None where nobody draws. */
  readonly drawn: readonly ToldPath[];
  /** Why there are none; null where there are. */
  readonly warning: string | null;
}

/**
 * Lives through the worst, the middle and the best path of the holding that a report is about once more, and tells them; of few
 * paths the worst alone. A path that cannot be lived through again costs its story and nothing else.
 */
export function toldPaths(result: RunResult, settled: SettledScenario, isDrawn: boolean): ToldPaths {
  const { name } = protagonist(result.scenario.holdings);
  const main = result.holdings.find(({ description }) => description.name === name)!;
  const holdings = result.paths === 1 ? settled.description.holdings : [main.description];
  const { clock } = result.scenario;
  if (result.paths > 1 && clock.steps > MOST_STEPS) return none(`they have ${clock.steps} steps; --path K tells one`);
  const records: ToldRecord[] = [];
  const drawn: ToldPath[] = [];
  try {
    for (const { why, path } of pathsToTell(result.paths, main.columns.finalValue!)) {
      const told = { why, story: traceStory({ ...settled, holdings }, path) };
      records.push(toldRecord(told, clock, [name]));
      // A story holds every step of its path: what nobody draws is let go before the next is told.
      if (isDrawn) drawn.push(told);
    }
  } catch (thrown) {
    return none((thrown as Error).message);
  }
  return { records, drawn, warning: null };
}

const none = (why: string): ToldPaths => ({ records: [], drawn: [], warning: `Single paths are left out: ${why}` });

function pathsToTell(
  paths: number,
  finalValue: Parameters<typeof tellingPaths>[0],
): readonly { readonly why: ToldPath['why']; readonly path: number }[] {
  if (paths === 1) return [{ why: 'only', path: 0 }];
  const { worst, middle, best } = tellingPaths(finalValue);
  // To follow a path by plain steps takes as long as a hundred in a kernel: a short run tells one.
  if (paths < FEW) return [{ why: 'worst', path: worst }];
  return [
    { why: 'worst', path: worst },
    { why: 'middle', path: middle },
    { why: 'best', path: best },
  ];
}
