import { CannotCompile } from '../cannot-compile.ts';
import { type Bytes, openBytes, signed, unsigned } from './bytes.ts';
import { type Opcode, opcodes, type ValueType, valueTypes } from './opcodes.ts';

const double = new DataView(new ArrayBuffer(8));
const doubleBytes = new Uint8Array(double.buffer);

/** Bytes of one function body, written front to back; it hands out locals as they are needed. */
export interface Code {
  readonly bytes: Bytes;
  /** Types of the locals beyond the parameters, in order. */
  readonly locals: readonly ValueType[];
  /** A new local; its index counts the parameters too. */
  readonly local: (type: ValueType) => number;
  readonly op: (name: Opcode) => void;
  readonly get: (local: number) => void;
  readonly global: (index: number) => void;
  readonly set: (local: number) => void;
  readonly tee: (local: number) => void;
  readonly i32: (value: number) => void;
  readonly i64: (value: bigint) => void;
  readonly f64: (value: number) => void;
  /** Two equal lanes of a double. */
  readonly f64x2: (value: number) => void;
  /** Four lanes of 32 bits. */
  readonly i32x4: (lanes: readonly [number, number, number, number]) => void;
  /** A load or store at `address on the stack + offset`; alignment is a hint and always 8 bytes or less. */
  readonly memory: (name: Opcode, offset: number) => void;
  readonly lane: (name: Opcode, lane: number) => void;
  /** `i8x16.shuffle` that picks whole 32-bit lanes: 0 to 3 of the first operand, 4 to 7 of the second. */
  readonly shuffle: (lanes: readonly [number, number, number, number]) => void;
  /** `block`, `loop` or `if` without results. */
  readonly open: (name: 'block' | 'loop' | 'if') => void;
  readonly branchIf: (depth: number) => void;
  readonly call: (functionIndex: number) => void;
}

/** Limits that the engines have agreed on: WebAssembly JavaScript Interface, implementation-defined limits. */
const MOST_LOCALS = 49_000;
const MOST_BYTES = 7_600_000;
const NO_RESULT = 0x40;

export function openCode(parameters: number): Code {
  const bytes = openBytes();
  const locals: ValueType[] = [];
  const op = (name: Opcode) => {
    const code = opcodes[name];
    if (code > 0xffff) bytes.push(code >> 16, (code >> 8) & 0xff, code & 0xff);
    else if (code > 0xff) bytes.push(code >> 8, code & 0xff);
    else bytes.push(code);
  };
  const indexed = (name: Opcode, index: number) => {
    op(name);
    unsigned(bytes, index);
  };
  const eightBytes = (value: number) => {
    double.setFloat64(0, value, true);
    bytes.append(doubleBytes);
  };
  return {
    bytes,
    locals,
    local: (type) => parameters + locals.push(type) - 1,
    op,
    get: (local) => indexed('local.get', local),
    global: (index) => indexed('global.get', index),
    set: (local) => indexed('local.set', local),
    tee: (local) => indexed('local.tee', local),
    i32: (value) => {
      op('i32.const');
      signed(bytes, BigInt(value | 0));
    },
    i64: (value) => {
      op('i64.const');
      signed(bytes, value);
    },
    f64: (value) => {
      op('f64.const');
      eightBytes(value);
    },
    f64x2: (value) => {
      op('v128.const');
      eightBytes(value);
      eightBytes(value);
    },
    i32x4: (lanes) => {
      op('v128.const');
      for (const lane of lanes) for (let i = 0; i < 32; i += 8) bytes.push((lane >>> i) & 0xff);
    },
    memory: (name, offset) => {
      op(name);
      unsigned(bytes, name === 'i32.load' ? 2 : 3);
      unsigned(bytes, offset);
    },
    lane: (name, lane) => {
      op(name);
      bytes.push(lane);
    },
    shuffle: (lanes) => {
      op('i8x16.shuffle');
      for (const lane of lanes) for (let i = 0; i < 4; i++) bytes.push(4 * lane + i);
    },
    open: (name) => {
      op(name);
      bytes.push(NO_RESULT);
    },
    branchIf: (depth) => indexed('br_if', depth),
    call: (functionIndex) => indexed('call', functionIndex),
  };
}

/**
 * The body as the code section holds it: declared locals, then instructions.
 *
 * @throws CannotCompile beyond what engines take: 50,000 locals, 7,654,321 bytes
 */
export function bodyOf({ bytes, locals }: Code): Uint8Array {
  if (locals.length > MOST_LOCALS || bytes.length() > MOST_BYTES) {
    throw new CannotCompile('written out, it is too long');
  }
  const runs: { count: number; type: ValueType }[] = [];
  for (const type of locals) {
    const last = runs.at(-1);
    if (last?.type === type) last.count++;
    else runs.push({ count: 1, type });
  }
  const body = openBytes(bytes.length() + 256);
  unsigned(body, runs.length);
  for (const { count, type } of runs) {
    unsigned(body, count);
    body.push(valueTypes[type]);
  }
  body.append(bytes.written());
  body.push(opcodes.end);
  return body.written();
}
