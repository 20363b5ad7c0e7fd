import { math } from '../math/math.ts';
import { expectedShortfall } from '../statistics/expected-shortfall.ts';
import { meanIsResolved } from '../statistics/mean-is-resolved.ts';
import { probability } from '../statistics/probability.ts';
import { skewness } from '../statistics/skewness.ts';
import { topOnePercentShare } from '../statistics/top-one-percent-share.ts';
import type { Column, HoldingResult } from './run-result.ts';
import { isOwnMetric } from './standard-columns.ts';
import {
  columnOrZeros,
  finiteOrNull,
  summariseAccount,
  summariseDistribution,
  summariseEstimate,
  summariseMean,
  summariseProbability,
} from './summarise-column.ts';
import type {
  AccountSummary,
  DistributionSummary,
  FinalValueSummary,
  HoldingSummary,
  LogAccount,
  MeanSummary,
  ProbabilityName,
} from './summary.ts';

/** In the order in which they are printed; an account that a holding does not keep is zero. */
const LOG_ACCOUNTS: readonly LogAccount[] = [
  'direction',
  'varianceDrag',
  'leverageDrift',
  'funding',
  'management',
  'trading',
  'slippage',
  'entry',
  'exit',
  'liquidation',
  'held',
  'residual',
];

/**
 * All figures of one holding that can be told from its own columns.
 *
 * `spot` is the final value, by path, of the coin that the holding is compared with; `overlap` as in `summariseMean`.
 *
 * @throws {Error} where the holding has no column `finalValue`.
 */
export function summariseHolding(
  holding: HoldingResult,
  spot: Column,
  overlap = 1,
): Omit<HoldingSummary, 'onTheWay' | 'worstPaths'> {
  const finalValue = finalValueOf(holding);
  const distribution = (values: Column) => summariseDistribution(values, overlap);
  const column = (name: string) => columnOrZeros(holding.columns, name, finalValue.length);
  return {
    finalValue: summariseFinalValue(finalValue, overlap),
    logGrowth: { ...distribution(logGrowth(finalValue)), paths: countAboveZero(finalValue) },
    maxDrawdown: distribution(column('maxDrawdown')),
    underWaterShare: distribution(column('underWaterShare')),
    rebalances: distribution(column('rebalances')),
    turnover: distribution(column('turnover')),
    splits: distribution(column('splits')),
    blockedShare: distribution(column('blockedShare')),
    probability: summariseProbabilities(holding, finalValue, spot, overlap),
    attribution: summariseAttribution(holding, finalValue, overlap),
    metrics: summariseOwnMetrics(holding, overlap),
    books: summariseBooks(holding, overlap),
  };
}

function summariseOwnMetrics(holding: HoldingResult, overlap: number): HoldingSummary['metrics'] {
  const own = Object.keys(holding.columns).filter(isOwnMetric);
  const metrics: Record<string, DistributionSummary> = Object.create(null);
  for (const name of own) metrics[name] = summariseDistribution(holding.columns[name]!, overlap);
  return metrics;
}

export function finalValueOf(holding: HoldingResult): Column {
  const finalValue = holding.columns.finalValue;
  if (!finalValue) throw new Error(`summarise: "${holding.description.name}" must have a column finalValue; got none`);
  return finalValue;
}

/** A column on the paths that end above zero, in path order. */
function whereAboveZero(column: Column, finalValue: Column): Column {
  // Not `filter`: it gathers into a plain array first, which for a million paths takes ten times as long.
  const kept = new Float64Array(column.length);
  let paths = 0;
  for (let path = 0; path < column.length; path++) {
    if ((finalValue[path] as number) > 0) kept[paths++] = column[path] as number;
  }
  return kept.subarray(0, paths);
}

function logGrowth(finalValue: Column): Column {
  return whereAboveZero(finalValue, finalValue).map((value) => math.log(value));
}

function countAboveZero(finalValue: Column): number {
  let paths = 0;
  for (const value of finalValue) if (value > 0) paths++;
  return paths;
}

