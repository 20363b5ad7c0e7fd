import type { MathCore } from './core.ts';

/**
 * The quantile z of the standard normal distribution: the z with normalCdf(z) = p.
 *
 * Wichura (1988), "Algorithm AS 241: The percentage points of the normal distribution", Applied Statistics 37(3),
 * PPND16. The upper half uses 1 - p, which is exact for p > 1/2. p = 0 and 1 give -Infinity and Infinity; outside [0,
 * 1] the result is NaN.
 */
export const normalQuantile = (p: number, math: MathCore & { readonly log: (x: number) => number }): number => {
  const q = p - 0.5;
  let z = 0;
  if (math.abs(q) <= 0.425) {
    const r = 0.180625 - q * q;
    z =
      (q *
        (((((((r * 2509.0809287301227 + 33430.57558358813) * r + 67265.7709270087) * r + 45921.95393154987) * r +
          13731.69376550946) *
          r +
          1971.5909503065513) *
          r +
          133.14166789178438) *
          r +
          3.3871328727963665)) /
      (((((((r * 5226.495278852854 + 28729.085735721943) * r + 39307.89580009271) * r + 21213.794301586597) * r +
        5394.196021424751) *
        r +
        687.1870074920579) *
        r +
        42.31333070160091) *
        r +
        1);
  } else {
    const tail = q < 0 ? p : 1 - p;
    const distance = math.sqrt(-math.log(tail));
    const near = distance <= 5;
    let size = 0;
    if (near) {
      const r = distance - 1.6;
      size =
        (((((((r * 0.0007745450142783414 + 0.022723844989269184) * r + 0.2417807251774506) * r + 1.2704582524523684) *
          r +
          3.6478483247632045) *
          r +
          5.769497221460691) *
          r +
          4.630337846156546) *
          r +
          1.4234371107496835) /
        (((((((r * 1.0507500716444169e-9 + 0.0005475938084995345) * r + 0.015198666563616457) * r +
          0.14810397642748008) *
          r +
          0.6897673349851) *
          r +
          1.6763848301838038) *
          r +
          2.053191626637759) *
          r +
          1);
    } else {
      const r = distance - 5;
      size =
        (((((((r * 2.0103343992922881e-7 + 2.7115555687434876e-5) * r + 0.0012426609473880784) * r +
          0.026532189526576124) *
          r +
          0.29656057182850487) *
          r +
          1.7848265399172913) *
          r +
          5.463784911164114) *
          r +
          6.657904643501103) /
        (((((((r * 2.0442631033899397e-15 + 1.421511758316446e-7) * r + 1.8463183175100548e-5) * r +
          0.0007868691311456133) *
          r +
          0.014875361290850615) *
          r +
          0.1369298809227358) *
          r +
          0.599832206555888) *
          r +
          1);
    }
    // At p = 0 and 1 the distance is infinite and the quotient of the polynomials is not a number.
    size = distance > 40 ? distance : size;
    z = q < 0 ? -size : size;
  }
  return z;
};

/**
 * The standard normal distribution function: the probability of a value of z or less, with full relative accuracy in
 * the lower tail.
 *
 * Cody (1969), "Rational Chebyshev approximations for the error function", Mathematics of Computation 23, in the
 * arrangement for the normal distribution of Cody (1993), ACM TOMS 19(1), algorithm 715, ANORM. Unlike there,
 * exp(-z^2/2) takes the square as a double and the exact rest of it (Dekker's product). Below about -38.5 the result is
 * 0.
 */
export const normalCdf = (z: number, math: MathCore & { readonly exp: (x: number) => number }): number => {
  const size = math.abs(z);
  let probability = z;
  if (size <= 0.67448975) {
    const s = z * z;
    probability =
      0.5 +
      (z *
        ((((0.06568233791820745 * s + 2.2352520354606837) * s + 161.02823106855587) * s + 1067.6894854603709) * s +
          18154.98125334356)) /
        ((((s + 47.202581904688245) * s + 976.0985517377767) * s + 10260.932208618979) * s + 45507.78933502673);
  } else if (size > 0) {
    const y = size < 40 ? size : 40;
    const square = y * y;
    const split = y * 134217729;
    const yHigh = split - (split - y);
    const yRest = y - yHigh;
    const squareRest = yHigh * yHigh - square + 2 * yHigh * yRest + yRest * yRest;
    let ratio = 0;
    if (y <= 5.656854249492381) {
      ratio =
        ((((((((1.0765576773720192e-8 * y + 0.39894151208813466) * y + 8.883149794388377) * y + 93.50665613217785) * y +
          597.2702763948002) *
          y +
          2494.5375852903726) *
          y +
          6848.190450536283) *
          y +
          11602.65143764735) *
          y +
          9842.714838383978) /
        ((((((((y + 22.266688044328117) * y + 235.387901782625) * y + 1519.3775994075547) * y + 6485.558298266761) * y +
          18615.571640885097) *
          y +
          34900.95272114598) *
          y +
          38912.00328609327) *
          y +
          19685.429676859992);
    } else {
      const s = 1 / square;
      const series =
        (s *
          (((((0.023073441764940174 * s + 0.215898534057957) * s + 0.12740116116024736) * s + 0.022235277870649807) *
            s +
            0.0014216191932278934) *
            s +
            2.9112874951168793e-5)) /
        (((((s + 1.284260096144911) * s + 0.4682382124808651) * s + 0.06598813786892856) * s + 0.0037823963320275824) *
          s +
          7.297515550839662e-5);
      ratio = (0.3989422804014327 - series) / y;
    }
    // Beyond 37 the density is subnormal while its square root is not; the order of the factors keeps its digits.
    const far = y > 37;
    const density = math.exp(far ? -0.25 * square : -0.5 * square);
    const rest = ratio * (1 - 0.5 * squareRest);
    const tail = far ? density * (density * rest) : density * rest;
    probability = z < 0 ? tail : 1 - tail;
  }
  return probability;
};

/** The probability of a value above z, with full relative accuracy in the upper tail: normalCdf(-z). */
export const normalSurvival = (z: number, math: { readonly normalCdf: (z: number) => number }): number =>
  math.normalCdf(-z);
