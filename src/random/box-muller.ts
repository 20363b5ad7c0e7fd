import type { MathCore } from '../math/core.ts';

/**
 * The radius of Box & Muller (1958): sqrt(-2 log u) of a uniform number u, for 2^-53 <= u < 1.
 *
 * u = 2^e m with 1 <= m < 2; with c = 1.4140625, near sqrt(2), and s = (m - c) / (m + c), |s| < 0.172,
 *
 *   -2 log u = -2 (e log 2 + log c) - 4 atanh s
 *
 * to within 6e-10, without branches; the radius itself is within 5e-9, which 1e16 draws could not tell. The series
 * interpolates 4 atanh s / s at m = 2, where the two terms cancel: the radius of a uniform near 1 is as good as any other. The
 * select lets no rounding below zero become NaN.
 */
export const radius = (u: number, math: MathCore): number => {
  const m = math.mantissa(u);
  const s = (m - 1.4140625) / (m + 1.4140625);
  const z = s * s;
  const z2 = z * z;
  const series = 3.9999999967889335 + z * 1.3333366864352256 + z2 * (0.7994547920910603 + z * 0.5996139426203259);
  const x = math.exponent(u) * -1.3862943611198906 - 0.6929335346924171 - s * series;
  return math.sqrt(x > 0 ? x : 0);
};

/**
 * cos(pi h), the cosine of h half turns, for |h| <= 1/2, to within 3e-10: a Chebyshev interpolant in h^2. No term more
 * than a sampler needs: its cost is felt in every step of every path.
 */
export const cosHalfTurn = (h: number, _math: MathCore): number => {
  const z = h * h;
  const z2 = z * z;
  const z4 = z2 * z2;
  return (
    0.999999999779154 +
    z * -4.934802136928946 +
    z2 * (4.058709154763134 + z * -1.3352119493905503) +
    z4 * (0.2349370685950865 + z * -0.024395932097550446)
  );
};

/** sin(pi h), the sine of h half turns, for |h| <= 1/2, to within 3e-11: h times a Chebyshev interpolant. */
export const sinHalfTurn = (h: number, _math: MathCore): number => {
  const z = h * h;
  const z2 = z * z;
  const z4 = z2 * z2;
  return (
    h *
    (3.141592653536132 +
      z * -5.167712764593 +
      z2 * (2.550163317938427 + z * -0.599252186531583) +
      z4 * (0.08205035020147247 + z * -0.007028303855203096))
  );
};
