import type { FieldPlace, KernelLayout, KernelProgram } from '../kernel/program.ts';
import { initialState, tableOf } from '../kernel/program.ts';
import type { PathState } from '../random/path-state.ts';
import type { Backend, LanesReader, WholesReader } from './backend.ts';
import type { Clock } from './clock.ts';
import { fieldName } from './kernel-program.ts';
import type { Observation } from './observation.ts';

/** A compiled run: what one thread compiles, others are handed. */
export interface CompiledKernel {
  readonly module: WebAssembly.Module;
  /** What the module was made of, to be kept for the next run. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly layout: KernelLayout;
}

const WORDS = 4;

/** Runs paths through a compiled kernel, a group at a time, chunk by chunk. */
export function kernelBackend(
  { module, layout }: CompiledKernel,
  program: KernelProgram,
  streams: readonly { readonly name: string; readonly stateOf: PathState }[],
  clock: Clock,
  observation: Observation,
): Backend {
  const { exports } = new WebAssembly.Instance(module);
  const memory = exports.memory as WebAssembly.Memory;
  const advance = exports.advance as (firstStep: number, steps: number) => void;
  const { group, chunk, pathNumbers } = layout;
  const beginning = initialState(program, layout);
  const numbers = new Float64Array(memory.buffer);
  const bytes = new Uint8Array(memory.buffer);
  const words = new Int32Array(memory.buffer);
  for (const { address, source } of layout.tables) numbers.set(tableOf(program, source), address / 8);
  const generators = streams.map(({ name, stateOf }) => ({ stateOf, first: layout.generators[name]! / 4 }));

  /** The step at whose end each point is observed; the start has none, and after the last comes none. */
  const observedSteps = [
    -1,
    ...[...observation.pointOfStep].flatMap((point, step) => (point >= 0 ? [step] : [])),
    Infinity,
  ];

  const state = new Int32Array(WORDS);
  const beginGroup = (firstPath: number) => {
    bytes.set(beginning, layout.stateAddress);
    for (const { stateOf, first } of generators) {
      for (let lane = 0; lane < group; lane++) {
        stateOf(firstPath + lane, state);
        for (let word = 0; word < WORDS; word++) words[first + word * group + lane] = state[word]!;
      }
    }
    for (const address of pathNumbers) {
      for (let i = 0; i < chunk * group; i++) numbers[address / 8 + i] = firstPath + (i % group);
    }
  };

  /** Of the step within the chunk that is being observed. */
  let watchedRow = 0;
  // A call a column or a point, and not a call a path.
  const readerOf = (place: FieldPlace, row: () => number): LanesReader => {
    if ('constant' in place) return (into, paths) => void into.fill(Number(place.constant), 0, paths);
    const first = place.address / 8;
    return (into, paths) => {
      const from = first + row();
      for (let lane = 0; lane < paths; lane++) into[lane] = numbers[from + lane]!;
    };
  };

  const wholesOf = (place: FieldPlace): WholesReader => {
    if ('constant' in place) return (into, at, paths) => void into.fill(Number(place.constant), at, at + paths);
    const first = place.address / 8;
    return (into, at, paths) => {
      const from = first + watchedRow;
      // Four at a time: a turn of a loop takes longer than to copy a number. All lanes of a group have one.
      for (let lane = 0; lane < paths; lane += 4) {
        into[at + lane] = numbers[from + lane]!;
        into[at + lane + 1] = numbers[from + lane + 1]!;
        into[at + lane + 2] = numbers[from + lane + 2]!;
        into[at + lane + 3] = numbers[from + lane + 3]!;
      }
    };
  };

  return {
    kind: 'wasm',
    resultOf: (player, field) => readerOf(layout.results[fieldName(player, field)]!, () => 0),
    watchedOf: (player, field) => readerOf(layout.watched[fieldName(player, field)]!, () => watchedRow),
    wholesOf: (player, field) => wholesOf(layout.watched[fieldName(player, field)]!),
    lanes: group,
    run: (firstPath, count, { followed, follow, observe, finish }) => {
      for (let row = 0; row < count; row += group) {
        const paths = Math.min(group, count - row);
        const path = firstPath + row;
        // Lanes beyond the last path go along with paths of their own, which nobody reads.
        beginGroup(path);
        observe(0, path, paths);
        const isFollowed = path < followed;
        let point = 1;
        for (let step = 0; step < clock.steps; step += chunk) {
          const end = Math.min(step + chunk, clock.steps);
          advance(step, end - step);
          // Most steps are neither followed nor observed: only those that are get a turn.
          for (
            let i = isFollowed ? step : observedSteps[point]!;
            i < end;
            i = isFollowed ? i + 1 : observedSteps[point]!
          ) {
            watchedRow = (i - step) * group;
            if (isFollowed) follow(Math.min(paths, followed - path));
            if (i === observedSteps[point]) observe(point++, path, paths);
          }
        }
        finish(path, row, paths);
      }
    },
  };
}
