import type { Asked } from './asked.ts';
import { median } from './measure.ts';
import type { Sheet } from './sheet.ts';
import { spawnMs, spawnRun } from './spawn-run.ts';

/** What a short run costs before and after its arithmetic. */
export async function startupSheet(asked: Asked): Promise<Sheet> {
  const rounds = asked.rounds ?? 5;
  const paths = String(asked.paths ?? 200);
  const workers = asked.workers === undefined ? [] : ['--workers', String(asked.workers)];
  const run = (scenario: string, ...more: readonly string[]) => [scenario, '--paths', paths, ...workers, ...more];
  const choppy = 'scenarios/choppy.ts';
  const programs: readonly (readonly [string, () => number])[] = [
    ['node, an empty program', () => spawnMs(process.execPath, ['-e', '0'])],
    ['node with tsx, an empty program', () => spawnMs(process.execPath, ['--import', 'tsx', '-e', '0'])],
    ['run.ts --dry-run, from its first line to exit', () => spawnRun(run(choppy, '--dry-run')).ms],
    [`run.ts, choppy, ${paths} paths, without report`, () => spawnRun(run(choppy, '--no-report')).ms],
    [`run.ts, choppy, ${paths} paths, report included`, () => spawnRun(run(choppy)).ms],
    ['the same, from starting node', () => spawnRun(run(choppy)).wallMs],
  ];
  const times = programs.map((): number[] => []);
  for (let round = 0; round < rounds; round++) {
    for (const [index, [, time]] of programs.entries()) times[index]!.push(time());
  }
  return {
    title: 'Start-up',
    notes: [`Wall time in milliseconds, median and best of ${rounds} interleaved rounds.`],
    heads: ['program', 'median', 'best'],
    rows: programs.map(([name], index) => [
      name,
      median(times[index]!).toFixed(0),
      Math.min(...times[index]!).toFixed(0),
    ]),
  };
}
