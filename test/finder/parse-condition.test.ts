import { describe, expect, test } from 'vitest';
import { holdingsOf, marginOf } from '../../src/finder/condition.ts';
import { ConditionError, parseCondition } from '../../src/finder/parse-condition.ts';

const names = ['3x daily', 'spot', '-3x', `it's`, 'coin'];
const at = { coin: 1.2, metric: (name: string, metric: string) => (metric === 'isRuined' ? 1 : name.length / 4) };
const holds = (where: string) => marginOf(parseCondition(where, names), at) > 0;

describe('a condition', () => {
  test.each([
    ['coin >= 1.2', true],
    ['coin > 1.2', false],
    ['coin >= 120 %', true],
    ['coin < 120%', false],
    [`'3x daily' > 1 and spot < 1`, false],
    [`'3x daily' > 1 AND spot <= 1`, true],
    ['spot < 1 and spot < 1 or coin > 1', true],
    ['spot < 1 and (spot < 1 or coin > 1)', false],
    ['not spot < 1 and coin > 1', true],
    ['not (spot < 1 or coin > 1)', false],
    ['spot.isRuined', true],
    ['not spot.isRuined', false],
    [`'it''s' = 1`, null],
    [`"it's" <= 1 and -3x < spot`, true],
    [`'coin' < 1.1`, true],
    [`-3x >= -1.5`, true],
  ])('%s', (where, expected) => {
    if (expected === null) expect(() => holds(where)).toThrow(ConditionError);
    else expect(holds(where)).toBe(expected);
  });

  test('names the holdings it speaks of, each once', () => {
    expect(holdingsOf(parseCondition(`not (spot < 1 or '3x daily' < spot) and coin > 1`, names))).toEqual([
      'spot',
      '3x daily',
    ]);
  });
});

describe('what cannot be read is answered with what must stand where', () => {
  test.each([
    [`'3x dayly' < 1`, `must name a holding at 1; got "3x dayly"; did you mean "3x daily"?`],
    ['spot.maxDrawDown > 0.5', 'must name a metric at 6; got "maxDrawDown"; did you mean "maxDrawdown"?'],
    ['spot 1', 'must have <, <=, > or >= at 6; got "1"'],
    ['spot', 'must have <, <=, > or >= at 5; got the end'],
    ['spot <', 'must have a holding or a number at 7; got the end'],
    ['(spot < 1', 'must have ) at 10; got the end'],
    ['spot < 1 spot', 'must have and, or, or the end at 10; got "spot"'],
    ['spot < 1 ; process', 'has ";" at 10, which means nothing here'],
    [`'3x daily < 1`, `has "'" at 1, which means nothing here`],
    ['', 'must have a holding or a number at 1; got the end'],
    ['constructor < 1', 'must name a holding at 1; got "constructor"; there are 3x daily, spot, -3x, it\'s, coin'],
  ])('%s', (where, message) => {
    expect(() => parseCondition(where, names)).toThrow(new ConditionError(message));
  });

  test('depth and length are bounded', () => {
    expect(() => parseCondition(`${'('.repeat(900)}spot < 1`, names)).toThrow(/at most 50 deep/);
    expect(() => parseCondition('x'.repeat(3000), names)).toThrow(/at most 2000 characters/);
  });
});
