import { meanDifference } from '../statistics/mean-difference.ts';
import { logsAboveZero, medianGapOfLogs } from '../statistics/median-log-gap.ts';
import { probabilityFirstBeats } from '../statistics/probability-first-beats.ts';
import type { Column } from './run-result.ts';
import { finiteOrNull, intervalOrNull, summariseProbability } from './summarise-column.ts';
import type { PairSummary } from './summary.ts';

/** Final values of a holding in path order, and their logarithms: each is compared with many others. */
export interface Contestant {
  readonly values: Column;
  readonly logs: Column;
}

export function contestant(values: Column): Contestant {
  return { values, logs: logsAboveZero(values) };
}

/** Two holdings compared path by path; `overlap` as in `summariseMean`. */
export function summarisePair(
  { values: a, logs }: Contestant,
  { values: b, logs: logsOfB }: Contestant,
  overlap = 1,
): PairSummary {
  const gap = medianGapOfLogs(logs, logsOfB, overlap);
  const difference = meanDifference(a, b);
  return {
    probabilityABeatsB: summariseProbability(probabilityFirstBeats(a, b, overlap)),
    medianLogGap: { value: finiteOrNull(gap.value), interval: intervalOrNull(gap.interval), paths: gap.paths },
    meanDifference: {
      mean: finiteOrNull(difference.value),
      standardError: finiteOrNull(difference.standardError * Math.sqrt(overlap)),
      standardDeviation: finiteOrNull(difference.standardDeviation),
    },
  };
}
