import { alike, compileAlike } from '../kernel/alike.ts';
import { CannotCompile } from '../kernel/cannot-compile.ts';
import { compile } from '../kernel/compile.ts';
import type { KernelProgram } from '../kernel/program.ts';
import { openPathState } from '../random/path-state.ts';
import type { Backend } from './backend.ts';
import type { Clock } from './clock.ts';
import { type ColumnName, type Columns, type Field, layOutColumns } from './columns.ts';
import { StepError } from './errors.ts';
import { openFans } from './fans.ts';
import type { CompiledKernel } from './kernel-backend.ts';
import { kernelBackend } from './kernel-backend.ts';
import { fieldName, kernelProgram } from './kernel-program.ts';
import type { Observation } from './observation.ts';
import { observation } from './observation.ts';
import { openPathEnds } from './path-ends.ts';
import { plainBackend } from './plain-backend.ts';
import type { Seating } from './seats.ts';
import { seatModels, streamName } from './seats.ts';
import type { Setup } from './setup.ts';
import type { Sink } from './sink.ts';
import type { Witness } from './walk.ts';
import { openWalk } from './walk.ts';
import { type Watching, watch } from './watch.ts';

/** What takes the steps: plain functions, a kernel that is compiled here, or one that was compiled elsewhere. */
export type Kernels = 'plain' | 'wasm' | CompiledKernel;

export interface Simulation {
  /** The kernel that runs, for other threads to run as well; `null` where plain functions do. */
  readonly kernel: CompiledKernel | null;
  /** Where plain functions run although kernels were asked for: why, a line each. Results are the same. */
  readonly plainBecause: readonly string[];
  readonly columns: readonly ColumnName[];
  readonly observation: Observation;
  /** Simulates paths `firstPath` … `firstPath + count - 1`, each from start to end. */
  readonly runBlock: (firstPath: number, count: number, sink: Sink) => void;
  /** Simulates one path and shows every step of it: `see(step, phase, place, state)` after each phase of each model. */
  readonly trace: (path: number, see: Witness) => void;
}

/**
 * Opens a run: seats its models, lays out its columns, compiles its kernel. What happens in a step, and in which order, is
 * in `seats.ts`. Where a step is beyond kernels, plain functions run.
 */
export function openSimulation(setup: Setup, kernels: Kernels = 'wasm'): Simulation {
  const { clock } = setup;
  const { seating, walk, watched, watching, columns, program } = seated(setup);
  const watchers = watching.holdings;
  const { kernel, plainBecause } = compiledKernel(kernels, program);
  const streams = seating.deals.flatMap(({ player, name, kind }) => {
    const stream = streamName(player, name);
    return kind === 'path' ? [] : [{ name: stream, stateOf: openPathState(setup.key, stream) }];
  });
  const backend: Backend =
    kernel === null
      ? plainBackend(seating, watching, clock, watched)
      : kernelBackend(kernel, program, streams, clock, watched);

  /** Replays a path that went wrong, to say where it first did. */
  const explain = (path: number, holding: string | null, quantity: string): StepError => {
    let found = '';
    walk.begin(path);
    for (let step = 0; step < clock.steps && found === ''; step++) {
      walk.advance(step, (_step, name, place, state) => {
        const bad = Object.entries(state).find(([, value]) => typeof value === 'number' && !Number.isFinite(value));
        if (found === '' && bad !== undefined) found = `${place}: ${bad[0]} is ${bad[1]} after ${name} of step ${step}`;
      });
    }
    const of = holding === null ? 'the market' : `holding "${holding}"`;
    const first = found === '' ? '' : `; first seen in ${found}`;
    return new StepError(`${of}: ${quantity} is not a finite number on path ${path}${first}`, path);
  };

  const fans = openFans(seating, watchers, backend, watched);
  const finish = openPathEnds(columns, watchers, backend, explain);

  return {
    kernel,
    plainBecause,
    columns: columns.names,
    observation: watched,
    runBlock: (firstPath, count, sink) => {
      fans.begin();
      backend.run(firstPath, count, {
        followed: sink.samples.length,
        follow: fans.follow,
        observe: (point, first, paths) => fans.observe(sink, point, first, paths),
        finish: (first, row, paths) => {
          fans.finish(sink, paths);
          finish(sink, first, row, paths);
        },
      });
      fans.end(sink);
    },
    trace: (path, see) => {
      walk.begin(path, see);
      for (let step = 0; step < clock.steps; step++) walk.advance(step, see);
    },
  };
}

