import type { MathCore } from './core.ts';

/**
 * The natural logarithm.
 *
 * x = 2^k m with sqrt(1/2) <= m < sqrt(2); with f = m - 1 and s = f / (2 + f), log m = f - (f^2/2 - s (f^2/2 +
 * R(s^2))), the form in which the rounding of the large term f is nil. R is a Chebyshev interpolant of the remaining
 * series of 2 atanh s, computed with 300 bits; its relative error in the result is below 2^-57. log(0) is -Infinity, a
 * negative number gives NaN.
 */
export const log = (x: number, math: MathCore): number => {
  const e = math.exponent(x);
  const m = math.mantissa(x);
  const upper = m > 1.4140625;
  const k = upper ? e + 1 : e;
  const f = (upper ? 0.5 * m : m) - 1;
  const s = f / (2 + f);
  const z = s * s;
  const z2 = z * z;
  const remainder =
    z *
    (0.666666666666667 +
      z * 0.39999999999899444 +
      z2 * (0.2857142862600327 + z * 0.22222211130259878) +
      z2 * z2 * (0.18182889455674947 + z * 0.15331710618210773 + z2 * 0.14616585424888623));
  const half = 0.5 * f * f;
  const y = k * 0.6931471803691238 - (half - (s * (half + remainder) + k * 1.9082149292705877e-10) - f);
  return x > 0 ? (x > 1.7976931348623157e308 ? x : y) : x < 0 ? 0 / 0 : -1 / math.abs(x);
};

/**
 * log(1 + x) without the cancellation near zero.
 *
 * The logarithm of u = fl(1 + x), as in `log`, plus (1 + x - u) / u, what rounding took from 1 + x. log1p(-1) is
 * -Infinity, below -1 the result is NaN. Keeps -0.
 */
export const log1p = (x: number, math: MathCore): number => {
  const u = 1 + x;
  const added = u - 1;
  const lost = (1 - (u - added) + (x - added)) / u;
  const e = math.exponent(u);
  const m = math.mantissa(u);
  const upper = m > 1.4140625;
  const k = upper ? e + 1 : e;
  const f = (upper ? 0.5 * m : m) - 1;
  const s = f / (2 + f);
  const z = s * s;
  const z2 = z * z;
  const remainder =
    z *
    (0.666666666666667 +
      z * 0.39999999999899444 +
      z2 * (0.2857142862600327 + z * 0.22222211130259878) +
      z2 * z2 * (0.18182889455674947 + z * 0.15331710618210773 + z2 * 0.14616585424888623));
  const half = 0.5 * f * f;
  const y = k * 0.6931471803691238 - (half - (s * (half + remainder) + (k * 1.9082149292705877e-10 + lost)) - f);
  const whole = x > -1 ? (x > 1.7976931348623157e308 ? x : y) : x < -1 ? 0 / 0 : -1 / (1 + x);
  return x < 0 || x > 0 ? whole : x;
};
