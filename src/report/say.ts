import type { LogGap, Say } from '../result/answer.ts';
import type { DistributionSummary, Estimate } from '../result/summary.ts';
import { fixed, logPoints, missing, multiple, percent, plain, points } from './format.ts';

type Print = (value: number | null) => string;
type Distribution = DistributionSummary | number | null;

/** A distribution speaks by its median. */
const middle = (value: Distribution): number | null => finite(typeof value === 'object' ? value?.median : value);

/** A number of an author's sentence as it is printed: `field` of what was given, where that is a record. */
interface Said {
  readonly text: string;
  readonly given: unknown;
  readonly field: readonly string[];
  readonly value: number | null;
  readonly scale: number;
}

export type Hear = (said: Said) => void;

/** Figures in an author's sentence are printed by the very functions that print the page; `hear` is told of each. */
export function saying(hear: Hear): Say {
  const heard = (given: unknown, scale: number, print: (value: number | null) => string) => {
    return (value: number | null, ...field: readonly string[]): string => {
      const text = print(value);
      if (value !== null) hear({ text, given, field, value, scale });
      return text;
    };
  };
  /** A value, with its error where there is one and it is wanted. */
  const estimate = (
    given: Estimate | number | null,
    how: 'with error' | undefined,
    print: Print,
    error: Print,
  ): string => {
    const { value, standardError } = estimateOf(given);
    const said = heard(given, print === percent || print === logPoints ? 100 : 1, print)(value, 'value');
    if (how === undefined || standardError === null) return said;
    return `${said} ± ${heard(given, error === points ? 100 : 1, error)(standardError, 'standardError')}`;
  };
  return {
    percent: (probability, how) => estimate(probability, how, percent, points),
    share: (share) => heard(share, 100, percent)(middle(share), 'median'),
    percentOf: (part, whole) => {
      const ratio = finite(Number(finite(part) ?? Number.NaN) / Number(finite(whole) ?? Number.NaN));
      return ratio === null ? missing : `${fixed(100 * ratio, Math.abs(ratio) < 0.02 && ratio !== 0 ? 1 : 0)}%`;
    },
    multiple: (value, how) => {
      if (!isDistribution(value)) return estimate(value, how, multiple, (error) => plain(error, error));
      const print = heard(value, 1, multiple);
      const ends = (nth: 0 | 1) => print(value.medianInterval[nth], 'medianInterval', String(nth));
      return withInterval(print(middle(value), 'median'), value.medianInterval, ends, how);
    },
    logPoints: (gap, how) => {
      if (!isGap(gap)) return estimate(gap, how, logPoints, points);
      const print = heard(gap, 100, logPoints);
      const ends = (nth: 0 | 1) => print(gap.interval[nth], 'interval', String(nth));
      return withInterval(print(finite(gap.value), 'value'), gap.interval, ends, how);
    },
    number: (value) => heard(value, 1, plain)(middle(value), 'median'),
  };
}

/** The same, and nobody listens. */
export const say: Say = saying(() => {});

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

function isGap(value: LogGap | Estimate | number | null): value is LogGap {
  return typeof value === 'object' && value !== null && 'interval' in value && Array.isArray(value.interval);
}

function withInterval(
  said: string,
  [low, high]: readonly [number | null, number | null],
  ends: (nth: 0 | 1) => string,
  how: 'with error' | undefined,
): string {
  return how === undefined || low === null || high === null ? said : `${said} (${ends(0)} to ${ends(1)})`;
}
