import type { Asked } from './asked.ts';
import { pathsOf } from './asked.ts';
import { openQuestion, race } from './measure.ts';
import type { Sheet } from './sheet.ts';
import { nanoseconds } from './sheet.ts';

/** What is held, as `--set` would put it, in the order in which it grows. */
const steps = [
  ['W1, 1 token', './w1.ts', { tokens: '1' }],
  ['W1, 2 tokens', './w1.ts', { tokens: '2' }],
  ['W1, 3 tokens', './w1.ts', { tokens: '3' }],
  ['W1, 4 tokens', './w1.ts', { tokens: '4' }],
  ['full ledger: 1 leveraged token', './scenarios/ledgers.ts', { tokens: '1' }],
  ['… and a second', './scenarios/ledgers.ts', { tokens: '2' }],
  ['… and a perpetual', './scenarios/ledgers.ts', { tokens: '2', perpetuals: '1' }],
  ['… and a second', './scenarios/ledgers.ts', { tokens: '2', perpetuals: '2' }],
  ['… and the coin', './scenarios/ledgers.ts', { tokens: '2', perpetuals: '2', spots: '1' }],
] as const;

/** What one more holding adds to a path-step, with W1's statistics and with the full ledger. */
export async function holdingsSheet(asked: Asked): Promise<Sheet> {
  const overrides = { paths: 1_000, ...pathsOf(asked) };
  const questions = await Promise.all(steps.map(([, file, set]) => openQuestion(file, { ...overrides, set })));
  const times = await race(questions, asked.rounds ?? 5);
  return {
    title: 'What a further holding costs',
    notes: ['CPU ns per path-step, one thread, median of interleaved rounds; the second column is what the row added.'],
    heads: ['holdings', 'all', 'added'],
    rows: steps.map(([name, file], index) => {
      const isFirst = index === 0 || steps[index - 1]![1] !== file;
      return [name, nanoseconds(times[index]!), isFirst ? '' : nanoseconds(times[index]! - times[index - 1]!)];
    }),
  };
}
