import { expect, test } from 'vitest';
import { analyseStep, checkHelper, checkStep, formatSubsetProblems } from '../../src/kernel/check-step.ts';
import { mathSignatures } from '../../src/kernel/math-signatures.ts';
import { exp, expm1 } from '../../src/math/exp.ts';
import { log, log1p } from '../../src/math/log.ts';
import { math } from '../../src/math/math.ts';
import { normalCdf, normalQuantile, normalSurvival } from '../../src/math/normal.ts';
import { cosTurn, sinTurn } from '../../src/math/turn.ts';
import { accepted, functionOf, minified, refused, signature, stepOf } from './samples.ts';

const said = (fn: Parameters<typeof checkStep>[0]) => formatSubsetProblems('model', checkStep(fn, signature));

test.each(accepted)('a step may say: %s', (body) => {
  expect(said(stepOf(body))).toBe('');
});

test.each(refused)('a step may not say: %s', (body, text, problem, instead) => {
  const problems = checkStep(stepOf(body), signature);
  expect(problems, said(stepOf(body))).toHaveLength(1);
  expect(problems[0]?.text).toBe(text);
  expect(problems[0]?.problem).toContain(problem);
  expect(problems[0]?.instead).toContain(instead);
});

test('a minified bundle gets the verdict of its source, problem by problem', () => {
  for (const body of [...accepted, ...refused.map(([body]) => body)]) {
    if (body.startsWith('"use strict"')) continue; // dropped by the bundler
    const step = stepOf(body);
    const problems = (fn: typeof step) => checkStep(fn, signature).length;
    expect(problems(minified(step)), body).toBe(problems(step));
    expect(problems(minified(step, true)) === 0, body).toBe(problems(step) === 0);
  }
});

test('the parameters are known by their places, whatever their names, and the last may be missing', () => {
  expect(
    said((a: { nav: number }, b: { growth: number }, c: { z: number }) => {
      a.nav = b.growth * c.z;
    }),
  ).toBe('');
  expect(said(functionOf('() => {}'))).toBe('');
  expect(said(functionOf('(k, s) => { k.nav = s.growth; }'))).toBe('');
  expect(said(functionOf('(s) => { s.nav = k.growth; }'))).toContain('uses the free name k');
  expect(said(functionOf('(s) => { s.nav = math.exp(1); }'))).toContain('uses the free name math; write math.exp(1)');
  expect(said(functionOf('(a, b, c, d, e, f, g) => {}'))).toContain('has 7 parameters; it is given 6 at most');
});

test('an arrow, a function, a named function, a method and an async-named method read alike', () => {
  const body = '(s, k) { s.nav = k.growth; }';
  for (const source of [
    '(s, k) => { s.nav = k.growth; }',
    'function (s, k) { s.nav = k.growth; }',
    'function step(s, k) { s.nav = k.growth; }',
    `({ step${body} }).step`,
    `({ async${body} }).async`,
    `({ 'a step'${body} })['a step']`,
    `({ ['st' + 'ep']${body} }).step`,
    `new (class { step${body} })().step`,
  ])
    expect(said(functionOf(source)), source).toBe('');
});

test.each([
  ['async (s) => {}', 'is async'],
  ['({ async step(s) {} }).step', 'is async'],
  ['function* (s) {}', 'is a generator'],
  ['(s = 1) => {}', 'is not a plain parameter'],
  ['({ nav }) => {}', 'is not a plain parameter'],
  ['(...s) => {}', 'is not a plain parameter'],
  ['class {}', 'is not a function'],
  ['(() => {}).bind(null)', 'cannot be read as a function'],
  ['Math.exp', 'cannot be read as a function'],
  ['(s) => s.nav', 'is a step without braces'],
])('%s is no step', (source, problem) => {
  expect(said(functionOf(source))).toContain(problem);
});

test('all problems are reported at once, in the order of the source, each with its place in the function', () => {
  const step = functionOf('(s, k, draw) => {\n  s.nav = Math.exp(draw.z);\n  s.nvv = k.growth % 2;\n}');
  expect(formatSubsetProblems('gbm', checkStep(step, signature)).split('\n')).toEqual([
    'gbm: its step is outside the kernel subset: "Math.exp(draw.z)" uses the free name Math; write math.exp(draw.z) (line 2, column 11)',
    'gbm: its step is outside the kernel subset: "s.nvv" uses s.nvv, which is not declared; did you mean s.nav? (line 3, column 3)',
    'gbm: its step is outside the kernel subset: "k.growth % 2" uses %; write x - n * math.floor(x / n) (line 3, column 11)',
  ]);
  const places = checkStep(stepOf('s.count += Math.exp(1) + fee;'), signature).map(({ column }) => column);
  expect(places).toEqual([1, 12, 26]);
});

