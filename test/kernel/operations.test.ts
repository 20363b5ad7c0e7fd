import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CannotCompile } from '../../src/kernel/cannot-compile.ts';
import { openGraph } from '../../src/kernel/graph/graph.ts';
import { between, type Range } from '../../src/kernel/graph/range.ts';
import type { BooleanOp, NumberOp, Value } from '../../src/kernel/graph/value.ts';
import type { KernelProgram } from '../../src/kernel/program.ts';
import { math } from '../../src/math/math.ts';
import { pinned } from '../support/arbitraries.ts';
import { compiled, programDifferences, programOf, runKernel, runPlain, seatOf } from '../support/kernels.ts';
import { doubles } from './random-programs.ts';
import { stepOf } from './samples.ts';

const HUGE = 1.7976931348623157e308;
const specials = [
  ...[0, 1, 0.5, 3, 0.1, 5e-324, 1e-310, 2.2250738585072014e-308, 1e-170, 1e170, HUGE, Infinity, 2147483648],
  ...[2147483647.5, 4503599627370495.5, 709.9, 745.2, 1023, 2100],
].flatMap((x) => [x, -x]);
const numbers = [...specials, Number.NaN];
/** Every pair, in two lists of one length. */
const pairs = numbers.flatMap((a) => numbers.map((b) => [a, b] as const));

/** What a step can write with two numbers. */
const expressions = [
  ...['a + b', 'a - b', 'a * b', 'a / b', '-a', 'a < b ? a : b', 'a < b ? b : a', 'a > b ? a : b', 'a <= b ? a : b'],
  ...['a < b ? 0 : b', 'a < b ? b : 0', 'a < b ? -0 : b', 'a * a + b * b', 'a - b < 0 ? a - b : b - a'],
  ...['math.min(a, b)', 'math.max(a, b)', 'math.abs(a)', 'math.sqrt(a)', 'math.floor(a)', 'math.int(a)'],
  ...['math.int(a) | math.int(b)', 'math.int(a) & math.int(b)', 'math.int(a) ^ math.int(b)', 'math.int(a) << 5'],
  ...['math.int(a) >> 7', 'math.int(a) >>> 7', 'math.int(a) >>> 0', 'math.imul(math.int(a), math.int(b))'],
  ...['math.exponent(a)', 'math.mantissa(a)', 'math.scaleByPowerOfTwo(a, math.int(b))', 'math.at(k.table, a)'],
  ...['math.exp(a)', 'math.expm1(a)', 'math.log(a)', 'math.log1p(a)', 'math.logRatio(a, b)', 'math.sinTurn(a)'],
  ...['math.cosTurn(a)', 'math.normalQuantile(a)', 'math.normalCdf(a)', 'math.normalSurvival(a)'],
];
const tests = [
  'a < b',
  'a <= b',
  'a > b',
  'a >= b',
  'a === b',
  'a !== b',
  '!(a < b)',
  'a < b && b < 1',
  'a < 1 || !(b < a)',
];
const truths = [
  'p && q',
  'p || q',
  'p === q',
  'p !== q',
  '!p',
  'p ? q : a < b',
  'p ? a < b : q',
  'p ? true : q',
  'p ? q : false',
];

const all = [
  ...expressions,
  ...tests,
  ...truths.map((text) => text.replace(/\bp\b/g, '(a < 1)').replace(/\bq\b/g, '(b <= 0)')),
];
const field = (i: number) => `f${i}`;
const isNumber = new Set(expressions);
const table = Float64Array.of(7, -0, 3, Number.NaN);

/** A program that writes every expression into a field of its own, a and b being what `names` says. */
function everyExpression(
  names: string,
  constants: Record<string, number | Float64Array>,
  steps: number,
  texts = all,
): KernelProgram {
  const step = stepOf(`${names}\n${texts.map((text, i) => `s.${field(i)} = ${text};`).join('\n')}`);
  const fields = texts.map((_, i) => `all.${field(i)}`);
  const state = Object.fromEntries(texts.map((text, i) => [field(i), isNumber.has(text) ? 0.25 : false]));
  return programOf({
    steps,
    seats: [seatOf('all', { state, constants: { ...constants, table }, at: { a: 'a', b: 'b' }, draws: { u: 'u' } })],
    phases: [[{ seat: 'all', step }]],
    streams: [{ name: 'u', kind: 'uniform' }],
    calendars: {
      a: Float64Array.from({ length: steps }, (_, i) => pairs[i]![0]),
      b: Float64Array.from({ length: steps }, (_, i) => pairs[i]![1]),
    },
    watched: fields,
    results: fields,
  });
}

const byExpression = (differences: readonly string[], texts = all) =>
  differences.map((text) => text.replace(/all\.f(\d+)/, (_, i: string) => texts[Number(i)]!));

