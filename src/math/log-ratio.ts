import type { MathCore } from './core.ts';

/**
 * log(a / b) of two positive numbers, without the cancellation where they are nearly equal.
 *
 * Near each other, a to b at most as 1.2 to 1, it is 2 atanh s with s = (a - b) / (a + b), where a - b is exact: 2 s +
 * s^3 q(s^2), q a minimax polynomial, relative error 2^-55. There the result is exactly antisymmetric. Otherwise it is
 * the logarithm of the rounded quotient. Equal numbers give 0; a = 0 or b = Infinity gives -Infinity, b = 0 or a =
 * Infinity gives Infinity; two zeros or two infinities give NaN, and so do numbers of opposite signs; two negative
 * numbers give what their sizes give.
 */
export const logRatio = (a: number, b: number, math: MathCore & { readonly log: (x: number) => number }): number => {
  const difference = a - b;
  const sum = a + b;
  // Two zeros are near: they give NaN either way, and a kernel would go the long way in every step for one ruined path.
  // The second condition: a sum that is infinite, or that overflows, never is.
  if (math.abs(difference) <= 0.09375 * sum && sum <= 1.7976931348623157e308) {
    const s = difference / sum;
    const z = s * s;
    const z2 = z * z;
    const series =
      0.6666666666668708 +
      z * 0.39999999967125077 +
      z2 * (0.28571445758072217 + z * 0.22218304529278368 + z2 * 0.18586256621113556);
    return 2 * s + s * z * series;
  }
  return math.log(a / b);
};
