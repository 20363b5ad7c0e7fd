import type { MathCore } from '../math/core.ts';

/**
 * The radius of Box & Muller (1958): sqrt(-2 log u) of a uniform number u, for 2^-53 <= u < 1.
 *
 * u = 2^e m with 1 <= m < 2; with c = 1.4140625, near sqrt(2), and s = (m - c) / (m + c), |s| < 0.172,
 *
 *   -2 log u = -2 (e log 2 + log c) - 4 atanh s
 *
 * to within 4e-12, without branches: a billion billion draws could not tell. The series interpolates 4 atanh s / s at m = 2,
 * where the two terms cancel, so that the radius of a uniform near 1 is right as well; of the very last ones it is off by
 * up to 4.4e-9. The select lets no rounding below zero become NaN.
 */
export const radius = (u: number, math: MathCore): number => {
  const m = math.mantissa(u);
  const s = (m - 1.4140625) / (m + 1.4140625);
  const z = s * s;
  const z2 = z * z;
  const series =
    4.000000000019012 +
    z * 1.3333333018658615 +
    z2 * (0.8000083150283078 + z * 0.5706620602181507 + z2 * 0.4730745575652581);
  const x = math.exponent(u) * -1.3862943611198906 - 0.6929335346924171 - s * series;
  return math.sqrt(x > 0 ? x : 0);
};

/**
 * cos(pi h), the cosine of h half turns, for |h| <= 1/2, to within 8e-13: a Chebyshev interpolant in h^2. No term more
 * than a sampler needs: its cost is felt in every step of every path.
 */
export const cosHalfTurn = (h: number, _math: MathCore): number => {
  const z = h * h;
  const z2 = z * z;
  const z4 = z2 * z2;
  return (
    0.9999999999992479 +
    z * -4.93480220024985 +
    z2 * (4.0587121075374375 + z * -1.33526231526157) +
    z4 * (0.2353254365877112 + z * -0.02577631642731586 + z2 * 0.0018399894372694043)
  );
};

/** sin(pi h), the sine of h half turns, for |h| <= 1/2, to within 2e-13: h times a Chebyshev interpolant. */
export const sinHalfTurn = (h: number, _math: MathCore): number => {
  const z = h * h;
  const z2 = z * z;
  const z4 = z2 * z2;
  return (
    h *
    // biome-ignore lint/suspicious/noApproximativeNumericConstant: a coefficient that is near pi, and not pi
    (3.141592653589635 +
      z * -5.167712779987959 +
      z2 * (2.550164035906745 + z * -0.5992644339357286) +
      z4 * (0.08214479467064854 + z * -0.007364005472115722 + z2 * 0.0004474920849077101))
  );
};
