import { math } from '../math/math.ts';

/** A one-to-one map of the values a parameter may have to the whole real line, on which an optimiser is free. */
export interface Scale {
  readonly toReal: (value: number) => number;
  readonly fromReal: (y: number) => number;
  /** So near an end of its range that the data do not tell it from that end. */
  readonly isAtBound: (y: number) => boolean;
}

/** |logit| beyond this is within 1.2e-4 of an end, as a share of the range, and counts as that. */
const BOUND = 9;
const clamped = (y: number): number => (y > BOUND ? BOUND : y < -BOUND ? -BOUND : y);

/** Any number, counted in a unit near the size of what is estimated. */
export const real = (unit: number): Scale => ({
  toReal: (value) => value / unit,
  fromReal: (y) => y * unit,
  isAtBound: () => false,
});

/** Above zero: the logarithm. */
export const positive: Scale = { toReal: math.log, fromReal: math.exp, isAtBound: () => false };

/** Above `low`: the logarithm of the distance; `low` itself is a bound. */
export const above = (low: number): Scale => ({
  toReal: (value) => math.log(value - low),
  fromReal: (y) => low + math.exp(y > -BOUND ? y : -BOUND),
  isAtBound: (y) => y <= -BOUND,
});

/** Between two numbers: the logit of the share of the way. */
export const between = (low: number, high: number): Scale => ({
  toReal: (value) => math.log((value - low) / (high - value)),
  fromReal: (y) => low + (high - low) / (1 + math.exp(-clamped(y))),
  isAtBound: (y) => Math.abs(y) >= BOUND,
});
