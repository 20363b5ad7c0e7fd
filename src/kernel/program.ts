import type { AnyFunction } from './contracts.ts';
import type { Range } from './graph/range.ts';

/** A model at its place: what its steps may read and write. */
export interface KernelSeat {
  /** Of its own: state fields are known to the outside as `<name>.<field>`. */
  readonly name: string;
  /** The state at the start of every path. */
  readonly state: Readonly<Record<string, number | boolean>>;
  readonly constants: Readonly<Record<string, number | boolean | Float64Array>>;
  /** The stream that each of its draws comes from, or the field of another seat. */
  readonly draws: Readonly<Record<string, string>>;
  /** The calendar behind each fact of `at`, beside `step`. */
  readonly at: Readonly<Record<string, string>>;
  /** The seat behind each port, or numbers that never change. */
  readonly ports: Readonly<Record<string, string | Readonly<Record<string, number | boolean>>>>;
  readonly helpers: Readonly<Record<string, AnyFunction>>;
}

/** A step of a seat, at its turn. */
export interface KernelOperation {
  readonly seat: string;
  readonly step: AnyFunction;
}

/** What happens in each of so many steps of each path, in finance-free words: the input of the compiler. */
export interface KernelProgram {
  readonly steps: number;
  readonly seats: readonly KernelSeat[];
  /**
   * Loops over a chunk of steps, one after the other; in each, operations take turns within a step. What a later phase
   * reads of an earlier one must be settled by the end of a step; within a phase anybody may read anybody.
   */
  readonly phases: readonly (readonly KernelOperation[])[];
  readonly streams: readonly { readonly name: string; readonly kind: 'normal' | 'uniform' | 'path' }[];
  /** What is the same for all paths: one entry a step. */
  readonly calendars: Readonly<Record<string, Float64Array>>;
  /** Fields that are read when a path is over. */
  readonly results: readonly string[];
  /** Fields that are read after every step. */
  readonly watched: readonly string[];
}

/** Where a field stands: in memory, a number of each path, or nowhere, because it never changes. */
export type FieldPlace = { readonly address: number } | { readonly constant: number | boolean };

/** What a kernel is told when it begins to run: numbers in which the programs that share it differ. All else is folded. */
export interface OpenNumbers {
  /** Constants of seats, as `seat.constant`, with the range that holds them all. */
  readonly constants: ReadonlyMap<string, Range>;
  /** Fields, as `seat.field`, that do not begin with the same number. */
  readonly fields: ReadonlySet<string>;
}

export const nothingOpen: OpenNumbers = { constants: new Map(), fields: new Set() };

/** A table of a program: a calendar, or a constant of a seat; a number that is open is a table of one. */
export type TableSource = { readonly calendar: string } | { readonly seat: string; readonly constant: string };

export function tableOf(program: KernelProgram, source: TableSource): Float64Array {
  if ('calendar' in source) return program.calendars[source.calendar]!;
  const constant = program.seats.find(({ name }) => name === source.seat)!.constants[source.constant]!;
  return constant instanceof Float64Array ? constant : Float64Array.of(Number(constant));
}

/** What the state is at the start of a path, byte by byte, from `stateAddress` on. */
export function initialState(program: KernelProgram, { state, stateAddress, group }: KernelLayout): Uint8Array {
  const numberBytes = Float64Array.BYTES_PER_ELEMENT;
  const bytes = new Uint8Array(Object.keys(state).length * group * numberBytes);
  for (const seat of program.seats) {
    for (const [field, value] of Object.entries(seat.state)) {
      const address = state[`${seat.name}.${field}`];
      if (address === undefined) continue;
      const place = [bytes.buffer, address - stateAddress, group] as const;
      // True is a mask of ones; as a double it would be NaN, whose bits JavaScript does not keep.
      if (typeof value === 'number') new Float64Array(...place).fill(value);
      else new BigInt64Array(...place).fill(value ? -1n : 0n);
    }
  }
  return bytes;
}

/** Where everything stands in the memory of a kernel. Plain data: it is posted together with the module. */
export interface KernelLayout {
  /** Paths that go through the kernel together. */
  readonly group: number;
  /** At most so many steps at a time; even, for normal numbers come in pairs. */
  readonly chunk: number;
  /** States of the generators, by stream: `word[path]`, four words, 32 bits each. */
  readonly generators: Readonly<Record<string, number>>;
  /** Series that hold the number of each path at every step; the host fills them when a group begins. */
  readonly pathNumbers: readonly number[];
  /** Where the state begins: fields one after the other, each a number of each path. */
  readonly stateAddress: number;
  readonly state: Readonly<Record<string, number>>;
  /** Where tables go. They are not part of the layout: they can be as long as a recording. */
  readonly tables: readonly { readonly address: number; readonly source: TableSource }[];
  readonly results: Readonly<Record<string, FieldPlace>>;
  /** Series of watched fields: `step of the chunk · group + path`, doubles. */
  readonly watched: Readonly<Record<string, FieldPlace>>;
}

/** A compiled program. */
export interface Kernel {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly layout: KernelLayout;
}
