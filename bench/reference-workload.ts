import { finite, scenario, whole } from '../src/index.ts';
import type { Overrides } from '../src/scenario/scenario.ts';
import { referenceFunding } from './models/reference-funding.ts';
import { referencePrice } from './models/reference-price.ts';
import { deepestFall, logPrice } from './models/reference-statistics.ts';
import { referenceToken } from './models/reference-token.ts';

/** What the two reference workloads have in common: everything but the step, the paths and the question. */
export interface ReferenceWorkload {
  readonly question: string;
  readonly stepMinutes: number;
  readonly paths: number;
}

/** A year of a 3x token in a market of 80 % volatility: what every peer computes too, each constant a parameter here. */
export function referenceWorkload({ question, stepMinutes, paths }: ReferenceWorkload) {
  const workload = scenario({
    question,
    seed: 'reference',
    paths,
    parameters: {
      days: whole(1, 3650, { default: 365, meaning: 'days held' }),
      volatilityPerYear: finite(0, 10, { default: 0.8, meaning: 'of log returns' }),
      driftPerYear: finite(-10, 10, { default: 0, meaning: 'of the price' }),
      meanPerStamp: finite(-0.01, 0.01, { default: 1e-4, meaning: 'mean funding, three stamps a day' }),
      deviationPerStamp: finite(0, 0.1, { default: 3e-4, meaning: 'standard deviation of funding' }),
      pullPerYear: finite(0.01, 10_000, { default: 60, meaning: 'speed at which funding returns to its mean' }),
      correlation: finite(-1, 1, { default: 0.3, meaning: 'of funding’s shocks with those of the price' }),
      capPerStamp: finite(0, 1, { default: 0.0075, meaning: 'largest funding charged' }),
      leverage: finite(0.1, 10, { default: 3, meaning: 'of the token' }),
      low: finite(0, 10, { default: 2.25, meaning: 'lower end of the token’s band' }),
      high: finite(0.1, 100, { default: 4, meaning: 'upper end of the token’s band' }),
      tradingFee: finite(0, 0.05, { default: 6e-4, meaning: 'cost per unit of notional traded' }),
      managementPerDay: finite(0, 0.05, { default: 1e-4, meaning: 'fraction of NAV a day' }),
      tokens: whole(1, 4, { default: 1, meaning: 'how many of the same token are held' }),
    },
    setting: (p) => ({
      // The peers look at the end alone.
      fanPoints: 1,
      days: p.days,
      stepMinutes,
      price: referencePrice({ driftPerYear: p.driftPerYear, volatilityPerYear: p.volatilityPerYear }),
      funding: referenceFunding({
        meanPerStamp: p.meanPerStamp,
        deviationPerStamp: p.deviationPerStamp,
        pullPerYear: p.pullPerYear,
        correlation: p.correlation,
        capPerStamp: p.capPerStamp,
      }),
      holdings: Object.fromEntries(
        Array.from({ length: p.tokens }, (_, index) => [
          index === 0 ? 'token' : `token ${index + 1}`,
          referenceToken({
            leverage: p.leverage,
            low: p.low,
            high: p.high,
            tradingFee: p.tradingFee,
            managementPerDay: p.managementPerDay,
          }),
        ]),
      ),
    }),
  });
  // The standard metrics are others than the peers follow: what is compared is the same work.
  const metrics = [logPrice(), deepestFall()];
  return { ...workload, resolve: (overrides?: Overrides) => ({ ...workload.resolve(overrides), metrics }) };
}
