import { describe, expect, test } from 'vitest';
import { holding, metric, priceProcess } from '../../src/engine/define.ts';
import { ScenarioError } from '../../src/engine/errors.ts';
import { everyHoursUtc } from '../../src/engine/schedule.ts';
import {
  accounts,
  band,
  constantFunding,
  crowded,
  daily,
  drawdown,
  finite,
  gbm,
  leveragedToken,
  outcomes,
  perpetual,
  recordedBars,
  recordedCloses,
  recordedFunding,
  recordedValue,
  scenario,
  spot,
  untilExit,
} from '../../src/index.ts';

const market = {
  days: 30,
  stepMinutes: 60,
  price: gbm({ volatilityPerYear: 0.8 }),
  funding: constantFunding({ fundingPerYear: 0.1 }),
};

function problemsOf(run: () => unknown): readonly string[] {
  try {
    run();
  } catch (error) {
    expect(error).toBeInstanceOf(ScenarioError);
    return (error as ScenarioError).problems;
  }
  return [];
}

/** What an author who writes plain JavaScript, or silences the editor, may hand over. */
const loosely = <T>(value: unknown): T => value as T;

describe('an author reads every mistake at once, with what to do', () => {
  test('of all models together', () => {
    const problems = problemsOf(() =>
      scenario({
        question: 'What did I write?',
        setting: () =>
          loosely({
            days: 30,
            stepMinutes: 60,
            price: gbm(loosely({ volatilityPeryear: 80 })),
            funding: constantFunding({ fundingPerYear: 0.1 }),
            holdings: { token: leveragedToken(loosely({ leverage: '3x', rebalance: daily() })), spot: spot() },
          }),
      }).resolve(),
    );
    expect(problems).toEqual([
      'gbm: has no option "volatilityPeryear"; did you mean "volatilityPerYear"?',
      'gbm: volatilityPerYear must be a number from 0 to 10; got undefined',
      'holdings: "token": leveragedToken: leverage must be a number from -10 to 10; got "3x" (write a plain number, without quotes or a unit)',
    ]);
  });

  test('a volatility of 80 is answered with the fraction that was meant', () => {
    expect(gbm({ volatilityPerYear: 80 }).problems).toEqual([
      'gbm: volatilityPerYear must be a number from 0 to 10; got 80 (values are fractions, not per cent: 80 % is 0.8)',
    ]);
  });

  test('a fee of 10 is answered with the basis points that were meant', () => {
    expect(leveragedToken({ leverage: 3, rebalance: daily(), tradingFee: 10 }).problems[0]).toContain('10 bp is 0.001');
  });

  test('a band that does not hold its own target', () => {
    expect(leveragedToken({ leverage: 3, rebalance: band({ low: 1, high: 2 }) }).problems).toEqual([
      "leveragedToken: band: [low, high] must hold the target's |leverage| 3; got [1, 2]",
    ]);
  });

  test('a perpetual that would be liquidated at entry, and one whose margin exceeds the money', () => {
    expect(perpetual({ exposure: 3, maintenanceMargin: 0.4 }).problems[0]).toContain(
      '1 / leverage less the trading fee must exceed',
    );
    expect(perpetual({ exposure: 5, marginLeverage: 3 }).problems[0]).toContain('at most marginLeverage');
  });

  test('a model where another kind is meant, and a constructor that was not called', () => {
    const holdings = { spot: spot() };
    const wrongKind = () =>
      scenario({ question: 'Which kind?', setting: () => loosely({ ...market, price: spot(), holdings }) }).resolve();
    expect(problemsOf(wrongKind)).toEqual(['setting: price must be a price such as gbm({ … }); got the holding spot']);
    const uncalled = () =>
      scenario({ question: 'Called?', setting: () => loosely({ ...market, holdings: { spot } }) }).resolve();
    expect(problemsOf(uncalled)[0]).toContain('call it, with its options in parentheses');
  });

  // Kills: a calendar that takes the place of what at has already, in kernels or in plain steps.
  test.each(['step', 'days', 'isLast'])('a calendar by the name of at.%s', (name) => {
    const timed = metric({
      name: 'timed',
      options: {},
      calendar: () => ({ [name]: everyHoursUtc(8), stamps: everyHoursUtc(8) }),
      constants: () => ({}),
      results: [],
      step: () => {},
    });
    const problem = `timed: calendar must not use the name ${name}, which at.${name} has already`;
    expect(timed().problems).toEqual([problem]);
    const resolve = () =>
      scenario({
        question: 'When?',
        setting: () => ({ ...market, holdings: { spot: spot() }, metrics: [timed()] }),
      }).resolve();
    expect(problemsOf(resolve)).toEqual([expect.stringContaining(problem)]);
  });

  test('names that differ only in letter case, an empty name, no holdings at all', () => {
    const of = (holdings: Record<string, ReturnType<typeof spot>>) =>
      problemsOf(() => scenario({ question: 'Names?', setting: () => ({ ...market, holdings }) }).resolve());
    expect(of({ Spot: spot(), spot: spot() })[0]).toContain('differ only in letter case');
    expect(of({ ' ': spot() })[0]).toContain('1 to 100 printable characters');
    expect(of({})[0]).toContain('at least one holding');
  });

  test('a horizon that is not a whole number of steps', () => {
    const coarse = () =>
      scenario({
        question: 'How long?',
        setting: () => ({ ...market, days: 1, stepMinutes: 7, holdings: { spot: spot() } }),
      }).resolve();
    expect(problemsOf(coarse)).toEqual(['setting: days · 1440 must be a multiple of stepMinutes; got 1 · 1440 and 7']);
  });
});

