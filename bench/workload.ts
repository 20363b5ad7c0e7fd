import type { Asked } from './asked.ts';
import { pathsOf } from './asked.ts';
import type { Measured } from './measure.ts';
import { HOW_IT_IS_MEASURED, measure, openQuestion } from './measure.ts';
import type { Sheet } from './sheet.ts';
import { nanoseconds } from './sheet.ts';

/** Scenario files by the name of the workload, relative to `bench/`. */
export const workloads = {
  w1: './w1.ts',
  w2: './w2.ts',
  choppy: '../scenarios/choppy.ts',
} as const;

export type WorkloadName = keyof typeof workloads;
export const isWorkload = (name: string): name is WorkloadName => Object.hasOwn(workloads, name);

/** So many rounds in one process; the one in the middle, by processor time, is what is told. */
const ROUNDS = 7;

export async function runWorkload(name: WorkloadName, asked: Asked): Promise<Measured> {
  const question = await openQuestion(workloads[name], pathsOf(asked));
  const rounds: Measured[] = [];
  for (let round = 0; round < (asked.rounds ?? ROUNDS); round++) {
    rounds.push(await measure(question, { workers: asked.workers ?? 1 }));
  }
  rounds.sort((a, b) => a.cpuNsPerPathStep - b.cpuNsPerPathStep);
  return rounds[Math.floor(rounds.length / 2)]!;
}

/** One line that a program reads. */
export function workloadAsJson(name: WorkloadName, measured: Measured): string {
  const { nsPerPathStep, cpuNsPerPathStep, workers, paths, digest } = measured;
  const rounded = (value: number) => Number(value.toFixed(3));
  return JSON.stringify({
    workload: name,
    shocks: 'f64',
    nsPerPathStep: rounded(nsPerPathStep),
    cpuNsPerPathStep: rounded(cpuNsPerPathStep),
    workers,
    paths,
    digest,
  });
}

export function workloadSheet(name: WorkloadName, measured: Measured): Sheet {
  const { nsPerPathStep, cpuNsPerPathStep, workers, paths, steps, digest, result } = measured;
  return {
    title: `${name}: ${result.scenario.question}`,
    notes: [`ns per path-step. ${HOW_IT_IS_MEASURED}`],
    heads: ['wall', 'CPU', 'workers', 'paths', 'steps', 'holdings', 'digest'],
    rows: [
      [
        nanoseconds(nsPerPathStep),
        nanoseconds(cpuNsPerPathStep),
        String(workers),
        String(paths),
        String(steps),
        String(result.holdings.length),
        digest,
      ],
    ],
  };
}
