import { compile } from './compile.ts';
import { anything, between, type Range } from './graph/range.ts';
import type { Kernel, KernelLayout, KernelProgram, KernelSeat, OpenNumbers } from './program.ts';

/**
 * Which programs can share a kernel, as places in the list: those that are the same but for their names, the numbers among
 * their constants, and the numbers that their states begin with.
 */
export function alike(programs: readonly KernelProgram[]): readonly (readonly number[])[] {
  const numberOf = numbering();
  const found = new Map<string, number[]>();
  programs.forEach((program, index) => {
    const shape = JSON.stringify(shapeOf(anonymous(program), numberOf));
    found.set(shape, [...(found.get(shape) ?? []), index]);
  });
  return [...found.values()];
}

/**
 * One kernel for programs that are alike, with a layout for each in its own names. Numbers in which they differ are read from
 * memory when it runs; what they agree on is folded as ever.
 *
 * @throws CannotCompile
 */
export function compileAlike(programs: readonly KernelProgram[]): readonly Kernel[] {
  const renamed = programs.map(anonymous);
  const { bytes, layout } = compile(renamed[0]!, numbersThatDiffer(renamed));
  return programs.map((program) => ({ bytes, layout: inNamesOf(program, layout) }));
}

/** What everything is called instead: seats, streams and calendars each by their old names. */
type Renaming = readonly [seats: Names, streams: Names, calendars: Names];
type Names = ReadonlyMap<string, string>;

/** By place. */
function anonymity({ seats, streams, calendars }: KernelProgram): Renaming {
  const byPlace = (kind: string, names: readonly string[]): Names =>
    new Map(names.map((name, place) => [name, `${kind} ${place}`]));
  const nameOf = ({ name }: { readonly name: string }) => name;
  return [
    byPlace('seat', seats.map(nameOf)),
    byPlace('stream', streams.map(nameOf)),
    byPlace('calendar', Object.keys(calendars)),
  ];
}

const inverse = (names: Names): Names => new Map([...names].map(([from, to]) => [to, from]));

const undone = ([seats, streams, calendars]: Renaming): Renaming => [
  inverse(seats),
  inverse(streams),
  inverse(calendars),
];

/** A field is named after its seat: what stands before its last point. */
function fieldNamer(seats: Names): (field: string) => string {
  return (field) => {
    const point = field.lastIndexOf('.');
    return `${seats.get(field.slice(0, point))!}${field.slice(point)}`;
  };
}

const mapped = <T, U>(record: Readonly<Record<string, T>>, value: (of: T) => U): Record<string, U> =>
  Object.fromEntries(Object.entries(record).map(([name, of]) => [name, value(of)]));

const rekeyed = <T>(record: Readonly<Record<string, T>>, key: (name: string) => string): Record<string, T> =>
  Object.fromEntries(Object.entries(record).map(([name, of]) => [key(name), of]));

/** The program with everything called by its place. */
function anonymous(program: KernelProgram): KernelProgram {
  const [seats, streams, calendars] = anonymity(program);
  const field = fieldNamer(seats);
  return {
    ...program,
    seats: program.seats.map(({ name, draws, at, ports, ...rest }) => ({
      ...rest,
      name: seats.get(name)!,
      draws: mapped(draws, (source) => streams.get(source) ?? field(source)),
      at: mapped(at, (calendar) => calendars.get(calendar)!),
      ports: mapped(ports, (port) => (typeof port === 'string' ? seats.get(port)! : port)),
    })),
    phases: program.phases.map((operations) => operations.map(({ seat, step }) => ({ seat: seats.get(seat)!, step }))),
    streams: program.streams.map(({ name, kind }) => ({ name: streams.get(name)!, kind })),
    calendars: rekeyed(program.calendars, (calendar) => calendars.get(calendar)!),
    results: program.results.map(field),
    watched: program.watched.map(field),
  };
}

