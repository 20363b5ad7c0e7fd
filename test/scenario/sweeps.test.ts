import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { finite, gbm, leveragedToken, noFunding, range, scenario, spot } from '../../src/index.ts';
import { daily } from '../../src/tokens/rebalance/daily.ts';
import { pinned } from '../support/arbitraries.ts';

const parameters = {
  leverage: finite(1, 5, { default: 3, meaning: 'of the token' }),
  volatilityPerYear: finite(0, 3, { default: 0.8, meaning: 'of the price' }),
};

/** What an author may write, wrong or right: types would not let the wrong pass. */
const asked = (more: object) =>
  scenario({
    question: 'What?',
    parameters,
    ...(more as { sweep?: never }),
    setting: (p) => ({
      days: 2,
      stepMinutes: 120,
      price: gbm({ driftPerYear: 0, volatilityPerYear: p.volatilityPerYear }),
      funding: noFunding(),
      holdings: { spot: spot(), [`${p.leverage}x`]: leveragedToken({ leverage: p.leverage, rebalance: daily() }) },
    }),
  });

describe('range', () => {
  test('has both ends where the step fits, and decimals as they are written', () => {
    expect(range(0.3, 0.7, 0.1)).toEqual([0.3, 0.4, 0.5, 0.6, 0.7]);
    expect(range(-0.2, 0.1, 0.1)).toEqual([-0.2, -0.1, 0, 0.1]);
    expect(range(3, 1, -1)).toEqual([3, 2, 1]);
    expect(range(0, 1, 0.4)).toEqual([0, 0.4, 0.8]);
    expect(range(2, 2, 1)).toEqual([2]);
    expect(range(-3.99, 0, 0.57)).toEqual([-3.99, -3.42, -2.85, -2.28, -1.71, -1.14, -0.57, 0]);
    expect(range(1e-101, 3e-101, 1e-101)).toHaveLength(3);
    expect(range(1e21, 3e21, 1e21)).toEqual([1e21, 2e21, 3e21]);
  });

  test('rises evenly from its first end and never beyond its second', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -500, max: 500 }),
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: 1, max: 40 }),
        (from, step, steps) => {
          const values = range(from / 100, (from + steps * step) / 100, step / 100);
          expect(values).toHaveLength(steps + 1);
          values.forEach((value, i) => {
            expect(value).toBe((from + i * step) / 100 + 0);
          });
        },
      ),
      { seed: pinned('range'), numRuns: 2000 },
    );
  });

  test.each([
    [1, 2, 0],
    [1, 2, -1],
    [0, Number.POSITIVE_INFINITY, 1],
    [0, 1, Number.NaN],
  ])('from %d to %d by %d leads nowhere', (from, to, step) => {
    expect(() => range(from, to, step)).toThrow(RangeError);
  });
});

describe('a sweep of a scenario', () => {
  test('is a grid of its parameters, the last one fastest, looked at through its first token', () => {
    const { sweep } = asked({ sweep: { over: { leverage: [2, 3], volatilityPerYear: range(0.5, 1, 0.5) } } }).resolve();
    expect(sweep).toEqual({
      axes: [
        { name: 'leverage', values: [2, 3] },
        { name: 'volatilityPerYear', values: [0.5, 1] },
      ],
      cells: [
        { settings: { leverage: 2, volatilityPerYear: 0.5 } },
        { settings: { leverage: 2, volatilityPerYear: 1 } },
        { settings: { leverage: 3, volatilityPerYear: 0.5 } },
        { settings: { leverage: 3, volatilityPerYear: 1 } },
      ],
      paths: 240,
      holdings: null,
    });
  });

  test('names what it looks at after the parameters of a cell', () => {
    const sweep = { over: { leverage: [2] }, of: (p: { leverage: number }) => [`${p.leverage}x`] };
    expect(asked({ sweep }).resolve().sweep!.holdings).toEqual(['3x']);
    expect(asked({ sweep }).resolve({ set: { leverage: '2' } }).sweep!.holdings).toEqual(['2x']);
  });

  test('is told everything that is wrong with it at once', () => {
    const sweep = { over: { leverge: [1], volatilityPerYear: [80, 0.5, 0.5] }, path: 3, paths: 3 };
    const regimes = { cases: { Calm: { volatilityPerYear: '0.4' }, '': {} } };
    expect(() => asked({ sweep, regimes }).resolve()).toThrow(
      [
        'sweep: has no "path"; it has over, paths, of',
        'sweep: paths must be a whole number from 40 to 100000000; got 3',
        'sweep: the scenario has no parameter "leverge"; did you mean "leverage"?',
        'sweep: volatilityPerYear must be a number from 0 to 3; got 80 (values are fractions, not per cent: 80 % is 0.8)',
        'sweep: volatilityPerYear must have each value once',
        'regimes: "Calm": volatilityPerYear must be a number from 0 to 3; got "0.4" (write a plain number, without quotes or a unit)',
        'regimes: "": its name must be 1 to 40 characters',
      ].join('\n'),
    );
  });

  test.each([
    [{ sweep: [1, 2] }, 'sweep must be an object { over'],
    [{ sweep: { over: {} } }, 'must go over at least one parameter; got none'],
    [{ sweep: { over: { leverage: 3 } } }, 'leverage must be a list of values, or range(from, to, step); got 3'],
    [{ sweep: { over: { leverage: [2] }, of: () => ['4x'] } }, 'there is no holding "4x"'],
    [{ sweep: { over: { leverage: [2] }, of: 'token' } }, 'of must be a function'],
    [{ regimes: { cases: {} } }, 'cases must be 1 to 8; got 0'],
    [{ regimes: { cases: { Calm: 3 } } }, 'must be an object of parameters it sets; got 3'],
  ])('%j is refused', (more, message) => {
    expect(() => asked(more).resolve()).toThrow(message);
  });
});
