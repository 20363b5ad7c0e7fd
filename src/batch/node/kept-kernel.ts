import { createHash } from 'node:crypto';
import { deserialize, serialize } from 'node:v8';
import { keep, readKept } from '../../bundling/node/cache-folder.ts';
import type { CompiledKernel } from '../../engine/kernel-backend.ts';
import type { Kernels, Simulation } from '../../engine/simulation.ts';
import type { Question } from '../protocol.ts';
import type { Bundle } from './bundle.ts';

/**
 * Opens a scenario with the kernel that an earlier run compiled for the same question, or compiles and keeps it.
 *
 * A kernel depends on the code (its fingerprint), on what the engine makes of it, on the parameters and on the recordings as
 * they were read, and on the market that it is opened in; neither on the seed nor on the number of paths.
 */
export function withKeptKernel(
  bundle: Bundle,
  question: Question,
  open: (kernels: Kernels) => Simulation,
  market: 'simulated' | 'history' = 'simulated',
): Simulation {
  const { set = {}, history = {} } = question.overrides;
  const asked = market === 'simulated' ? [set] : [set, history];
  const key = JSON.stringify(['kernel', process.version, bundle.fingerprint, asked, hashOf(question.recordings)]);
  const kept = readKernel(key);
  if (kept !== undefined) return open(kept);
  const simulation = open('wasm');
  if (simulation.kernel !== null) {
    const { bytes, layout } = simulation.kernel;
    keep(key, serialize({ bytes, layout }));
  }
  return simulation;
}

/** Undefined where there is none. What was kept is whole: its hash has been checked. */
function readKernel(key: string): CompiledKernel | undefined {
  const entry = readKept(key);
  if (entry === undefined) return undefined;
  try {
    const { bytes, layout } = deserialize(entry) as Omit<CompiledKernel, 'module'>;
    return { module: new WebAssembly.Module(bytes), bytes, layout };
  } catch {
    // Written by another version of Node in a form that this one does not read.
    return undefined;
  }
}

/** Kernels of a scenario's own sweep, by the cells that they are for: all of them are one entry. */
export interface KeptKernels {
  readonly find: (cells: unknown) => CompiledKernel | null;
  /** Does nothing where nothing was compiled. */
  readonly add: (cells: unknown, compiled: Omit<CompiledKernel, 'module'> | null) => void;
  /** Keeps what was added, if anything was. */
  readonly save: () => void;
}

/** Those that earlier runs of the same question compiled; see `withKeptKernel`. */
export function keptKernels(
  bundle: Bundle,
  set: Readonly<Record<string, string>>,
  recordings: Question['recordings'],
): KeptKernels {
  const key = JSON.stringify(['cells', process.version, bundle.fingerprint, set, hashOf(recordings)]);
  const entry = readKept(key);
  let all: Map<string, Omit<CompiledKernel, 'module'>>;
  try {
    all = entry === undefined ? new Map() : deserialize(entry);
  } catch {
    all = new Map();
  }
  let hasMore = false;
  // Groups that shared a kernel share it again: bytes that are one object stay one when they are kept.
  const modules = new Map<Uint8Array, WebAssembly.Module>();
  const moduleOf = (bytes: Uint8Array<ArrayBuffer>) => {
    const module = modules.get(bytes) ?? new WebAssembly.Module(bytes);
    modules.set(bytes, module);
    return module;
  };
  return {
    find: (cells) => {
      const found = all.get(JSON.stringify(cells));
      return found === undefined ? null : { ...found, module: moduleOf(found.bytes) };
    },
    add: (cells, compiled) => {
      if (compiled === null) return;
      const { bytes, layout } = compiled;
      all.set(JSON.stringify(cells), { bytes, layout });
      hasMore = true;
    },
    save: () => {
      if (hasMore) keep(key, serialize(all));
    },
  };
}

/** Of every number and text in the recordings, not of their files: how a file is read may change too. */
function hashOf(recordings: Question['recordings']): string {
  const hash = createHash('sha256');
  const add = (part: unknown): void => {
    if (ArrayBuffer.isView(part)) {
      hash.update(`numbers ${part.byteLength};`);
      hash.update(new Uint8Array(part.buffer, part.byteOffset, part.byteLength));
    } else if (part instanceof Map || Array.isArray(part)) {
      for (const each of part) add(each);
    } else if (typeof part === 'object' && part !== null) {
      for (const [name, value] of Object.entries(part)) {
        add(name);
        add(value);
      }
    } else hash.update(`${typeof part} ${JSON.stringify(part) ?? ''};`);
  };
  add(recordings);
  return hash.digest('hex');
}
