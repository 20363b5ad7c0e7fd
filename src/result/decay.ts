import { math } from '../math/math.ts';
import { correlation } from '../statistics/correlation.ts';
import { marketFeatures } from './market-features.ts';
import type { Column, RunResult } from './run-result.ts';
import { finiteOrNull } from './summarise-column.ts';

/** log(final value) − L·Σx by path: what was lost, or won, against the coin times the target. NaN where it ends at zero. */
export const decayOf = (finalValue: Column, sumLogReturn: Column, targetLeverage: number): Column =>
  finalValue.map((value, path) =>
    value > 0 ? math.log(value) - targetLeverage * (sumLogReturn[path] as number) : Number.NaN,
  );

/** Correlation of decay with a feature of the market, over the paths that end above zero; `pairs` is their number. */
export function decayWith(column: Column, decay: Column): { readonly r: number | null; readonly pairs: number } {
  const kept = (values: Column) => values.filter((_, path) => Number.isFinite(decay[path]));
  const pairs = kept(decay);
  return { r: finiteOrNull(correlation(kept(column), pairs).value), pairs: pairs.length };
}

/** The same for the volatility of the coin and for its straightness; null where the run has not measured them. */
export function decayCorrelations(
  run: RunResult,
  finalValue: Column,
  targetLeverage: number,
): { readonly decayWithVolatility: number | null; readonly decayWithStraightness: number | null } {
  const { sumLogReturn } = run.market;
  const features = new Map(marketFeatures(run));
  const decay = sumLogReturn && decayOf(finalValue, sumLogReturn, targetLeverage);
  const r = (feature: 'realisedVolatilityPerYear' | 'straightness') => {
    const column = features.get(feature);
    return column && decay ? decayWith(column, decay).r : null;
  };
  return { decayWithVolatility: r('realisedVolatilityPerYear'), decayWithStraightness: r('straightness') };
}
