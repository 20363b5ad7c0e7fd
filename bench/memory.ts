import type { Asked } from './asked.ts';
import type { Sheet } from './sheet.ts';
import { spawnRun } from './spawn-run.ts';

/** Largest resident memory of whole runs against paths and steps: it should grow with the first and not with the second. */
export async function memorySheet(asked: Asked): Promise<Sheet> {
  const most = asked.paths ?? 10_000;
  const workers = asked.workers === undefined ? [] : ['--workers', String(asked.workers)];
  const sizes = [
    { paths: 1_000, days: 10 },
    { paths: 1_000, days: 90 },
    { paths: 10_000, days: 10 },
    { paths: 100_000, days: 10 },
    { paths: 1_000_000, days: 30 },
  ].filter(({ paths }) => paths <= most);
  return {
    title: 'Memory',
    notes: ['choppy, hourly steps, report included: peak resident memory of the whole process, threads included.'],
    heads: ['paths', 'steps', 'MiB', 'wall s', 'CPU s'],
    rows: sizes.map(({ paths, days }) => {
      const run = ['scenarios/choppy.ts', '--paths', String(paths), '--set', `horizonDays=${days}`, ...workers];
      const { peakBytes, ms, cpuMs } = spawnRun(run);
      return [
        String(paths),
        String(days * 24),
        (peakBytes / 2 ** 20).toFixed(0),
        (ms / 1e3).toFixed(1),
        (cpuMs / 1e3).toFixed(1),
      ];
    }),
  };
}