// Kills: pmin for pmax, a floor that loses -0, a signed shift for an unsigned one, exponents without their subnormals.
describe('every operation gives, for every pair of numbers that arithmetic fears, what the function gives', () => {
  test('where numbers differ from path to path', () => {
    const listA = Float64Array.from(pairs, ([a]) => a);
    const listB = Float64Array.from(pairs, ([, b]) => b);
    const names = 'const a = math.at(k.listA, at.step + draw.u); const b = math.at(k.listB, at.step + draw.u);';
    const program = everyExpression(names, { listA, listB }, pairs.length);
    expect(byExpression(programDifferences(program))).toEqual([]);
  });

  test('where they are the same for all paths', () => {
    const program = everyExpression('const a = at.a; const b = at.b;', {}, pairs.length);
    expect(byExpression(programDifferences(program))).toEqual([]);
  });

  test('where they are known before the kernel runs: then nothing is left to compute', () => {
    for (const [a, b] of pairs.filter((_, i) => i % 17 === 0)) {
      const program = everyExpression('const a = k.a; const b = k.b;', { a, b }, 1);
      const plain = runPlain(program, 1);
      const { results } = compiled(program).layout;
      all.forEach((text, i) => {
        expect({ text, a, b, ...results[`all.${field(i)}`] }).toEqual({
          text,
          a,
          b,
          constant: plain.get(`all.${field(i)}`)![0],
        });
      });
    }
  });

  // Kills: x * 0 is 0; x + 0 is x; division by any number turned into a multiplication.
  test('where one of them is known, and may make the operation a simpler one', () => {
    const ofTwo = all.filter((text) => /\bb\b/.test(text) && !/logRatio|scaleByPowerOfTwo/.test(text));
    for (const c of [...numbers, 2, 4, 2 ** 1023, 2 ** -1022, 2 ** -1074 * 3, 2 ** 996, 2 ** 997, 2 ** -1000]) {
      const list = Float64Array.from([...numbers, 7.3, -1e-5, 123456.789, 1e-300, -3e300]);
      for (const names of ['const a = x; const b = k.c;', 'const a = k.c; const b = x;']) {
        const known = `const x = math.at(k.list, at.step + draw.u); ${names}`;
        const program = everyExpression(known, { c, list }, list.length, ofTwo);
        expect(byExpression(programDifferences(program), ofTwo)).toEqual([]);
      }
    }
  });
});

// Kills: an interval above zero taken for proof that no sign is set. What a processor makes of sqrt(-1) has its sign set.
test('a number that is not one has no exponent, whatever its sign and however its interval is bounded', () => {
  const texts = ['math.exponent(v)', 'math.mantissa(v)', 'math.log(v)', 'math.scaleByPowerOfTwo(v, 3)'];
  const body = (x: string) =>
    `const bad = math.sqrt(${x}); const v = bad < 1 ? 1 : bad;
    ${texts.map((text, i) => `s.${field(i)} = ${text};`).join('\n')}`;
  const state = Object.fromEntries(texts.map((_, i) => [field(i), 0]));
  const program = (x: string) =>
    programOf({
      steps: 3,
      seats: [seatOf('all', { state, draws: { u: 'u' }, at: { a: 'a' } })],
      phases: [[{ seat: 'all', step: stepOf(body(x)) }]],
      streams: [{ name: 'u', kind: 'uniform' }],
      calendars: { a: Float64Array.of(-1, 4, -0) },
      watched: Object.keys(state).map((name) => `all.${name}`),
    });
  for (const x of ['draw.u - 2', 'draw.u * 8 - 4', 'at.a', '-at.a * draw.u']) {
    expect(byExpression(programDifferences(program(x)), texts)).toEqual([]);
  }
  const exponents = runKernel(program('draw.u - 2')).watched.get('all.f0')!;
  expect(exponents.every((exponent) => exponent === 1024)).toBe(true);
});

const meanings: Readonly<Record<string, (...of: never[]) => number | boolean>> = {
  add: (a: number, b: number) => a + b,
  subtract: (a: number, b: number) => a - b,
  multiply: (a: number, b: number) => a * b,
  divide: (a: number, b: number) => a / b,
  negate: (a: number) => -a,
  absolute: (a: number) => Math.abs(a),
  squareRoot: (a: number) => Math.sqrt(a),
  floor: (a: number) => Math.floor(a),
  minimum: (a: number, b: number) => Math.min(a, b),
  maximum: (a: number, b: number) => Math.max(a, b),
  lesser: (a: number, b: number) => (a < b ? a : b),
  larger: (a: number, b: number) => (a < b ? b : a),
  truncate: (a: number) => math.int(a),
  exponentField: (a: number) => Math.min(2047, Math.max(0, math.exponent(a) + 1023)),
  less: (a: number, b: number) => a < b,
  lessOrEqual: (a: number, b: number) => a <= b,
  equal: (a: number, b: number) => a === b,
};

