import { expect, test } from 'vitest';
import { countInWords, percentInWords } from '../../src/result/in-words.ts';

test('counts are exact with commas below a million and in two digits with a word above', () => {
  const pairs: [number, string][] = [
    [0, '0'],
    [999, '999'],
    [10_000, '10,000'],
    [999_999, '999,999'],
    [1_234_567, '1.2 million'],
    [999_999_999, '1 billion'],
    [8.7e10, '87 billion'],
    [4.56e12, '4.6 trillion'],
    [4.56e12 * 100, '460 trillion'],
    [3.14e18, '3.1e+18'],
  ];
  for (const [count, words] of pairs) expect(countInWords(count)).toBe(words);
});

test('a count that rounds up to a million is called one', () => {
  expect(countInWords(999_999.7)).toBe('1 million');
});

test('shares are whole per cents from one on and two digits below', () => {
  expect([0.341, 0.0149, 0.0031, 1, 0].map(percentInWords)).toEqual(['34 %', '1 %', '0.31 %', '100 %', '0 %']);
});
