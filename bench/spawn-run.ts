import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

export interface Spent {
  /** From before the first line of `run.ts` to exit. */
  readonly ms: number;
  /** From starting the process to its end. */
  readonly wallMs: number;
  /** Largest resident memory, threads included. */
  readonly peakBytes: number;
  readonly cpuMs: number;
}

/** Runs `run.ts` as a program of its own, as people do, into a folder that is thrown away. @throws Error where it fails */
export function spawnRun(args: readonly string[]): Spent {
  const folder = mkdtempSync(join(tmpdir(), 'decaylab-bench-'));
  const file = join(folder, 'spent.json');
  try {
    const startedMs = performance.now();
    const { status, stderr } = spawnSync(
      process.execPath,
      [
        '--import',
        'tsx',
        '--import',
        './bench/spent.mjs',
        'run.ts',
        ...args,
        '--quiet',
        '--out',
        join(folder, 'reports'),
      ],
      { cwd: root, encoding: 'utf8', env: { ...process.env, DECAYLAB_BENCH_SPENT: file } },
    );
    const wallMs = performance.now() - startedMs;
    if (status !== 0) throw new Error(`run.ts ${args.join(' ')}: ended with ${status}\n${stderr}`);
    return { ...(JSON.parse(readFileSync(file, 'utf8')) as Omit<Spent, 'wallMs'>), wallMs };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Milliseconds from starting a program to its end. */
export function spawnMs(command: string, args: readonly string[]): number {
  const startedMs = performance.now();
  const { status, stderr } = spawnSync(command, args, { cwd: root, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}: ended with ${status}\n${stderr}`);
  return performance.now() - startedMs;
}
