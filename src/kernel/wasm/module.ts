import { bodyOf, type Code, openCode, unsigned } from './code.ts';
import { opcodes, valueTypes } from './opcodes.ts';

/** A function of the module: whole numbers in, nothing out. */
export interface ModuleFunction {
  readonly parameters: number;
  readonly code: Code;
  /** Its name outside, if it can be called from there. */
  readonly exportedAs?: string;
}

const MAGIC_AND_VERSION = [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00];
const FUNCTION_TYPE = 0x60;
const EXPORTED_FUNCTION = 0;
const EXPORTED_MEMORY = 2;
const MUTABLE = 1;
const SECTIONS = { types: 1, functions: 3, memory: 5, globals: 6, exports: 7, code: 10 };

/**
 * A WebAssembly module with a memory of its own of so many bytes, exported as `memory`, and with globals of two equal
 * doubles each. WebAssembly Core Specification 2.0, section 5.5.
 */
export function encodeModule(
  functions: readonly ModuleFunction[],
  memoryBytes: number,
  globals: readonly number[] = [],
): Uint8Array<ArrayBuffer> {
  const arities = [...new Set(functions.map(({ parameters }) => parameters))];
  const exported = functions.flatMap(({ exportedAs }, index) =>
    exportedAs === undefined ? [] : [{ name: exportedAs, index }],
  );
  const bytes = [...MAGIC_AND_VERSION];
  section(bytes, SECTIONS.types, arities, (arity) => [
    FUNCTION_TYPE,
    ...counted(Array.from({ length: arity }, () => valueTypes.i32)),
    0,
  ]);
  section(bytes, SECTIONS.functions, functions, ({ parameters }) => [arities.indexOf(parameters)]);
  const pages = leb(Math.ceil(memoryBytes / 65_536));
  section(bytes, SECTIONS.memory, [0], () => [1, ...pages, ...pages]);
  // Mutable, though nobody does: no engine may then take them for constants, and write them out wherever they are used.
  section(bytes, SECTIONS.globals, globals, (value) => {
    const initial = openCode(0);
    initial.f64x2(value);
    return [valueTypes.v128, MUTABLE, ...initial.bytes, opcodes.end];
  });
  section(bytes, SECTIONS.exports, [{ name: 'memory', index: -1 }, ...exported], ({ name, index }) => [
    ...counted([...new TextEncoder().encode(name)]),
    ...(index < 0 ? [EXPORTED_MEMORY, 0] : [EXPORTED_FUNCTION, ...leb(index)]),
  ]);
  section(bytes, SECTIONS.code, functions, ({ code }) => counted(bodyOf(code)));
  return Uint8Array.from(bytes);
}

function section<T>(bytes: number[], id: number, items: readonly T[], encode: (item: T) => readonly number[]): void {
  const content = leb(items.length);
  for (const item of items) for (const byte of encode(item)) content.push(byte);
  bytes.push(id, ...leb(content.length));
  for (const byte of content) bytes.push(byte);
}

function leb(value: number): number[] {
  const bytes: number[] = [];
  unsigned(bytes, value);
  return bytes;
}

function counted(bytes: readonly number[]): readonly number[] {
  return leb(bytes.length).concat(bytes);
}
