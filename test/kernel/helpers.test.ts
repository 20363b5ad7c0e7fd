import { describe, expect, test } from 'vitest';
import type { AnyFunction } from '../../src/kernel/contracts.ts';
import { mathSignatures } from '../../src/kernel/math-signatures.ts';
import { compiled, programDifferences, programOf, runKernel, seatOf } from '../support/kernels.ts';
import { functionOf, stepOf } from './samples.ts';

/** One step writes `expression` of x, which differs from path to path, and of a number that is one for all. */
function program(expression: string, helpers: Readonly<Record<string, AnyFunction>>) {
  const body = `const x = 0.25 + draw.u / 2; s.apart = ${expression}; { const x = at.c; s.alike = ${expression}; }`;
  return programOf({
    steps: 2,
    seats: [
      seatOf('it', {
        state: { apart: 0, alike: 0 },
        constants: { table: Float64Array.of(1, 2, 3) },
        draws: { u: 'u' },
        at: { c: 'c' },
        helpers,
      }),
    ],
    phases: [[{ seat: 'it', step: stepOf(body) }]],
    streams: [{ name: 'u', kind: 'uniform' }],
    calendars: { c: Float64Array.of(0.5, 0.75) },
    results: ['it.apart', 'it.alike'],
    watched: ['it.apart', 'it.alike'],
  });
}

const helper = (source = '(x) => x + 40') => functionOf(source);

describe('a helper with the name of something else', () => {
  // Kills: operations, or the library, looked up before the helpers of a model.
  test.each(['powerOfTwo', 'significand', 'exponentField', 'squareRoot', 'equal', 'sqrt', 'log', 'abs', 'exp', 'int'])(
    '%s means the helper in a step',
    (name) => {
      const it = program(`math.${name}(x)`, { [name]: helper() });
      expect(programDifferences(it)).toEqual([]);
      expect(runKernel(it).watched.get('it.alike')![0]).toBe(40.5);
    },
  );

  test.each(['powerOfTwo', 'significand', 'exponentField', 'sqrt', 'log', 'at'])(
    '%s means the helper in another helper, which is given the toolkit of its model',
    (name) => {
      const it = program('math.other(x)', {
        [name]: helper(),
        other: helper(`(x, math) => math.${name}(x) * 2`),
      });
      expect(programDifferences(it)).toEqual([]);
      expect(runKernel(it).watched.get('it.alike')![0]).toBe(81);
    },
  );

  test('at means the helper, and takes numbers', () => {
    const it = program('math.at(x, 2)', { at: helper('(x, y) => x * y') });
    expect(programDifferences(it)).toEqual([]);
    expect(runKernel(it).watched.get('it.alike')![0]).toBe(1);
  });

  test('means the helper again after a function of the library has been written out', () => {
    const it = program('math.log(x) + math.normalQuantile(math.log(x) / 100) + math.log(x)', { log: helper() });
    expect(programDifferences(it)).toEqual([]);
  });
});

// Kills: functions of the library that call what the model has given their names to.
describe('the library is not affected by helpers', () => {
  const names = [
    ...[
      'powerOfTwo',
      'significand',
      'exponentField',
      'sqrt',
      'log',
      'at',
      'abs',
      'floor',
      'int',
      'mantissa',
      'exponent',
    ],
    ...['scaleByPowerOfTwo', 'exp', 'min', 'max'],
  ];
  const given: Readonly<Record<string, string>> = {
    at: 'k.table, x * 3',
    logRatio: 'x, 2 * x + 1',
    scaleByPowerOfTwo: 'x, 3',
    imul: 'math.int(x * 9), 3',
    min: 'x, 0.5',
    max: 'x, 0.5',
  };
  test.each(Object.keys(mathSignatures))('math.%s is what it was, whatever helpers are called', (called) => {
    const helpers = Object.fromEntries(
      names.filter((name) => name !== called && !(called === 'imul' && name === 'int')).map((name) => [name, helper()]),
    );
    const expression = `math.${called}(${given[called] ?? 'x'})`;
    const it = program(expression, helpers);
    expect(programDifferences(it)).toEqual([]);
    expect(compiled(it).bytes).toEqual(compiled(program(expression, {})).bytes);
  });
});
