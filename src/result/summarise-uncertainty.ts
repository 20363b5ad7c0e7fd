import { pooledQuantile } from '../statistics/pooled-quantile.ts';
import { quantileSorted } from '../statistics/quantile-sorted.ts';
import { shareBetween } from '../statistics/share-between.ts';
import type { Summary } from './summary.ts';
import type { UncertaintySummary } from './uncertainty-summary.ts';

/** What the first paths of a run come to under each draw of what is not known. */
export interface DrawnRuns {
  readonly paths: number;
  /** In declared order. */
  readonly holdings: readonly string[];
  /** By draw, by holding in declared order, by path. */
  readonly finalValues: readonly (readonly Float64Array[])[];
}

const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);

/**
 * How much of what may happen is luck, and how much is that the numbers of the market are not known.
 *
 * Of the logs of final values above zero, the share of variance between draws. Medians, chances of a loss and the range that holds
 * nine of ten are those of each draw, of which the 5th and the 95th percentile are told; and of all draws together.
 */
export function summariseUncertainty({ paths, holdings: names, finalValues }: DrawnRuns): UncertaintySummary {
  const holdings = names.map((name, h) => {
    const groups = finalValues.map((byHolding) => byHolding[h]!);
    const logs = groups.map((values) => values.filter((value) => value > 0).map(Math.log));
    const { value, standardError } = shareBetween(logs);
    const ofDraws = (statistic: (values: Float64Array) => number) => {
      const each = Float64Array.from(groups, statistic).sort();
      return [finite(quantileSorted(each, 0.05)), finite(quantileSorted(each, 0.95))] as const;
    };
    const sorted = (values: Float64Array) => Float64Array.from(values).sort();
    return [
      name,
      {
        fromNotKnowing: { value: finite(value), standardError: finite(standardError) },
        median: ofDraws((values) => quantileSorted(sorted(values), 0.5)),
        loss: ofDraws((values) => values.filter((each) => each < 1).length / values.length),
        nineOfTen: [finite(pooledQuantile(groups, 0.05)), finite(pooledQuantile(groups, 0.95))] as const,
      },
    ] as const;
  });
  return { draws: finalValues.length, pathsPerDraw: paths, holdings: Object.fromEntries(holdings) };
}

/** A summary with what is not known in it, before the warnings; as it is where everything is known. */
export function withUncertainty({ warnings, ...figures }: Summary, drawn: DrawnRuns | null): Summary {
  if (drawn === null) return { ...figures, warnings };
  return { ...figures, uncertainty: summariseUncertainty(drawn), warnings };
}
