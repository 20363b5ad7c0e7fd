import lab from '../../scenarios/lab.ts';
import type { Columns } from './run.ts';
import { runScenario } from './run.ts';

/** A question to the workbench, as `--set` would put it; daily steps unless set. */
export interface LabQuestion {
  readonly paths: number;
  readonly seed: string;
  readonly only: readonly string[];
  readonly set?: Readonly<Record<string, number>>;
}

export function runLab({ paths, seed, only, set = {} }: LabQuestion): Columns {
  const values = { stepMinutes: 1440, ...set };
  const typed = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, String(value)]));
  return runScenario(lab.resolve({ paths, seed, set: typed }), { only });
}
