import type { MathCore } from '../math/core.ts';

/**
 * The radius of Box & Muller (1958): sqrt(-2 log u) of a uniform number u, for 2^-53 <= u < 1.
 *
 * u = 2^e m with 1 <= m < 2; with c = 1.4140625, near sqrt(2), and s = (m - c) / (m + c), |s| < 0.172,
 *
 *   -2 log u = -2 (e log 2 + log c) - 4 atanh s
 *
 * to within 4e-16 (of 1 or of the result, whichever is larger), without branches. The two terms cancel near u = 1: there
 * the radius itself is off by up to 3.6e-9, and by more than 1e-9 with a chance of 1e-14. The select lets no rounding
 * below zero become NaN.
 */
export const radius = (u: number, math: MathCore): number => {
  const m = math.mantissa(u);
  const s = (m - 1.4140625) / (m + 1.4140625);
  const z = s * s;
  const z2 = z * z;
  const series =
    4 +
    z * 1.3333333333302657 +
    z2 * (0.800000001626216 + z * 0.5714282630820438) +
    z2 * z2 * (0.4444723716040817 + z * 0.36233031899813556 + z2 * 0.3379510943203663);
  const x = math.exponent(u) * -1.3862943611198906 - 0.6929335346924171 - s * series;
  return math.sqrt(x > 0 ? x : 0);
};

/**
 * cos(pi h), the cosine of h half turns, for |h| <= 1/2, to within 2.5e-16: a minimax polynomial in h^2, whose own error
 * is 5e-18.
 */
export const cosHalfTurn = (h: number, _math: MathCore): number => {
  const z = h * h;
  const z2 = z * z;
  const z4 = z2 * z2;
  return (
    1 +
    z * -4.934802200544677 +
    z2 * (4.058712126416504 + z * -1.3352627688431513) +
    z4 *
      (0.23533063011951813 +
        z * -0.02580688861706462 +
        z2 * (0.001929555574239283 + z * -0.00010456456425065416 + z2 * 4.14734392915319e-6))
  );
};

/** sin(pi h), the sine of h half turns, for |h| <= 1/2, to within 5e-16: h times a minimax polynomial. */
export const sinHalfTurn = (h: number, _math: MathCore): number => {
  const z = h * h;
  const z2 = z * z;
  const z4 = z2 * z2;
  return (
    h *
    // biome-ignore lint/suspicious/noApproximativeNumericConstant: a coefficient that is near pi, and not pi
    (3.14159265358979 +
      z * -5.167712780049354 +
      z2 * (2.5501640398433247 + z * -0.5992645284774195) +
      z4 *
        (0.08214587546883856 + z * -0.007370347022594418 + z2 * (0.00046594129666455424 + z * -2.1085141829477154e-5)))
  );
};
