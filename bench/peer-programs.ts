import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { PeerReport } from './peer-report.ts';
import { readPeerReport } from './peer-report.ts';

/** A program that computes what W1 and W2 compute. */
export interface Peer {
  readonly name: string;
  readonly shocks: 'f64' | 'f32';
  /** Paths it simulates when asked for so many: some round up to whole vectors. */
  readonly pathsFor: (paths: number) => number;
  /** Runs once on one core. @throws Error where it fails */
  readonly run: (workload: 'w1' | 'w2', paths: number) => PeerReport;
}

export interface Found {
  readonly peers: readonly Peer[];
  /** Why others are left out: one sentence each. */
  readonly skipped: readonly string[];
}

const number = { w1: '1', w2: '2' } as const;
/** Values that one step of the widest vector variant holds, twice over. */
const LANES = 16;

/** Vector widths, widest first, in doubles: the first that this machine has is raced. */
const vectorWidths = [
  { doubles: 8, name: 'AVX-512' },
  { doubles: 4, name: 'AVX2' },
] as const;

/** Ways to write the vector program, by the precision of their shocks; the fifth argument chooses. */
const vectorVariants = { fused: 'f64', split64: 'f64', split32: 'f32', mix: 'f32', fis: 'f32' } as const;

/**
 * Compiles and finds what is installed: C++ scalar and in the widest vectors there are, numpy, numba. Binaries go into
 * `folder`.
 *
 * @param sources holds a_scalar.cpp, b_lane.cpp with its headers, c_numpy.py and d_numba.py
 */
export function findPeers(sources: string, folder: string): Found {
  const peers: Peer[] = [];
  const skipped: string[] = [];

  const compile = (name: string, source: string, flags: readonly string[], said = source): string | undefined => {
    const program = join(folder, name);
    const common = ['-O3', '-march=native', '-std=c++17', '-w', ...flags];
    const { status, error, stderr } = spawnSync('g++', [...common, '-o', program, join(sources, source), '-lpthread'], {
      encoding: 'utf8',
    });
    if (status === 0) return program;
    const why =
      error === undefined ? stderr.split('\n').find((line) => line.includes('error')) : 'g++ is not installed';
    skipped.push(`${said} does not compile here: ${why ?? `g++ ended with ${status}`}`);
    return undefined;
  };
  const add = (name: string, shocks: Peer['shocks'], command: Command, pathsFor = (paths: number) => paths) => {
    const run: Peer['run'] = (workload, paths) => {
      const { program, args, env } = command(workload, paths);
      const text = execFileSync(program, args, { encoding: 'utf8', env: { ...process.env, ...env }, cwd: folder });
      return readPeerReport(text.trim());
    };
    peers.push({ name, shocks, pathsFor, run });
  };

  const scalar = compile('scalar', 'a_scalar.cpp', []);
  if (scalar !== undefined) {
    add('C, scalar', 'f64', (workload, paths) => ({
      program: scalar,
      args: [number[workload], String(paths), '1'],
      env: { CPUT: '1' },
    }));
  }
  for (const { doubles, name } of vectorWidths) {
    const flags = ['-ffp-contract=fast', `-DW=${doubles}`, '-DU=1', '-DDDBR'];
    const vector = compile('vector', 'b_lane.cpp', flags, `b_lane.cpp for ${name}`);
    if (vector === undefined) continue;
    for (const [variant, shocks] of Object.entries(vectorVariants)) {
      const command: Command = (workload, paths) => ({
        program: vector,
        args: [number[workload], String(paths), '1', '3', variant],
        env: { CPUT: '1' },
      });
      add(`C, ${name}, ${variant}`, shocks, command, (paths) => LANES * Math.ceil(paths / LANES));
    }
    break;
  }
  for (const [library, source, more, env] of [
    ['numpy', 'c_numpy.py', ['1000'], { SFC: '1' }],
    ['numba', 'd_numba.py', [], { NUMBA_NUM_THREADS: '1' }],
  ] as const) {
    const python = pythonWith(library);
    if (python === undefined)
      skipped.push(`${library} is not installed (DECAYLAB_PYTHON may name a python that has it).`);
    else
      add(library, 'f64', (workload, paths) => ({
        program: python,
        args: [join(sources, source), number[workload], String(paths), ...more],
        env,
      }));
  }
  return { peers, skipped };
}

type Command = (
  workload: 'w1' | 'w2',
  paths: number,
) => { readonly program: string; readonly args: readonly string[]; readonly env: Readonly<Record<string, string>> };

function pythonWith(library: string): string | undefined {
  const candidates = [process.env.DECAYLAB_PYTHON, 'python3', '/usr/bin/python3'];
  return candidates.find(
    (python) => python !== undefined && spawnSync(python, ['-c', `import ${library}`]).status === 0,
  );
}

/** The folder with the peers' sources, or why there is none. */
export function peersFolder(): { readonly sources: string } | { readonly missing: string } {
  const sources = process.env.DECAYLAB_PEERS;
  if (sources === undefined || sources === '')
    return { missing: 'Peers were skipped: DECAYLAB_PEERS does not name the folder with their sources.' };
  if (!existsSync(join(sources, 'a_scalar.cpp')))
    return { missing: `Peers were skipped: there is no a_scalar.cpp in ${sources}.` };
  return { sources };
}
