import type { SettledScenario } from '../batch/node/read-scenario.ts';
import { traceStory } from '../batch/trace-story.ts';
import { protagonist } from '../report/series.ts';
import type { ToldPath } from '../report/told-path.ts';
import type { RunResult } from '../result/run-result.ts';
import { tellingPaths } from '../result/telling-paths.ts';

/** Below so many paths a run is a first look. */
const FEW = 500;

/**
 * Lives through the worst, the middle and the best path of the holding that a report is about once more, and tells them; of few
 * paths the worst alone.
 */
export function toldPaths(result: RunResult, settled: SettledScenario): readonly ToldPath[] {
  const { name } = protagonist(result.scenario.holdings);
  const main = result.holdings.find(({ description }) => description.name === name)!;
  const tell = (why: ToldPath['why'], path: number) => ({
    why,
    story: traceStory(
      { ...settled, holdings: result.paths === 1 ? settled.description.holdings : [main.description] },
      path,
    ),
  });
  if (result.paths === 1) return [tell('only', 0)];
  const { worst, middle, best } = tellingPaths(main.columns.finalValue!);
  // To follow a path by plain steps takes as long as a hundred in a kernel: a short run tells one.
  if (result.paths < FEW) return [tell('worst', worst)];
  return [tell('worst', worst), tell('middle', middle), tell('best', best)];
}
