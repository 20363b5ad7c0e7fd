import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openBytes, unsigned } from '../../src/kernel/wasm/bytes.ts';
import { bodyOf, type Code, openCode } from '../../src/kernel/wasm/code.ts';
import { encodeModule } from '../../src/kernel/wasm/module.ts';
import { opcodes } from '../../src/kernel/wasm/opcodes.ts';

const bytesOf = (value: number) => {
  const bytes = openBytes();
  unsigned(bytes, value);
  return [...bytes.written()];
};
const written = (write: (code: Code) => void) => {
  const code = openCode(0);
  write(code);
  return [...code.bytes.written()];
};

describe('numbers of variable length', () => {
  // DWARF 4, figures 22 and 23, and the example of the Wikipedia article on LEB128.
  test('are written as the standard has them', () => {
    expect([2, 127, 128, 129, 12857, 624485].map(bytesOf)).toEqual([
      [2],
      [0x7f],
      [0x80, 1],
      [0x81, 1],
      [0x80 + 57, 100],
      [0xe5, 0x8e, 0x26],
    ]);
    const signed = (value: number) => written((code) => code.i32(value)).slice(1);
    expect([2, -2, 127, -127, 128, -128, 129, -129, -123456].map(signed)).toEqual([
      [2],
      [0x7e],
      [0xff, 0],
      [0x81, 0x7f],
      [0x80, 1],
      [0x80, 0x7f],
      [0x81, 1],
      [0xff, 0x7e],
      [0xc0, 0xbb, 0x78],
    ]);
  });

  test('come back from the engine as they went in, of 32 bits and of 64', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.integer(), fc.constantFrom(63, 64, -64, -65, 2 ** 31 - 1, -(2 ** 31))),
        fc.oneof(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), fc.constantFrom(-(2n ** 63n), 2n ** 63n - 1n)),
        fc.double(),
        (word, long, double) => {
          const memory = run((code) => {
            code.i32(0);
            code.i64(long);
            code.op('f64.reinterpret_i64');
            code.op('f64x2.splat');
            code.memory('v128.store', 0);
            code.i32(0);
            code.f64x2(double);
            code.memory('v128.store', 16);
            code.i32(0);
            code.i32(word);
            code.op('f64.convert_i32_s');
            code.op('f64x2.splat');
            code.memory('v128.store', 32);
          });
          expect(new BigInt64Array(memory)[1]).toBe(long);
          expect(new Float64Array(memory)[3]).toBe(double);
          expect(new Float64Array(memory)[4]).toBe(word);
        },
      ),
      { seed: 41, numRuns: 100 },
    );
  });
});

test('a global holds its number in both lanes', () => {
  const code = openCode(0);
  code.i32(0);
  code.global(1);
  code.memory('v128.store', 0);
  const bytes = encodeModule([{ parameters: 0, code, exportedAs: 'run' }], 16, [0.1, -1e300]);
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes));
  (exports.run as () => void)();
  expect([...new Float64Array((exports.memory as WebAssembly.Memory).buffer, 0, 2)]).toEqual([-1e300, -1e300]);
});

/** Runs a body once and gives the memory that it leaves. */
function run(write: (code: Code) => void): ArrayBuffer {
  const code = openCode(0);
  write(code);
  const bytes = encodeModule([{ parameters: 0, code, exportedAs: 'run' }], 65_537);
  expect(WebAssembly.validate(bytes)).toBe(true);
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes));
  (exports.run as () => void)();
  return (exports.memory as WebAssembly.Memory).buffer;
}

test('a module with nothing in it but a memory is the bytes that the specification asks for', () => {
  const bytes = encodeModule([], 1);
  expect([...bytes]).toEqual([
    ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...[1, 1, 0],
    ...[3, 1, 0],
    ...[5, 4, 1, 1, 1, 1],
    ...[6, 1, 0],
    ...[7, 10, 1, 6, ...new TextEncoder().encode('memory'), 2, 0],
    ...[10, 1, 0],
  ]);
  expect(WebAssembly.validate(bytes)).toBe(true);
});

test('a memory has as many pages of 65,536 bytes as what is asked for needs, and cannot grow', () => {
  for (const [bytes, pages] of [
    [1, 1],
    [65_536, 1],
    [65_537, 2],
    [20_000_000, 306],
  ] as const) {
    const { exports } = new WebAssembly.Instance(new WebAssembly.Module(encodeModule([], bytes)));
    const memory = exports.memory as WebAssembly.Memory;
    expect(memory.buffer.byteLength).toBe(pages * 65_536);
    expect(() => memory.grow(1)).toThrow();
  }
});

test('locals are counted after the parameters and declared in runs of one type', () => {
  const code = openCode(2);
  expect([code.local('v128'), code.local('v128'), code.local('i32'), code.local('v128')]).toEqual([2, 3, 4, 5]);
  code.get(200);
  expect([...bodyOf(code)]).toEqual([3, 2, 0x7b, 1, 0x7f, 1, 0x7b, 0x20, 0xc8, 1, 0x0b]);
});

test('functions call one another by number, loop, and keep parameters of different counts apart', () => {
  const sum = openCode(2);
  // for (; count > 0; count--) memory[address] += count
  sum.open('loop');
  sum.get(0);
  sum.get(1);
  sum.op('f64.convert_i32_s');
  sum.get(0);
  sum.memory('f64.load', 8);
  sum.op('f64.add');
  sum.op('f64x2.splat');
  sum.memory('v128.store', 8);
  sum.get(1);
  sum.i32(-1);
  sum.op('i32.add');
  sum.tee(1);
  sum.branchIf(0);
  sum.op('end');
  const caller = openCode(1);
  caller.get(0);
  caller.i32(100);
  caller.call(0);
  const bytes = encodeModule(
    [
      { parameters: 2, code: sum },
      { parameters: 1, code: caller, exportedAs: 'addUp' },
    ],
    100,
  );
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes));
  expect(Object.keys(exports)).toEqual(['memory', 'addUp']);
  (exports.addUp as (address: number) => void)(32);
  const numbers = new Float64Array((exports.memory as WebAssembly.Memory).buffer);
  expect([...numbers.slice(3, 8)]).toEqual([0, 0, 5050, 5050, 0]);
});

test('a shuffle picks whole lanes of 32 bits, four constants stand in their order', () => {
  const memory = run((code) => {
    code.i32(0);
    code.i32x4([1, -2, 3, -4]);
    code.i32x4([5, 6, 7, 8]);
    code.shuffle([3, 4, 1, 7]);
    code.memory('v128.store', 0);
  });
  expect([...new Int32Array(memory, 0, 4)]).toEqual([-4, 5, -2, 8]);
});

test('no two instructions share a code', () => {
  expect(new Set(Object.values(opcodes)).size).toBe(Object.keys(opcodes).length);
});
