import type { MarketFeature } from '../../result/summary.ts';
import { fixed } from '../format.ts';

export interface FeatureWords {
  /** As it stands in a sentence. */
  readonly name: string;
  /** What exactly it is. */
  readonly meaning: string;
  readonly isPercent: boolean;
}

export const featureWords: Readonly<Record<MarketFeature, FeatureWords>> = {
  spotReturn: { name: 'the return of the coin', meaning: 'from the start to the end', isPercent: true },
  realisedVolatilityPerYear: {
    name: 'the volatility of the coin',
    meaning: 'root of the sum of squared log returns, per year',
    isPercent: true,
  },
  fundingPerYear: { name: 'funding', meaning: 'of notional, paid by longs, per year', isPercent: true },
  straightness: {
    name: 'the straightness of the path',
    meaning: 'size of its log return over the root of the sum of squared log returns of its steps',
    isPercent: false,
  },
  spotDrawdown: { name: 'the deepest fall of the coin', meaning: 'from a peak, at step ends', isPercent: true },
  largestStep: { name: 'the largest step of the coin', meaning: 'size of its log return', isPercent: true },
};

/** Narrower than this share of the whole range, values differ by roundings only. */
const hairsbreadth = 1e-6;

/**
 * Prints values of a feature so that the two ends of each fifth can be told apart: one digit of the width of the narrowest
 * that is not a single value, of what is not a per cent two; where each is one, of the least gap between them.
 */
export function featurePrinter(
  feature: MarketFeature,
  fifths: readonly { readonly from: number; readonly to: number }[],
): (value: number) => string {
  const { isPercent } = featureWords[feature];
  const scale = isPercent ? 100 : 1;
  const range = (fifths.at(-1)?.to ?? 0) - (fifths[0]?.from ?? 0);
  const wide = (widths: readonly number[]) => widths.filter((width) => width > hairsbreadth * range);
  const widths = wide(fifths.map(({ from, to }) => to - from));
  const gaps = wide(fifths.slice(1).map(({ from }, i) => from - (fifths[i]?.to ?? from)));
  const least = scale * Math.min(...(widths.length > 0 ? widths : gaps));
  const digits = isPercent ? 0 : 1;
  const decimals = Number.isFinite(least) ? Math.max(0, Math.min(5, digits - Math.floor(Math.log10(least)))) : 2;
  return (value) => `${fixed(scale * value, decimals)}${isPercent ? '%' : ''}`;
}
