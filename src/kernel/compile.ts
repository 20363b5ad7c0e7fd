import { cosHalfTurn, radius, sinHalfTurn } from '../random/box-muller.ts';
import { emitLoop } from './emit/emit-loop.ts';
import { emitGenerator, LEAST_UNIFORM } from './emit/generator.ts';
import { openGraph } from './graph/graph.ts';
import { between } from './graph/range.ts';
import type { Block, Source, Value } from './graph/value.ts';
import { lowerStep } from './lower/lower.ts';
import { openVariables } from './lower/variables.ts';
import { type Left, lowerPhase, neededFields, type PhaseGraph } from './phase.ts';
import type { FieldPlace, Kernel, KernelLayout, KernelProgram, OpenNumbers, TableSource } from './program.ts';
import { nothingOpen } from './program.ts';
import { openCode } from './wasm/code.ts';
import { encodeModule, type ModuleFunction } from './wasm/module.ts';

/** Paths of a group: what stands in memory at a time. */
const GROUP = 32;
/** Series of one phase should stay in the cache of the first level together with its state. */
const SERIES_BYTES = 28_000;
const MOST_CHUNK = 64;
const NUMBER_BYTES = 8;
const WORD_BYTES = 4;
const WORDS_OF_STATE = 4;

/**
 * Compiles a program to one WebAssembly module. It exports `memory` and `advance(firstStep, steps)`, which takes a group
 * of paths through a chunk of steps: random numbers first, then each phase in its own loop.
 *
 * The result does not depend on the machine, nor on when it is compiled: the same program gives the same bytes. Numbers that
 * are `open` are read from memory, and may be others in each program that runs it; unless given, there are none.
 *
 * @throws CannotCompile where a step is beyond what kernels can do, or where how often it is repeated is open
 */
export function compile(program: KernelProgram, open: OpenNumbers = nothingOpen): Kernel {
  const left = new Map<string, Left>();
  const phases = program.phases.map((operations) => {
    const graph = lowerPhase(program, operations, left, open);
    for (const [field, value] of graph.next) left.set(field, leftOf(field, value));
    return graph;
  });
  const readLater = new Set([...phases.flatMap(({ reads }) => [...reads]), ...program.watched]);

  const memory = allocator();
  const chunk = chunkOf(program, phases, readLater);
  const seriesBytes = chunk * GROUP * NUMBER_BYTES;
  const series = new Map<string, number>();
  for (const { name } of program.streams) series.set(name, memory.take(seriesBytes));
  const drawn = program.streams.filter(({ kind }) => kind !== 'path');
  const generators = Object.fromEntries(
    drawn.map(({ name }) => [name, memory.take(WORDS_OF_STATE * GROUP * WORD_BYTES)]),
  );
  const tables: KernelLayout['tables'][number][] = [];
  const sources = new Map<Float64Array, TableSource>();
  for (const { name: seat, constants } of program.seats) {
    for (const [constant, value] of Object.entries(constants)) {
      if (value instanceof Float64Array) sources.set(value, { seat, constant });
    }
  }
  for (const [calendar, values] of Object.entries(program.calendars)) sources.set(values, { calendar });
  const tableAddresses = new Map<Float64Array, number>();
  const tableAt = (values: Float64Array) => {
    const known = tableAddresses.get(values);
    if (known !== undefined) return known;
    const address = memory.take(values.length * NUMBER_BYTES);
    tables.push({ address, source: sources.get(values)! });
    tableAddresses.set(values, address);
    return address;
  };
  const openAddresses = new Map<string, number>();
  const openAt = ({ seat, constant }: Source & { kind: 'constant' }) => {
    const name = `${seat}.${constant}`;
    const address = openAddresses.get(name) ?? memory.take(NUMBER_BYTES);
    if (!openAddresses.has(name)) tables.push({ address, source: { seat, constant } });
    openAddresses.set(name, address);
    return address;
  };
  const addressOf = (source: Source): number => {
    if (source.kind === 'series') return series.get(source.name)!;
    if (source.kind === 'calendar') return tableAt(program.calendars[source.name]!);
    if (source.kind === 'constant') return openAt(source);
    throw new Error(`compile: a ${source.kind} has no address`);
  };

  const kept = phases.map((phase) => {
    const own = (fields: Iterable<string>) => [...fields].filter((field) => phase.next.has(field));
    // What every step leaves the same may have begun otherwise: where it is read, it is kept.
    const read = neededFields(phase, [...own(program.results), ...own(readLater)]);
    return [...new Set([...read, ...own(program.results).filter((field) => left.get(field)!.kind === 'series')])];
  });
  const stateAddress = memory.mark();
  const state = new Map(kept.flat().map((field) => [field, memory.take(GROUP * NUMBER_BYTES)]));
  const globals = new Map<number, number>();
  const globalOf = (constant: number) => {
    const global = globals.get(constant) ?? globals.size;
    globals.set(constant, global);
    return global;
  };
  const shocks = emitShocks(program, chunk, memory, globalOf);
  const loops = phases.map((phase, i): ModuleFunction => {
    const leaves = [...readLater]
      .filter((field) => phase.next.has(field))
      .flatMap((field) => {
        const found = left.get(field)!;
        if (found.kind === 'constant' || series.has(found.name)) return [];
        series.set(found.name, memory.take(seriesBytes));
        return [{ value: phase.next.get(field)!, address: series.get(found.name)! }];
      });
    return emitLoop({
      body: phase.body,
      fields: kept[i]!.map((field) => ({ field, next: phase.next.get(field)!, address: state.get(field)! })),
      left: leaves,
      addressOf,
      tableAt,
      globalOf,
      group: GROUP,
      width: widthOf(phase.body),
    });
  });
  const placeOf = (field: string, addresses: (left: Left & { kind: 'series' }) => number): FieldPlace => {
    const found = left.get(field)!;
    return found.kind === 'constant' ? { constant: found.value } : { address: addresses(found) };
  };
  const functions = [...shocks.functions, ...loops];
  const advance = emitAdvance(program, shocks, series, generators, loops.length);
  return {
    bytes: encodeModule([...functions, advance], memory.mark(), [...globals.keys()]),
    layout: {
      group: GROUP,
      chunk,
      generators,
      pathNumbers: program.streams.flatMap(({ name, kind }) => (kind === 'path' ? [series.get(name)!] : [])),
      stateAddress,
      state: Object.fromEntries(state),
      tables,
      results: Object.fromEntries(program.results.map((field) => [field, placeOf(field, () => state.get(field)!)])),
      watched: Object.fromEntries(
        program.watched.map((field) => [field, placeOf(field, ({ name }) => series.get(name)!)]),
      ),
    },
  };
}

