import { CannotCompile } from '../cannot-compile.ts';
import { fold, simplify } from './fold.ts';
import { anything, either, exactly, type Range, rangeOf } from './range.ts';
import type { Block, BooleanOp, Guard, NumberOp, Op, Source, Value } from './value.ts';

/** Beyond that, compiling takes longer than it can be worth. */
const MOST_VALUES = 100_000;

/** What a value computes, so that the same is computed once. */
type Key = string | number;

/** One of two ways, built but not yet placed. */
export interface Arm {
  readonly block: Block;
  readonly known: ReadonlyMap<Key, Value>;
}

/**
 * Values under construction: a typed graph in static single assignment form. Each is made once (common subexpressions
 * are shared with whatever encloses them), folded where its operands are known, and given its range.
 */
export interface Graph {
  /** The outermost block. */
  readonly body: Block;
  readonly number: (value: number) => Value;
  readonly boolean: (value: boolean) => Value;
  readonly input: (source: Source, type: Value['type'], range?: Range) => Value;
  readonly compute: (op: NumberOp | BooleanOp, ...operands: Value[]) => Value;
  /** The entry of a table at an index, as `math.at` has it. */
  readonly at: (table: Float64Array, index: Value) => Value;
  /** As a value of each path, where it is not one already. */
  readonly spread: (value: Value) => Value;
  readonly choose: (test: Value, whenTrue: Value, whenFalse: Value) => Value;
  /** Builds a way apart from the present block. */
  readonly apart: (build: () => void) => Arm;
  /** Places two ways and merges what they leave, pair by pair: cheap ones become choices, others a guard. */
  readonly join: (test: Value, whenTrue: Arm, whenFalse: Arm, pairs: readonly (readonly [Value, Value])[]) => Value[];
}

/** A way that costs less is computed for all paths and chosen from; `any` and a branch cost about as much. */
const WORTH_A_GUARD = 10;
/** The same where the test is one for all paths, and the branch a real one. */
const WORTH_A_BRANCH = 1;
/** A choice by a mask takes three operations. */
const CHOICE = 3;
const weights: Partial<Record<Op | 'guard', number>> = {
  divide: 5,
  squareRoot: 7,
  at: 8,
  minimum: 4,
  maximum: 4,
  truncate: 5,
  guard: 6,
  constant: 0,
  merge: 3,
  spread: 0,
};

const booleanOps: ReadonlySet<Op> = new Set(['less', 'lessOrEqual', 'equal', 'and', 'or', 'xor', 'not']);

export function openGraph(): Graph {
  let nextId = 0;
  const body: Block = { items: [] };
  const blocks: Block[] = [body];
  const scopes: Map<Key, Value>[] = [new Map()];

  const place = (value: Omit<Value, 'id'>, key: Key): Value => {
    for (let i = scopes.length - 1; i >= 0; i--) {
      const known = scopes[i]!.get(key);
      if (known !== undefined) return known;
    }
    // A constant belongs nowhere and is shared by all.
    const isConstant = value.op === 'constant';
    if (nextId > MOST_VALUES) throw new CannotCompile('written out, it is too long');
    const made: Value = { ...value, id: nextId++ };
    (isConstant ? scopes[0]! : scopes.at(-1)!).set(key, made);
    if (!isConstant) blocks.at(-1)!.items.push(made);
    return made;
  };

  const number = (value: number): Value =>
    place(
      { op: 'constant', type: 'number', operands: [], isUniform: true, range: exactly(value), literal: value },
      `constant ${Object.is(value, -0) ? '-0' : value}`,
    );
  const boolean = (value: boolean): Value =>
    place(
      { op: 'constant', type: 'boolean', operands: [], isUniform: true, range: anything, literal: value },
      `constant ${value}`,
    );
  const constant = (value: number | boolean) => (typeof value === 'number' ? number(value) : boolean(value));

  // Constants are written as what is needed in any place.
  const spread: Graph['spread'] = (value) =>
    value.isUniform && value.op !== 'constant'
      ? place(
          { op: 'spread', type: value.type, operands: [value], isUniform: false, range: value.range },
          keyOf('spread', [value]),
        )
      : value;
  /** Operands of a value of each path, each of them one of each path. */
  const spreadAll = (operands: readonly Value[]): readonly Value[] =>
    operands.every(({ isUniform }) => isUniform) ? operands : operands.map(spread);

  const compute: Graph['compute'] = (op, ...given) => {
    const simpler = simplify(op, given, { constant, compute });
    if (simpler !== undefined) return simpler;
    const folded = fold(op, given);
    if (folded !== undefined) return constant(folded);
    const operands = spreadAll(given);
    const range = rangeOf[op]?.(...operands.map((operand) => operand.range)) ?? anything;
    return place(
      {
        op,
        type: booleanOps.has(op) ? 'boolean' : 'number',
        operands,
        isUniform: operands.every(({ isUniform }) => isUniform),
        range,
      },
      keyOf(op, operands),
    );
  };

  const choose: Graph['choose'] = (test, whenTrue, whenFalse) => {
    if (test.literal !== undefined) return test.literal === true ? whenTrue : whenFalse;
    if (whenTrue === whenFalse) return whenTrue;
    if (test.op === 'not') return choose(test.operands[0]!, whenFalse, whenTrue);
    if (test.op === 'less') {
      const [a, b] = test.operands;
      if (isSame(a!, whenTrue) && isSame(b!, whenFalse)) return compute('lesser', whenTrue, whenFalse);
      if (isSame(a!, whenFalse) && isSame(b!, whenTrue)) return compute('larger', whenFalse, whenTrue);
    }
    if (whenTrue.literal === true) return compute('or', test, whenFalse);
    if (whenFalse.literal === false) return compute('and', test, whenTrue);
    const operands = spreadAll([test, whenTrue, whenFalse]);
    return place(
      {
        op: 'choose',
        type: whenTrue.type,
        operands,
        isUniform: operands.every(({ isUniform }) => isUniform),
        range: either(whenTrue.range, whenFalse.range),
      },
      keyOf('choose', operands),
    );
  };

  const apart: Graph['apart'] = (build) => {
    const block: Block = { items: [] };
    const known = new Map<Key, Value>();
    blocks.push(block);
    scopes.push(known);
    build();
    blocks.pop();
    scopes.pop();
    return { block, known };
  };

  const flatten = ({ block, known }: Arm) => {
    blocks.at(-1)!.items.push(...block.items);
    for (const [key, value] of known) if (!scopes.at(-1)!.has(key)) scopes.at(-1)!.set(key, value);
  };

  const join: Graph['join'] = (test, whenTrue, whenFalse, pairs) => {
    const worth = test.isUniform ? WORTH_A_BRANCH : WORTH_A_GUARD;
    const choices = pairs.filter(([a, b]) => a !== b).length;
    if (Math.max(costOf(whenTrue.block), costOf(whenFalse.block)) + (test.isUniform ? 0 : CHOICE * choices) < worth) {
      flatten(whenTrue);
      flatten(whenFalse);
      return pairs.map(([a, b]) => choose(test, a, b));
    }
    const guardId = nextId++;
    const known = new Map<Key, Value>();
    const merges = pairs.flatMap(([a, b]) => {
      const key = keyOf('merge', [a, b]);
      if (a === b || known.has(key)) return [];
      const value: Value = {
        id: nextId++,
        op: 'merge',
        type: a.type,
        operands: [],
        isUniform: test.isUniform && a.isUniform && b.isUniform,
        range: either(a.range, b.range),
      };
      known.set(key, value);
      return [{ value, whenTrue: a, whenFalse: b }];
    });
    const guard: Guard = {
      id: guardId,
      op: 'guard',
      test,
      whenTrue: whenTrue.block,
      whenFalse: whenFalse.block,
      merges,
    };
    blocks.at(-1)!.items.push(guard);
    return pairs.map(([a, b]) => (a === b ? a : known.get(keyOf('merge', [a, b]))!));
  };

  return {
    body,
    number,
    boolean,
    input: (source, type, range = anything) =>
      place(
        {
          op: 'input',
          type,
          operands: [],
          isUniform: source.kind !== 'state' && source.kind !== 'series',
          range,
          source,
        },
        `input ${Object.values(source).join(' ')}`,
      ),
    compute,
    at: (table, index) => {
      const literal = index.literal;
      if (typeof literal === 'number') return number(table[clampedIndex(literal, table.length)]!);
      return place(
        { op: 'at', type: 'number', operands: [index], isUniform: index.isUniform, range: rangeOfTable(table), table },
        `at ${index.id} ${idOf(table)}`,
      );
    },
    spread,
    choose,
    apart,
    join,
  };
}

