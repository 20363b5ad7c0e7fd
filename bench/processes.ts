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
  const overrides = { paths: 2_000, ...pathsOf(asked) };
  const questions = await Promise.all(markets.map((set) => openQuestion(FILE, { ...overrides, set })));
  const times = await race(questions, asked.rounds ?? 5);
  const slowest = (names: readonly string[], from: number) => {
    const all = names.map((name, index) => ({ name, time: times[from + index]! }));
    return all.reduce((most, each) => (each.time > most.time ? each : most)).name;
  };
  const priceNames = Object.keys(prices);
  const [slowestPrice, slowestFunding] = [
    slowest(priceNames, 0),
    slowest(Object.keys(fundings).slice(1), priceNames.length),
  ];
  return {
    title: 'What a process costs',
    notes: [
      'CPU ns per path-step, one thread, median of interleaved rounds. The first row is a market that never moves, with cash in it and the standard metrics; the last column is what a process adds to it.',
      `The slowest price is ${slowestPrice}, the slowest funding ${slowestFunding}. Resampled prices read a made-up recording.`,
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
