import { fanQuantiles } from '../statistics/fan-quantiles.ts';
import { decayCorrelations } from './decay.ts';
import type { Column, HoldingResult, RunResult } from './run-result.ts';
import { finiteOrNull } from './summarise-column.ts';
import { finalValueOf } from './summarise-holding.ts';
import type { MarketFeature, OnTheWaySummary } from './summary.ts';

/** What a holding is like before the end, and on the paths that do not get there; `features` are those of the market. */
export function summariseOnTheWay(
  result: RunResult,
  holding: HoldingResult,
  features: ReadonlyMap<MarketFeature, Column>,
): OnTheWaySummary {
  const finalValue = finalValueOf(holding);
  const share = (is: (path: number) => boolean): number | null => {
    let count = 0;
    for (let path = 0; path < finalValue.length; path++) if (is(path)) count++;
    return finiteOrNull(count / finalValue.length);
  };
  return {
    ...halfway(result, holding),
    stillStanding: share((path) => !ENDS.some((end) => (holding.columns[end]?.[path] ?? -1) >= 0)),
    endsAtZero: share((path) => !((finalValue[path] as number) > 0)),
    ...decayCorrelations(holding, result.market, features),
  };
}

/** Columns of days until it was over; −1 where it was not. */
const ENDS = ['ruinDays', 'liquidationDays', 'stopDays'] as const;

/** The point of the fan that is nearest to the middle of the run, and its median. */
function halfway(
  { fanAxes, scenario }: RunResult,
  { fan }: HoldingResult,
): Pick<OnTheWaySummary, 'halfwayDays' | 'halfwayMedian'> {
  const { days, bins } = fanAxes;
  const middle = scenario.clock.days / 2;
  const off = (point: number) => Math.abs((days[point] as number) - middle);
  const nearest = days.reduce((best, _, point) => (off(point) < off(best) ? point : best), 0);
  const day = days[nearest];
  if (day === undefined) return { halfwayDays: null, halfwayMedian: null };
  const counts = fan.subarray(nearest * (bins + 3), (nearest + 1) * (bins + 3));
  const median = fanQuantiles(counts, fanAxes, [0.5]).quantiles[0]?.[0];
  return { halfwayDays: day, halfwayMedian: finiteOrNull(median ?? Number.NaN) };
}
