import type { Say } from '../result/answer.ts';
import type { DistributionSummary, Estimate } from '../result/summary.ts';
import { fixed, logPoints, missing, multiple, percent, plain, points } from './format.ts';

type Distribution = DistributionSummary | number | null;

/** A distribution speaks by its median. */
const middle = (value: Distribution): number | null => finite(typeof value === 'object' ? value?.median : value);

/** Figures in an author's sentence are printed by the very functions that print the page. */
export const say: Say = {
  percent: (probability, how) => {
    const { value, standardError } = estimateOf(probability);
    const error = how === undefined || standardError === null ? '' : ` ± ${points(standardError)}`;
    return percent(value) + error;
  },
  share: (share) => percent(middle(share)),
  percentOf: (part, whole) => {
    const ratio = finite(Number(finite(part) ?? Number.NaN) / Number(finite(whole) ?? Number.NaN));
    return ratio === null ? missing : `${fixed(100 * ratio, Math.abs(ratio) < 0.02 && ratio !== 0 ? 1 : 0)}%`;
  },
  multiple: (value, how) => {
    if (isDistribution(value)) return withInterval(middle(value), value.medianInterval, multiple, how);
    const { value: worth, standardError } = estimateOf(value);
    const error = how === undefined || standardError === null ? '' : ` ± ${plain(standardError, standardError)}`;
    return multiple(worth) + error;
  },
  logPoints: (gap, how) => {
    if (gap === null || typeof gap !== 'object') return logPoints(finite(gap));
    return withInterval(finite(gap.value), gap.interval, logPoints, how);
  },
  number: (value) => plain(middle(value)),
};

function estimateOf(value: Estimate | number | null): Estimate {
  if (value === null || typeof value !== 'object') return { value: finite(value), standardError: null };
  return { value: finite(value.value), standardError: finite(value.standardError) };
}

/** An author writes plain JavaScript: what was meant to be a number may be anything. */
function finite(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

function isDistribution(value: unknown): value is DistributionSummary {
  return typeof value === 'object' && value !== null && 'medianInterval' in value;
}

function withInterval(
  value: number | null,
  [low, high]: readonly [number | null, number | null],
  print: (value: number | null) => string,
  how: 'with error' | undefined,
): string {
  return how === undefined || low === null || high === null
    ? print(value)
    : `${print(value)} (${print(low)} to ${print(high)})`;
}
