import type { Block, Guard, Source, Value } from '../graph/value.ts';
import type { Code } from '../wasm/code.ts';
import { openCode } from '../wasm/code.ts';
import type { ModuleFunction } from '../wasm/module.ts';
import { settle } from './homes.ts';
import { writeScalar, writeSpread, writeVector } from './operations.ts';
import { rareFields } from './rare-fields.ts';

/** Paths of one vector. */
export const LANES = 2;
const ALL_LANES = (1 << LANES) - 1;
const VECTOR_BYTES = 16;
const NUMBER_BYTES = 8;

/** A loop over the steps of a chunk for all paths of a group: what one phase of a kernel becomes. */
export interface Loop {
  readonly body: Block;
  /** The state: what each field becomes, and where it is kept between chunks, a number of each path. */
  readonly fields: readonly { readonly field: string; readonly next: Value; readonly address: number }[];
  /** What each step leaves for later phases or for the host. */
  readonly left: readonly { readonly value: Value; readonly address: number }[];
  /** Where a series begins (its first step, its first path), a calendar (its first step of all), or where a constant is. */
  readonly addressOf: (source: Source) => number;
  readonly tableAt: (table: Float64Array) => number;
  /** The global that holds a constant. */
  readonly globalOf: (constant: number) => number;
  /** Paths of a group: a whole number of `width`s. */
  readonly group: number;
  /** Vectors that go through the body side by side, to hide the latency of one behind another. */
  readonly width: number;
  /** Series are left so many steps apart, and from an address that is the first parameter; only of `left`. */
  readonly leaves?: { readonly everySteps: number };
}

/**
 * The function of a loop. Parameters: the number of the first step and the number of steps, at least one; where it leaves
 * series elsewhere, the address and the number of steps.
 *
 * All paths of a group go through all steps of the chunk, a few at a time, the state in locals. NaN that a path
 * produces stays in that path.
 */
