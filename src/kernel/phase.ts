import { CannotCompile } from './cannot-compile.ts';
import { type Graph, openGraph, rangeOfTable } from './graph/graph.ts';
import { between, type Range } from './graph/range.ts';
import type { Block, Guard, Value } from './graph/value.ts';
import { changedFields } from './lower/changed-fields.ts';
import { lowerStep, type Surroundings } from './lower/lower.ts';
import { openVariables } from './lower/variables.ts';
import type { RecordName } from './place.ts';
import type { KernelOperation, KernelProgram, KernelSeat, OpenNumbers } from './program.ts';
import { nothingOpen } from './program.ts';

/** The largest normal number that a stream can give is 8.5716. */
const NORMALS: Range = between(-8.6, 8.6);
const UNIFORMS: Range = between(0, 1);
const RANGES = { normal: NORMALS, uniform: UNIFORMS, path: between(0, Number.MAX_SAFE_INTEGER) } as const;

/** What earlier phases leave of a field: a number that never changes, or a series. */
export type Left =
  | { readonly kind: 'constant'; readonly value: number | boolean }
  | { readonly kind: 'series'; readonly name: string; readonly type: Value['type']; readonly range: Range };

/** A phase as a graph: one step of all its operations. */
export interface PhaseGraph {
  readonly body: Block;
  /** What each field of its seats is at the end of a step; fields that never change are constants. */
  readonly next: ReadonlyMap<string, Value>;
  /** Fields of earlier phases that it reads. */
  readonly reads: ReadonlySet<string>;
}

/**
 * Lowers the operations of a phase, in their order. A field that no step assigns, or only what it begins with, keeps that
 * on every path: it is a constant, unless programs that share the kernel begin it differently.
 *
 * @throws CannotCompile
 */
export function lowerPhase(
  program: KernelProgram,
  operations: readonly KernelOperation[],
  left: ReadonlyMap<string, Left>,
  open: OpenNumbers = nothingOpen,
): PhaseGraph {
  const names = new Set(operations.map(({ seat }) => seat));
  const seats = new Map(program.seats.map((seat) => [seat.name, seat]));
  const initial = new Map<string, number | boolean>();
  for (const name of names) {
    for (const [field, value] of Object.entries(seats.get(name)!.state)) initial.set(`${name}.${field}`, value);
  }
  const fixed = new Set(initial.keys());
  for (const { seat, step } of operations) {
    for (const field of changedFields(step, (name) => initial.get(`${seat}.${name}`))) fixed.delete(`${seat}.${field}`);
  }
  for (const field of open.fields) fixed.delete(field);
  return lowerOnce(program, operations, seats, left, initial, fixed, open, openGraph());
}

function lowerOnce(
  program: KernelProgram,
  operations: readonly KernelOperation[],
  seats: ReadonlyMap<string, KernelSeat>,
  left: ReadonlyMap<string, Left>,
  initial: ReadonlyMap<string, number | boolean>,
  fixed: ReadonlySet<string>,
  open: OpenNumbers,
  graph: Graph,
): PhaseGraph {
  const reads = new Set<string>();
  const variables = openVariables();
  const constant = (value: number | boolean) =>
    typeof value === 'number' ? graph.number(value) : graph.boolean(value);
  for (const [field, value] of initial) {
    const type = typeof value === 'number' ? 'number' : 'boolean';
    variables.set(field, fixed.has(field) ? constant(value) : graph.input({ kind: 'state', field }, type));
  }
  const calendar = (name: string): Value => {
    const range = rangeOfTable(program.calendars[name]!);
    // What is due in every step, or in none, is no question at run time.
    const isConstant = range.low === range.high && range.low !== 0 && !range.mayBeNaN;
    const isNever =
      range.low === 0 && range.high === 0 && program.calendars[name]!.every((count) => Object.is(count, 0));
    if (isConstant || isNever) return graph.number(range.low);
    return graph.input({ kind: 'calendar', name }, 'number', range);
  };
  const fieldOf = (field: string): Value => {
    const own = variables.get(field);
    if (own !== undefined) return own;
    const earlier = left.get(field);
    if (earlier === undefined) throw new CannotCompile(`${field} is read before the phase that computes it`);
    if (earlier.kind === 'constant') return constant(earlier.value);
    reads.add(field);
    return graph.input({ kind: 'series', name: earlier.name }, earlier.type, earlier.range);
  };
  const around = (seat: KernelSeat): Surroundings => ({
    helpers: seat.helpers,
    write: (field, value) => variables.set(`${seat.name}.${field}`, value),
    read: (record: RecordName, path: readonly string[]) => {
      const name = path[0]!;
      switch (record) {
        case 's':
          return fieldOf(`${seat.name}.${name}`);
        case 'k': {
          const value = seat.constants[name]!;
          const range = open.constants.get(`${seat.name}.${name}`);
          if (range !== undefined) {
            return graph.input({ kind: 'constant', seat: seat.name, constant: name }, 'number', range);
          }
          return value instanceof Float64Array ? value : constant(value);
        }
        case 'draw': {
          const source = seat.draws[name]!;
          const stream = program.streams.find((each) => each.name === source);
          if (stream === undefined) return fieldOf(source);
          return graph.input({ kind: 'series', name: source }, 'number', RANGES[stream.kind]);
        }
        case 'at':
          if (name === 'step') return graph.input({ kind: 'step' }, 'number', between(0, program.steps - 1));
          if (name === 'isLast') return graph.compute('less', graph.number(0.5), calendar(seat.at[name]!));
          return calendar(seat.at[name]!);
        case 'ports': {
          const port = seat.ports[name]!;
          return typeof port === 'string' ? fieldOf(`${port}.${path[1]}`) : constant(port[path[1]!]!);
        }
        case 'math':
          throw new CannotCompile('math is used as a value');
      }
    },
  });
  for (const { seat, step } of operations) {
    try {
      lowerStep(step, graph, variables, around(seats.get(seat)!));
    } catch (thrown) {
      throw thrown instanceof CannotCompile
        ? new CannotCompile(`${seat}: its step cannot be compiled: ${thrown.message}`)
        : thrown;
    }
  }
  const next = new Map([...initial.keys()].map((field) => [field, graph.spread(variables.get(field)!)]));
  return { body: graph.body, next, reads };
}

/** The fields of the state that are needed: those asked for, and those that the next values of needed ones read. */
export function neededFields({ body, next }: PhaseGraph, wanted: Iterable<string>): ReadonlySet<string> {
  const merges = new Map<Value, Guard>();
  collectMerges(body, merges);
  const needed = new Set<string>();
  const seen = new Set<Value>();
  // Not by recursion: a loop that was written out can be thousands of values deep.
  const waiting = [...wanted].map((field) => next.get(field)!);
  for (let value = waiting.pop(); value !== undefined; value = waiting.pop()) {
    if (seen.has(value)) continue;
    seen.add(value);
    waiting.push(...value.operands);
    if (value.source?.kind === 'state' && !needed.has(value.source.field)) {
      needed.add(value.source.field);
      waiting.push(next.get(value.source.field)!);
    }
    const guard = merges.get(value);
    if (guard === undefined) continue;
    const merge = guard.merges.find((each) => each.value === value)!;
    waiting.push(guard.test, merge.whenTrue, merge.whenFalse);
  }
  return needed;
}

function collectMerges({ items }: Block, into: Map<Value, Guard>): void {
  for (const item of items) {
    if (item.op !== 'guard') continue;
    for (const { value } of item.merges) into.set(value, item);
    collectMerges(item.whenTrue, into);
    collectMerges(item.whenFalse, into);
  }
}
