import type { Clock } from '../../engine/clock.ts';
import { math } from '../../math/math.ts';

const DAYS_PER_YEAR = 365;

/**
 * One step of an Ornstein–Uhlenbeck factor with a stationary standard deviation, driven partly by the price's own shock:
 *
 *   g[t+1] = keep g[t] + withPrice z_price + own z,   keep = exp(-k dt)
 *
 * Over a step, the integrals of dW and of exp(-k (dt - u)) dB have correlation rho (1 - keep) / k / sqrt(dt (1 - keep²) / (2k)),
 * slightly below rho: with it the covariance of the factor with a Brownian log price is exact, and not only in the limit.
 */
export function jointTransition(halfLifeDays: number, deviation: number, correlation: number, clock: Clock) {
  const pullPerYear = (Math.LN2 * DAYS_PER_YEAR) / halfLifeDays;
  const years = clock.stepYears;
  const keep = math.exp(-pullPerYear * years);
  const closed = -math.expm1(-pullPerYear * years);
  const closedTwice = -math.expm1(-2 * pullPerYear * years);
  const spread = deviation * Math.sqrt(closedTwice);
  const overStep = (correlation * closed) / pullPerYear / Math.sqrt((years * closedTwice) / (2 * pullPerYear));
  return { keep, withPrice: spread * overStep, own: spread * Math.sqrt(1 - overStep * overStep) };
}
