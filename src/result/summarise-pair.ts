import { meanDifference } from '../statistics/mean-difference.ts';
import { medianLogGap } from '../statistics/median-log-gap.ts';
import { probabilityFirstBeats } from '../statistics/probability-first-beats.ts';
import type { Column } from './run-result.ts';
import { finiteOrNull, intervalOrNull, summariseProbability } from './summarise-column.ts';
import type { PairSummary } from './summary.ts';

/** Two holdings compared path by path; `a` and `b` are their final values in path order. */
export function summarisePair(a: Column, b: Column): PairSummary {
  const gap = medianLogGap(a, b);
  const difference = meanDifference(a, b);
  return {
    probabilityABeatsB: summariseProbability(probabilityFirstBeats(a, b)),
    medianLogGap: { value: finiteOrNull(gap.value), interval: intervalOrNull(gap.interval), paths: gap.paths },
    meanDifference: {
      mean: finiteOrNull(difference.value),
      standardError: finiteOrNull(difference.standardError),
      standardDeviation: finiteOrNull(difference.standardDeviation),
    },
  };
}
