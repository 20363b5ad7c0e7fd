import { describe, expect, test } from 'vitest';
import { metric } from '../../src/engine/define.ts';
import { ScenarioError } from '../../src/engine/errors.ts';
import { everyHoursUtc } from '../../src/engine/schedule.ts';
import {
  band,
  constantFunding,
  daily,
  finite,
  gbm,
  leveragedToken,
  perpetual,
  scenario,
  spot,
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
