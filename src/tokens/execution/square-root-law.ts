import type { Clock } from '../../engine/clock.ts';
import type { Values } from '../../engine/options.ts';
import { finite } from '../../engine/options.ts';
import { math } from '../../math/math.ts';

const DAYS_PER_YEAR = 365;

/**
 * Of the move that a trade has caused when it is done, what it has paid on average on the way: the price has moved by
 * sqrt(x) of the whole when x of the trade is done, and the mean of sqrt(x) over the trade is 2/3.
 */
export const MEAN_OF_PEAK = 2 / 3;

export const squareRootSources = [
  'Almgren, R., Thum, C., Hauptmann, E. & Li, H. (2005), Direct estimation of equity market impact, Risk 18(7)',
  'Donier, J. & Bonart, J. (2015), A million metaorder analysis of market impact on the Bitcoin, arXiv 1412.4503 (square root over four decades of size; impact of uninformed trades decays)',
];

/** What the models of this folder are told about a fund and the market that it trades in. */
export const squareRootOptions = {
  fundSize: finite(0, 1e15, { meaning: 'money in the fund at the start, in the currency of dailyVolume' }),
  dailyVolume: finite(1, 1e15, { meaning: 'money traded a day in the market that the fund trades in' }),
  volatilityPerDay: finite(0, 1, {
    meaning: 'standard deviation of the log return over a day; where it is estimated, the estimate at the start',
  }),
  volatilityHalfLifeDays: finite(0, 3650, {
    default: 0,
    meaning: 'half-life of an estimate of that from the returns of the path itself; 0: it stays what it is',
  }),
  impactCoefficient: finite(0, 10, {
    default: 1,
    meaning: 'Y: the move that a trade of one day’s volume causes, in daily standard deviations',
  }),
  halfSpread: finite(0, 0.05, {
    default: 0.000_05,
    meaning: 'cost of a trade of no size, per unit of notional, beyond the fee: 0.00005 is half a basis point',
  }),
};

/**
 * The move of the price that a trade has caused when it is done, as a fraction (Almgren et al. 2005 with the exponent 1/2):
 *
 *   dP / P = Y volatility sqrt(traded / dailyVolume)
 */
export function peakImpact(trade: {
  /** Money. */
  readonly traded: number;
  /** Money a day, in the same currency. */
  readonly dailyVolume: number;
  readonly volatilityPerDay: number;
  readonly impactCoefficient?: number;
}): number {
  const { traded, dailyVolume, volatilityPerDay, impactCoefficient = 1 } = trade;
  return impactCoefficient * volatilityPerDay * Math.sqrt(traded / dailyVolume);
}

/**
 * A fund whose trades of its own size would move the price by all of it has left the law behind: what it is then charged
 * means nothing. `most` is the largest multiple of the peak impact that a trade may pay.
 */
export function beyondTheLaw(options: Values<typeof squareRootOptions>, most: number): readonly string[] {
  const { fundSize: traded, dailyVolume, volatilityPerDay, impactCoefficient } = options;
  const move = most * peakImpact({ traded, dailyVolume, volatilityPerDay, impactCoefficient });
  return move < 1
    ? []
    : [
        `fundSize must be such that trading all of it costs less than all of it, ${most} · impactCoefficient · ` +
          `volatilityPerDay · sqrt(fundSize / dailyVolume) below 1; got ${move}`,
      ];
}

/** What the steps of this folder share; `impactOfDeviation` times the daily deviation is the peak impact of a notional of 1. */
export function squareRootConstants(options: Values<typeof squareRootOptions>, clock: Clock) {
  const { fundSize, dailyVolume, volatilityPerDay, volatilityHalfLifeDays, impactCoefficient, halfSpread } = options;
  const stepDays = clock.stepYears * DAYS_PER_YEAR;
  const isEstimated = volatilityHalfLifeDays > 0;
  return {
    halfSpread,
    impactOfDeviation: impactCoefficient * Math.sqrt(fundSize / dailyVolume),
    variancePerDay: volatilityPerDay * volatilityPerDay,
    kept: isEstimated ? math.exp((-Math.LN2 * stepDays) / volatilityHalfLifeDays) : 1,
    stepsPerDay: 1 / stepDays,
  };
}

/** The exponentially weighted mean of squared returns, per day; where all is kept it stays what it was. */
export const nextVariance = (variance: number, logReturn: number, kept: number, stepsPerDay: number): number =>
  kept * variance + (1 - kept) * logReturn * logReturn * stepsPerDay;
