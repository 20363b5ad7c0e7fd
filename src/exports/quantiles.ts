import { type CsvCell, csv } from '../report/csv.ts';
import type { RunResult } from '../result/run-result.ts';
import { fanQuantiles } from '../statistics/fan-quantiles.ts';

/** Called as in summary.json. */
const asked = {
  q01: 0.01,
  q02_5: 0.025,
  q05: 0.05,
  q10: 0.1,
  q25: 0.25,
  median: 0.5,
  q75: 0.75,
  q90: 0.9,
  q95: 0.95,
  q97_5: 0.975,
  q99: 0.99,
} as const;

/**
 * Quantiles of value at each time that was kept, a row a holding and time: days since the start, then multiples of the
 * money put in. They come from log-spaced bins, and are as near as those: see `fanQuantiles`.
 */
export function quantilesCsv({ holdings, fanAxes }: RunResult): string {
  const head = ['holding', 'days', ...Object.keys(asked)];
  const rows = holdings.flatMap(({ description, fan }) => {
    const { quantiles } = fanQuantiles(fan, fanAxes, Object.values(asked));
    return fanAxes.days.map((day, point): readonly CsvCell[] => [
      description.name,
      day,
      ...quantiles.map((values) => values[point]!),
    ]);
  });
  return csv([head, ...rows]);
}