/** A field that is handed on unchanged from a stream is that stream. */
function leftOf(field: string, value: Value): Left {
  if (value.literal !== undefined) return { kind: 'constant', value: value.literal };
  const name = value.source?.kind === 'series' ? value.source.name : field;
  return { kind: 'series', name, type: value.type, range: value.range };
}

/** Memory is handed out front to back, in whole vectors. */
function allocator() {
  let next = 16;
  return {
    take: (bytes: number): number => {
      const address = next;
      next += Math.ceil(bytes / 16) * 16;
      return address;
    },
    mark: (): number => next,
  };
}

function chunkOf(program: KernelProgram, phases: readonly PhaseGraph[], readLater: ReadonlySet<string>): number {
  const most = Math.max(
    1,
    ...phases.map(({ next, reads }) => reads.size + [...readLater].filter((field) => next.has(field)).length),
  );
  const fitting = Math.floor(SERIES_BYTES / (most * GROUP * NUMBER_BYTES));
  const chunk = Math.min(MOST_CHUNK, Math.max(8, fitting), program.steps + (program.steps % 2));
  return chunk - (chunk % 2);
}

/**
 * Four vectors side by side where a step is small and waits for a division, or is hardly more than the turn of its loop; two
 * elsewhere: long bodies have enough to do meanwhile, what only adds up needs the registers, and of fewer paths beside
 * each other it is rarer that one takes a branch. Measured; no result depends on it.
 */
function widthOf({ items }: Block): number {
  const waits = items.some(({ op }) => op === 'divide' || op === 'squareRoot');
  const branches = items.some((item) => item.op === 'guard' && !item.test.isUniform);
  const isSmall = waits ? countOf({ items }) <= 45 : items.length <= 10 && !branches;
  return isSmall ? 4 : 2;
}

function countOf({ items }: Block): number {
  let count = items.length;
  for (const item of items) if (item.op === 'guard') count += countOf(item.whenTrue) + countOf(item.whenFalse);
  return count;
}

