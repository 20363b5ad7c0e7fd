import { afterEach, expect, test, vi } from 'vitest';
import { golden, goldenText } from './golden.ts';

afterEach(() => {
  vi.unstubAllEnvs();
});

test('a golden is accepted by a person: where CI is set, accepting is refused and nothing is written', () => {
  vi.stubEnv('ACCEPT', '1');
  vi.stubEnv('CI', 'true');
  expect(() => golden('never-written.json', {})).toThrow('accepted by a person');
  vi.stubEnv('ACCEPT', '');
  expect(() => goldenText('never-written.json', '')).toThrow('never-written.json has never been accepted');
});

test('a golden that differs in one character fails', () => {
  vi.stubEnv('ACCEPT', '');
  expect(() => golden('scenarios.json', { choppy: 'otherwise' })).toThrow('scenarios.json');
});
