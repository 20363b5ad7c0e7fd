import type { DistributionSummary, Estimate, ProbabilitySummary, Summary } from './summary.ts';

/** Longer than this is no headline. */
export const LONGEST_ANSWER = 300;

/**
 * Figures of a summary as the report prints them, for an author's sentence. What is missing or not finite is "–", never a
 * made-up number. `'with error'` adds the standard error, or where that is what there is, the 95 % interval.
 */
export interface Say {
  /** A chance with its error: `62%`, `62% ± 0.4`. */
  readonly percent: (probability: ProbabilitySummary | Estimate | number | null, how?: 'with error') => string;
  /** A share that is not a chance; of a distribution, its median: `34%`. */
  readonly share: (share: DistributionSummary | number | null) => string;
  /** One number as a percentage of another: `81%`. */
  readonly percentOf: (part: number | null, whole: number | null) => string;
  /** Money over money put in; of a distribution, its median: `0.41×`, `0.41× (0.40× to 0.42×)`. */
  readonly multiple: (value: DistributionSummary | Estimate | number | null, how?: 'with error') => string;
  /** A log return, a hundredfold: `−12.3`, `−12.3 ± 0.4`; of a gap with its interval, `−12.3 (−12.9 to −11.8)`. */
  readonly logPoints: (gap: LogGap | Estimate | number | null, how?: 'with error') => string;
  /** Any other number, to four digits; of a distribution, its median. */
  readonly number: (value: DistributionSummary | number | null) => string;
}

/** As a pair or a duel has it. */
export interface LogGap {
  readonly value: number | null;
  readonly interval: readonly [number | null, number | null];
}

/** The author's own answer to the scenario's question, from the finished summary. Depends on nothing else. */
export type Answer = (summary: Summary, say: Say) => string;
