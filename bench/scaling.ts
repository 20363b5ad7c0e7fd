import { availableParallelism } from 'node:os';
import type { Asked } from './asked.ts';
import { pathsOf } from './asked.ts';
import { measure, median, openQuestion } from './measure.ts';
import type { Sheet } from './sheet.ts';
import { nanoseconds } from './sheet.ts';

/** W1 in threads: wall and CPU time against the number of workers. */
export async function scalingSheet(asked: Asked): Promise<Sheet> {
  const cores = availableParallelism();
  const most = asked.workers ?? cores;
  const counts = [1, 2, 4, 8, 16, 32, 64].filter((count) => count < most).concat(most);
  const settled = await openQuestion('./w1.ts', { paths: 32_000, ...pathsOf(asked) });
  const rounds = asked.rounds ?? 5;
  const wall = counts.map((): number[] => []);
  const cpu = counts.map((): number[] => []);
  const digests = new Set<string>();
  for (let round = 0; round < rounds; round++) {
    for (const [index, workers] of counts.entries()) {
      const measured = await measure(settled, { workers, where: 'threads' });
      wall[index]!.push(measured.nsPerPathStep);
      cpu[index]!.push(measured.cpuNsPerPathStep);
      digests.add(measured.digest);
    }
  }
  const alone = median(wall[0]!);
  return {
    title: 'Scaling over workers',
    notes: [
      `W1, ${settled.description.paths} paths, threads only, ${cores} cores at hand; ns per path-step, median of ${rounds} interleaved rounds.`,
    ],
    heads: ['workers', 'wall', 'CPU', 'times faster'],
    rows: counts.map((count, index) => [
      String(count),
      nanoseconds(median(wall[index]!)),
      nanoseconds(median(cpu[index]!)),
      (alone / median(wall[index]!)).toFixed(2),
    ]),
    failures: digests.size === 1 ? [] : ['the digest depends on the number of workers'],
  };
}
