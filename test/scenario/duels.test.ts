import { describe, expect, test } from 'vitest';
import { fundLife, holding, metric, priceProcess } from '../../src/engine/define.ts';
import { ScenarioError } from '../../src/engine/errors.ts';
import {
  accounts,
  constantFunding,
  daily,
  dailyWithEmergency,
  finite,
  gbm,
  leveragedToken,
  outcomes,
  perpetual,
  scenario,
  spot,
} from '../../src/index.ts';
import { describeScenario } from '../../src/scenario/describe.ts';
import { clockOf } from '../../src/scenario/open-scenario.ts';
import { scenarioWarnings } from '../../src/scenario/warnings.ts';
import { runScenario } from '../support/run.ts';

const market = {
  days: 30,
  stepMinutes: 1440,
  price: gbm({ volatilityPerYear: 0.8 }),
  funding: constantFunding({ fundingPerYear: 0.1 }),
};
const holdings = { '3x token': leveragedToken({ leverage: 3, rebalance: daily() }), spot: spot() };
const loosely = <T>(value: unknown): T => value as T;
const asking = (duels: unknown) =>
  scenario({ question: 'Who wins?', paths: 5, setting: () => ({ ...market, holdings, duels: loosely(duels) }) });

function problemsOf(run: () => unknown): readonly string[] {
  try {
    run();
  } catch (error) {
    expect(error).toBeInstanceOf(ScenarioError);
    return (error as ScenarioError).problems;
  }
  return [];
}
const problemsWith = (duels: unknown) => problemsOf(() => asking(duels).resolve());

