import { expect } from 'vitest';
import type { CompiledKernel } from '../../src/engine/kernel-backend.ts';
import type { Kernels, Simulation } from '../../src/engine/simulation.ts';
import { compile } from '../../src/kernel/compile.ts';
import type { Kernel, KernelProgram, KernelSeat } from '../../src/kernel/program.ts';
import { initialState, tableOf } from '../../src/kernel/program.ts';
import { math } from '../../src/math/math.ts';
import { openPathState } from '../../src/random/path-state.ts';
import { openStream } from '../../src/random/stream.ts';

/** Everything that a run of some paths leaves, or how it ended. */
export interface Outcome {
  readonly columns: readonly Float64Array[];
  readonly fans: readonly Uint32Array[];
  readonly samples: readonly (readonly Float64Array[])[];
  /** Name and message of what was thrown; columns and counts are then those that had been written. */
  readonly error: string | undefined;
}

/** Runs paths `first` … `first + count - 1`; values of the first few of them are sampled. */
export function outcomeOf(simulation: Simulation, first: number, count: number): Outcome {
  const holdings = new Set(simulation.columns.flatMap(({ holding }) => (holding === null ? [] : [holding]))).size;
  const columns = simulation.columns.map(() => new Float64Array(count));
  const fans = Array.from({ length: holdings }, () => new Uint32Array(simulation.observation.size));
  const points = simulation.observation.days.length;
  const samples: Float64Array[][] = [];
  for (let path = first; path < first + Math.min(count, 5); path++) {
    samples[path] = Array.from({ length: holdings + 1 }, () => new Float64Array(points));
  }
  let error: string | undefined;
  try {
    simulation.runBlock(first, count, { columns, fans, samples });
  } catch (thrown) {
    const { name, message } = thrown as Error;
    error = `${name}: ${message}`;
  }
  return { columns, fans, samples: samples.slice(first), error };
}

/** Where two runs of the same question differ, one line each; zeros of different signs differ, two NaNs do not. */
export function differences(simulation: Simulation, plain: Outcome, kernel: Outcome): readonly string[] {
  if (plain.error !== undefined || kernel.error !== undefined) {
    return plain.error === kernel.error ? [] : [`plain: ${plain.error ?? 'no error'}; wasm: ${kernel.error ?? 'none'}`];
  }
  const found: string[] = [];
  const compare = (label: () => string, a: Float64Array | Uint32Array, b: Float64Array | Uint32Array) => {
    if (a.length === b.length && bytesOf(a).equals(bytesOf(b))) return;
    for (let i = 0; i < Math.max(a.length, b.length); i++) {
      if (!Object.is(a[i], b[i])) found.push(`${label()}[${i}]: plain ${a[i]}, wasm ${b[i]}`);
    }
  };
  simulation.columns.forEach(({ holding, name }, c) => {
    compare(() => `${holding ?? 'market'} ${name}`, plain.columns[c]!, kernel.columns[c]!);
  });
  plain.fans.forEach((fan, h) => {
    compare(() => `fan ${h}`, fan, kernel.fans[h]!);
  });
  plain.samples.forEach((of, path) => {
    of.forEach((values, h) => {
      compare(() => `sample ${path}, ${h}`, values, kernel.samples[path]![h]!);
    });
  });
  return found.slice(0, 10);
}

const bytesOf = ({ buffer, byteOffset, byteLength }: Float64Array | Uint32Array) =>
  Buffer.from(buffer, byteOffset, byteLength);

/** Opens a question on both back-ends, unless one is open already, and holds block after block of one against the other's. */
export function expectSameBits(
  open: (kernels: Kernels) => Simulation,
  blocks: readonly (readonly [first: number, count: number])[],
  plain = open('plain'),
): readonly Outcome[] {
  const wasm = open('wasm');
  expect(wasm.kernel, 'a kernel runs').not.toBe(null);
  expect(plain.kernel, 'plain functions run').toBe(null);
  expect(wasm.columns).toEqual(plain.columns);
  return blocks.map(([first, count]) => {
    const [one, other] = [outcomeOf(plain, first, count), outcomeOf(wasm, first, count)];
    expect(differences(plain, one, other)).toEqual([]);
    return one;
  });
}

