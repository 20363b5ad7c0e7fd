import { exponent, mantissa, scaleByPowerOfTwo } from './bits.ts';
import type { MathCore } from './core.ts';
import { exp, expm1 } from './exp.ts';
import { log, log1p } from './log.ts';
import { logRatio } from './log-ratio.ts';
import { normalCdf, normalQuantile, normalSurvival } from './normal.ts';
import { cosTurn, sinTurn } from './turn.ts';

/**
 * The arithmetic a step may use. Every operation gives the same bits on every machine and engine.
 *
 * An error of one ulp is the distance of neighbouring doubles at the exact result; the figures bound the largest found
 * among millions of points, hold for results that are not subnormal, and are asserted by the tests.
 */
export interface MathToolkit extends MathCore {
  /** The square root, correctly rounded. */
  readonly sqrt: (x: number) => number;
  /** The size of x, exact. */
  readonly abs: (x: number) => number;
  /** The greatest whole number not above x, exact; keeps -0. */
  readonly floor: (x: number) => number;
  /** The lesser of two numbers; -0 is less than +0; NaN if one is NaN. */
  readonly min: (a: number, b: number) => number;
  /** The greater of two numbers; +0 is greater than -0; NaN if one is NaN. */
  readonly max: (a: number, b: number) => number;
  /** e^x; maximal error 0.75 ulp. */
  readonly exp: (x: number) => number;
  /** e^x - 1, accurate near zero; maximal error 1 ulp. */
  readonly expm1: (x: number) => number;
  /** The natural logarithm; maximal error 0.9 ulp. */
  readonly log: (x: number) => number;
  /** log(1 + x), accurate near zero; maximal error 0.95 ulp. */
  readonly log1p: (x: number) => number;
  /** log(a / b), accurate and exactly antisymmetric near a = b; maximal error 2 ulp there, 5 ulp elsewhere. */
  readonly logRatio: (a: number, b: number) => number;
  /** sin(2 pi x), the sine of x turns; exact at multiples of 1/4; maximal error 0.95 ulp. */
  readonly sinTurn: (x: number) => number;
  /** cos(2 pi x), the cosine of x turns; exact at multiples of 1/4; maximal error 0.95 ulp. */
  readonly cosTurn: (x: number) => number;
  /** The standard normal quantile of a probability; maximal error 6 ulp. */
  readonly normalQuantile: (p: number) => number;
  /** The standard normal probability of z or less; maximal error 6 ulp, in the lower tail too. */
  readonly normalCdf: (z: number) => number;
  /** The standard normal probability of more than z; maximal error 6 ulp, in the upper tail too. */
  readonly normalSurvival: (z: number) => number;
  /** The entry of a non-empty table at floor(index); below it the first entry, above it the last; NaN counts as 0. */
  readonly at: (table: ArrayLike<number>, index: number) => number;
  /** x without its fraction as a 32-bit integer; beyond the range its nearer end; NaN gives 0. */
  readonly int: (x: number) => number;
  /** The low 32 bits, signed, of the product of two 32-bit integers. */
  readonly imul: (a: number, b: number) => number;
  /** x 2^k for an integer k from -2200 to 2200, rounded once. */
  readonly scaleByPowerOfTwo: (x: number, k: number) => number;
  /** The integer e with 2^e <= |x| < 2^(e+1); -1075 for zero; 1024 for infinities and NaN. */
  readonly exponent: (x: number) => number;
  /** x / 2^exponent(x), exact, from 1 to below 2 in size; zeros, infinities and NaN as they are. */
  readonly mantissa: (x: number) => number;
}

const at = (table: ArrayLike<number>, index: number): number => {
  const last = table.length - 1;
  return table[index < last ? (index > 0 ? index | 0 : 0) : index >= last ? last : 0] as number;
};

const int = (x: number): number => (x >= 2147483647 ? 2147483647 : x > -2147483648 ? x | 0 : x < 0 ? -2147483648 : 0);

/** The arithmetic every step function receives as its last parameter. */
export const math: MathToolkit = Object.freeze({
  sqrt: Math.sqrt,
  abs: Math.abs,
  floor: Math.floor,
  min: Math.min,
  max: Math.max,
  imul: Math.imul,
  at,
  int,
  scaleByPowerOfTwo,
  exponent,
  mantissa,
  exp: (x: number): number => exp(x, math),
  expm1: (x: number): number => expm1(x, math),
  log: (x: number): number => log(x, math),
  log1p: (x: number): number => log1p(x, math),
  logRatio: (a: number, b: number): number => logRatio(a, b, math),
  sinTurn: (x: number): number => sinTurn(x, math),
  cosTurn: (x: number): number => cosTurn(x, math),
  normalQuantile: (p: number): number => normalQuantile(p, math),
  normalCdf: (z: number): number => normalCdf(z, math),
  normalSurvival: (z: number): number => normalSurvival(z, math),
});
