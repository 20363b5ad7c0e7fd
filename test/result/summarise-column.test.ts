import { expect, test } from 'vitest';
import { summariseDistribution } from '../../src/result/summarise-column.ts';

// Kills: the default order of an array, which is that of its text: 1e-7 after 10, and 10 before 9.
test('values are ranked as numbers, whatever they look like as text', () => {
  const { min, median, max, q25 } = summariseDistribution(Float64Array.of(10, 9, 1e-7, 100, 2));
  expect([min, q25, median, max]).toEqual([1e-7, 2, 9, 100]);
});