describe('parameters', () => {
  const asking = scenario({
    question: 'What if?',
    parameters: {
      volatilityPerYear: finite(0, 10, { default: 0.8, meaning: 'of the price' }),
      low: finite(0, 10, { default: 1, meaning: 'half of it, unless set' }),
    },
    derived: { low: ({ volatilityPerYear }) => volatilityPerYear / 2 },
    setting: (p) => ({ ...market, price: gbm({ volatilityPerYear: p.volatilityPerYear }), holdings: { spot: spot() } }),
  });

  test('are changed by name, and say what they were by default', () => {
    const { parameters, price } = asking.resolve({ set: { volatilityPerYear: '1.2' } });
    expect(parameters[0]).toMatchObject({ name: 'volatilityPerYear', value: 1.2, defaultValue: 0.8 });
    expect(price.options.find(({ name }) => name === 'volatilityPerYear')?.value).toBe(1.2);
  });

  test('that follow from others do so, unless they are set themselves', () => {
    expect(asking.resolve({ set: { volatilityPerYear: '1.2' } }).parameters[1]?.value).toBe(0.6);
    expect(asking.resolve({ set: { volatilityPerYear: '1.2', low: '0.1' } }).parameters[1]?.value).toBe(0.1);
  });

  test.each(['80%', '0x10', '1,2', '', ' ', 'Infinity', 'NaN', '1e400'])(
    'are never coerced: %j is refused',
    (typed) => {
      expect(problemsOf(() => asking.resolve({ set: { volatilityPerYear: typed } }))).toHaveLength(1);
    },
  );

  test('that do not exist are answered with the one that was meant', () => {
    expect(problemsOf(() => asking.resolve({ set: { volatilityPerYaer: '1' } }))).toEqual([
      '--set: the scenario has no parameter "volatilityPerYaer"; did you mean "volatilityPerYear"?',
    ]);
  });
});

test.each([0, -1, 1.5, Number.NaN, 1e12])('%s paths are refused', (paths) => {
  const asking = scenario({ question: 'How many?', setting: () => ({ ...market, holdings: { spot: spot() } }) });
  expect(problemsOf(() => asking.resolve({ paths }))[0]).toContain('paths must be a whole number from 1');
});