/**
 * One kernel for each lot of runs that differ in nothing but names and numbers, in the order of the runs; `null` for a run that
 * is like no other, and for one that no kernel can run: it is opened with a kernel of its own, if any.
 */
export function sharedKernels(setups: readonly Setup[]): readonly (CompiledKernel | null)[] {
  const programs = setups.map((setup) => seated(setup).program);
  const kernels: (CompiledKernel | null)[] = programs.map(() => null);
  for (const lot of alike(programs)) {
    if (lot.length === 1) continue;
    try {
      const compiled = compileAlike(lot.map((index) => programs[index]!));
      const module = new WebAssembly.Module(compiled[0]!.bytes);
      lot.forEach((index, i) => {
        kernels[index] = { module, ...compiled[i]! };
      });
    } catch (thrown) {
      if (whyPlain(thrown) === null) throw thrown;
    }
  }
  return kernels;
}

/** Everybody in place, and the run in the words of the kernel compiler. */
function seated(setup: Setup) {
  const { clock } = setup;
  const seating = seatModels(setup);
  const walk = openWalk(seating, clock);
  const watched = observation(clock, setup.fanPoints);
  walk.begin(0);
  const watching = watch(seating, watched);
  const columns = layOutColumns(seating);
  const program = programOf(seating, watching, clock, columns);
  return { seating, walk, watched, watching, columns, program };
}

/** The run in the kernel's words, and what is read of it: all columns, and what fans and samples are made of. */
function programOf(seating: Seating, watching: Watching, clock: Clock, columns: Columns): KernelProgram {
  const names = (fields: readonly Field[]) => [...new Set(fields.map(({ player, field }) => fieldName(player, field)))];
  const ofHoldings = (field: string) => seating.holdings.map(({ own: player }) => ({ player, field }));
  const ofWatchers = (field: string) => watching.holdings.map((player) => ({ player, field }));
  // The largest value is asked for where there are books that are held to it.
  const largest = ofWatchers('largest').filter((_, h) => columns.holdings[h]!.accounts.length > 0);
  const results = [...columns.sources.filter((source) => source !== null), ...largest];
  const seen = [...ofHoldings('value'), ...ofWatchers('bin'), { player: seating.price, field: 'simpleReturn' }];
  return kernelProgram(seating, watching, clock, names(results), names(seen));
}

function compiledKernel(
  kernels: Kernels,
  program: KernelProgram,
): { readonly kernel: CompiledKernel | null; readonly plainBecause: readonly string[] } {
  if (kernels === 'plain') return { kernel: null, plainBecause: [] };
  if (kernels !== 'wasm') return { kernel: kernels, plainBecause: [] };
  try {
    const { bytes, layout } = compile(program);
    return { kernel: { module: new WebAssembly.Module(bytes), bytes, layout }, plainBecause: [] };
  } catch (thrown) {
    const because = whyPlain(thrown);
    if (because === null) throw thrown;
    return { kernel: null, plainBecause: [because] };
  }
}

/** Why steps run uncompiled; `null` where the compiler itself is at fault. */
function whyPlain(thrown: unknown): string | null {
  if (thrown instanceof CannotCompile) return thrown.message;
  // The compiler goes into a step as deep as its brackets go.
  return thrown instanceof RangeError ? 'a step is nested too deeply to be compiled' : null;
}
