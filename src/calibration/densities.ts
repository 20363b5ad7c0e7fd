import { logGamma } from '../math/gamma.ts';
import { math } from '../math/math.ts';

const LOG_TWO_PI = 1.8378770664093453;

/** Log density of a normal law. */
export const logNormal = (x: number, mean: number, variance: number): number =>
  -0.5 * (LOG_TWO_PI + math.log(variance) + ((x - mean) * (x - mean)) / variance);

/** The law of a shock of mean 0 and variance 1, by its log density. */
export type LogShock = (z: number) => number;

export const normalShock: LogShock = (z) => -0.5 * (LOG_TWO_PI + z * z);

/**
 * Student's t scaled to variance 1, for more than two degrees of freedom (Bollerslev (1987), eq. 1):
 *
 *   log f(z) = log Γ((ν + 1) / 2) - log Γ(ν / 2) - log(π (ν - 2)) / 2 - (ν + 1) / 2 log(1 + z² / (ν - 2))
 */
export function studentShock(degreesOfFreedom: number): LogShock {
  const nu = degreesOfFreedom;
  const constant = logGamma((nu + 1) / 2) - logGamma(nu / 2) - 0.5 * math.log(Math.PI * (nu - 2));
  return (z) => constant - 0.5 * (nu + 1) * math.log1p((z * z) / (nu - 2));
}

/** E|z| of a standard normal number, sqrt(2 / π). */
export const NORMAL_MEAN_SIZE = 0.7978845608028654;
