import { clopperPearsonInterval } from '../statistics/clopper-pearson-interval.ts';
import type { Interval } from '../statistics/contracts.ts';
import { mean } from '../statistics/mean.ts';
import { meanIsResolved } from '../statistics/mean-is-resolved.ts';
import { quantileInterval } from '../statistics/quantile-interval.ts';
import { quantileSorted } from '../statistics/quantile-sorted.ts';
import { skewness } from '../statistics/skewness.ts';
import type { Claim, Limit } from './claim.ts';
import type { Column } from './run-result.ts';
import { finiteOrNull, intervalOrNull } from './summarise-column.ts';
import type { ClaimSummary } from './summary.ts';

/** Without a path against it, a claim about all paths holds only where at most this share of them can be. */
const MOST_OTHERWISE = 0.01;
/** Of fewer independent values a mean has no interval that could be relied on. */
const FEWEST_FOR_A_MEAN = 100;
/** Normal quantile at 97.5 %. */
const Z = 1.959963984540054;

/** What a ruling needs to know of the run. */
export interface RuledOn {
  /** As in `ClaimValues`. */
  readonly values: Column;
  /** Final values of the first holding that the claim looked at; null where it looked at none. */
  readonly finalValue: Column | null;
  /** So many paths tell as much as one that is independent. */
  readonly overlap: number;
  /** The run is the one path that was recorded, and no sample of any. */
  readonly isRecordedPath: boolean;
}

export type Ruling = Pick<ClaimSummary, 'ruling' | 'value' | 'interval' | 'paths' | 'because' | 'worstPath'>;

/**
 * Rules on a claim: it holds, or fails, where the whole 95 % interval of its figure lies on one side of its limit, and cannot be
 * told elsewhere. A true claim is said to fail at most once in forty runs, a false one to hold as seldom; each on its own.
 */
export function rulingOn(claim: Claim, run: RuledOn): Ruling {
  const { figure, interval, ruling, because } = findingOn(claim, run);
  return {
    ruling,
    value: finiteOrNull(figure),
    interval: intervalOrNull(interval),
    paths: run.values.length,
    ...(because === undefined ? {} : { because }),
    worstPath: worstPath(claim, run),
  };
}

interface Finding {
  readonly figure: number;
  readonly interval: Interval;
  readonly ruling: ClaimSummary['ruling'];
  readonly because?: NonNullable<ClaimSummary['because']>;
}

const unknown: Interval = [Number.NaN, Number.NaN];

function findingOn(claim: Claim, run: RuledOn): Finding {
  const { values, overlap } = run;
  if (claim.kind === 'always') return findingOnAlways(run);
  if (claim.kind === 'mean') return findingOnMean(claim.limit, run);
  if (claim.kind === 'probability') {
    const hits = values.reduce((count, value) => count + value, 0);
    const interval = clopperPearsonInterval(hits, values.length, overlap);
    return { figure: hits / values.length, interval, ruling: ruled(interval, claim.limit) };
  }
  const sorted = values.toSorted();
  const interval = quantileInterval(sorted, claim.height, overlap);
  return { figure: quantileSorted(sorted, claim.height), interval, ruling: ruled(interval, claim.limit) };
}

/** Its figure is the share of paths against it. */
function findingOnAlways({ values, overlap, isRecordedPath }: RuledOn): Finding {
  const against = values.reduce((count, value) => count + (1 - value), 0);
  const figure = against / values.length;
  if (isRecordedPath) return { figure, interval: unknown, ruling: against === 0 ? 'holds' : 'fails' };
  const interval = clopperPearsonInterval(against, values.length, overlap);
  if (against > 0) return { figure, interval, ruling: 'fails' };
  if (interval[1] <= MOST_OTHERWISE) return { figure, interval, ruling: 'holds' };
  return { figure, interval, ruling: 'cannot tell', because: 'few paths' };
}

function findingOnMean(limit: Limit, { values, overlap }: RuledOn): Finding {
  const { value: figure, standardError } = mean(values);
  const independent = values.length / overlap;
  if (independent < FEWEST_FOR_A_MEAN) {
    return { figure, interval: unknown, ruling: 'cannot tell', because: 'few paths' };
  }
  if (standardError === 0) return { figure, interval: unknown, ruling: 'cannot tell', because: 'no spread' };
  const reach = Z * standardError * Math.sqrt(overlap);
  const interval: Interval = [figure - reach, figure + reach];
  if (!meanIsResolved(independent, skewness(values))) {
    return { figure, interval, ruling: 'cannot tell', because: 'unresolved mean' };
  }
  return { figure, interval, ruling: ruled(interval, limit) };
}

/** An end of the interval that is not known is on neither side; the limit itself is on the wrong one. */
function ruled([low, high]: Interval, { below, above }: Limit): ClaimSummary['ruling'] {
  if (above !== undefined) return low > above ? 'holds' : high <= above ? 'fails' : 'cannot tell';
  return high < below! ? 'holds' : low >= below! ? 'fails' : 'cannot tell';
}

/** Of the paths against it the one furthest from what is claimed, or on which the holding ends lowest; the earliest of equals. */
function worstPath(claim: Claim, { values, finalValue }: RuledOn): number | null {
  const isTruth = claim.kind === 'always' || claim.kind === 'probability';
  const measured = isTruth ? finalValue : values;
  const sign = !isTruth && claim.limit.below !== undefined ? -1 : 1;
  let worst: number | null = null;
  for (let path = 0; path < values.length; path++) {
    if (!isAgainst(claim, values[path]!)) continue;
    if (worst === null || sign * (measured?.[path] ?? 0) < sign * (measured?.[worst] ?? 0)) worst = path;
  }
  return worst;
}

function isAgainst(claim: Claim, value: number): boolean {
  if (claim.kind === 'always') return value === 0;
  const { below, above } = claim.limit;
  // Hits are what a chance below something should be rid of.
  if (claim.kind === 'probability') return value === (below === undefined ? 0 : 1);
  return above === undefined ? !(value < below) : !(value > above);
}