/** The layout of an anonymous program, in the names of one that it stands for. */
function inNamesOf(program: KernelProgram, layout: KernelLayout): KernelLayout {
  const [seats, streams, calendars] = undone(anonymity(program));
  const field = fieldNamer(seats);
  return {
    ...layout,
    generators: rekeyed(layout.generators, (stream) => streams.get(stream)!),
    state: rekeyed(layout.state, field),
    tables: layout.tables.map(({ address, source }) => ({
      address,
      source:
        'calendar' in source
          ? { calendar: calendars.get(source.calendar)! }
          : { seat: seats.get(source.seat)!, constant: source.constant },
    })),
    results: rekeyed(layout.results, field),
    watched: rekeyed(layout.watched, field),
  };
}

/** Everything of a program that a kernel is made of, but for numbers of constants and states; as JSON can tell it apart. */
function shapeOf(program: KernelProgram, numberOf: (part: object) => number): unknown {
  const withoutNumber = (value: number | boolean | Float64Array) =>
    typeof value === 'number' ? 'a number' : typeof value === 'boolean' ? value : numberOf(value);
  // JSON has neither NaN nor -0.
  const exactly = (port: KernelSeat['ports'][string]) => (typeof port === 'string' ? port : mapped(port, spelled));
  return {
    ...program,
    seats: program.seats.map(({ state, constants, ports, helpers, ...rest }) => ({
      ...rest,
      state: mapped(state, withoutNumber),
      constants: mapped(constants, withoutNumber),
      ports: mapped(ports, exactly),
      helpers: mapped(helpers, numberOf),
    })),
    phases: program.phases.map((operations) => operations.map(({ seat, step }) => [seat, numberOf(step)])),
    calendars: mapped(program.calendars, numberOf),
  };
}

const spelled = (value: number | boolean): string => (Object.is(value, -0) ? '-0' : String(value));

/** A number for every function and table, the same for those that hold the same. */
function numbering(): (part: object) => number {
  const known = new Map<object, number>();
  const texts = new Map<string, number>();
  const tables: { readonly table: Float64Array; readonly number: number }[] = [];
  let next = 0;
  const numberOfTable = (table: Float64Array): number => {
    const same = tables.find((each) => holdTheSame(each.table, table));
    if (same !== undefined) return same.number;
    tables.push({ table, number: next });
    return next++;
  };
  const numberOfText = (text: string): number => {
    const number = texts.get(text) ?? next++;
    texts.set(text, number);
    return number;
  };
  return (part) => {
    const number =
      known.get(part) ??
      (part instanceof Float64Array ? numberOfTable(part) : numberOfText(Function.prototype.toString.call(part)));
    known.set(part, number);
    return number;
  };
}

/** Recordings are long: no text is made of them. */
function holdTheSame(a: Float64Array, b: Float64Array): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (!Object.is(a[i], b[i])) return false;
  return true;
}

function numbersThatDiffer(programs: readonly KernelProgram[]): OpenNumbers {
  const constants = new Map<string, Range>();
  const fields = new Set<string>();
  const valuesOf = (seat: number, record: 'state' | 'constants', name: string) =>
    programs.map(({ seats }) => seats[seat]![record][name]!);
  const differ = (values: readonly unknown[]) => values.some((value) => !Object.is(value, values[0]));
  programs[0]!.seats.forEach(({ name: seat, state, constants: own }, place) => {
    for (const name of Object.keys(own)) {
      const values = valuesOf(place, 'constants', name);
      if (typeof values[0] === 'number' && differ(values))
        constants.set(`${seat}.${name}`, rangeOf(values as number[]));
    }
    for (const name of Object.keys(state)) {
      if (differ(valuesOf(place, 'state', name))) fields.add(`${seat}.${name}`);
    }
  });
  return { constants, fields };
}

function rangeOf(values: readonly number[]): Range {
  return values.some(Number.isNaN) ? anything : between(Math.min(...values), Math.max(...values));
}
