import type { Asked } from './asked.ts';
import { pathsOf } from './asked.ts';
import { openQuestion, race } from './measure.ts';
import { fundings, prices } from './scenarios/processes.ts';
import type { Sheet } from './sheet.ts';
import { nanoseconds } from './sheet.ts';

const FILE = './scenarios/processes.ts';

/** What each price and each funding process adds to a path-step in which nothing else happens. */
export async function processesSheet(asked: Asked): Promise<Sheet> {
  const markets = [
    ...Object.keys(prices).map((price) => ({ price, funding: 'none' })),
    ...Object.keys(fundings)
      .slice(1)
      .map((funding) => ({ price: 'still', funding })),
  ];
  const overrides = { paths: 4_000, ...pathsOf(asked) };
  const questions = await Promise.all(markets.map((set) => openQuestion(FILE, { ...overrides, set })));
  const times = await race(questions, asked.rounds ?? 5);
  return {
    title: 'What a process costs',
    notes: [
      'CPU ns per path-step, one thread, median of interleaved rounds. The first row is a market that never moves, with cash in it and the standard metrics; the last column is what a process adds to it.',
    ],
    heads: ['price', 'funding', 'all', 'added'],
    rows: markets.map(({ price, funding }, index) => [
      price,
      funding,
      nanoseconds(times[index]!),
      index === 0 ? '' : nanoseconds(times[index]! - times[0]!),
    ]),
  };
}