describe('duels', () => {
  test('are settled with the names and weights that parameters give, and described only where there are any', () => {
    const varied = scenario({
      question: 'Who wins?',
      parameters: { leverage: finite(1, 9, { default: 3, meaning: 'of the token' }) },
      setting: ({ leverage }) => ({
        ...market,
        holdings: {
          [`${leverage}x`]: leveragedToken({ leverage, rebalance: daily() }),
          perp: perpetual({ exposure: 3 }),
          spot: spot(),
        },
        duels: {
          all: {
            pairs: [
              [`${leverage}x`, 'perp'],
              [`${leverage}x`, 'spot'],
            ],
            on: 'equal money',
            weights: [3, 1],
          },
        },
      }),
    });
    const resolved = varied.resolve({ set: { leverage: '2' } });
    expect(resolved.duels).toEqual([
      {
        name: 'all',
        on: 'equal money',
        pairs: [
          ['2x', 'perp'],
          ['2x', 'spot'],
        ],
        weights: [0.75, 0.25],
        sides: null,
      },
    ]);
    expect(describeScenario('x', resolved, clockOf(resolved, new Map())).duels).toEqual(resolved.duels);
    const without = asking(undefined).resolve();
    expect('duels' in describeScenario('x', without, clockOf(without, new Map()))).toBe(false);
  });

  // Kills: a metric of duels that would change what everybody else is dealt.
  test('add columns to the market and change no other number', () => {
    const with_ = runScenario(asking({ a: { pairs: [['3x token', 'spot']], on: 'equal money' } }).resolve());
    const without = runScenario(asking(undefined).resolve());
    for (const name of ['spotReturn', 'sumSquaredLogReturn']) expect(with_(null, name)).toEqual(without(null, name));
    expect(with_('3x token', 'finalValue')).toEqual(without('3x token', 'finalValue'));
    expect(with_(null, 'spotDrawdown').every((fall) => fall > 0 && fall < 1)).toBe(true);
    expect(
      with_(null, 'largestStep').every((step, path) => step ** 2 <= (with_(null, 'sumSquaredLogReturn')[path] ?? 0)),
    ).toBe(true);
    expect(() => without(null, 'spotDrawdown')).toThrow(/no column/);
  });

  test('with a name that no holding has are answered with the one that was meant', () => {
    expect(problemsWith({ a: { pairs: [['3x tokn', 'spot']], on: 'equal money' } })).toEqual([
      'duels: "a": no holding is called "3x tokn"; did you mean "3x token"?',
    ]);
  });

  test.each([
    [{ pairs: [['spot', 'spot']], on: 'money' }, 'a pair must be of two holdings; got "spot" twice'],
    [
      {
        pairs: [
          ['spot', '3x token'],
          ['spot', '3x token'],
        ],
        on: 'money',
      },
      'a pair must be named once',
    ],
    [{ pairs: [], on: 'money' }, 'pairs must be 1 to 1000 pairs'],
    [{ pairs: ['spot', '3x token'], on: 'money' }, 'pairs must be 1 to 1000 pairs'],
    [{ pairs: [['spot', '3x token']] }, 'on must say what makes the two comparable'],
    [{ pairs: [['spot', '3x token']], on: 'money', weights: [1, 2] }, 'weights must be a number above 0 for each'],
    [{ pairs: [['spot', '3x token']], on: 'money', weights: [0] }, 'weights must be a number above 0 for each'],
    [{ pairs: [['spot', '3x token']], on: 'money', sides: 'both' }, 'sides must be two names'],
    [{ pairs: [['spot', '3x token']], on: 'money', weigths: [1] }, 'did you mean "weights"?'],
    [[['spot', '3x token']], 'must be { pairs'],
  ])('%j is refused with one line', (duel, wanted) => {
    const problems = problemsWith({ a: duel });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(`duels: "a": ${wanted}`.replace('"a": did', '"a": has no "weigths"; did'));
  });

  test('whose words are too long are told so, with their length', () => {
    const pairs = [['spot', '3x token']];
    const long = 'x'.repeat(101);
    const start = `"${'x'.repeat(57)}…"`;
    expect(problemsWith({ a: { pairs, on: long } })).toEqual([
      `duels: "a": on must say what makes the two comparable, such as 'equal initial exposure', in 1 to 100 printable characters; got 101 characters, ${start}`,
    ]);
    expect(problemsWith({ a: { pairs, on: 'money', sides: ['it', long] } })).toEqual([
      `duels: "a": sides must be two names such as ['the token', 'the perpetual'], each of 1 to 100 printable characters; got ["it", 101 characters, ${start}]`,
    ]);
    expect(problemsWith({ a: { pairs, on: 'x'.repeat(100) } })).toEqual([]);
  });

  test('with one pair that lacks its brackets are answered with them, and with nothing about weights', () => {
    const line = (got: string) =>
      `duels: "a": pairs must be 1 to 1000 pairs of names, [[first, second], …]; got an array; did you mean ${got}?`;
    const of = (pairs: unknown) => problemsWith({ a: { pairs, on: 'money', weights: [1] } });
    expect(of(['3x token', 'spot'])).toEqual([line("[['3x token', 'spot']]")]);
    expect(of(["Anna's", 'spot'])).toEqual([line("[[\"Anna's\", 'spot']]")]);
    for (const pairs of [['spot'], ['spot', '3x token', 'spot'], ['spot', '\n']]) {
      expect(of(pairs)).toEqual([expect.not.stringContaining('did you mean')]);
    }
  });

  test('with a wrong weight are shown it, also in a long list', () => {
    const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
    const shownOf = (count: number, weights: unknown) => {
      const asked = scenario({
        question: 'Who weighs what?',
        setting: () => ({
          ...market,
          holdings: Object.fromEntries([...names, 'spot'].map((name) => [name, spot()])),
          duels: {
            all: {
              pairs: names.slice(0, count).map((name) => [name, 'spot'] as const),
              on: 'money',
              weights: loosely(weights),
            },
          },
        }),
      });
      const problems = problemsOf(() => asked.resolve());
      expect(problems).toHaveLength(1);
      expect(problems[0]).toContain(`weights must be a number above 0 for each of its ${count} pairs; got `);
      return problems[0]!.split('; got ')[1];
    };
    expect(shownOf(1, [0])).toBe('[0]');
    expect(shownOf(2, [1, '2'])).toBe('[1, "2"]');
    expect(shownOf(2, [1, Number.NaN, 3])).toBe('[1, NaN, 3]');
    expect(shownOf(8, [1, 1, 1, -1, 1, 1, 1, 1])).toBe('-1 at weights[3]');
    expect(shownOf(8, [1, 1, 1, 1, 1, 1, 1])).toBe('7 of them');
    expect(shownOf(1, 3)).toBe('3');
  });

  test('that are no object, too many, or have no printable name', () => {
    expect(problemsWith([])[0]).toContain('setting: duels must be an object of named duels');
    expect(problemsWith({ '\n': { pairs: [['spot', '3x token']], on: 'money' } })[0]).toContain(
      "a duel's name must be",
    );
    const many = Array.from({ length: 25 }, (_, i) => [i, { pairs: [['spot', '3x token']], on: 'money' }]);
    expect(problemsWith(Object.fromEntries(many))).toEqual(['setting: duels must be at most 24; got 25']);
  });
});

