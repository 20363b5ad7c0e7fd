import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pinned } from './arbitraries.ts';

test('a law that names no seed has that of its own file, whichever files ran before it', () => {
  expect(fc.readConfigureGlobal().seed).toBe(pinned('support/pin-seeds.test.ts'));
});