/** A program of one or a few steps, as the host of a kernel sees it; what is left out is empty. */
export type Program = Partial<KernelProgram> & Pick<KernelProgram, 'seats' | 'phases'>;

export const seatOf = (name: string, of: Partial<Omit<KernelSeat, 'name'>>): KernelSeat => ({
  name,
  state: {},
  constants: {},
  draws: {},
  at: {},
  ports: {},
  helpers: {},
  ...of,
});

export function programOf(of: Program): KernelProgram {
  return { steps: 1, streams: [], calendars: {}, results: [], watched: [], ...of };
}

/** Key of all streams here. */
const KEY = [20, 26] as const;

export interface Ran {
  readonly results: Notes;
  /** After every step. */
  readonly watched: Notes;
  /** The last step of each chunk: results can be read there. */
  readonly ends: readonly number[];
  readonly paths: number;
}

/** The compiled program. Throws where it cannot be compiled, or where what comes out is no module. */
export function compiled(program: KernelProgram, kernel = compile(program)): CompiledKernel {
  return { ...kernel, module: new WebAssembly.Module(kernel.bytes) };
}

/** What was seen of each field: `step · paths + lane`. */
type Notes = ReadonlyMap<string, (number | boolean)[]>;

/** Takes one group of paths through all steps of a program, in its kernel. */
export function runKernel(program: KernelProgram, firstPath = 0, kernel = compile(program)): Ran {
  const { module, layout } = compiled(program, kernel);
  const { exports } = new WebAssembly.Instance(module);
  const { buffer } = exports.memory as WebAssembly.Memory;
  const numbers = new Float64Array(buffer);
  const masks = new BigInt64Array(buffer);
  const words = new Int32Array(buffer);
  for (const { address, source } of layout.tables) numbers.set(tableOf(program, source), address / 8);
  new Uint8Array(buffer).set(initialState(program, layout), layout.stateAddress);
  const state = new Int32Array(4);
  for (const address of layout.pathNumbers) {
    for (let i = 0; i < layout.chunk * layout.group; i++) numbers[address / 8 + i] = firstPath + (i % layout.group);
  }
  for (const { name, kind } of program.streams) {
    if (kind === 'path') continue;
    const stateOf = openPathState(KEY, name);
    for (let lane = 0; lane < layout.group; lane++) {
      stateOf(firstPath + lane, state);
      state.forEach((word, i) => {
        words[layout.generators[name]! / 4 + i * layout.group + lane] = word;
      });
    }
  }
  const isBoolean = new Set(
    program.seats.flatMap(({ name, state: fields }) =>
      Object.entries(fields).flatMap(([field, value]) => (typeof value === 'boolean' ? [`${name}.${field}`] : [])),
    ),
  );
  const read = (field: string, index: number): number | boolean => {
    if (!isBoolean.has(field)) return numbers[index]!;
    const mask = masks[index]!;
    if (mask !== 0n && mask !== -1n) throw new Error(`${field} is no mask: ${mask.toString(16)}`);
    return mask === -1n;
  };
  const results: Notes = new Map(program.results.map((field) => [field, []]));
  const watched: Notes = new Map(program.watched.map((field) => [field, []]));
  const ends: number[] = [];
  for (let step = 0; step < program.steps; step += layout.chunk) {
    const steps = Math.min(layout.chunk, program.steps - step);
    (exports.advance as (first: number, steps: number) => void)(step, steps);
    const last = step + steps - 1;
    ends.push(last);
    for (const [field, notes] of results) {
      const place = layout.results[field]!;
      for (let lane = 0; lane < layout.group; lane++) {
        notes[last * layout.group + lane] =
          'constant' in place ? place.constant : read(field, place.address / 8 + lane);
      }
    }
    for (const [field, notes] of watched) {
      const place = layout.watched[field]!;
      for (let i = 0; i < steps * layout.group; i++) {
        notes[step * layout.group + i] = 'constant' in place ? place.constant : read(field, place.address / 8 + i);
      }
    }
  }
  return { results, watched, ends, paths: layout.group };
}