test('an answer that is no function is refused', () => {
  const wrong = scenario({ question: 'What?', setting: () => ({ ...market, holdings }), answer: loosely('42') });
  expect(problemsOf(() => wrong.resolve())).toEqual([
    'scenario: answer must be a function (summary, say) => sentence; got "42"',
  ]);
});

const splitting = fundLife({
  name: 'splitting',
  options: {},
  state: { splits: 0 },
  results: ['splits'],
  constants: () => ({}),
  step: () => {},
});
const wrapper = holding({
  name: 'wrapper',
  family: 'token',
  options: {},
  takes: { of: 'holding' },
  mayTake: { life: 'life', other: 'holding' },
  targetLeverage: (_, { of }) => of?.targetLeverage ?? 1,
  state: { ...accounts, ...outcomes, held: 0 },
  results: ['held'],
  constants: () => ({}),
  step: () => {},
});

describe('columns that two would write', () => {
  const refused = (each: ReturnType<typeof wrapper>, metrics: readonly ReturnType<typeof counting>[] = []) =>
    problemsOf(() =>
      scenario({ question: 'Twice?', setting: () => ({ ...market, holdings: { box: each }, metrics }) }).resolve(),
    );
  const counting = metric({
    name: 'counting',
    options: {},
    state: { splits: 0 },
    results: ['splits'],
    constants: () => ({}),
    step: () => {},
  });

  test('a part and a metric', () => {
    expect(refused(wrapper({ of: spot(), life: splitting() }), [counting()])).toEqual([
      'holdings: "box": splitting: its result "splits" is already a column of counting; rename it',
    ]);
  });

  test('but not a holding and what it holds, at any depth: the column is the holder’s', () => {
    expect(refused(wrapper({ of: wrapper({ of: spot() }) }))).toEqual([]);
  });

  test('but not two holdings beside each other, nor one with a part of its own', () => {
    expect(refused(wrapper({ of: spot(), life: splitting() }))).toEqual([]);
  });
});

describe('a warning sees through what wraps a model', () => {
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
  const watched = leveragedToken({ leverage: 3, rebalance: dailyWithEmergency() });
  const warningsOf = (price: typeof market.price, each: ReturnType<typeof wrapper>) => {
    const resolved = scenario({
      question: 'Is it watched too seldom?',
      setting: () => ({ ...market, price, holdings: { held: each } }),
    }).resolve();
    return scenarioWarnings(resolved, clockOf(resolved, new Map()));
  };

  test.each([
    ['a holding', market.price, wrapper({ of: spot(), other: watched })],
    ['a price', wrapping({ of: wrapping({ of: market.price }) }), watched],
  ])('%s', (_, price, each) => {
    const warnings = warningsOf(price, each);
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toContain('“held” acts when the price has moved 11.8 %, and one step moves it 4.2 %');
  });
});