/** Operation and operands in one number where they fit, which a map finds faster than a text. */
function keyOf(op: Op, operands: readonly Value[]): Key {
  const code = opCodes.get(op)!;
  let key = code;
  for (const { id } of operands) {
    if (id >= MOST_IDS) return `${op} ${operands.map((operand) => operand.id).join(' ')}`;
    key = key * MOST_IDS + id + 1;
  }
  return key;
}

/** Three operands and the operation fit into the 53 bits of a whole double. */
const MOST_IDS = 32_767;
const opCodes: ReadonlyMap<Op, number> = new Map(
  (
    [
      'add',
      'subtract',
      'multiply',
      'divide',
      'negate',
      'absolute',
      'squareRoot',
      'floor',
      'minimum',
      'maximum',
      'lesser',
      'larger',
      'truncate',
      'exponentField',
      'significand',
      'powerOfTwo',
      'flipSign',
      'bitOr',
      'bitAnd',
      'bitXor',
      'shiftLeft',
      'shiftRight',
      'shiftRightUnsigned',
      'imul',
      'less',
      'lessOrEqual',
      'equal',
      'and',
      'or',
      'xor',
      'not',
      'choose',
      'spread',
      'merge',
    ] as const
  ).map((op, i) => [op, i + 1]),
);

const tableIds = new WeakMap<Float64Array, number>();
let tables = 0;
function idOf(table: Float64Array): number {
  const id = tableIds.get(table) ?? ++tables;
  tableIds.set(table, id);
  return id;
}

const tableRanges = new WeakMap<Float64Array, Range>();

export function rangeOfTable(table: Float64Array): Range {
  const known = tableRanges.get(table);
  if (known !== undefined) return known;
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  let mayBeNaN = table.length === 0;
  for (const entry of table) {
    if (entry < low) low = entry;
    if (entry > high) high = entry;
    if (Number.isNaN(entry)) mayBeNaN = true;
  }
  const range = low <= high ? { low, high, mayBeNaN } : anything;
  tableRanges.set(table, range);
  return range;
}

function clampedIndex(index: number, length: number): number {
  return index > 0 ? Math.min(Math.trunc(index), length - 1) : 0;
}

/** A value and its spread hold the same numbers. */
function isSame(a: Value, b: Value): boolean {
  return a === b || (a.op === 'spread' && a.operands[0] === b);
}

function costOf({ items }: Block): number {
  let cost = 0;
  for (const item of items) {
    cost += weights[item.op] ?? 1;
    if (item.op === 'guard') cost += costOf(item.whenTrue) + costOf(item.whenFalse);
  }
  return cost;
}
