import type { RealityTrack, RunResult } from '../result/run-result.ts';
import type { RealitySummary, Summary } from '../result/summary.ts';
import { type Series, seriesOf } from './series.ts';

/** Something that really traded and what simulates it, as page and charts know them: their place is their identity (`r0`). */
export interface RealPair {
  readonly id: string;
  readonly simulated: Series;
  readonly real: Series;
  readonly track: RealityTrack;
  readonly summary: RealitySummary;
}

/** Every such pair, in the order in which the real ones were declared. */
export function realPairsOf(result: RunResult, summary: Summary): readonly RealPair[] {
  const all = seriesOf(result, summary);
  return (result.reality ?? []).map((track, index) => {
    const found = summary.reality?.[track.realName];
    const [simulated, real] = [track.simulatedName, track.realName].map((name) => all.find((s) => s.name === name));
    if (found === undefined || simulated === undefined || real === undefined) {
      throw new Error(`report: summary has no comparison with ${JSON.stringify(track.realName)}`);
    }
    return { id: `r${index}`, simulated, real, track, summary: found };
  });
}
