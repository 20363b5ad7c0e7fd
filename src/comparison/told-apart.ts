import { sameWithin } from '../result/beyond.ts';
import type { MetricChange } from './compare-samples.ts';

const MOST_DIGITS = 12;

/** Two numbers with the same decimals: `least` significant digits, or as many more, up to 12, as it takes to tell them apart. */
export function toldApart(a: number, b: number, least: number): readonly [a: string, b: string] {
  const short = (digits: number) => [a, b].map((value) => String(Number(value.toPrecision(digits))));
  let digits = least;
  while (a !== b && digits < MOST_DIGITS && short(digits)[0] === short(digits)[1]) digits++;
  const [first = '', second = ''] = short(digits);
  if (/[eIN]/.test(first + second)) return [first, second];
  const decimals = Math.max(...[first, second].map((text) => text.split('.')[1]?.length ?? 0));
  return [a.toFixed(decimals), b.toFixed(decimals)];
}

/** A figure of an outcome in both samples, with the error of its difference. */
export interface ToldFigure {
  readonly of: string;
  readonly a: number;
  readonly b: number;
  readonly standardError: number;
}

/**
 * The figure that shows what moved: the quantile that the clearest test was of, else the median, else whichever quantile
 * moved the furthest; where none did by more than rounding, the mean.
 */
export function tellingFigure({ quantiles, mean, height }: MetricChange): ToldFigure {
  const furthest = [...quantiles].sort((x, y) => Math.abs(y.b - y.a) - Math.abs(x.b - x.a));
  const found = [height, 0.5]
    .map((each) => quantiles.find((quantile) => quantile.height === each))
    .concat(furthest)
    .find(
      (quantile) => quantile !== undefined && Math.abs(quantile.b - quantile.a) > sameWithin(quantile.a, quantile.b),
    );
  return found === undefined ? { of: 'mean', ...mean } : { ...found, of: heightInWords(found.height) };
}

export const heightInWords = (height: number): string =>
  height === 0.5 ? 'median' : `${Math.round(100 * height)}th percentile`;