describe('a slip of the first day is answered with one line, and never with a TypeError', () => {
  const { days, stepMinutes, price, funding } = market;
  const setting = () => ({ ...market, holdings: { spot: spot() } });
  const asked = (definition: object) =>
    problemsOf(() => scenario({ question: 'What?', setting, ...definition } as never).resolve());

  test.each([
    [undefined, 'undefined'],
    [null, 'null'],
    ['hello', '"hello"'],
    [42, '42'],
    [[], 'an array'],
    [() => ({}), 'a function'],
    [spot(), 'the holding spot'],
  ])('a scenario that is no object of its parts: $1', (definition, got) => {
    expect(problemsOf(() => scenario(definition as never).resolve())).toEqual([
      `scenario: takes an object { question, setting, … }; got ${got}`,
    ]);
  });

  test.each([
    [undefined, 'undefined'],
    [{ days, stepMinutes, price, funding, holdings: { spot: spot() } }, 'an object'],
  ])('a setting that is missing, or is what it should return: $1', (given, got) => {
    expect(asked({ setting: given })).toEqual([
      `scenario: setting must be a function (parameters) => ({ price, funding, holdings, … }); got ${got}`,
    ]);
  });

  test('a setting that is async, whether it would have worked or failed', () => {
    const line = 'scenario: setting must not be async: it must return { price, funding, holdings, … }; got a promise';
    expect(asked({ setting: async () => setting() })).toEqual([line]);
    expect(asked({ setting: async () => Promise.reject(new Error('nobody reads this')) })).toEqual([line]);
  });

  test.each([
    [drawdown(), 'the metric drawdown'],
    [{}, 'an object'],
    ['drawdown', '"drawdown"'],
  ])('metrics that are no list: $1', (metrics, got) => {
    expect(asked({ setting: () => ({ ...setting(), metrics }) })).toEqual([
      `setting: metrics must be a list such as [drawdown()]; got ${got}`,
    ]);
  });

  test.each([
    [5, '5'],
    [null, 'null'],
    ['5', '"5"'],
    [{ default: 5 }, 'an object'],
    [finite, 'a function; call it, with its range in parentheses'],
  ])('a parameter that is no option, even where it is set: $1', (x, got) => {
    const asking = scenario({ question: 'What?', setting, parameters: { x } } as never);
    expect(problemsOf(() => asking.resolve({ set: { x: '7' } }))).toEqual([
      `parameters: x must be an option such as finite(0, 10, { default: 1, meaning: '…' }); got ${got}`,
    ]);
  });

  test.each([
    [5, '5'],
    [null, 'null'],
    [['x'], 'an array'],
    [finite(0, 1, { default: 1, meaning: 'nameless' }), 'one option'],
  ])('parameters that have no names: $1', (parameters, got) => {
    expect(asked({ parameters })).toEqual([
      `parameters: must be an object of named options such as { x: finite(0, 10, { default: 1, meaning: '…' }) }; got ${got}`,
    ]);
  });

  test('a default that should follow from others and is no function', () => {
    const parameters = { x: finite(0, 10, { default: 1, meaning: 'of it' }) };
    expect(asked({ parameters, derived: { x: 5 } })).toEqual([
      'derived: x must be a function (parameters) => value; got 5',
    ]);
    expect(asked({ parameters, derived: () => 5 })).toEqual([
      'derived: must be an object of named functions (parameters) => value; got a function',
    ]);
  });
});

describe('a recording inside another model has no clock of its own', () => {
  const wrapping = priceProcess({
    name: 'wrapping',
    options: {},
    takes: { of: 'price' },
    constants: () => ({}),
    step: (s, _k, _draw, _at, ports) => {
      s.logReturn = ports.of.logReturn;
      s.simpleReturn = ports.of.simpleReturn;
    },
  });
  const bars = recordedBars({ file: 'bars.csv' });
  const closes = recordedCloses({ file: 'closes.csv' });
  const asked = (given: object) =>
    problemsOf(() =>
      scenario({
        question: 'Which clock?',
        setting: () => loosely({ ...market, holdings: { spot: spot() }, ...given }),
      }).resolve(),
    );

  test.each([
    ['a part', wrapping({ of: bars }), 'recordedBars'],
    ['a part of a part', wrapping({ of: wrapping({ of: closes }) }), 'recordedCloses'],
  ])('a price of which %s is recorded is refused in one line, with and without days', (_, price, part) => {
    const line = `setting: price must be a recording itself, or made of none: wrapping is made of ${part}, and has not its clock`;
    expect(asked({ price })).toEqual([line]);
    expect(asked({ price, days: undefined, stepMinutes: undefined })).toEqual([line]);
  });

  test('a price that refuses recordings by itself says it once, in its own words', () => {
    const price = crowded({ of: bars, feedback: 0.1 });
    expect(price.problems).toHaveLength(1);
    expect(asked({ price })).toEqual(price.problems);
    expect(asked({ price, days: undefined, stepMinutes: undefined })).toEqual(price.problems);
  });

  test('a recorded price, and one made of generated ones, are not refused', () => {
    expect(asked({ price: closes, days: undefined, stepMinutes: undefined })).toEqual([]);
    expect(asked({ price: wrapping({ of: market.price }) })).toEqual([]);
  });

  // Kills: looking only at what a scenario names itself, and not at what that holds.
  test('recorded funding, and a recorded holding inside another, need a recorded price', () => {
    const needs = 'needs a recorded price beside it: a generated market has no dates';
    const box = holding({
      name: 'box',
      family: 'token',
      options: {},
      takes: { of: 'holding' },
      targetLeverage: () => 1,
      state: { ...accounts, ...outcomes },
      constants: () => ({}),
      step: () => {},
    });
    const value = recordedValue({ file: 'value.csv' });
    expect(asked({ funding: recordedFunding({ file: 'rates.csv' }) })).toEqual([`recordedFunding: ${needs}`]);
    expect(asked({ holdings: { box: box({ of: value }) } })).toEqual([`recordedValue: ${needs}`]);
    expect(asked({ holdings: { plan: untilExit({ of: value }) } })).toEqual([`recordedValue: ${needs}`]);
  });
});