/** An interval may have no end, or one that the next operation leaves. */
const ends = fc.oneof({ weight: 2, arbitrary: doubles }, fc.constantFrom(-Infinity, Infinity, 0, HUGE, -HUGE));

/** An interval, and numbers in it. */
const operand: fc.Arbitrary<{ range: Range; samples: readonly number[] }> = fc
  .record({ ends: fc.tuple(ends, ends), inside: fc.array(doubles, { maxLength: 6 }), mayBeNaN: fc.boolean() })
  .filter(({ ends: both }) => !both.some(Number.isNaN))
  .map(({ ends: [a, b], inside, mayBeNaN }) => {
    const range = { ...between(Math.min(a, b), Math.max(a, b)), mayBeNaN };
    const within = inside.filter((x) => x >= range.low && x <= range.high);
    return { range, samples: [range.low, range.high, ...within, ...(mayBeNaN ? [Number.NaN] : [])] };
  });

const holds = ({ low, high, mayBeNaN }: Range, x: number) => (Number.isNaN(x) ? mayBeNaN : low <= x && x <= high);

test('an operation on numbers that are known is the number that it gives', () => {
  for (const [op, meaning] of Object.entries(meanings)) {
    for (const [a, b] of pairs) {
      const graph = openGraph();
      const given = [graph.number(a), graph.number(b)].slice(0, meaning.length);
      const { literal } = graph.compute(op as NumberOp | BooleanOp, ...given);
      if (!Object.is(literal, meaning(...([a, b] as never[])))) expect.fail(`${op}(${a}, ${b}) is not ${literal}`);
    }
  }
});

test('a choice whose test is known is the one or the other, and one between the same is no choice', () => {
  const graph = openGraph();
  const [a, b, test] = ['a', 'b', 't'].map((name) => graph.input({ kind: 'series', name }, 'number'));
  expect(graph.choose(graph.boolean(true), a!, b!)).toBe(a);
  expect(graph.choose(graph.boolean(false), a!, b!)).toBe(b);
  expect(graph.choose(graph.compute('less', test!, a!), b!, b!)).toBe(b);
});

describe('what is known of a value before it is computed', () => {
  // Kills: NaN of Infinity - Infinity forgotten; the NaN of the wrong side of a choice; an interval without its ends.
  test.each(Object.keys(meanings))('of %s holds for whatever comes out', (op) => {
    fc.assert(
      fc.property(operand, operand, (a, b) => {
        const graph = openGraph();
        const input = (name: string, range: Range) => graph.input({ kind: 'series', name }, 'number', range);
        const given = [input('a', a.range), input('b', b.range)].slice(0, meanings[op]!.length);
        const value = graph.compute(op as NumberOp | BooleanOp, ...given);
        for (const x of a.samples) {
          for (const y of b.samples) {
            const result = meanings[op]!(...([x, y] as never[]));
            const message = `${op}(${x}, ${y}) is ${result}`;
            if (value.literal !== undefined) expect(value.literal, message).toBe(result);
            else if (typeof result === 'number') expect(holds(value.range, result), message).toBe(true);
          }
        }
      }),
      { seed: pinned(`range of ${op}`), numRuns: 400 },
    );
  });

  test('of a choice and of a table holds for every entry', () => {
    fc.assert(
      fc.property(operand, operand, fc.array(doubles, { minLength: 1, maxLength: 5 }), (a, b, entries) => {
        const graph = openGraph();
        const input = (name: string, range?: Range) => graph.input({ kind: 'series', name }, 'number', range);
        const test = graph.compute('less', input('t'), input('u'));
        const { range } = graph.choose(test, input('a', a.range), input('b', b.range));
        for (const x of [...a.samples, ...b.samples]) expect(holds(range, x)).toBe(true);
        const entry = graph.at(Float64Array.from(entries), input('t'));
        for (const x of entries) expect(holds(entry.range, x)).toBe(true);
      }),
      { seed: pinned('range of choices'), numRuns: 300 },
    );
  });

  test('decides a comparison where intervals only touch or lie apart, and leaves it open where they meet', () => {
    const graph = openGraph();
    const input = (low: number, high: number) =>
      graph.input({ kind: 'series', name: `${low} ${high}` }, 'number', between(low, high));
    expect(graph.compute('less', input(0, 1), input(2, 3)).literal).toBe(true);
    expect(graph.compute('less', input(0, 2), input(2, 3)).literal).toBe(undefined);
    expect(graph.compute('lessOrEqual', input(0, 2), input(2, 3)).literal).toBe(true);
    expect(graph.compute('less', input(2, 3), input(0, 2)).literal).toBe(false);
    expect(graph.compute('lessOrEqual', input(2, 3), input(0, 2)).literal).toBe(undefined);
    expect(graph.compute('equal', input(0, 1), input(2, 3)).literal).toBe(false);
  });
});

