import { marketMetric } from '../../src/engine/define.ts';
import type { Model } from '../../src/engine/model.ts';
import { noFunding } from '../../src/markets/funding/no-funding.ts';
import { spot } from '../../src/rivals/spot.ts';
import { scenario } from '../../src/scenario/scenario.ts';
import type { Exact } from './monte-carlo.ts';
import { type Columns, runScenario } from './run.ts';

/** What came at once on a path: the sum of it, in its first half and as a whole, and the steps in which it did. */
const sumOfJumps = marketMetric({
  name: 'sumOfJumps',
  options: {},
  state: { jumps: 0, firstJumps: 0, jumpSteps: 0 },
  results: ['jumps', 'firstJumps', 'jumpSteps'],
  constants: (_options, { clock }) => ({ half: clock.steps / 2 }),
  step: (s, k, _draw, at, ports) => {
    s.jumps += ports.price.jump;
    s.firstJumps += at.step < k.half ? ports.price.jump : 0;
    s.jumpSteps += ports.price.jump === 0 ? 0 : 1;
  },
});

export interface JumpMarket {
  readonly price: Model<'price'>;
  readonly days: number;
  /** As many steps; 1 where nothing is said. */
  readonly steps?: number;
  readonly paths: number;
  readonly seed: string;
  readonly holdings?: Readonly<Record<string, Model<'holding'>>>;
}

export function runJumps({ price, days, steps = 1, paths, seed, holdings = { spot: spot() } }: JumpMarket): Columns {
  const stepMinutes = (days * 1440) / steps;
  const setting = () => ({ days, stepMinutes, price, funding: noFunding(), holdings, metrics: [sumOfJumps()] });
  return runScenario(scenario({ question: 'What do jumps do?', setting }).resolve({ paths, seed }));
}

/** Mean, deviation and skewness of what has these raw moments. */
export function exactOf(moment: (power: number) => number): Required<Omit<Exact, 'kurtosis'>> {
  const [m1, m2, m3] = [moment(1), moment(2), moment(3)];
  const sd = Math.sqrt(m2 - m1 * m1);
  return { mean: m1, sd, skewness: (m3 - 3 * m1 * m2 + 2 * m1 ** 3) / sd ** 3 };
}

/** Probabilities of the counts 0, 1, … of a Poisson law. */
export function poissonShares(mean: number, most: number): readonly number[] {
  const shares = [Math.exp(-mean)];
  for (let n = 1; n <= most; n++) shares.push((shares[n - 1]! * mean) / n);
  return shares;
}