export function emitLoop(loop: Loop): ModuleFunction {
  const { group, width, fields, left } = loop;
  const code = openCode(2);
  const [first, steps] = [0, 1];
  const outputs = left.map(({ value }) => value);
  const rare = rareFields(loop.body, fields, outputs);
  const inMemory = new Map(
    rare.map(({ field }) => [field, fields.find((each) => each.field === field)!.address] as const),
  );
  const carried = fields.filter(({ field }) => !inMemory.has(field));
  const settled = settle(loop.body, [...carried.map(({ next }) => next), ...outputs], rare);
  const lane = code.local('i32');
  const series = code.local('i32');
  const leaving = loop.leaves === undefined ? series : code.local('i32');
  const row = code.local('i32');
  const remaining = code.local('i32');
  const vectors = Array.from({ length: width }, (_, k) => k);
  const stepBytes = group * NUMBER_BYTES;

  const state = new Map(carried.map(({ field }) => [field, vectors.map(() => code.local('v128'))]));
  const locals = new Map<Value, readonly number[]>();

  // What every step needs is fetched once: an engine that met a constant would put it together again at every use.
  const fetched = new Map(constantsOf(settled.itemsOf(loop.body)).map((constant) => [constant, code.local('v128')]));
  for (const [constant, local] of fetched) {
    code.global(loop.globalOf(constant));
    code.set(local);
  }

  /** Pushes a value for the k-th vector, as a vector or as the number of all. */
  const push = (value: Value, k: number, asVector: boolean): void => {
    const constant = asVector ? fetched.get(value.literal as number) : undefined;
    if (constant !== undefined) return code.get(constant);
    if (value.op === 'constant') return pushConstant(code, value, asVector);
    if (asVector && value.isUniform) return writeSpread(code, value.type, () => push(value, k, false));
    if (value.source?.kind === 'state') return pushField(value.source.field, k);
    const known = locals.get(value);
    if (known !== undefined) return code.get(known[value.isUniform ? 0 : k]!);
    write(value, k);
  };
  const pushField = (field: string, k: number) => {
    const address = inMemory.get(field);
    if (address === undefined) return code.get(state.get(field)![k]!);
    code.get(lane);
    code.memory('v128.load', address + k * VECTOR_BYTES);
  };
  const write = (value: Value, k: number): void => {
    if (value.source !== undefined) return pushInput(value.source, k);
    const isVector = !value.isUniform;
    const operand = (of: Value) => push(of, k, isVector && value.op !== 'spread');
    (isVector ? writeVector : writeScalar)(code, value, operand, loop.tableAt);
  };
  const pushInput = (source: Source, k: number) => {
    if (source.kind === 'series') {
      code.get(series);
      code.memory('v128.load', loop.addressOf(source) + k * VECTOR_BYTES);
    } else if (source.kind === 'constant') {
      code.i32(0);
      code.memory('f64.load', loop.addressOf(source));
    } else if (source.kind === 'calendar') {
      code.get(row);
      code.memory('f64.load', loop.addressOf(source));
    } else {
      code.get(row);
      code.i32(3);
      code.op('i32.shr_u');
      code.op('f64.convert_i32_s');
    }
  };
  const localsOf = (value: Value): readonly number[] => {
    const known = locals.get(value);
    if (known !== undefined) return known;
    const type = !value.isUniform ? 'v128' : value.type === 'number' ? 'f64' : 'i32';
    const made = value.isUniform ? [code.local(type)] : vectors.map(() => code.local(type));
    locals.set(value, made);
    return made;
  };
  const compute = (value: Value) => {
    if (value.source?.kind === 'state') return;
    const into = localsOf(value);
    into.forEach((_, k) => {
      write(value, k);
    });
    for (const local of [...into].reverse()) code.set(local);
  };
  const block = (of: Block) => {
    for (const item of settled.itemsOf(of)) {
      if (item.op === 'guard') guard(item);
      else compute(item);
    }
  };
  const guard = (of: Guard) => (of.test.isUniform ? branchForAll(of) : branchForAny(of));

  /** Stores what rare fields become; where paths differ, those that do not take the way keep what they have. */
  const storeRare = (of: Guard, isMixed: boolean) => {
    const stores = rare.filter((each) => each.guard === of).flatMap((each) => vectors.map((k) => ({ ...each, k })));
    for (const { field, next, k } of stores) {
      code.get(lane);
      push(next, k, true);
      if (!isMixed) continue;
      pushField(field, k);
      push(of.test, k, true);
      code.op('v128.bitselect');
    }
    // All are computed before the first is stored: one may be made of another as it was.
    for (const { field, k } of stores.reverse()) code.memory('v128.store', inMemory.get(field)! + k * VECTOR_BYTES);
  };

  /** One test for all paths: an ordinary branch. */
  const branchForAll = (of: Guard) => {
    const merges = settled.mergesOf(of);
    push(of.test, 0, false);
    const way = (arm: Block, side: 'whenTrue' | 'whenFalse') => {
      block(arm);
      for (const merge of merges) setMerge(merge.value, (k) => push(merge[side], k, !merge.value.isUniform));
    };
    code.open('if');
    way(of.whenTrue, 'whenTrue');
    storeRare(of, false);
    code.op('else');
    way(of.whenFalse, 'whenFalse');
    code.op('end');
  };
  const setMerge = (value: Value, pushFor: (k: number) => void) => {
    const into = localsOf(value);
    into.forEach((_, k) => {
      pushFor(k);
    });
    for (const local of [...into].reverse()) code.set(local);
  };

  /** A test for each path: a way is computed where any path takes it, and chosen from only where paths differ. */
  const branchForAny = (of: Guard) => {
    const merges = settled.mergesOf(of);
    /** Pushes the lanes in which the test holds for any, or for every, vector. */
    const pushLanes = (combine: 'v128.or' | 'v128.and') => {
      for (const k of vectors) {
        push(of.test, k, true);
        if (k > 0) code.op(combine);
      }
      code.op('i64x2.bitmask');
    };
    if (settled.itemsOf(of.whenFalse).length > 0) {
      pushLanes('v128.and');
      code.i32(ALL_LANES);
      code.op('i32.ne');
      code.open('if');
      block(of.whenFalse);
      code.op('end');
    }
    pushLanes('v128.or');
    code.open('if');
    block(of.whenTrue);
    pushLanes('v128.and');
    code.i32(ALL_LANES);
    code.op('i32.eq');
    code.open('if');
    for (const { value, whenTrue } of merges) setMerge(value, (k) => push(whenTrue, k, true));
    storeRare(of, false);
    code.op('else');
    for (const { value, whenTrue, whenFalse } of merges) {
      setMerge(value, (k) => {
        push(whenTrue, k, true);
        push(whenFalse, k, true);
        push(of.test, k, true);
        code.op('v128.bitselect');
      });
    }
    storeRare(of, true);
    code.op('end');
    code.op('else');
    for (const { value, whenFalse } of merges) setMerge(value, (k) => push(whenFalse, k, true));
    code.op('end');
  };

  const forEachField = (visit: (local: number, offset: number) => void) => {
    for (const { field, address } of carried) {
      state.get(field)!.forEach((local, k) => {
        visit(local, address + k * VECTOR_BYTES);
      });
    }
  };

  code.i32(0);
  code.set(lane);
  code.open('loop');
  forEachField((local, offset) => {
    code.get(lane);
    code.memory('v128.load', offset);
    code.set(local);
  });
  code.get(lane);
  code.set(series);
  if (loop.leaves === undefined) {
    code.get(first);
    code.i32(3);
    code.op('i32.shl');
    code.set(row);
  } else {
    code.get(lane);
    code.get(first);
    code.op('i32.add');
    code.set(leaving);
  }
  code.get(steps);
  code.set(remaining);

  code.open('loop');
  block(loop.body);
  for (const { value, address } of left) {
    for (const k of vectors) {
      code.get(leaving);
      push(value, k, true);
      code.memory('v128.store', address + k * VECTOR_BYTES);
    }
  }
  for (const { next } of carried) for (const k of vectors) push(next, k, true);
  for (const { field } of [...carried].reverse()) for (const local of [...state.get(field)!].reverse()) code.set(local);
  advance(code, series, stepBytes);
  if (loop.leaves !== undefined) advance(code, leaving, stepBytes * loop.leaves.everySteps);
  advance(code, row, NUMBER_BYTES);
  advance(code, remaining, -1);
  code.get(remaining);
  code.branchIf(0);
  code.op('end');

  for (const { field, address } of carried) {
    state.get(field)!.forEach((local, k) => {
      code.get(lane);
      code.get(local);
      code.memory('v128.store', address + k * VECTOR_BYTES);
    });
  }
  advance(code, lane, width * VECTOR_BYTES);
  code.get(lane);
  code.i32(stepBytes);
  code.op('i32.lt_u');
  code.branchIf(0);
  code.op('end');
  return { parameters: 2, code };
}

/** The numbers, other than zero, that are operands of vectors on the way that every step takes. */
function constantsOf(items: readonly (Value | Guard)[]): readonly number[] {
  const operands = items.flatMap((item) => (item.op === 'guard' || item.isUniform ? [] : item.operands));
  return [
    ...new Set(operands.flatMap(({ literal }) => (typeof literal === 'number' && literal !== 0 ? [literal] : []))),
  ];
}

function advance(code: Code, pointer: number, by: number): void {
  code.get(pointer);
  code.i32(by);
  code.op('i32.add');
  code.set(pointer);
}

function pushConstant(code: Code, { literal }: Value, asVector: boolean): void {
  if (typeof literal === 'number') return asVector ? code.f64x2(literal) : code.f64(literal);
  const bit = literal ? -1 : 0;
  return asVector ? code.i32x4([bit, bit, bit, bit]) : code.i32(-bit);
}
