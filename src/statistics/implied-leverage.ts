import { math } from '../math/math.ts';
import { neumaierSum } from '../math/sum.ts';

/** What a fund must have held, by how its value moved with the price. */
export interface ImpliedBasket {
  /** Units of the underlying per unit of the token; negative for a short one. */
  readonly basket: number;
  readonly standardError: number;
  /** `basket · price / value` at the end of the window. */
  readonly leverage: number;
  /** Pairs of changes it rests on. */
  readonly changes: number;
}

/**
 * The basket of a window in which the fund did not trade: its value moves by `basket` times what the price moves by, fees
 * and funding aside, so that the basket is the slope through the origin of one on the other.
 *
 *   q = sum dV dP / sum dP²,   error² = sum (dV - q dP)² / (n - 1) / sum dP²
 *
 * `values` and `prices` at the same instants; changes that touch a gap (NaN) are left out. NaN for fewer than two changes.
 * What a token trades at jumps by its tick and its spread: steps of hours see less of that than steps of minutes.
 */
export function impliedBasket(values: Float64Array, prices: Float64Array): ImpliedBasket {
  const change = (series: Float64Array, i: number) => series[i + 1]! - series[i]!;
  const steps = Array.from({ length: Math.max(0, values.length - 1) }, (_, i) => i).filter(
    (i) => Number.isFinite(change(values, i)) && Number.isFinite(change(prices, i)),
  );
  const sum = (term: (dV: number, dP: number) => number) =>
    neumaierSum(Float64Array.from(steps, (i) => term(change(values, i), change(prices, i))));
  const squares = sum((_, dP) => dP * dP);
  const basket = sum((dV, dP) => dV * dP) / squares;
  const left = sum((dV, dP) => (dV - basket * dP) * (dV - basket * dP));
  return {
    basket,
    standardError: steps.length < 2 ? Number.NaN : math.sqrt(left / (steps.length - 1) / squares),
    leverage: (basket * prices.at(-1)!) / values.at(-1)!,
    changes: steps.length,
  };
}

/** A fund traded between two windows that lie end to end. */
export interface BasketChange {
  /** Of the window before it. */
  readonly window: number;
  /** Leverage at the end of that window, with the basket it had, and with the one it had afterwards. */
  readonly from: number;
  readonly to: number;
  /** log(after / before) in standard errors. */
  readonly deviations: number;
}

/**
 * Where the basket changed: `windows` overlap, each `apart` windows from the next one that shares nothing with it. A change is
 * one of more than `threshold` standard errors, and the largest within `apart` windows of it.
 */
export function basketChanges(
  windows: readonly ImpliedBasket[],
  { apart, threshold }: { readonly apart: number; readonly threshold: number },
): readonly BasketChange[] {
  const tested = windows.slice(0, -apart).map((before, window): BasketChange => {
    const after = windows[window + apart]!;
    const [a, b] = [before, after].map(({ basket, standardError }) => standardError / basket) as [number, number];
    const ratio = after.basket / before.basket;
    const deviations = ratio > 0 ? math.log(ratio) / math.sqrt(a * a + b * b) : Number.NaN;
    return { window, from: before.leverage, to: before.leverage * ratio, deviations };
  });
  const size = ({ deviations }: BasketChange) => (Number.isNaN(deviations) ? 0 : Math.abs(deviations));
  return tested.filter((each, i) => {
    const near = tested.slice(Math.max(0, i - apart), i + apart + 1);
    const isFirstOfLargest = near.every(
      (other, j) => size(other) < size(each) || (size(other) === size(each) && j >= Math.min(i, apart)),
    );
    return size(each) > threshold && isFirstOfLargest;
  });
}
