import { expect } from 'vitest';
import { marketMetric } from '../../src/engine/define.ts';
import type { Model } from '../../src/engine/model.ts';
import { whole } from '../../src/engine/options.ts';
import { gbm } from '../../src/markets/price/gbm.ts';
import { spot } from '../../src/rivals/spot.ts';
import { scenario } from '../../src/scenario/scenario.ts';
import { MOST_STANDARD_ERRORS, meanOf, sdOf } from '../support/monte-carlo.ts';
import { runScenario } from '../support/run.ts';

/** Rates at the first step, at the last, and some steps before that; and the log return of those steps. */
const sampled = marketMetric({
  name: 'sampled',
  options: { lag: whole(1, 100_000, { meaning: 'steps between the earlier rate and the last' }) },
  state: { first: 0, earlier: 0, last: 0, recentLog: 0 },
  results: ['first', 'earlier', 'last', 'recentLog'],
  constants: ({ lag }, { clock }) => ({ earlierStep: clock.steps - 1 - lag }),
  step: (s, k, _draw, at, ports) => {
    if (at.step === 0) s.first = ports.funding.rate;
    if (at.step === k.earlierStep) s.earlier = ports.funding.rate;
    if (at.step > k.earlierStep) s.recentLog += ports.price.logReturn;
    s.last = ports.funding.rate;
  },
});

export interface Sampling {
  readonly funding: Model<'funding'>;
  readonly price?: Model<'price'>;
  readonly days: number;
  readonly stepMinutes: number;
  /** Steps between the earlier rate and the last. */
  readonly lag: number;
  readonly paths: number;
  readonly seed: string;
}

export type Sampled = Readonly<Record<'first' | 'earlier' | 'last' | 'recentLog', Float64Array>>;

export function sample({ funding, price = gbm({ volatilityPerYear: 0.65 }), lag, ...rest }: Sampling): Sampled {
  const { days, stepMinutes, paths, seed } = rest;
  const metrics = [sampled({ lag })];
  const setting = () => ({ days, stepMinutes, price, funding, holdings: { spot: spot() }, metrics });
  const found = runScenario(
    scenario({ question: 'What is the law of this funding?', setting }).resolve({ paths, seed }),
  );
  const column = (name: string) => found(null, name);
  return {
    first: column('first'),
    earlier: column('earlier'),
    last: column('last'),
    recentLog: column('recentLog'),
  };
}

/** Mean of the product of two quantities, centred at their exact means, against their exact covariance. */
export function expectCovarianceOf(
  a: Float64Array,
  b: Float64Array,
  exact: { readonly means: readonly [number, number]; readonly covariance: number },
  label: string,
): void {
  const products = a.map((value, path) => (value - exact.means[0]) * (b[path]! - exact.means[1]));
  const z = (meanOf(products) - exact.covariance) / (sdOf(products) / Math.sqrt(products.length));
  expect(Math.abs(z), `${label}: ${meanOf(products)}, exact ${exact.covariance}`).toBeLessThan(MOST_STANDARD_ERRORS);
}

/** The standard normal distribution function by Simpson's rule over its density, within 1e-12 for |z| < 8. */
export function standardNormal(z: number): number {
  const n = 400;
  const width = z / n;
  let sum = 0;
  for (let i = 0; i <= n; i++) {
    const weight = i === 0 || i === n ? 1 : i & 1 ? 4 : 2;
    sum += weight * Math.exp(-((i * width) ** 2) / 2);
  }
  return 0.5 + (sum * width) / 3 / Math.sqrt(2 * Math.PI);
}
