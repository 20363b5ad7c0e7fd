import { type Bytes, openBytes, unsigned } from './bytes.ts';
import { bodyOf, type Code, openCode } from './code.ts';
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
  const module = openBytes();
  module.push(...MAGIC_AND_VERSION);
  section(module, SECTIONS.types, arities, (content, arity) => {
    content.push(FUNCTION_TYPE);
    counted(content, new Uint8Array(arity).fill(valueTypes.i32));
    content.push(0);
  });
  section(module, SECTIONS.functions, functions, (content, { parameters }) => {
    content.push(arities.indexOf(parameters));
  });
  section(module, SECTIONS.memory, [Math.ceil(memoryBytes / 65_536)], (content, pages) => {
    content.push(1);
    unsigned(content, pages);
    unsigned(content, pages);
  });
  // Mutable, though nobody does: no engine may then take them for constants, and write them out wherever they are used.
  section(module, SECTIONS.globals, globals, (content, value) => {
    const initial = openCode(0);
    initial.f64x2(value);
    content.push(valueTypes.v128, MUTABLE);
    content.append(initial.bytes.written());
    content.push(opcodes.end);
  });
  section(module, SECTIONS.exports, [{ name: 'memory', index: -1 }, ...exported], (content, { name, index }) => {
    counted(content, new TextEncoder().encode(name));
    if (index < 0) return content.push(EXPORTED_MEMORY, 0);
    content.push(EXPORTED_FUNCTION);
    unsigned(content, index);
  });
  section(module, SECTIONS.code, functions, (content, { code }) => counted(content, bodyOf(code)));
  return module.written().slice();
}

function section<T>(module: Bytes, id: number, items: readonly T[], encode: (content: Bytes, item: T) => void): void {
  const content = openBytes();
  unsigned(content, items.length);
  for (const item of items) encode(content, item);
  module.push(id);
  counted(module, content.written());
}

function counted(bytes: Bytes, piece: Uint8Array): void {
  unsigned(bytes, piece.length);
  bytes.append(piece);
}
