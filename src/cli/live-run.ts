import type { SettledScenario } from '../batch/node/read-scenario.ts';
import { shownPath } from '../batch/node/shown-path.ts';
import type { LiveRun } from '../report/live-run.ts';
import { packEngine } from '../report/node/pack-engine.ts';

/** What a report needs to run the scenario again: the very script that ran, unless it reads recordings. */
export function liveRun(file: string, { bundle, description, controls, question }: SettledScenario): LiveRun {
  return {
    file: shownPath(file),
    name: description.name,
    seed: description.seed,
    controls,
    engine: question.recordings.size > 0 || controls.length === 0 ? null : packEngine(bundle.code, bundle.fingerprint),
  };
}
