import type { Simulation } from '../engine/simulation.ts';
import type { RealityTrack, ScenarioDescription } from '../result/run-result.ts';
import { comparedWith } from '../scenario/comparisons.ts';

/** Path 0 once more, step by step, for every pair of something real and what simulates it. */
export function traceReality(
  { holdings }: ScenarioDescription,
  simulation: Simulation,
  instantsMs: Float64Array,
): readonly RealityTrack[] {
  const pairs = holdings
    .map(({ name, family, model }) => ({ name, other: comparedWith({ family, options: model.options }) }))
    .filter(({ other }) => other !== '');
  if (pairs.length === 0) return [];
  const series = () => new Float64Array(instantsMs.length);
  const coin = series().fill(1, 0, 1);
  const tracks = pairs.map((each) => ({
    simulatedName: each.other,
    realName: each.name,
    instantsMs,
    coin,
    simulated: series(),
    real: series(),
    rebalances: series(),
    quotes: series(),
  }));
  const place = (name: string) => `holding/${encodeURIComponent(name)}`;
  simulation.trace(0, (step, phase, where, state) => {
    const instant = step + 1;
    if (where === 'price' && phase === 'step') coin[instant] = coin[step]! * (1 + (state.simpleReturn as number));
    for (const { simulatedName, realName, simulated, real, rebalances, quotes } of tracks) {
      if (where === place(simulatedName)) {
        simulated[instant] = state.value as number;
        rebalances[instant] = Number(state.rebalances ?? 0);
      }
      if (where === place(realName)) {
        real[instant] = state.value as number;
        quotes[instant] = state.quotes as number;
      }
    }
  });
  return tracks;
}
