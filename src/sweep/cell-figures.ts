import type { BreakEvenTarget, CellHolding } from '../result/sweep-result.ts';

/** A figure of a holding in a cell, on a scale whose zero is the break-even. */
export interface Figure {
  readonly value: number;
  /** NaN where so few paths have none. */
  readonly standardError: number;
}

/** What a surface may show of a holding. */
export interface CellMetric {
  readonly id: 'median' | 'loss' | 'below-spot';
  readonly name: string;
  /** Where it stands in a holding of a cell. */
  readonly path: string;
  /** The number as it is printed: a multiple or a share. */
  readonly of: (holding: CellHolding) => { readonly value: number | null; readonly standardError: number | null };
  /** Its distance from break-even, above zero where the holder is better off; `null` where it is not known. */
  readonly gain: (holding: CellHolding) => number | null;
  readonly breakEven: string;
}

export const cellMetrics: readonly CellMetric[] = [
  {
    id: 'median',
    name: 'Median',
    path: 'finalValue.median',
    of: ({ finalValue }) => finalValue.median,
    // A median of nothing is below every other one.
    gain: ({ finalValue: { median } }) => (median.value === null ? null : Math.log(Math.max(median.value, LEAST))),
    breakEven: 'the median is the money put in',
  },
  {
    id: 'loss',
    name: 'Chance of a loss',
    path: 'probability.loss',
    of: ({ probability }) => probability.loss,
    gain: ({ probability: { loss } }) => (loss.value === null ? null : 0.5 - loss.value),
    breakEven: 'a loss is as likely as not',
  },
  {
    id: 'below-spot',
    name: 'Chance to end below the coin',
    path: 'probability.belowSpot',
    of: ({ probability }) => probability.belowSpot,
    gain: ({ probability: { belowSpot } }) => (belowSpot.value === null ? null : 0.5 - belowSpot.value),
    breakEven: 'it ends below the coin as often as above it',
  },
];

/** Of a median: what is lower is drawn as low. */
const LEAST = 1e-6;
/** The log of nothing, for whoever looks for a root. */
const NOTHING = -50;

/** The logarithm that is zero where a holding breaks even. Of a mean log growth with one ruin there is none: it is infinite. */
export function breakEvenFigure(holding: CellHolding, target: BreakEvenTarget, paths: number): Figure {
  const { finalValue, logGrowth, logGapToSpot } = holding;
  const figure = ({ value, standardError }: { value: number | null; standardError: number | null }): Figure =>
    value === null
      ? { value: NOTHING, standardError: Number.NaN }
      : { value, standardError: standardError ?? Number.NaN };
  switch (target) {
    case 'median': {
      const { value, standardError } = figure(finalValue.median);
      return value > 0
        ? { value: Math.log(value), standardError: standardError / value }
        : { value: NOTHING, standardError: Number.NaN };
    }
    case 'growth':
      return logGrowth.paths < paths ? { value: NOTHING, standardError: Number.NaN } : figure(logGrowth.mean);
    case 'spot':
      return figure(logGapToSpot);
  }
}
