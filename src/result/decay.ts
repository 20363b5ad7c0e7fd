import { math } from '../math/math.ts';
import { correlation } from '../statistics/correlation.ts';
import type { Column, HoldingResult, RunResult } from './run-result.ts';
import { finiteOrNull } from './summarise-column.ts';
import type { MarketFeature, OnTheWaySummary } from './summary.ts';

/** log(final value) − L·Σx by path: what was lost, or won, against the coin times the target. NaN where it ends at zero. */
export const decayOf = (finalValue: Column, sumLogReturn: Column, targetLeverage: number): Column =>
  finalValue.map((value, path) =>
    value > 0 ? math.log(value) - targetLeverage * (sumLogReturn[path] as number) : Number.NaN,
  );

/**
 * How decay goes with the volatility of the coin and with its straightness, over the paths that end above zero; null where the
 * run has not measured them, and of a holding in another coin, whose path the run does not keep.
 */
export function decayCorrelations(
  { columns, description }: HoldingResult,
  { sumLogReturn }: RunResult['market'],
  features: ReadonlyMap<MarketFeature, Column>,
): Pick<OnTheWaySummary, 'decayWithVolatility' | 'decayWithStraightness'> {
  const { finalValue } = columns;
  const decay =
    finalValue && sumLogReturn && description.market === undefined
      ? decayOf(finalValue, sumLogReturn, description.targetLeverage)
      : undefined;
  const kept = (values: Column) => values.filter((_, path) => Number.isFinite(decay?.[path]));
  const decays = decay && kept(decay);
  const r = (feature: MarketFeature) => {
    const column = features.get(feature);
    return column && decays ? finiteOrNull(correlation(kept(column), decays).value) : null;
  };
  return { decayWithVolatility: r('realisedVolatilityPerYear'), decayWithStraightness: r('straightness') };
}
