import type { Column, RunResult } from './run-result.ts';
import type { MarketFeature } from './summary.ts';

const DAYS_PER_YEAR = 365;

/** As much of a run as its features are made of. */
export interface FeaturedRun {
  readonly market: RunResult['market'];
  readonly scenario: { readonly clock: { readonly days: number } };
}

/** What each path of the market was like, from the columns that the run has, in declared order. */
export function marketFeatures({ market, scenario }: FeaturedRun): readonly (readonly [MarketFeature, Column])[] {
  const years = scenario.clock.days / DAYS_PER_YEAR;
  const { spotReturn, sumLogReturn, sumSquaredLogReturn, fundingSum, spotDrawdown, largestStep } = market;
  const found: readonly (readonly [MarketFeature, Column | undefined])[] = [
    ['spotReturn', spotReturn],
    ['realisedVolatilityPerYear', sumSquaredLogReturn?.map((sum) => Math.sqrt(sum / years))],
    ['fundingPerYear', fundingSum?.map((sum) => sum / years)],
    ['straightness', sumSquaredLogReturn && sumLogReturn && straightness(sumLogReturn, sumSquaredLogReturn)],
    ['spotDrawdown', spotDrawdown],
    ['largestStep', largestStep],
  ];
  return found.flatMap(([name, column]) => (column === undefined ? [] : [[name, column] as const]));
}

/** |Σx| over the root of Σx², by path. Of the order of 1 for a path without direction, the root of the number of steps for one that never turns; 0 where nothing moves. */
export function straightness(sums: Column, squares: Column): Column {
  return sums.map((sum, path) => {
    const square = squares[path] as number;
    return square === 0 ? 0 : Math.abs(sum) / Math.sqrt(square);
  });
}
