import { expect, test } from 'vitest';
import { textOf } from '../../src/report/page/html.ts';
import { explained } from '../../src/report/page/reality.ts';
import type { RealityMiss } from '../../src/result/summary.ts';

const miss: RealityMiss = {
  date: '2020-03-13',
  since: '2020-03-12',
  simulated: 0.09,
  real: 0.13,
  coin: 0.17,
  miss: -0.04,
  rebalances: 1,
  daysWithoutQuote: 0,
  missingHours: 0,
  undoneByNext: 0,
  undoesLast: 0,
};

const told = (...args: Parameters<typeof explained>) => textOf(explained(...args));

// Kills: a cause for every miss, rebalances told of a fund that trades daily, a gap that goes unsaid.
test('a miss is explained by what the run knows about it, and by nothing else', () => {
  expect(told(miss, 1)).toBe('nothing: it stays');
  expect(told(miss, 0)).toBe('1 rebalance');
  expect(told({ ...miss, rebalances: 3 }, 1)).toBe('3 rebalances');
  expect(told({ ...miss, daysWithoutQuote: 1 }, 1)).toBe('over 1 day without a live quote');
  expect(told({ ...miss, missingHours: 2 }, 1)).toBe('the market’s record lacks 2 hours');
  expect(told({ ...miss, undoesLast: 1, undoneByNext: 0.5 }, 1)).toBe(
    '100% of it takes back the miss before; the next quote takes 50% of it back',
  );
  expect(told({ ...miss, undoesLast: 0.7 }, 1)).toBe('70% of it takes back the miss before');
  expect(told({ ...miss, undoesLast: 0.49, undoneByNext: 0.49 }, 1)).toBe('nothing: it stays');
});
