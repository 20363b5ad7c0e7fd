import { afterEach, expect, test, vi } from 'vitest';
import { selfCheck } from '../../src/random/self-check.ts';

afterEach(() => vi.restoreAllMocks());

test('this engine computes as all others do', () => {
  expect(selfCheck).not.toThrow();
});

test('an engine whose integer product is off is refused', () => {
  vi.spyOn(Math, 'imul').mockImplementation((a, b) => (a * b) | 0);
  expect(selfCheck).toThrow(
    /^random numbers: must give the same bits on every engine.*; got .* where Philox4x32-10 has 6627e8d5/,
  );
});

test('an engine whose square root is off by one place is refused', async () => {
  const { sqrt } = Math;
  vi.spyOn(Math, 'sqrt').mockImplementation((x) => sqrt(x) * (1 + 2 ** -52));
  // The arithmetic takes the engine's square root when it is loaded.
  vi.resetModules();
  const onThisEngine = await import('../../src/random/self-check.ts');
  expect(onThisEngine.selfCheck).toThrow(
    /^arithmetic: must give the same bits .*; got digest [0-9a-f]{8} where stream version 2 has/,
  );
});
