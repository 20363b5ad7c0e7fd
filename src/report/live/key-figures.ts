import type { HoldingResult } from '../../result/run-result.ts';
import { summariseHolding } from '../../result/summarise-holding.ts';
import { logPoints, multiple, percent, points } from '../format.ts';

export interface KeyFigure {
  readonly label: string;
  readonly value: string;
  readonly note: string;
}

/** Four figures with their errors, by the same estimators as the report's: of a fund its drag, of a perpetual its cliff. */
export function keyFigures(holding: HoldingResult, spot: Float64Array): readonly KeyFigure[] {
  const { finalValue, probability, attribution, maxDrawdown } = summariseHolding(holding, spot);
  const account = (label: string, { mean, standardError }: (typeof attribution)['funding']): KeyFigure => ({
    label,
    value: logPoints(mean),
    note: `± ${logPoints(standardError)} log points`,
  });
  const share = (label: string, { value, standardError }: (typeof probability)['loss']): KeyFigure => ({
    label,
    value: percent(value),
    note: value === 0 ? 'on no path' : value === 1 ? 'on every path' : `± ${points(standardError)} points`,
  });
  const [low, high] = finalValue.medianInterval;
  const third = {
    token: account('Variance drag', attribution.varianceDrag),
    perpetual: share('Liquidated', probability.liquidated),
    spot: { label: 'Worst fall', value: percent(maxDrawdown.median), note: 'from a peak, median' },
    recorded: { label: 'Worst fall', value: percent(maxDrawdown.median), note: 'from a peak, median' },
  }[holding.description.family];
  return [
    { label: 'Median', value: multiple(finalValue.median), note: `95% ${multiple(low)} to ${multiple(high)}` },
    share('Chance of a loss', probability.loss),
    third,
    account('Funding', attribution.funding),
  ];
}
