import { math } from '../math/math.ts';
import { MEAN_OF_PEAK } from './execution/square-root-law.ts';

/** E|Z| and E|Z|^(3/2) of a standard normal Z: sqrt(2 / pi) and 2^(3/4) Gamma(5/4) / sqrt(pi). */
const MEAN_SIZE = math.sqrt(2 / Math.PI);
const MEAN_SIZE_TO_THREE_HALVES = 0.860_039_987_324_519_8;

/** A daily-rebalanced token, and the market that it trades in. */
export interface DailyToken {
  readonly leverage: number;
  /** Standard deviation of a day's return. */
  readonly volatilityPerDay: number;
  /** Money a day. */
  readonly dailyVolume: number;
  /** Y of the square-root law; 1 unless given. */
  readonly impactCoefficient?: number;
  /** Cost of a trade of no size, per unit of notional; none unless given. */
  readonly halfSpread?: number;
  /** Probability that a rebalance is front-run, and what that adds in units of its own impact, as in `frontRun`. */
  readonly frontRunProbability?: number;
  readonly frontRunMultiple?: number;
}

/**
 * What a daily-rebalanced token expects to pay for execution, as a fraction of its value a day, at a size in the money of
 * `dailyVolume`.
 *
 * After a return r it must trade |L (L - 1) r| of its value (Cheng & Madhavan 2009, eq. 5), at the cost of `marketImpact`.
 * With normal r of deviation v, and m = 2/3 + probability · multiple,
 *
 *   cost = halfSpread |L (L - 1)| v E|Z| + m Y v sqrt(size / dailyVolume) (|L (L - 1)| v)^(3/2) E|Z|^(3/2)
 *
 * To first order in r, and while the cost is small: a 3x token really loses some 2 % more than that where a day moves the
 * price by 3 %, and an eighth more at 7 %, as what it pays is a larger part of what is left after a fall.
 */
export function costPerDayAtSize(fundSize: number, token: DailyToken): number {
  const { linear, perRootOfSize } = costsOf(token);
  return linear + perRootOfSize * math.sqrt(fundSize);
}

/**
 * The size at which execution costs a daily-rebalanced token a given fraction of its value a day: `costPerDayAtSize`
 * inverted. It falls with the square of leverage, cubed: a -3x token has an eighth of the capacity of a 3x one. 0 where
 * the spread alone costs as much; infinite where nothing is ever traded.
 */
export function fundSizeAtCost({
  costPerDay = 0.001,
  ...token
}: DailyToken & { readonly costPerDay?: number }): number {
  const { linear, perRootOfSize } = costsOf(token);
  const root = math.max(0, costPerDay - linear) / perRootOfSize;
  return costPerDay <= linear ? 0 : root * root;
}

function costsOf(token: DailyToken): { readonly linear: number; readonly perRootOfSize: number } {
  const { leverage, volatilityPerDay, dailyVolume, impactCoefficient = 1, halfSpread = 0 } = token;
  const { frontRunProbability = 0, frontRunMultiple = 2 } = token;
  const traded = math.abs(leverage * (leverage - 1)) * volatilityPerDay;
  const ofPeak = MEAN_OF_PEAK + frontRunProbability * frontRunMultiple;
  const peak = (impactCoefficient * volatilityPerDay) / math.sqrt(dailyVolume);
  return {
    linear: halfSpread * traded * MEAN_SIZE,
    perRootOfSize: ofPeak * peak * traded * math.sqrt(traded) * MEAN_SIZE_TO_THREE_HALVES,
  };
}