test('a refused definition is reported once, not at each use of its name', () => {
  expect(checkStep(stepOf('const x = fee; s.nav = x + x; s.isRuined = x > 1;'), signature)).toHaveLength(1);
});

test('a function inside a step is named as the mistake, not what a transpiler wraps around it', () => {
  const [problem, ...others] = checkStep(minified(stepOf('const f = (x) => x;'), true), signature);
  expect(problem?.problem).toBe('makes a function');
  expect(others).toEqual([]);
});

test('a problem shows at most 60 characters of its source, on one line', () => {
  const [problem] = checkStep(stepOf(`s.nav = [\n${'1, '.repeat(40)}];`), signature);
  expect(problem?.text).toMatch(/^\[ 1, 1, .*…$/);
  expect(problem?.text).toHaveLength(60);
});

test('whoever translates a step finds the type of each expression', () => {
  const { source, types } = analyseStep(stepOf('s.count = k.bits & 7; s.isRuined = s.count < 2.5;'), signature);
  const found = [...types].map(([node, type]) => `${source.textOf(node)}: ${type}`);
  expect(found).toEqual([
    's.count: int',
    'k.bits: int',
    '7: int',
    'k.bits & 7: int',
    's.isRuined: boolean',
    's.count: int',
    '2.5: number',
    's.count < 2.5: boolean',
  ]);
});

test('a helper gives the type that it returns on every path', () => {
  const resultOf = (source: string, parameters: Parameters<typeof checkHelper>[1] = ['number']) => {
    const { result, problems } = checkHelper(functionOf(source), parameters, mathSignatures);
    return result ?? formatSubsetProblems('helper', problems);
  };
  expect(resultOf('(x) => x * x')).toBe('number');
  expect(resultOf('(x) => x > 1')).toBe('boolean');
  expect(resultOf('(x, math) => math.int(x)')).toBe('int');
  expect(resultOf('(x, math) => { if (x > 1) { return math.int(x); } return x; }')).toBe('number');
  expect(resultOf('(x) => { if (x > 1) return 1; else { return 2; } }')).toBe('number');
  expect(resultOf('(x, t, math) => math.at(t, x)', ['number', 'numberTable'])).toBe('number');
  expect(resultOf('(x) => { if (x > 1) return 1; }')).toContain('can end without a value; end every path with return');
  expect(resultOf('(x) => { if (x > 1) {} else return 1; }')).toContain('can end without a value');
  expect(resultOf('(x) => { if (x > 1) return 1; return true; }')).toContain('returns a number here and a boolean');
  expect(resultOf('(x) => { return 1; x = 2; }')).toContain('can never be reached');
  expect(resultOf('(x) => { for (let i = 0; i < 2; i++) { return 1; } return 2; }')).toContain('returns inside a loop');
  expect(resultOf('(x) => { return; }')).toContain('returns no value');
  expect(resultOf('(t) => t', ['numberTable'])).toContain('returns a table');
  expect(resultOf('(x) => { x = 1; return x; }')).toContain('is a parameter; copy it into a let');
  expect(resultOf('(x, s) => s.nav')).toContain('is not a value');
  expect(resultOf('(x) => Math.sqrt(x)')).toContain('uses the free name Math; write math.sqrt(x)');
});

test("the project's own arithmetic is inside the subset", () => {
  for (const fn of [exp, expm1, log, log1p, sinTurn, cosTurn, normalQuantile, normalCdf, normalSurvival]) {
    const { result, problems } = checkHelper(fn, ['number'], mathSignatures);
    expect(formatSubsetProblems(fn.name, problems)).toBe('');
    expect(result).toBe('number');
  }
});

test('math has a signature for each of its functions, with as many parameters', () => {
  expect(Object.keys(mathSignatures).sort()).toEqual(Object.keys(math).sort());
  for (const [name, { parameters }] of Object.entries(mathSignatures))
    expect(math[name as keyof typeof math], name).toHaveLength(parameters.length);
});