/** Helpers stand before the arithmetic of the same name, for steps and for each other; what a call lacks is the toolkit. */
function toolkitOf(helpers: KernelSeat['helpers']): object {
  const toolkit: Record<string, unknown> = { ...math };
  for (const [name, helper] of Object.entries(helpers)) {
    const called = helper as unknown as (...given: unknown[]) => unknown;
    toolkit[name] = (...given: unknown[]) => called(...given, toolkit);
  }
  return toolkit;
}

/** The same with the functions as they stand, path after path: what a program means. */
export function runPlain(program: KernelProgram, paths: number, firstPath = 0): Notes {
  const streams = program.streams.map(({ name, kind }) => ({ name, kind, stream: openStream(KEY, name) }));
  const seats = new Map(program.seats.map((seat) => [seat.name, { seat, s: { ...seat.state } }]));
  const operations = program.phases.flat().map(({ seat: name, step }) => {
    const { seat, s } = seats.get(name)!;
    const ports = Object.fromEntries(
      Object.entries(seat.ports).map(([port, of]) => [port, typeof of === 'string' ? seats.get(of)!.s : of]),
    );
    const draw: Record<string, number> = {};
    const at: Record<string, number | boolean> = {};
    const run = step as unknown as (...records: unknown[]) => void;
    const toolkit = toolkitOf(seat.helpers);
    return { seat, draw, at, run: () => run(s, seat.constants, draw, at, ports, toolkit) };
  });
  const fields = [...new Set([...program.results, ...program.watched])].map((field) => {
    const dot = field.lastIndexOf('.');
    return {
      field,
      of: seats.get(field.slice(0, dot))!,
      name: field.slice(dot + 1),
      notes: [] as (number | boolean)[],
    };
  });
  for (let lane = 0; lane < paths; lane++) {
    for (const { stream } of streams) stream.startPath(firstPath + lane);
    for (const { seat, s } of seats.values()) Object.assign(s, seat.state);
    for (let step = 0; step < program.steps; step++) {
      const drawn = new Map(
        streams.map(({ name, kind, stream }) => [
          name,
          kind === 'path' ? stream.nextPath() : kind === 'normal' ? stream.nextNormal() : stream.nextUniform(),
        ]),
      );
      for (const { seat, draw, at, run } of operations) {
        for (const [name, stream] of Object.entries(seat.draws)) draw[name] = drawn.get(stream)!;
        for (const [name, calendar] of Object.entries(seat.at)) at[name] = program.calendars[calendar]![step]!;
        at.step = step;
        if ('isLast' in seat.at) at.isLast = step === program.steps - 1;
        run();
      }
      for (const { of, name, notes } of fields) notes[step * paths + lane] = of.s[name]!;
    }
  }
  return new Map(fields.map(({ field, notes }) => [field, notes]));
}

/** Where a kernel and the plain functions leave different numbers, one line each. */
export function programDifferences(
  program: KernelProgram,
  firstPath = 0,
  kernelOf: (program: KernelProgram) => Kernel = compile,
): readonly string[] {
  const kernel = runKernel(program, firstPath, kernelOf(program));
  const { paths, ends } = kernel;
  const plain = runPlain(program, paths, firstPath);
  const found: string[] = [];
  const compare = (field: string, notes: Notes, step: number) => {
    for (let lane = 0; lane < paths && found.length < 10; lane++) {
      const [a, b] = [plain, notes].map((each) => each.get(field)![step * paths + lane]);
      if (!Object.is(a, b)) found.push(`${field}, step ${step}, path ${firstPath + lane}: plain ${a}, kernel ${b}`);
    }
  };
  for (const field of program.results) for (const step of ends) compare(field, kernel.results, step);
  for (const field of program.watched) {
    for (let step = 0; step < program.steps; step++) compare(field, kernel.watched, step);
  }
  return found;
}