interface Shocks {
  readonly functions: readonly ModuleFunction[];
  /** Indices of functions, and scratch addresses. */
  readonly words: number;
  readonly uniforms: number;
  readonly normals: number;
  readonly scratch: number;
}

/**
 * A pair of normal numbers, as `random/stream.ts` has it; its sign is turned by a bit. The order in which memory is read, the
 * sign last, and written, the odd one first, is what leaves V8 the most registers: measured, and no bit depends on it.
 */
const normalPair = (
  s: { even: number; odd: number },
  _k: unknown,
  draw: { readonly uniform: number; readonly angle: number; readonly sign: number },
  _at: unknown,
  _ports: unknown,
  math: {
    readonly radius: (u: number) => number;
    readonly flipSign: (x: number, sign: number) => number;
    readonly cosHalfTurn: (h: number) => number;
    readonly sinHalfTurn: (h: number) => number;
  },
) => {
  const radius = math.radius(draw.uniform);
  const cosine = math.cosHalfTurn(draw.angle);
  const sine = math.sinHalfTurn(draw.angle);
  const size = math.flipSign(radius, draw.sign);
  s.even = size * cosine;
  s.odd = size * sine;
};

/** Three functions that all streams share: words to uniforms, words to what a normal pair needs, and the pair itself. */
function emitShocks(
  program: KernelProgram,
  chunk: number,
  memory: ReturnType<typeof allocator>,
  globalOf: (constant: number) => number,
): Shocks {
  const bytes = GROUP * NUMBER_BYTES * (chunk / 2);
  const scratch = program.streams.some(({ kind }) => kind === 'normal') ? memory.take(3 * bytes) : 0;
  const places: Readonly<Record<string, number>> = { uniform: 0, angle: bytes, sign: 2 * bytes };
  const graph = openGraph();
  const variables = openVariables();
  const ranges: Readonly<Record<string, ReturnType<typeof between>>> = {
    uniform: between(LEAST_UNIFORM, 1 - LEAST_UNIFORM),
    angle: between(-0.5, 0.5),
    sign: between(0, 0),
  };
  lowerStep(normalPair, graph, variables, {
    helpers: { radius, cosHalfTurn, sinHalfTurn },
    read: (_record, [name]) => graph.input({ kind: 'series', name: name! }, 'number', ranges[name!]),
    write: (field, value) => variables.set(field, value),
  });
  const normals = emitLoop({
    body: graph.body,
    fields: [],
    left: [
      { value: variables.get('odd')!, address: GROUP * NUMBER_BYTES },
      { value: variables.get('even')!, address: 0 },
    ],
    addressOf: (source) => scratch + places[(source as { name: string }).name]!,
    tableAt: () => 0,
    globalOf,
    group: GROUP,
    width: 2,
    leaves: { everySteps: 2 },
  });
  return {
    functions: [
      emitGenerator(GROUP, { uniform: 0, angle: bytes, sign: 2 * bytes }),
      emitGenerator(GROUP, { uniform: 0 }),
      normals,
    ],
    words: 0,
    uniforms: 1,
    normals: 2,
    scratch,
  };
}

/** `advance(firstStep, steps)`: draws every stream, then runs every phase. */
function emitAdvance(
  program: KernelProgram,
  shocks: Shocks,
  series: ReadonlyMap<string, number>,
  generators: Readonly<Record<string, number>>,
  phases: number,
): ModuleFunction {
  const code = openCode(2);
  const [first, steps] = [0, 1];
  const pairs = () => {
    code.get(steps);
    code.i32(1);
    code.op('i32.add');
    code.i32(1);
    code.op('i32.shr_u');
  };
  for (const { name, kind } of program.streams) {
    if (kind === 'path') continue;
    code.i32(generators[name]!);
    if (kind === 'uniform') {
      code.i32(series.get(name)!);
      code.get(steps);
      code.call(shocks.uniforms);
      continue;
    }
    code.i32(shocks.scratch);
    pairs();
    code.call(shocks.words);
    code.i32(series.get(name)!);
    pairs();
    code.call(shocks.normals);
  }
  for (let phase = 0; phase < phases; phase++) {
    code.get(first);
    code.get(steps);
    code.call(shocks.functions.length + phase);
  }
  return { parameters: 2, code, exportedAs: 'advance' };
}
