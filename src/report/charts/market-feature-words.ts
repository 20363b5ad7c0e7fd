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

/** Prints values of a feature so that those of neighbouring quintiles can be told apart: two or three digits of their range. */
export function featurePrinter(feature: MarketFeature, values: readonly number[]): (value: number) => string {
  const { isPercent } = featureWords[feature];
  const scale = isPercent ? 100 : 1;
  const range = scale * (Math.max(...values) - Math.min(...values));
  const decimals = range > 0 ? Math.max(0, Math.min(5, (isPercent ? 1 : 2) - Math.floor(Math.log10(range)))) : 2;
  return (value) => `${fixed(scale * value, decimals)}${isPercent ? '%' : ''}`;
}
