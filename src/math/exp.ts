import type { MathCore } from './core.ts';

/**
 * The exponential function, e^x.
 *
 * x = k log 2 + r with an integer k and |r| <= log(2) / 2, then e^x = 2^k (1 + r + r^2 q(r)). The reduction keeps the
 * part of r that does not fit into one double (`low`), and the final sum keeps what is lost beside 1. The coefficients
 * of q are a Chebyshev interpolant of (e^r - 1 - r) / r^2 computed with 300 bits; its error is 2^-59. From
 * 709.7827128933841 on the result is Infinity; below -708.4 it underflows gradually, and below -745.2 it is 0.
 */
export const exp = (x: number, math: MathCore): number => {
  const t = x > 710 ? 710 : x < -746 ? -746 : x;
  const k = math.floor(t * 1.4426946640014648 + 0.5);
  const high = t - k * 0.6931471803691238;
  const low = k * 1.9082149292705877e-10;
  const r = high - low;
  const r2 = r * r;
  const r4 = r2 * r2;
  const q =
    0.5 +
    r * 0.1666666666666667 +
    r2 * (0.04166666666666667 + r * 0.008333333333326141) +
    r4 *
      (0.0013888888888883752 +
        r * 0.00019841269874802504 +
        r2 * (2.48015873255348e-5 + r * 2.755725542319278e-6) +
        r4 * (2.755727365952505e-7 + r * 2.5105207436985358e-8 + r2 * 2.091468013569995e-9));
  const sum = 1 + high;
  return math.scaleByPowerOfTwo(sum + (high - (sum - 1) + (r2 * q - low)), math.int(k));
};

/**
 * e^x - 1 without the cancellation near zero.
 *
 * For |x| <= 1/8 a polynomial, x + x^2 q(x), relative error 2^-54, q minimax. Otherwise reduced
 * as in `exp`, but k = 0 goes on to x = 0.45, so that r is small where half of the result cancels (k = 1). The
 * coefficients of q are an interpolant on -0.347 < r < 0.451, error 2^-57. 2^k (1 + p) - 1 is formed as 2^k ((1 - 2^-k)
 * + p), where the bracket is exact or its remainder is kept. Below about -37.4 the result is -1; -0 gives 0.
 */
export const expm1 = (x: number, math: MathCore): number => {
  if (math.abs(x) <= 0.125) {
    const x2 = x * x;
    const x4 = x2 * x2;
    const series =
      0.5 +
      x * 0.16666666666666657 +
      x2 * (0.041666666666929544 + x * 0.008333333333399051) +
      x4 *
        (0.0013888888047712104 + x * 0.00019841268541286034 + x2 * (2.4810200429351973e-5 + x * 2.756710682126419e-6));
    return x + x2 * series;
  }
  const t = x > 710 ? 710 : x < -100 ? -100 : x;
  const k = math.floor(t * 1.4426946640014648 + (t < 0 ? 0.5 : 0.35));
  const high = t - k * 0.6931471803691238;
  const low = k * 1.9082149292705877e-10;
  const r = high - low;
  const r2 = r * r;
  const r4 = r2 * r2;
  const q =
    0.5 +
    r * 0.16666666666666669 +
    r2 * (0.041666666666669225 + r * 0.008333333333329617) +
    r4 *
      (0.0013888888887310259 +
        r * 0.00019841269861452956 +
        r2 * (2.4801590735335105e-5 + r * 2.7557272625716745e-6) +
        r4 * (2.7554234026256646e-7 + r * 2.5098217748804277e-8 + r2 * 2.187147668524764e-9));
  const one = math.scaleByPowerOfTwo(1, math.int(-k));
  const base = 1 - one;
  const baseRest = 1 - base - one;
  const sum = base + high;
  const y = sum + (high - (sum - base) + (r2 * q - low + baseRest));
  return math.scaleByPowerOfTwo(y, math.int(k));
};
