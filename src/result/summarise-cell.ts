import { math } from '../math/math.ts';
import { fanQuantiles } from '../statistics/fan-quantiles.ts';
import { mean } from '../statistics/mean.ts';
import { meanIsResolved } from '../statistics/mean-is-resolved.ts';
import { probability } from '../statistics/probability.ts';
import { quantileInterval } from '../statistics/quantile-interval.ts';
import { quantileSorted } from '../statistics/quantile-sorted.ts';
import { skewness } from '../statistics/skewness.ts';
import type { Column, FanAxes } from './run-result.ts';
import { finiteOrNull, summariseEstimate, summariseProbability } from './summarise-column.ts';
import type { Estimate } from './summary.ts';
import type { CellFan, CellHolding } from './sweep-result.ts';

/** What a run of one cell leaves of a holding: a number a path, in path order. */
export interface CellColumns {
  readonly name: string;
  readonly finalValue: Column;
  /** Days since the start when it happened; -1 where it did not; `null` where it cannot. */
  readonly ruinDays: Column | null;
  readonly liquidationDays: Column | null;
  /** Counters as `FanAxes` lays them out; `null` where nobody draws them. */
  readonly fan: Uint32Array | null;
}

/** Width of a 95 % interval in standard errors. */
const WIDTH_OF_95_PERCENT = 2 * 1.959964;

/**
 * All figures of a holding in a cell, each with its error, by the same statistics as those of a whole run.
 *
 * `spot`: worth of the coin at the end, by path; `overlap` as in `summariseMean`. The error of a quantile is the width of its
 * distribution-free interval over that of a normal one; `null` for fewer paths than the interval needs.
 */
export function summariseCell(holding: CellColumns, spot: Column, axes: FanAxes | null, overlap = 1): CellHolding {
  const { name, finalValue, ruinDays, liquidationDays, fan } = holding;
  const paths = finalValue.length;
  const sorted = finalValue.toSorted();
  const at = (p: number) => quantileOf(sorted, p, overlap);
  const share = (hits: number) => summariseProbability(probability(hits, paths, overlap));
  const happened = (days: Column | null) => share(days === null ? 0 : hitsIn(days, (day) => day >= 0));
  const whole = mean(finalValue);
  const logs = finalValue.filter((value) => value > 0).map((value) => math.log(value));
  const growth = mean(logs);
  const gaps = finalValue.map((value, path) => math.logRatio(value, spot[path]!)).sort();
  return {
    name,
    finalValue: {
      q05: at(0.05),
      q25: at(0.25),
      median: at(0.5),
      q75: at(0.75),
      q95: at(0.95),
      mean: summariseEstimate({ ...whole, standardError: whole.standardError * Math.sqrt(overlap) }),
      meanIsResolved: meanIsResolved(paths / overlap, skewness(finalValue)),
    },
    probability: {
      loss: share(hitsIn(finalValue, (value) => value < 1)),
      belowSpot: share(hitsIn(finalValue, (value, path) => value < spot[path]!)),
      ruin: happened(ruinDays),
      liquidated: happened(liquidationDays),
    },
    logGrowth: {
      mean: summariseEstimate({ ...growth, standardError: growth.standardError * Math.sqrt(overlap) }),
      paths: logs.length,
    },
    logGapToSpot: quantileOf(gaps, 0.5, overlap),
    ...(fan === null || axes === null ? {} : { fan: fanOf(fan, axes) }),
  };
}

function quantileOf(sorted: Column, p: number, overlap: number): Estimate {
  const [low, high] = quantileInterval(sorted, p, overlap);
  return {
    value: finiteOrNull(quantileSorted(sorted, p)),
    standardError: finiteOrNull((high - low) / WIDTH_OF_95_PERCENT),
  };
}

function hitsIn(values: Column, isHit: (value: number, path: number) => boolean): number {
  let hits = 0;
  values.forEach((value, path) => {
    if (isHit(value, path)) hits++;
  });
  return hits;
}

/** Four digits: more than a picture can show, a third of the bytes. */
function fanOf(counts: Uint32Array, axes: FanAxes): CellFan {
  const { quantiles } = fanQuantiles(counts, axes, [0.05, 0.25, 0.5, 0.75, 0.95]);
  const [q05, q25, q50, q75, q95] = quantiles.map((values) =>
    Array.from(values, (value) => (Number.isFinite(value) ? Number(value.toPrecision(4)) : null)),
  );
  return { q05: q05!, q25: q25!, q50: q50!, q75: q75!, q95: q95! };
}