function summariseFinalValue(finalValue: Column, overlap: number): FinalValueSummary {
  const sorted = finalValue.toSorted();
  const g1 = skewness(finalValue);
  const shortfall = expectedShortfall(sorted, 0.05);
  return {
    ...summariseDistribution(finalValue, overlap, sorted),
    topOnePercentShare: finiteOrNull(topOnePercentShare(sorted)),
    expectedShortfall05: summariseEstimate({
      value: shortfall.value,
      standardError: shortfall.standardError * Math.sqrt(overlap),
    }),
    skewness: finiteOrNull(g1),
    meanIsResolved: meanIsResolved(finalValue.length / overlap, g1),
  };
}

function summariseProbabilities(
  holding: HoldingResult,
  finalValue: Column,
  spot: Column,
  overlap: number,
): HoldingSummary['probability'] {
  const paths = finalValue.length;
  const share = (values: Column, isHit: (value: number) => boolean) =>
    summariseProbability(probability(countHits(values, isHit), paths, overlap));
  // -1 says that it never happened; so does a column that is not there.
  const happened = (name: string) => {
    const days = holding.columns[name];
    return days ? share(days, (day) => day >= 0) : summariseProbability(probability(0, paths, overlap));
  };
  return {
    loss: share(finalValue, (value) => value < 1),
    ruin: happened('ruinDays'),
    liquidated: happened('liquidationDays'),
    stopped: happened('stopDays'),
    // A spot price that is not a number cannot be compared with: the difference is NaN, and so is the count.
    belowSpot: share(
      finalValue.map((value, path) => value - (spot[path] as number)),
      (gap) => gap < 0,
    ),
    halved: share(finalValue, (value) => value < 0.5),
  } satisfies Record<ProbabilityName, unknown>;
}

/** NaN where any value is: a share of paths that leaves some out in silence would be wrong. */
function countHits(values: Column, isHit: (value: number) => boolean): number {
  let hits = 0;
  for (let path = 0; path < values.length; path++) {
    const value = values[path] as number;
    if (Number.isNaN(value)) return Number.NaN;
    if (isHit(value)) hits++;
  }
  return hits;
}

/** Paths whose accounts were kept, the first ones: all of them but in very long runs. */
export function accountPathsOf(holding: HoldingResult): number {
  let paths = finalValueOf(holding).length;
  for (const [name, column] of Object.entries(holding.columns)) {
    if (name.includes('/')) paths = Math.min(paths, column.length);
  }
  return paths;
}

/** Over the paths whose accounts were kept, the total too: what is split is what is added up. */
function summariseAttribution(
  holding: HoldingResult,
  everyFinalValue: Column,
  overlap: number,
): HoldingSummary['attribution'] {
  const finalValue = everyFinalValue.subarray(0, accountPathsOf(holding));
  const over = (column: Column) => summariseAccount(whereAboveZero(column, finalValue), overlap);
  // A record of its own for what a holding keeps beyond the fixed accounts: nothing posted is left unseen.
  const accounts: Partial<Record<string, AccountSummary>> = Object.create(null);
  for (const account of new Set([...LOG_ACCOUNTS, ...accountsOf(holding, 'log/')])) {
    accounts[account] = over(columnOrZeros(holding.columns, `log/${account}`, finalValue.length));
  }
  const total = summariseAccount(logGrowth(finalValue), overlap);
  return { ...(accounts as Record<LogAccount, AccountSummary>), total, paths: countAboveZero(finalValue) };
}

function summariseBooks(holding: HoldingResult, overlap: number): HoldingSummary['books'] {
  const books: Record<string, MeanSummary> = Object.create(null);
  for (const account of accountsOf(holding, 'book/')) {
    books[account] = summariseMean(holding.columns[`book/${account}`] as Column, overlap);
  }
  return books;
}

function accountsOf(holding: HoldingResult, prefix: 'log/' | 'book/'): readonly string[] {
  return Object.keys(holding.columns)
    .filter((name) => name.startsWith(prefix))
    .map((name) => name.slice(prefix.length));
}