describe('what is computed once', () => {
  // Kills: a key that forgets an operand, the operation, or the sign of a zero.
  test('is the same operation on the same values, and nothing else', () => {
    const graph = openGraph();
    const input = (name: string) => graph.input({ kind: 'series', name }, 'number');
    const compute = (op: NumberOp, ...operands: Value[]) => graph.compute(op, ...operands);
    const [a, b] = [input('a'), input('b')];
    expect(compute('add', a, b)).toBe(compute('add', a, b));
    expect(compute('add', a, b)).not.toBe(compute('add', b, a));
    expect(compute('add', a, b)).not.toBe(compute('subtract', a, b));
    expect(compute('add', a, b)).not.toBe(compute('add', a, a));
    expect(input('a')).toBe(a);
    expect(graph.number(0)).not.toBe(graph.number(-0));
    expect(graph.at(Float64Array.of(1), a)).not.toBe(graph.at(Float64Array.of(1), a));
  });

  test('stays apart where values are too many for a short key', () => {
    const graph = openGraph();
    let value = graph.input({ kind: 'series', name: 'a' }, 'number');
    const seen = new Set<Value>();
    for (let i = 0; i < 40_000; i++) {
      value = graph.compute('add', value, graph.number(i + 1));
      seen.add(value);
    }
    expect(seen.size).toBe(40_000);
    expect(graph.compute('squareRoot', value)).toBe(graph.compute('squareRoot', value));
  });
});

describe('the compiler', () => {
  const program = (body: string, more: Parameters<typeof seatOf>[1] = {}) =>
    programOf({
      steps: 5,
      seats: [seatOf('it', { state: { x: 1, isOpen: false }, draws: { u: 'u' }, ...more })],
      phases: [[{ seat: 'it', step: stepOf(body) }]],
      streams: [{ name: 'u', kind: 'uniform' }],
      results: ['it.x'],
      watched: ['it.x'],
    });

  test('gives the same bytes for the same program', () => {
    const [one, other] = [1, 2].map(() => compiled(program('s.x = math.exp(s.x * draw.u); s.isOpen = s.x < 1;')));
    expect(one!.bytes).toEqual(other!.bytes);
    expect(one!.layout).toEqual(other!.layout);
  });

  // Kills: a field that ends every step the same is taken for one that never changes.
  test('keeps what a field began with, where every step ends with the same', () => {
    const first = program('if (!s.isOpen) { s.x = 100; } s.x += draw.u; s.isOpen = 1 < 2;');
    expect(programDifferences(first)).toEqual([]);
    expect(
      runKernel(first)
        .watched.get('it.x')!
        .every((x) => (x as number) > 100),
    ).toBe(true);
  });

  // Kills: zeros of both signs taken for one another where a field is compared with what it began with.
  test('tells a field that is only written what it began with from one that is written its opposite', () => {
    const began = (x: number, body: string) => program(body, { state: { x, isOpen: false } });
    for (const x of [0, -0, 1]) {
      for (const body of ['s.x = 0;', 's.x = -0;', 's.x = 1;', 's.x += 1;', 'if (draw.u < 0.5) { s.x = 0; }']) {
        expect(programDifferences(began(x, body))).toEqual([]);
      }
    }
  });

  // Kills: a calendar taken for one number, though it is none in some steps.
  test('reads a calendar step by step unless every step has the same', () => {
    for (const c of [
      [1, Number.NaN, 1, 1, 1],
      [2, 2, 2, 2, 2],
      [0, 0, 0, 0, 3],
      Array.from({ length: 5 }, () => Number.NaN),
    ]) {
      const it = program('s.x = 3 / at.c; s.isOpen = at.c < 2;', { at: { c: 'c' } });
      expect(programDifferences({ ...it, calendars: { c: Float64Array.from(c) } })).toEqual([]);
    }
  });

  test('leaves a field that nobody asks for out of the memory, and a constant too', () => {
    const { layout } = compiled(program('s.x = 3; s.isOpen = draw.u < 0.5;'));
    expect(layout.results).toEqual({ 'it.x': { constant: 3 } });
    expect(layout.state).toEqual({});
  });

  test('refuses, with an error of its own, what kernels cannot do', () => {
    const refused = (body: string, more?: Parameters<typeof seatOf>[1]) => {
      expect(() => compiled(program(body, more))).toThrow(CannotCompile);
    };
    refused('for (let i = 0; i < 5000; i++) s.x += i;');
    refused('s.x = ports.later.x;', { ports: { later: 'later' } });
    refused('s.x = math.int(s.x) << math.int(draw.u * 9);');
    expect(programDifferences(program('s.x += 3 << math.int(at.step);'))).toEqual([]);
  });
});
