import type { MathCore } from './core.ts';

/**
 * sin(2 pi x): the sine of x turns. Exact at multiples of 1/4; odd; +0 at positive whole and half turns; NaN at
 * infinity.
 *
 * |x| is reduced to n quarter turns plus a remainder r, |r| <= 1/2 of a quarter, without rounding. The leading term r
 * pi/2 is formed from a 26-bit piece of r and a 26-bit piece of pi/2 (exact) plus what is left. Both series are
 * Chebyshev interpolants computed with 300 bits, error below 2^-56 in the result.
 */
export const sinTurn = (x: number, math: MathCore): number => {
  const turns = math.abs(x);
  const quarters = 4 * (turns - math.floor(turns));
  // The largest double below 1/2: adding 1/2 itself would round a remainder just below 1/2 up.
  const n = math.floor(quarters + 0.49999999999999994);
  const r = quarters - n;
  const z = r * r;
  const z2 = z * z;
  const split = r * 134217729;
  const rHigh = split - (split - r);
  const rRest = r - rHigh;
  const sineSeries =
    -0.6459640975062463 +
    z * 0.07969262624616703 +
    z2 * (-0.004681754135317559 + z * 0.00016044118476026293) +
    z2 * z2 * (-3.5988429255546176e-6 + z * 5.691991220020721e-8 + z2 * -6.635131315160467e-10);
  const sine =
    rHigh * 1.5707963109016418 + (rRest * 1.5707963109016418 + r * 1.5893254773528196e-8 + r * z * sineSeries);
  const cosineSeries =
    0.25366950790104803 +
    z * -0.020863480763350716 +
    z2 * (0.0009192602747346775 + z * -2.520204058552114e-5) +
    z2 * z2 * (4.7107368589656793e-7 + z * -6.337524486423736e-9);
  const drop = z * 1.2337005501361697;
  const rest = 1 - drop;
  const cosine = rest + (1 - rest - drop + (z2 * cosineSeries - z * 7.831619385924639e-17));
  const odd = (n > 0.5 && n < 1.5) || (n > 2.5 && n < 3.5);
  const size = odd ? cosine : sine;
  const y = n > 1.5 && n < 3.5 ? 0 - size : size;
  return x > 0 ? y : x < 0 ? -y : x;
};

/**
 * cos(2 pi x): the cosine of x turns. Exact at multiples of 1/4 (+0 at odd ones); even; NaN at infinity. Reduced and
 * approximated as in `sinTurn`, whose lines it repeats.
 */
export const cosTurn = (x: number, math: MathCore): number => {
  const turns = math.abs(x);
  const quarters = 4 * (turns - math.floor(turns));
  const n = math.floor(quarters + 0.49999999999999994);
  const r = quarters - n;
  const z = r * r;
  const z2 = z * z;
  const split = r * 134217729;
  const rHigh = split - (split - r);
  const rRest = r - rHigh;
  const sineSeries =
    -0.6459640975062463 +
    z * 0.07969262624616703 +
    z2 * (-0.004681754135317559 + z * 0.00016044118476026293) +
    z2 * z2 * (-3.5988429255546176e-6 + z * 5.691991220020721e-8 + z2 * -6.635131315160467e-10);
  const sine =
    rHigh * 1.5707963109016418 + (rRest * 1.5707963109016418 + r * 1.5893254773528196e-8 + r * z * sineSeries);
  const cosineSeries =
    0.25366950790104803 +
    z * -0.020863480763350716 +
    z2 * (0.0009192602747346775 + z * -2.520204058552114e-5) +
    z2 * z2 * (4.7107368589656793e-7 + z * -6.337524486423736e-9);
  const drop = z * 1.2337005501361697;
  const rest = 1 - drop;
  const cosine = rest + (1 - rest - drop + (z2 * cosineSeries - z * 7.831619385924639e-17));
  const odd = (n > 0.5 && n < 1.5) || (n > 2.5 && n < 3.5);
  const size = odd ? sine : cosine;
  return n > 0.5 && n < 2.5 ? 0 - size : size;
};
